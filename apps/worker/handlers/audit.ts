/** Jobs for auditors: verify the log, sign a checkpoint, make a bundle. Each reads the log in its stored form. */
import { createHash, createPublicKey } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readCertificate } from '#libs/audit/attestations.ts';
import { type BundleContent, checkpointsIn, writeBundle } from '#libs/audit/bundle-file.ts';
import { recordCheckpoints } from '#libs/audit/checkpoint-events.ts';
import { checkpointsSoFar, readKey } from '#libs/audit/checkpoint.ts';
import { checkpointAt, proveConsistency } from '#libs/audit/consistency.ts';
import { readSuccessions } from '#libs/audit/key-history.ts';
import { rulesCode } from '#libs/audit/payment-bundle/rules-code.ts';
import { refused } from '#libs/audit/refusals.ts';
import { requireOutsideStore, signLatest } from '#libs/audit/sign-latest.ts';
import { checkWhole } from '#libs/audit/whole-check.ts';
import type { StoredEvents } from '#libs/event-store/stored-events.ts';
import { makeFolder } from '#libs/files/make-folder.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { LOCK_FILE, PlaceTaken, whileAlone } from '#libs/runtime/alone.ts';
import type { JobRequests } from '#libs/runtime/jobs.ts';
import { GatherBasis } from '#libs/statements/recomputation/queries/gather-basis.ts';
import { KeepPatientIndex } from '#libs/statements/recomputation/commands/keep-patient-index.ts';
import { type BasisAsked, basisOfPeriod } from '#libs/statements/recomputation/payment-basis.ts';
import { BUNDLE_FILE } from '#libs/runtime/audit-settings.ts';
import { keyCheckAt } from '#libs/runtime/key-check.ts';
import { withDisclosure } from '#libs/runtime/sealed-log.ts';
import { openLogAt, openStoredEventsAt, openStoredLogAt } from '#libs/runtime/stores.ts';
import { saidMisfit } from '#libs/words/audit.ts';
import { saidKeys } from '#libs/words/texts/audit-check.ts';
import { saidImpossible } from '#libs/words/audit-rules.ts';
import { type JobKindHandler, type HandlerSettings, jobCommit, progressOf } from '#apps/worker/handlers/context.ts';

const STAGE = 'journal';

/** Verifies the log: gives the same result as `decompte audit verify --json`. */
export const verifyJob: JobKindHandler<'verify'> = ({ audit, stores, now }, _request, _job, context) =>
  onStoredLog({ stores }, async (stored) => {
    const { checkpoints: folder, key, publicKeys: files, authorities = [] } = audit;
    const publicKeys = files.map((path) => readKey(path, 'public'));
    if (key !== undefined) publicKeys.push(createPublicKey(readKey(key, 'private')));
    const {
      carriedOver: _,
      former: __,
      lostCheckpoints: ___,
      keys,
      ...check
    } = await checkWhole(stored, {
      ...(folder !== undefined && { checkpoints: checkpointsSoFar(folder) }),
      publicKeys,
      successions: folder === undefined ? [] : readSuccessions(folder),
      // Without any key only the links of the checkpoints are compared, and `signatures` reports it.
      otherKeys: publicKeys.length === 0,
      progress: progressOf(context, STAGE),
      openLog: () => openLogAt(stores, now),
      openStoredLog: () => openStoredLogAt(stores, now),
      checkKeys: () => keyCheckAt(stores, now),
      ...(folder !== undefined &&
        existsSync(folder) && { attestations: { folder, authorities: authorities.map(readCertificate) } }),
    });
    return {
      ...check,
      ...(keys && { keys: saidKeys(keys) }),
      signatures: publicKeys.length > 0,
      misfits: check.misfits.map(saidMisfit),
      impossible: check.impossible.map(saidImpossible),
      remarks: check.remarks.map(saidImpossible),
    };
  });

