/** `decompte audit verify | keygen | checkpoint | export`: proves that the log is unchanged since it was recorded. */
import { existsSync } from 'node:fs';
import { makeFolder } from '#libs/files/make-folder.ts';
import { join } from 'node:path';
import { readCertificate } from '#libs/audit/attestations.ts';
import { checkpointsIn, writeBundle } from '#libs/audit/bundle-file.ts';
import { recordCheckpoints } from '#libs/audit/checkpoint-events.ts';
import { checkpointsSoFar, readKey } from '#libs/audit/checkpoint.ts';
import { readSuccessions } from '#libs/audit/key-history.ts';
import { PRIVATE_KEY_FILE, PUBLIC_KEY_FILE, writeKeyPair } from '#libs/audit/key-pair-files.ts';
import type { Misfit, MisfitKind } from '#libs/audit/misfit.ts';
import { requireOutsideStore, signLatest } from '#libs/audit/sign-latest.ts';
import { openLogAt, openStoredLogAt } from '#libs/runtime/stores.ts';
import { type WholeCheck, checkWhole } from '#libs/audit/whole-check.ts';
import { counted } from '#libs/kernel/counted.ts';
import { saidMisfit } from '#libs/words/audit.ts';
import { saidImpossible } from '#libs/words/audit-rules.ts';
import { fittingLines, keyLines, saidKeys } from '#libs/words/texts/audit-check.ts';
import { keyCheckAt } from '#libs/runtime/key-check.ts';
import { aloneFor, aloneIn } from '#apps/cli/alone.ts';
import { commandLineCommit, instantNow } from '#apps/cli/arguments.ts';
import { reportImpossible, reportRemarks } from '#apps/cli/commands/audit-rules.ts';
import { patientIn } from '#libs/event-store/sealed/sealed-names.ts';
import { withDisclosure } from '#libs/runtime/sealed-log.ts';
import { openPermissions } from '#libs/runtime/secret-file.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { type BundleOptions, bundleContentOf } from '#apps/cli/commands/bundle-content.ts';
import { offlineCheck } from '#apps/cli/offline-check.ts';
import { NotedReads } from '#apps/cli/reads.ts';
import { onStoredLog } from '#apps/cli/stored-log.ts';
import { type StoreOptions, logPathOf, openLog, requireKeysOfNow, storePathsOf } from '#apps/cli/stores.ts';
import { printJson, message, result } from '#apps/cli/terminal.ts';

const MISFITS = 1;
const MISFITS_SHOWN = 10;

interface AuditOptions extends StoreOptions {
  readonly json?: boolean;
}

interface VerifyCommandOptions extends AuditOptions {
  readonly checkpoints?: string;
  readonly publicKey?: readonly string[];
  /** Certificates of authorities of time stamps. */
  readonly tsa?: readonly string[];
  /** The folder has some of the checkpoints only. */
  readonly some?: boolean;
  readonly roots?: boolean;
}

/** Gives exit status 1 if something does not fit. */
export async function auditVerifyCommand(options: VerifyCommandOptions): Promise<number> {
  const [held, paths] = [heldAgainst(options), storePathsOf(options)];
  const check = await onStoredLog(options, (stored, progress) =>
    checkWhole(stored, {
      ...held,
      progress,
      openLog: () => openLogAt(paths, instantNow),
      openStoredLog: () => openStoredLogAt(paths, instantNow),
      checkKeys: () => keyCheckAt(paths, instantNow),
    }),
  );
  const { fits, events, misfits, impossible, remarks, keys } = check;
  if (options.json === true) printJson(saidCheck(check));
  else if (misfits.length > 0) reportMisfits(misfits, events);
  else if (impossible.length > 0) reportImpossible(impossible);
  else if (events === 0) result(`Le journal de ${logPathOf(options)} n’a aucun événement : il n’y a rien à vérifier.`);
  else for (const line of fittingLines(check, held)) result(line);
  if (options.json !== true) {
    for (const line of keys === undefined ? [] : keyLines(keys)) result(line);
    reportRemarks(remarks);
  }
  if (fits) await requireKeysOfNow(options);
  return fits ? 0 : MISFITS;
}

