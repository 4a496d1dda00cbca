/** The calculation of a decision is found beside it, however many follow: each day brings one more. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { statementStream } from '#libs/statements/calculated-statement.ts';
import { calculationDecided } from '#libs/statements/workflow/decided-calculation.ts';
import type { StatementCommand } from '#libs/statements/workflow/decide.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { loadStatement, statementId, statements } from '#libs/statements/workflow/statements.ts';
import { countedReads } from '#test/support/counted-reads.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';

const OF = { team: 'PEPS-01', period: '2021-Q4' };
const [ALICE, BOB] = [person('Alice'), person('Bob')];
const TODAY = dayFromText('2026-01-15');
const AT = '2026-01-15T10:00:00.000Z';
const COMMIT = { recordedAt: AT, actor: 'test', correlation: 'test', causation: 'test' };
const DAYS = 300n;

const log = new SqliteEventStore(':memory:');
let cents = 0n;
let keys = 0;
afterAll(() => log.close());

/** One calculation a day, each of another amount. */
async function days(): Promise<void> {
  for (const end = cents + DAYS; cents < end; cents++)
    await log.append(statementStream(OF), [calculationEvent(calculation(OF.team, OF.period, cents))], 'any', COMMIT);
}

async function does(command: StatementCommand): Promise<void> {
  const meta = { by: command.by, key: `key-${keys++}`, at: AT };
  await statements(log).handle(statementId(OF), { command, meta, commit: COMMIT });
}

beforeAll(async () => {
  await days();
  await does({ type: 'submit', by: ALICE, on: TODAY });
  await does({ type: 'approve', by: BOB, on: TODAY });
  await days();
  await does({ type: 'regularise', by: ALICE, on: TODAY, target: calculation(OF.team, OF.period, 5_000n) });
  await does({ type: 'submit', by: ALICE, on: TODAY });
  await does({ type: 'approve', by: BOB, on: TODAY });
  await days();
});

test.each([
  [0, DAYS - 51n],
  [1, 4_950n],
])('of decision %i', async (number, totalCents) => {
  const { decisions } = await loadStatement(log, OF);
  const decision = decisions.find((one) => one.number === number);
  assert.ok(decision);
  const counted = countedReads(log);
  const found = await calculationDecided(counted.log, OF, decision);
  expect([found?.digest, found?.statement?.totalCents]).toStrictEqual([decision.digest, totalCents]);
  expect(counted.taken()).toBeLessThanOrEqual(32);
});
