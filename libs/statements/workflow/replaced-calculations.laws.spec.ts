/** The state of a statement is the same whether its calculations are all folded, or only the last of those that follow each other. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { Aggregate } from '#libs/commands/aggregate.ts';
import { repositoryFor } from '#libs/commands/repository.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { statementStream } from '#libs/statements/calculated-statement.ts';
import { type StatementCommand, statement } from '#libs/statements/workflow/decide.ts';
import { type StatementEvent, calculationEvent } from '#libs/statements/workflow/events.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';

const OF = { team: 'PEPS-01', period: '2021-Q4' };
const [ALICE, BOB] = [person('Alice'), person('Bob')];
const TODAY = dayFromText('2026-01-15');
const AT = '2026-01-15T10:00:00.000Z';
const COMMIT = { recordedAt: AT, actor: 'test', correlation: 'test', causation: 'test' };

type StatementAggregate = Aggregate<StatementState, StatementCommand, StatementEvent>;

function repositoryOf(log: SqliteEventStore, aggregate: StatementAggregate) {
  return repositoryFor({ streamOf: () => statementStream(OF), aggregateOf: () => aggregate })(log);
}

/** Folds every event. */
const { isReplacedBy: _, ...IN_FULL } = statement(OF);

/** A calculation of so many cents; null if the statement is no longer due. */
type Step = { readonly cents: bigint | null } | { readonly command: StatementCommand };

const CENTS = fc.option(fc.bigInt({ min: 0n, max: 100_000_000n }));
const COMMANDS: fc.Arbitrary<StatementCommand> = fc.oneof(
  fc.constantFrom<StatementCommand>(
    { type: 'submit', by: ALICE, on: TODAY },
    { type: 'approve', by: BOB, on: TODAY },
    { type: 'reject', by: BOB, reason: 'à revoir' },
    { type: 'withdraw', by: BOB, reason: 'à revoir' },
  ),
  CENTS.map((cents) => ({
    type: 'regularise' as const,
    by: ALICE,
    on: TODAY,
    target: calculation(OF.team, OF.period, cents),
  })),
);
const STEPS: fc.Arbitrary<Step> = fc.oneof(
  CENTS.map((cents) => ({ cents })),
  COMMANDS.map((command) => ({ command })),
);

async function append(log: SqliteEventStore, cents: bigint | null): Promise<void> {
  const one = calculation(OF.team, OF.period, cents);
  await log.append(statementStream(OF), [calculationEvent(one)], 'any', COMMIT);
}

test('random lives have the same state at each step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEPS, { minLength: 20, maxLength: 40 }), async (steps) => {
      const log = new SqliteEventStore(':memory:');
      const full = repositoryOf(log, IN_FULL);
      for (const [index, step] of steps.entries()) {
        await taken(log, full, step, `key-${index}`);
        const { state, revision } = await full.load('');
        const now = await repositoryOf(log, statement(OF)).load('');
        expect([now.state, now.revision]).toStrictEqual([state, revision]);
      }
      await log.close();
    }),
    { numRuns: 40 },
  );
});

/** A command may be refused. */
async function taken(log: SqliteEventStore, full: ReturnType<typeof repositoryOf>, step: Step, key: string) {
  if ('cents' in step) {
    await append(log, step.cents);
    return;
  }
  try {
    const { command } = step;
    await full.handle('', { command, meta: { by: command.by, key, at: AT }, commit: COMMIT });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

test('of the calculations of many days only the last is read', async () => {
  const log = new SqliteEventStore(':memory:');
  for (let day = 0n; day < 1_200n; day++) await append(log, day);
  let count = 0;
  const aggregate = statement(OF);
  const evolve: StatementAggregate['evolve'] = (state, event) => {
    count++;
    return aggregate.evolve(state, event);
  };
  const { state, revision } = await repositoryOf(log, { ...aggregate, evolve }).load('');
  expect([revision, state.calculated?.statement?.totalCents]).toStrictEqual([1_199, 1_149n]);
  // One for each page of the stream.
  expect(count).toBe(4);
  await log.close();
});