function saidCheck(check: WholeCheck): object {
  const { former, keys, misfits, impossible, remarks } = check;
  return {
    ...check,
    former: former.map(({ name }) => name),
    keys: keys && saidKeys(keys),
    misfits: misfits.map(saidMisfit),
    impossible: impossible.map(saidImpossible),
    remarks: remarks.map(saidImpossible),
  };
}

/** The references that the log is compared with: checkpoints, keys, successions. */
function heldAgainst(options: VerifyCommandOptions) {
  const { checkpoints: folder, publicKey = [], tsa = [], some = false, roots = false } = options;
  if ((folder === undefined) !== (publicKey.length === 0) || (roots && folder === undefined))
    throw new CliRefusal(
      'les points de contrôle se vérifient avec la clé publique de qui les a signés ; donnez --checkpoints et --public-key',
    );
  const publicKeys = publicKey.map((path) => readKey(path, 'public'));
  if (folder === undefined) return { publicKeys, some, roots };
  const attestations = { folder, authorities: tsa.map(readCertificate) };
  const held = { checkpoints: checkpointsIn(folder), successions: readSuccessions(folder) };
  return { ...held, publicKeys, some, roots, attestations };
}

const KINDS: Readonly<Record<MisfitKind, string>> = {
  changed: 'changé',
  missing: 'manquant',
  inserted: 'inséré',
  reordered: 'déplacé',
  'cut-off': 'fin coupée',
  remade: 'chaîne refaite',
  unreachable: 'rattachement perdu',
  unreadable: 'illisible',
  structure: 'structure du journal',
  checkpoint: 'point de contrôle',
};

export function reportMisfits(misfits: readonly Misfit[], fitting: number): void {
  const [first] = misfits;
  if (first?.position !== undefined)
    result(`Le journal ne convient pas. Premier événement en cause : position ${first.position}.`);
  else result('Le journal ne convient pas.');
  for (const { kind, position, detail } of misfits.slice(0, MISFITS_SHOWN).map(saidMisfit))
    result(`- ${position === undefined ? '' : `position ${position}, `}${KINDS[kind]} : ${detail}.`);
  if (misfits.length > MISFITS_SHOWN) result(`- et ${counted(misfits.length - MISFITS_SHOWN, 'autre')}.`);
  if (fitting > 0) result(`Les événements 1 à ${fitting} sont liés sans faute.`);
  // A copy on its way is gone on with, as its finding says.
  if (misfits.some(({ finding }) => finding.code !== 'LOG_IN_PART'))
    result('Gardez ce journal tel quel, et repartez d’une sauvegarde qui convient.');
}

interface KeygenOptions extends AuditOptions {
  readonly out: string;
}

export function auditKeygenCommand(options: KeygenOptions): Promise<number> {
  const { out } = options;
  requireOutsideStore(out, logPathOf(options));
  const [privatePath, publicPath] = [join(out, PRIVATE_KEY_FILE), join(out, PUBLIC_KEY_FILE)];
  for (const path of [privatePath, publicPath])
    if (existsSync(path))
      throw new CliRefusal(`${path} est déjà là ; une clé n’est jamais écrasée, indiquez un autre dossier`);
  makeFolder(out, 0o700);
  const id = writeKeyPair({ private: privatePath, public: publicPath });
  if (options.json === true) printJson({ key: id, private: privatePath, public: publicPath });
  else
    result(
      `Clé ${id} : ${privatePath} signe les points de contrôle et ne sort pas d’ici ; ${publicPath} se donne aux auditeurs.`,
    );
  return Promise.resolve(0);
}

interface CheckpointOptions extends AuditOptions {
  readonly to: string;
  readonly key: string;
  /** Only signs, because the log is a copy, or because this account may only read it. */
  readonly apart?: boolean;
  /** The person carried the log over, and compared it with the former one. */
  readonly carriedOver?: boolean;
}