/** Keeps the index of patients too: this job reads the log anyway, and no person waits for it. */
export const checkpointJob: JobKindHandler<'checkpoint'> = (
  { audit, stores, now, log, commands },
  _request,
  job,
  context,
) =>
  onStoredLog({ stores }, async (stored) => {
    const folder = audit.checkpoints ?? notSet('CHECKPOINTS_NOT_SET');
    const keyPath = audit.key ?? notSet('SIGNING_KEY_NOT_SET');
    requireOutsideStore(keyPath, stores.logPath);
    const key = readKey(keyPath, 'private');
    const signed = await signingAlone(folder, async () => {
      const made = await signLatest({ stored, folder, key, now, progress: progressOf(context, STAGE) });
      if (made.status === 'misfits') throw doesNotFit(made.misfits);
      await recordCheckpoints(log, checkpointsSoFar(folder), jobCommit(job, 'checkpoint', now));
      return made;
    });
    await commands.execute(new KeepPatientIndex());
    return { ...signed.checkpoint, recomputed: signed.recomputed };
  });

/** Throws STORE_BUSY while another process signs in this folder: the attempt is made again. */
async function signingAlone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  makeFolder(folder);
  try {
    return await whileAlone(join(folder, LOCK_FILE), work);
  } catch (error) {
    if (!(error instanceof PlaceTaken)) throw error;
    throw new StoreUnavailable({ code: 'STORE_BUSY', data: {} });
  }
}

/** The result is the proof itself, which is small. */
export const consistencyJob: JobKindHandler<'consistency'> = ({ audit, stores }, request, _job, context) =>
  onStoredLog({ stores }, async (stored) => {
    const files = checkpointsIn(audit.checkpoints ?? notSet('CHECKPOINTS_NOT_SET'));
    const [from, to] = [checkpointAt(files, request.from), checkpointAt(files, request.to)];
    const made = await proveConsistency({ stored, from, to, progress: progressOf(context, STAGE) });
    if (made.status === 'misfit') throw doesNotFit([made.misfit]);
    return made.proof;
  });

/** Stores the file under the id of the job, for the requester. */
export const bundleJob: JobKindHandler<'bundle'> = async (
  { audit, stores, uploads, queries },
  request,
  job,
  context,
) => {
  const content = await contentOf(queries, request);
  return onStoredLog({ stores }, async (stored) => {
    const folder = audit.checkpoints ?? notSet('CHECKPOINTS_NOT_SET');
    // An attempt before this one may have kept a file under another checkpoint.
    await uploads.remove(job.id);
    const incoming = await uploads.incoming();
    try {
      const path = join(incoming, BUNDLE_FILE);
      const made = await withDisclosure(stores.keys, (disclosure) =>
        writeBundle(path, { stored, folder, content, disclosure, progress: progressOf(context, STAGE) }),
      );
      if (made.status === 'misfit') throw doesNotFit([made.misfit]);
      const { events, checkpoint } = made;
      const [{ size: bytes }, digest] = [await stat(path), await fileDigest(path)];
      await uploads.keep(job.id, incoming);
      return { events, checkpoint: checkpoint.position, bytes, digest };
    } finally {
      await rm(incoming, { recursive: true, force: true });
    }
  });
};

/** First gathers and recalculates the content of the bundle. */
async function contentOf(
  queries: HandlerSettings['queries'],
  { events, stream, payment, team, period }: JobRequests['bundle'],
): Promise<BundleContent> {
  if (payment !== undefined) return provedContent(queries, { payment });
  if (team === undefined || period === undefined) return { events, stream };
  return provedContent(queries, basisOfPeriod(team, period));
}

async function provedContent(queries: HandlerSettings['queries'], asked: BasisAsked): Promise<BundleContent> {
  const { events, subject } = await queries.execute(new GatherBasis(asked));
  return { events, recalculation: { subject, code: rulesCode() } };
}

async function onStoredLog<T>(
  { stores }: Pick<HandlerSettings, 'stores'>,
  work: (stored: StoredEvents) => Promise<T>,
): Promise<T> {
  const stored = await openStoredEventsAt(stores);
  try {
    return await work(stored);
  } finally {
    await stored.close();
  }
}

function notSet(code: 'CHECKPOINTS_NOT_SET' | 'SIGNING_KEY_NOT_SET'): never {
  throw refused(code, {});
}

function doesNotFit([misfit]: readonly Parameters<typeof saidMisfit>[0][]): Error {
  if (misfit === undefined) throw new RangeError('a log without a misfit fits');
  return refused('LOG_DOES_NOT_FIT', { misfit });
}

async function fileDigest(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
  return digest.digest('hex');
}
