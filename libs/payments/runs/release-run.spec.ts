/** Before a run is released, the decisions behind what it pays and behind what it sets off are recalculated from the log. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import { dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { ReleasePaymentRun, ReleasePaymentRunHandler } from '#libs/payments/runs/commands/release-payment-run.ts';
import { runCode } from '#libs/payments/ledger/payment.ts';
import type { Stores } from '#libs/runtime/stores.module.ts';
import { statementStream } from '#libs/statements/calculated-statement.ts';
import { recordRecomputed } from '#libs/statements/recomputation/recorded.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { statementId, statements } from '#libs/statements/workflow/statements.ts';
import { COMMIT } from '#test/support/commit.ts';
import { NOTHING_LOST } from '#test/support/continuity.ts';
import { envelopeInPlace, onLedger } from '#test/support/money.ts';
import { decisionToPost, paymentRun } from '#test/support/payments.ts';
import { Product } from '#test/support/product.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';

const OF = { team: 'PEPS-01', period: '2021-Q4' };
const DECIDED = `${statementStream(OF)}@2`;
/** No statement of the log was approved there. */
const FORGED = 'statement-PEPS-01-2021-Q3@2';
const ON = dayOfInstant(COMMIT.recordedAt);
const RUN = paymentRun({ run: 'R1', by: person('Carol'), at: COMMIT.recordedAt, dueBy: ON, teams: [OF.team] });

let product: Product;
beforeEach(async () => {
  product = Product.sealed();
  const { log } = product;
  const terms = { amountCents: 900_00n, schemes: ['PEPS'] };
  await envelopeInPlace(log, 'FISS', terms, { first: author('Alice'), second: author('Bob') });
  const calculated = calculationEvent(calculation(OF.team, OF.period, 100_00n));
  await log.append(statementStream(OF), [calculated], 'any', COMMIT);
  for (const [type, name] of [
    ['submit', 'Alice'],
    ['approve', 'Bob'],
  ] as const)
    await statements(log).handle(statementId(OF), { command: { type, by: person(name), on: ON }, ...author(name) });
  // Another program of this installation has recalculated the decision.
  const made = { position: await log.end(), calculations: 1, rulesVersion: CURRENT_RULES.version };
  expect(await recordRecomputed(log, made, COMMIT)).toBe(true);
  await post(DECIDED, 99_50n);
});
afterEach(() => product.close());

function author(name: string): Author {
  return { meta: { by: person(name), key: `${name} ${Math.random()}`, at: COMMIT.recordedAt }, commit: COMMIT };
}

async function post(decision: string, amountCents: bigint): Promise<void> {
  const posted = decisionToPost(decision, [{ dueOn: dayFromText('2022-01-31'), amountCents }], OF);
  await onLedger(product.log, { type: 'postDecision', decision: posted }, author('Bob').meta, COMMIT);
}

/** The code of the refusal of a release. */
async function refusal(): Promise<string> {
  await onLedger(product.log, RUN.prepare, author('Carol').meta, COMMIT);
  const prepared = (await ledgerOf(product.log)).preparedRuns.get('R1');
  const stores = { log: product.log, continuity: NOTHING_LOST } as unknown as Stores;
  const releasing = new ReleasePaymentRun('R1', prepared && runCode(prepared), author('Carol'));
  return new ReleasePaymentRunHandler(stores).execute(releasing).then(
    () => '',
    (error: unknown) => (error as { readonly code: string }).code,
  );
}

test('what rests on decisions of the log goes on, here to an envelope without an account', async () => {
  expect(await refusal()).toBe('NO_CONFIRMED_DEBTOR');
});

test('a due amount of a decision that the log does not have is not paid', async () => {
  await post(FORGED, 10_00n);
  expect(await refusal()).toBe('DECISION_NOT_IN_LOG');
});

test('a debt of a decision that the log does not have is not set off', async () => {
  const other = decisionToPost(FORGED, [{ dueOn: ON, amountCents: -10_00n }], { ...OF, period: '2021-Q3' });
  await onLedger(product.log, { type: 'postDecision', decision: other }, author('Bob').meta, COMMIT);
  expect((await ledgerOf(product.log)).recoveries.size).toBe(1);
  expect(await refusal()).toBe('DECISION_NOT_IN_LOG');
});
