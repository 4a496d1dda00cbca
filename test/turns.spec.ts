/** Writers of facts take turns: each gets its turn and sees what the others recorded. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { receivedCommand } from '#libs/commands/received-command.ts';
import { type LeaseHolder, LeaseLost } from '#libs/event-store/event-store.ts';
import { type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import { FactRecorder, type RecordedFact } from '#libs/intake/fact-recorder.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';
import { type LogImport, importIntoLog } from '#libs/intake/import-into-log.ts';
import { FileVanished } from '#libs/intake/refusals.ts';
import { takeTurn } from '#libs/intake/turn.ts';
import { JobAborted } from '#libs/jobs/job-queue.ts';
import { publishFirst } from '#libs/regulation/publication/published.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { metaOf } from '#test/support/experiment.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { fieldsOf } from '#test/support/rows.ts';

const NOW = Date.parse(COMMIT.recordedAt);

let product: Product;
let other: Product;
let regulation: Regulation;
let recorder: FactRecorder;
let kept: unknown[];

/** One of several live processes. */
function holder(pid: number): LeaseHolder {
  return { host: hostname(), pid, isAlive: () => true };
}

beforeEach(async () => {
  kept = [];
  product = new Product();
  other = new Product(product.folder);
  ({ regulation } = await publishFirst(product.log, SHIPPED, COMMIT));
  recorder = new FactRecorder({
    log: other.log,
    readStore: other.readStore,
    regulation: async () => regulation,
    holder: holder(2),
    now: () => NOW,
    turnMs: 300,
    patienceMs: 1_000,
    onLeaseKept: (error) => kept.push(error),
  });
});

afterEach(async () => {
  await recorder.close();
  await other.readStore.close();
  await other.log.close();
  await product.close();
});

function record(kind: FactName, changes: Readonly<Record<string, string>>): Promise<RecordedFact> {
  const received = receivedCommand(
    { keys: undefined },
    { name: `POST /facts/${kind}`, body: changes },
    metaOf('Alice'),
  );
  return recorder.record({ kind, fields: fieldsOf(kind, changes), received, commit: COMMIT });
}

function factsFolder(files: Partial<Record<FactName, readonly Readonly<Record<string, string>>[]>>): string {
  const folder = join(product.folder, randomUUID());
  mkdirSync(folder);
  for (const [name, rows] of Object.entries(files) as [FactName, Readonly<Record<string, string>>[]][]) {
    const header = factKindOf(name).columns.map((column) => column.name);
    const lines = [header, ...rows.map((changes) => fieldsOf(name, changes))].map((fields) => `${fields.join(',')}\n`);
    writeFileSync(join(folder, `${name}.csv`), lines.join(''));
  }
  return folder;
}

function importing(folder: string, settings: Partial<LogImport> = {}): Promise<ImportSummary> {
  return importIntoLog({
    log: product.log,
    readStore: product.readStore,
    folder,
    regulation: async () => regulation,
    holder: holder(1),
    words: INTAKE_WORDS,
    patienceMs: 0,
    turnMs: 0,
    actor: 'test',
    correlation: 'test',
    now: () => COMMIT.recordedAt,
    ...settings,
  });
}

function setAside({ files }: ImportSummary): Record<string, number> {
  return Object.fromEntries(files.map(({ file, setAside: rows }) => [file, rows]));
}

test('records a fact between two batches of an import, and checks the rest of the import against it', async () => {
  const folder = factsFolder({
    teams: [{ team_id: 'T1' }],
    phases: [
      { team_id: 'T2', phase: 'ACTIVE' },
      { team_id: 'T2', phase: 'SETUP' },
    ],
    acts: [
      { act_id: 'A1', quantity: '2' },
      { act_id: 'A2', quantity: '2' },
    ],
  });
  let recorded: Promise<RecordedFact[]> | undefined;
  const summary = await importing(folder, {
    onProgress: () => {
      recorded ??= Promise.all([
        record('teams', { team_id: 'T2', scheme: 'IPEP', option: '', scope: '' }),
        record('acts', { act_id: 'A1', quantity: '1' }),
      ]);
    },
  });
  expect((await recorded)?.map(({ known }) => known)).toStrictEqual([false, false]);
  // T2 is an IPEP team, which cannot have the phase SETUP, and A1 is already another act.
  expect(setAside(summary)).toStrictEqual({ 'teams.csv': 0, 'phases.csv': 1, 'acts.csv': 1 });
  expect(await product.log.count(['team'])).toBe(3);
});

