/** The jobs of auditors on a sound log and on a tampered one: their results, and their refusals. */
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BUNDLE_FILE } from '#libs/runtime/audit-settings.ts';
import type { JobRequests } from '#libs/runtime/jobs.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { storePaths } from '#libs/runtime/stores.ts';
import { FolderUploads } from '#libs/uploads/folder/folder-uploads.ts';
import { KeepPatientIndex } from '#libs/statements/recomputation/commands/keep-patient-index.ts';
import { bundleJob, checkpointJob, consistencyJob, verifyJob } from '#apps/worker/handlers/audit.ts';
import type { HandlerSettings } from '#apps/worker/handlers/context.ts';
import { auditVariables } from '#test/support/audit-settings.ts';
import { AuditedLog } from '#test/support/audited-log.ts';
import { person } from '#test/support/specification.ts';
import { COMMIT } from '#test/support/commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const EVENTS = 23;
/** After the event that records a signed checkpoint, and one more. */
const SIGNED = EVENTS + 2;
const folder = temporaryFolder();
const uploads = new FolderUploads(join(folder, 'uploads'));
const { AUDIT_CHECKPOINTS: checkpoints, AUDIT_KEY_FILE: key } = auditVariables(join(folder, 'audit'));
const context = { attempt: 1, isLastAttempt: false, signal: new AbortController().signal, progress: () => undefined };
const executed: unknown[] = [];
let log: AuditedLog;
let open: SqliteEventStore;
beforeAll(async () => {
  log = await AuditedLog.of(EVENTS, 4);
  open = new SqliteEventStore(log.path);
});
afterAll(() => {
  log.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** Contains only the settings that these jobs use. */
function settings(audit: Partial<HandlerSettings['audit']> = {}): HandlerSettings {
  return {
    audit: { checkpoints, key, publicKeys: [], ...audit },
    stores: storePaths(log.folder, {}),
    log: open,
    uploads,
    commands: { execute: async (command: unknown) => void executed.push(command) },
    now: () => '2026-11-28T20:00:00.000Z',
  } as unknown as HandlerSettings;
}

const meta = { by: person('Zoé'), key: 'sign', at: '2026-11-28T20:00:00.000Z' };
const job = (id: string) => ({ id, meta }) as unknown as Parameters<typeof verifyJob>[2];
const verify = (audit?: Partial<HandlerSettings['audit']>) => verifyJob(settings(audit), {}, job('v'), context);
const sign = (audit?: Partial<HandlerSettings['audit']>) => checkpointJob(settings(audit), {}, job('c'), context);
const bundle = (id: string, content: JobRequests['bundle'], audit?: Partial<HandlerSettings['audit']>) =>
  bundleJob(settings(audit), content, job(id), context);

test('an installation without checkpoints verifies the chain, and has no bundle', async () => {
  expect(await verify({ checkpoints: undefined, key: undefined })).toMatchObject({
    fits: true,
    events: EVENTS,
    checkpoints: 0,
    signatures: false,
  });
  await expect(sign({ checkpoints: undefined })).rejects.toMatchObject({ code: 'CHECKPOINTS_NOT_SET' });
  await expect(sign({ key: undefined })).rejects.toMatchObject({ code: 'SIGNING_KEY_NOT_SET' });
  await expect(sign({ key: join(log.folder, 'key.pem') })).rejects.toMatchObject({ code: 'KEY_INSIDE_STORE' });
  await expect(bundle('b0', {}, { checkpoints: undefined })).rejects.toMatchObject({ code: 'CHECKPOINTS_NOT_SET' });
  await expect(bundle('b0', {}, { checkpoints: folder })).rejects.toMatchObject({ code: 'NO_CHECKPOINT' });
});

test('signs the end of the log once, and the verification is then by its key', async () => {
  const signed = await sign();
  expect(signed).toMatchObject({ position: EVENTS, time: '2026-11-28T19:00:00.000Z' });
  expect(executed).toStrictEqual([expect.any(KeepPatientIndex)]);
  expect(await sign()).toStrictEqual(signed);
  expect(readdirSync(checkpoints)).toStrictEqual([`checkpoint-${EVENTS}.json`]);
  expect(await verify()).toMatchObject({ fits: true, checkpoints: 1, checkpointed: EVENTS, signatures: true });
});

test('proves that the log of a checkpoint is the beginning of the log of a later one', async () => {
  await open.append(
    'talk-1',
    [{ id: 'c'.repeat(32), type: 'Said', schemaVersion: 1, effective: '', knownOn: '', data: '{}' }],
    'any',
    { ...COMMIT, recordedAt: '2026-11-28T20:00:00.000Z' },
  );
  const { position } = (await sign()) as { readonly position: number };
  const prove = (request: JobRequests['consistency']) => consistencyJob(settings(), request, job('p'), context);
  expect(await prove({ from: EVENTS })).toMatchObject({
    format: 'decompte-consistency-1',
    from: { position: EVENTS },
    to: { position, sequence: 2 },
  });
  await expect(prove({ from: 7 })).rejects.toMatchObject({ code: 'NO_CHECKPOINT_AT' });
  await expect(prove({ from: position, to: EVENTS })).rejects.toMatchObject({ code: 'CHECKPOINTS_OUT_OF_ORDER' });
});

test('keeps a bundle of events, of a stream and of the whole log under its job; another attempt replaces it', async () => {
  const kept = (id: string): readonly string[] =>
    readFileSync(join(folder, 'uploads', id, BUNDLE_FILE), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
  expect(await bundle('b1', { stream: 'national-spending' })).toMatchObject({ checkpoint: SIGNED });
  expect(kept('b1').every((line) => line.includes('national-spending'))).toBe(true);
  const made = await bundle('b1', { events: [3, 5] });
  expect(made).toMatchObject({ events: 2, checkpoint: SIGNED });
  expect(kept('b1').map((line) => (JSON.parse(line) as { position: number }).position)).toStrictEqual([3, 5]);
  await bundle('b2', {});
  expect(kept('b2')).toHaveLength(SIGNED);
});

test('refuses a bundle of unsigned events, and keeps no part of it', async () => {
  const refusal = async (content: JobRequests['bundle'], code: string): Promise<void> => {
    await expect(bundle('b3', content)).rejects.toMatchObject({ code });
  };
  await refusal({ events: [SIGNED + 1] }, 'EVENT_NOT_SIGNED');
  await refusal({ stream: 'nobody' }, 'STREAM_NOT_SIGNED');
  expect(readdirSync(join(folder, 'uploads')).toSorted()).toStrictEqual(['b1', 'b2']);
});

test('names the changed event, signs nothing and exports nothing', async () => {
  await open.close();
  log.tamper((db) => {
    log.forge(db, 7);
  });
  try {
    const found = await verify();
    expect(found).toMatchObject({ fits: false, misfits: [{ kind: 'changed', position: 7 }] });
    await expect(sign()).rejects.toMatchObject({ code: 'LOG_DOES_NOT_FIT', data: { misfit: { position: 7 } } });
    await expect(bundle('b4', {})).rejects.toMatchObject({ code: 'LOG_DOES_NOT_FIT' });
    expect(existsSync(join(folder, 'uploads', 'b4'))).toBe(false);
  } finally {
    log.restore();
  }
});
