/** A rejection and a withdrawal act on what was chosen, not on what is there when their turn comes. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { statementStream } from '#libs/statements/calculated-statement.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { RejectStatements, RejectStatementsHandler } from '#libs/statements/workflow/commands/reject-statements.ts';
import {
  WithdrawStatements,
  WithdrawStatementsHandler,
} from '#libs/statements/workflow/commands/withdraw-statements.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { unposted } from '#libs/statements/workflow/post-decisions.ts';
import { loadStatement, statementId, statements } from '#libs/statements/workflow/statements.ts';
import { COMMIT } from '#test/support/commit.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { Product } from '#test/support/product.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';
import { withOwn } from '#test/support/with-own.ts';

const ON = dayOfInstant(COMMIT.recordedAt);
const [FIRST, SECOND, AGAIN] = [
  calculation('PEPS-01', '2021-Q3', 100_00n),
  calculation('PEPS-01', '2021-Q4', 100_00n),
  calculation('PEPS-01', '2021-Q4', 120_00n),
] as const;
type Calculation = typeof FIRST;

let product: Product;
beforeEach(async () => {
  product = new Product();
  const terms = { amountCents: 500_00n, schemes: ['PEPS'] };
  await envelopeInPlace(product.log, 'FISS', terms, { first: author('Alice'), second: author('Bob') });
  for (const one of [FIRST, SECOND]) await submit(one);
});
afterEach(() => product.close());

function author(name: string): Author {
  return { meta: { by: person(name), key: `${name} ${Math.random()}`, at: COMMIT.recordedAt }, commit: COMMIT };
}

async function submit(one: Calculation): Promise<void> {
  await product.log.append(statementStream(one), [calculationEvent(one)], 'any', COMMIT);
  const command = { type: 'submit', by: person('Alice'), on: ON } as const;
  await statements(product.log).handle(statementId(one), { command, ...author('Alice') });
}

async function approve(one: Calculation): Promise<void> {
  const stores = Object.assign(storesOn(product.log), { calculationsNow: () => [one] });
  const approval = new ApproveStatements({ team: one.team, period: one.period }, author('Bob'));
  const { outcomes } = await new ApproveStatementsHandler(stores).execute(approval);
  assert.equal(outcomes[0]?.refused, undefined);
}

function storesOn(log: EventStore): Stores {
  return new Stores(log, product.readStore);
}

/** A log in which something happens before the first event of a type is recorded. */
function logWhere(type: string, happens: () => Promise<void>): EventStore {
  const { log } = product;
  let isFirst = true;
  const append: EventStore['append'] = async (...given) => {
    if (isFirst && given[1].some((event) => event.type === type)) {
      isFirst = false;
      await happens();
    }
    return log.append(...given);
  };
  return withOwn(log, { append });
}

function codesOf(outcomes: readonly StatementOutcome[]): readonly (string | undefined)[] {
  return outcomes.map(({ refused }) => refused?.code);
}

test('a statement that is submitted again while others are rejected is not rejected unread', async () => {
  const log = logWhere('StatementRejected', async () => {
    const reject = { type: 'reject', by: person('Carol'), reason: 'à recalculer' } as const;
    await statements(product.log).handle(statementId(SECOND), { command: reject, ...author('Carol') });
    await submit(AGAIN);
  });
  const handler = new RejectStatementsHandler(storesOn(log));
  const outcomes = await handler.execute(new RejectStatements({ team: 'PEPS-01' }, 'essai', author('Bob')));
  expect(codesOf(outcomes)).toStrictEqual([undefined, 'CHANGED_MEANWHILE']);
  expect(await loadStatement(product.log, SECOND)).toMatchObject({
    status: 'SUBMITTED',
    submitted: { proposal: { digest: AGAIN.digest } },
  });
});

test('a decision that is taken again while others are withdrawn stays in force, and in the ledger', async () => {
  for (const one of [FIRST, SECOND]) await approve(one);
  const log = logWhere('StatementWithdrawn', async () => {
    const again = new WithdrawStatements({ team: SECOND.team, period: SECOND.period }, 'à refaire', author('Carol'));
    const outcomes = await new WithdrawStatementsHandler(storesOn(product.log)).execute(again);
    assert.deepEqual(codesOf(outcomes), [undefined]);
    await submit(AGAIN);
    await approve(AGAIN);
  });
  const handler = new WithdrawStatementsHandler(storesOn(log));
  const outcomes = await handler.execute(new WithdrawStatements({ team: 'PEPS-01' }, 'essai', author('Bob')));
  expect(codesOf(outcomes)).toStrictEqual([undefined, 'CHANGED_MEANWHILE']);
  const state = await loadStatement(product.log, SECOND);
  expect(state).toMatchObject({ status: 'APPROVED', decisions: [{ digest: AGAIN.digest }] });
  expect(unposted(state, await ledgerOf(product.log))).toStrictEqual([]);
});
