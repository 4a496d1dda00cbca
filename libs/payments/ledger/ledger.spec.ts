/** Posting and reading cost only the new events of the log. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { ledgerOf, postDecision } from '#libs/payments/ledger/ledger.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { decisionToPost } from '#test/support/payments.ts';
import type { DecisionToPost } from '#libs/payments/ledger/rules/post-decision.ts';
import { person } from '#test/support/specification.ts';

const AT = '2026-01-15T10:00:00.000Z';
const COMMIT: Commit = { recordedAt: AT, actor: 'a', correlation: 'c', causation: 'b' };

/** Counts the events it gives. */
class CountedStore extends SqliteEventStore {
  eventsRead = 0;

  override async readStream(...asked: Parameters<SqliteEventStore['readStream']>) {
    const events = await super.readStream(...asked);
    this.eventsRead += events.length;
    return events;
  }

  override async *read(...asked: Parameters<SqliteEventStore['read']>) {
    for await (const batch of super.read(...asked)) {
      this.eventsRead += batch.length;
      yield batch;
    }
  }
}

let folder: string;
let log: CountedStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'envelopes-'));
  log = new CountedStore(join(folder, 'events.db'));
  for (const [name, scheme] of [
    ['FISS', 'PEPS'],
    ['FIR', 'IPEP'],
  ] as const) {
    const [first, second] = [author('Alice', `propose ${name}`), author('Bob', `confirm ${name}`)];
    await envelopeInPlace(log, name, { amountCents: 100_000n, schemes: [scheme] }, { first, second });
  }
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

function author(name: string, key: string): Author {
  return { meta: { by: person(name), key, at: AT }, commit: COMMIT };
}

async function post(id: string, change: Partial<DecisionToPost> = {}): Promise<void> {
  await postDecision(log, decisionToPost(id, [{ dueOn: 10, amountCents: 100n }], change), author('Bob', id));
}

test('a decision goes to the envelope of its scheme', async () => {
  await post('d1');
  await post('d2', { scheme: 'IPEP', team: 'T2' });
  const { decisions } = await ledgerOf(log);
  expect([...decisions.values()].map(({ envelope }) => envelope)).toStrictEqual(['FISS', 'FIR']);
  await expect(post('d3', { scheme: 'PRIMORDIAL' })).rejects.toMatchObject({ code: 'SCHEME_NOT_FUNDED' });
});

test('decisions posted at once are all posted', async () => {
  await Promise.all(['d1', 'd2', 'd3'].map((id) => post(id)));
  expect((await ledgerOf(log)).decisions.size).toBe(3);
});

test('posts a decision once, also under another key', async () => {
  await post('d1');
  await post('d1');
  expect((await ledgerOf(log)).items.size).toBe(1);
});

test('reads each event a fixed number of times, however many decisions are posted', async () => {
  const readFor = async (from: number, to: number): Promise<number> => {
    const before = log.eventsRead;
    for (let no = from; no < to; no++) await post(`d${no}`);
    return log.eventsRead - before;
  };
  await post('first');
  const early = await readFor(0, 20);
  await readFor(20, 200);
  const late = await readFor(200, 220);
  expect(late).toBe(early);
  const before = log.eventsRead;
  await ledgerOf(log);
  expect(log.eventsRead - before).toBeLessThanOrEqual(2);
});