test('refuses a fact when another writer keeps the lease; a later import records everything', async () => {
  const folder = factsFolder({ teams: [{ team_id: 'T1' }], acts: [{ act_id: 'A1' }] });
  const lease = await product.log.acquireLease('intake', holder(3), NOW);
  await expect(record('acts', { act_id: 'A2' })).rejects.toThrow(LeaseLost);
  await product.log.releaseLease(lease);
  expect(setAside(await importing(folder))).toStrictEqual({ 'teams.csv': 0, 'acts.csv': 0 });
});

test('reports a lease it cannot release, and records the following facts', async () => {
  const broken = new Error('the disk is full');
  const release = other.log.releaseLease.bind(other.log);
  other.log.releaseLease = () => Promise.reject(broken);
  await record('acts', { act_id: 'A1' });
  while (kept.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(kept).toStrictEqual([broken]);
  await record('acts', { act_id: 'A2' });
  other.log.releaseLease = release;
  expect(await actsInOrder()).toStrictEqual(['A1', 'A2']);
});

test('an import gets its turn under a constant stream of facts', async () => {
  const ended = new AbortController();
  let count = 0;
  const load = (async () => {
    while (!ended.signal.aborted) await record('acts', { act_id: `B${++count}` });
  })();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const folder = factsFolder({ acts: Array.from({ length: 100 }, (_, n) => ({ act_id: `A${n}` })) });
  const summary = await importing(folder, { patienceMs: 60_000 });
  ended.abort();
  await load;
  expect(setAside(summary)).toStrictEqual({ 'acts.csv': 0 });
  expect(count).toBeGreaterThan(1);
});

test('two imports run one after the other, however many turns each takes', async () => {
  const first = factsFolder({ teams: [{ team_id: 'T1' }], acts: [{ act_id: 'A1' }] });
  const second = factsFolder({ acts: [{ act_id: 'A2' }] });
  const beside = { log: other.log, readStore: other.readStore, holder: holder(4) };
  let waiting: Promise<ImportSummary> | undefined;
  let impatient: Promise<void> | undefined;
  await importing(first, {
    onProgress: () => {
      waiting ??= importing(second, { ...beside, patienceMs: 60_000 });
      impatient ??= expect(importing(second, { ...beside, holder: holder(5) })).rejects.toThrow(LeaseLost);
    },
  });
  await impatient;
  await waiting;
  expect(await actsInOrder()).toStrictEqual(['A1', 'A2']);
});

test('an unwanted import records nothing at its turn, and leaves the turn to others', async () => {
  const folder = factsFolder({ teams: [{ team_id: 'T1' }], acts: [{ act_id: 'A1' }] });
  const end = await product.log.end();
  await expect(importing(folder, { onTurn: () => Promise.reject(new JobAborted('lost')) })).rejects.toThrow(JobAborted);
  expect(await product.log.end()).toBe(end);
  expect((await record('acts', { act_id: 'A2' })).known).toBe(false);
});

test('files removed while an import runs are not refused; with them, the same import continues', async () => {
  const folder = factsFolder({ teams: [{ team_id: 'T1' }], acts: [{ act_id: 'A1' }] });
  const away = `${folder}-away`;
  const removed = importing(folder, {
    onProgress: () => {
      if (existsSync(folder)) renameSync(folder, away);
    },
  });
  await expect(removed).rejects.toThrow(FileVanished);
  expect(await product.log.count(['import'])).toBe(1);
  const summary = await importing(away);
  expect(summary.files.map(({ refused }) => refused)).toStrictEqual([undefined, undefined]);
  expect(await actsInOrder()).toStrictEqual(['A1']);
});

test('a stalled writer loses its turn before single facts give up, and records nothing when it continues', async () => {
  const stopped = await takeTurn({ log: product.log, readStore: product.readStore, holder: holder(3) }, () => NOW, {
    ms: 0,
  });
  await expect(product.log.acquireLease('intake', holder(2), NOW + 7_000)).rejects.toThrow(LeaseLost);
  await other.log.releaseLease(await other.log.acquireLease('intake', holder(2), NOW + 9_000));
  await expect(stopped.recorder.record([], COMMIT)).rejects.toThrow(LeaseLost);
  expect((await record('acts', { act_id: 'A1' })).known).toBe(false);
});

async function actsInOrder(): Promise<string[]> {
  const acts: string[] = [];
  for await (const events of product.log.read({ after: 0, categories: ['patient'] }))
    acts.push(...events.map(({ data }) => (JSON.parse(data) as { act_id: string }).act_id));
  return acts;
}
