/** Posting and reading cost only the new events of the log. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Commit } from '#libs/event-store/event.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { envelope, envelopeFor, envelopes, postDecision } from '#libs/payments/ledger/envelopes.ts';
import { onLedger } from '#test/support/money.ts';
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
    const terms = { amountCents: 1_000n, schemes: [scheme] };
    const [alice, bob] = [person('Alice'), person('Bob')];
    await onLedger(log, name, { type: 'proposeTerms', by: alice, terms }, { by: alice, key: 'a', at: AT }, COMMIT);
    await onLedger(log, name, { type: 'confirmTerms', by: bob }, { by: bob, key: 'b', at: AT }, COMMIT);
  }
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

async function post(id: string): Promise<void> {
  const parts = [{ dueOn: 10, amountCents: 100n }];
  const decision = { decision: id, team: 'T1', period: '2021-Q1', approvedBy: person('Bob'), parts };
  await postDecision(log, 'PEPS', decision, { by: person('Bob'), key: id, at: AT }, COMMIT);
}

test('the envelope that funds a scheme is found among all', async () => {
  expect(await envelopeFor(log, 'IPEP')).toBe('FIR');
  await expect(envelopeFor(log, 'PRIMORDIAL')).rejects.toMatchObject({ code: 'SCHEME_NOT_FUNDED' });
});

test('posts a decision once, also under another key', async () => {
  await post('d1');
  await post('d1');
  expect((await envelope(log, 'FISS')).items.size).toBe(1);
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
  await envelopes(log);
  expect(log.eventsRead - before).toBeLessThanOrEqual(2);
});