export async function auditCheckpointCommand(options: CheckpointOptions): Promise<number> {
  const { to: folder, key } = options;
  requireOutsideStore(key, logPathOf(options));
  requirePrivate(key);
  await requireKeysOfNow(options);
  const signing = { folder, key: readKey(key, 'private'), now: instantNow, isCarriedOver: options.carriedOver };
  const signed = await aloneIn(folder, async () => {
    const made = await onStoredLog(options, (stored, progress) => signLatest({ ...signing, stored, progress }));
    if (made.status !== 'misfits' && options.apart !== true) await recordIn(options, folder);
    return made;
  });
  if (signed.status === 'misfits') {
    reportMisfits(signed.misfits, signed.events);
    message('Rien n’est signé.');
    return MISFITS;
  }
  const { status, checkpoint, path, recomputed } = signed;
  if (status === 'there') message(`Le point de contrôle de la position ${checkpoint.position} est déjà là : ${path}.`);
  if (options.json === true) printJson({ ...checkpoint, recomputed });
  else if (status === 'signed')
    result(`Point de contrôle signé à la position ${checkpoint.position} : ${path}. Donnez-en copie aux auditeurs.`);
  if (options.json !== true) result(recomputedSentence(recomputed));
  return 0;
}

/** The log records which checkpoints exist, so that a removed one is noticed. */
async function recordIn(options: StoreOptions, folder: string): Promise<void> {
  const log = await openLog(options);
  try {
    await recordCheckpoints(log, checkpointsSoFar(folder), commandLineCommit('audit checkpoint'));
  } finally {
    await log.close();
  }
}

/** Anyone who can read the key can sign events that were never recorded. */
export function requirePrivate(key: string): void {
  const mode = openPermissions(key);
  if (mode !== undefined)
    throw new CliRefusal(
      `la clé ${key} est ouverte à d’autres (${mode}) ; réservez-la à votre compte : chmod 600 ${key}`,
    );
}

function recomputedSentence(position: number): string {
  if (position === 0)
    return 'Les décomptes n’ont pas encore été recalculés depuis le journal : decompte audit recompute.';
  return `D’après le journal, les décomptes ont été recalculés jusqu’à la position ${position} : rien ne différait.`;
}

interface ExportBundleOptions extends AuditOptions, BundleOptions {
  readonly out: string;
  readonly checkpoints: string;
}

/** Exports a bundle under the latest checkpoint of the folder. */
export async function auditExportCommand(options: ExportBundleOptions): Promise<number> {
  await requireKeysOfNow(options);
  const { out, checkpoints: folder } = options;
  const content = await bundleContentOf(options);
  const made = await withDisclosure(storePathsOf(options).keys, (disclosure) =>
    onStoredLog(options, (stored, progress) =>
      aloneFor(out, () => writeBundle(out, { stored, folder, content, disclosure, progress })),
    ),
  );
  if (made.status === 'misfit') {
    reportMisfits([made.misfit], 0);
    message('Rien n’est exporté ; decompte audit verify en dit plus.');
    return MISFITS;
  }
  await noteExport(options);
  const { events, checkpoint } = made;
  if (options.json === true) printJson({ out, events, checkpoint: checkpoint.position });
  else
    result(
      `${counted(events, 'événement exporté', 'événements exportés')} dans ${out}, que prouve le point de contrôle de la position ${checkpoint.position}. ` +
        offlineCheck(content.recalculation === undefined ? 'verify' : 'recalculate', {
          file: out,
          checkpoints: folder,
        }),
    );
  return 0;
}

/** Notes the export in the record of accesses. The bundle of a payment or a statement is noted where its events are gathered. */
async function noteExport(options: ExportBundleOptions): Promise<void> {
  const { event, stream, payment, statement } = options;
  if (payment !== undefined || statement !== undefined) return;
  const [reads, patient] = [new NotedReads(), patientIn(stream ?? '')];
  const asked = event?.map((position) => ({ event: Number(position) })) ?? [stream === undefined ? WHOLE : { stream }];
  // The pseudonym is noted alone, so that an erasure finds it.
  if (patient !== undefined) reads.note('audit export', 'PATIENT', [patient]);
  else
    reads.note(
      'audit export',
      'FILE',
      asked.map((one) => JSON.stringify(one)),
    );
  const log = await openLog(options);
  try {
    await reads.keep(options, log);
  } finally {
    await log.close();
  }
}

const WHOLE = { log: 'whole' };
