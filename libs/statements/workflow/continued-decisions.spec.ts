/** A decision in bulk that is cut off is continued by the same command: its report showed also what it has decided already. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayOfInstant, quarterFromText } from '#libs/kernel/day.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { PreparePaymentRun, PreparePaymentRunHandler } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { RejectStatements, RejectStatementsHandler } from '#libs/statements/workflow/commands/reject-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import {
  WithdrawStatements,
  WithdrawStatementsHandler,
} from '#libs/statements/workflow/commands/withdraw-statements.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { postInterrupted } from '#libs/statements/workflow/post-decisions.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { loadStatement, statementId, statements } from '#libs/statements/workflow/statements.ts';
import { decisionCode, draftCode, varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { COMMIT } from '#test/support/commit.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { Product } from '#test/support/product.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';

/** The stream of the payment ledger. */
const LEDGER = 'payment-ledger';
const TEAMS = ['PEPS-01', 'PEPS-02', 'PEPS-03'];
const product = new Product();
afterAll(() => product.close());

function author(name: string, key: string): Author {
  return { meta: { by: person(name), key, at: COMMIT.recordedAt }, commit: COMMIT };
}

beforeAll(async () => {
  const terms = { amountCents: 10_000_00n, schemes: ['PEPS'] };
  await envelopeInPlace(product.log, 'FISS', terms, { first: author('Alice', 'e1'), second: author('Bob', 'e2') });
});

/** The calculated statements of a quarter. */
async function calculated(period: string) {
  const { log } = product;
  const all = TEAMS.map((team) => calculation(team, period, 100_50n));
  for (const one of all) await log.append(statementStream(one), [calculationEvent(one)], 'any', COMMIT);
  const states = () => Promise.all(all.map((one) => loadStatement(log, one)));
  const quarter = quarterFromText(period);
  const storesOn = (on: EventStore): Stores =>
    Object.assign(new Stores(on, product.readStore), { calculationsNow: () => all });
  return { all, states, range: { from: quarter, to: quarter }, storesOn };
}

/** One person submits or approves one statement. */
async function step(type: 'submit' | 'approve', by: string, of: TeamPeriod): Promise<void> {
  const one = author(by, `${type} ${of.team} ${of.period} ${Math.random()}`);
  const command = { type, by: one.meta.by, on: dayOfInstant(COMMIT.recordedAt) } as const;
  await statements(product.log).handle(statementId(of), { command, ...one });
}

/** The submitted statements of a quarter, and what approves them all. */
async function submitted(period: string) {
  const { all, states, range, storesOn } = await calculated(period);
  for (const one of all) await step('submit', 'Alice', one);
  const which = { range, varianceCodes: [varianceCode(await states()) ?? ''] };
  const handlerOn = (on: EventStore): ApproveStatementsHandler => new ApproveStatementsHandler(storesOn(on));
  return { all, states, which, storesOn, handlerOn };
}

const statuses = (states: readonly StatementState[]): readonly string[] => states.map(({ status }) => status);

function cutOff(): never {
  throw new Error('cut off');
}

function refusalsOf(outcomes: readonly StatementOutcome[]): readonly (string | undefined)[] {
  return outcomes.map(({ refused }) => refused?.code);
}

const DONE = [undefined, undefined, undefined];

test('the same command approves the rest, by the code of the report that showed all', async () => {
  const { states, which, handlerOn } = await submitted('2021-Q4');
  const handler = handlerOn(product.log);
  const bob = author('Bob', 'approve all');
  await expect(handler.execute(new ApproveStatements(which, bob, undefined, cutOff))).rejects.toThrow('cut off');
  expect(statuses(await states())).toStrictEqual(['APPROVED', 'SUBMITTED', 'SUBMITTED']);
  const { outcomes, notCovered } = await handler.execute(new ApproveStatements(which, bob));
  expect([outcomes.map(({ refused }) => refused), notCovered]).toStrictEqual([[undefined, undefined, undefined], []]);
  expect(statuses(await states())).toStrictEqual(['APPROVED', 'APPROVED', 'APPROVED']);
  // Another command read no report of what is left.
  const carol = author('Carol', 'approve all too');
  expect((await handler.execute(new ApproveStatements(which, carol))).outcomes).toStrictEqual([]);
});

/** The process of its user is killed before the ledger has a decision. */
function killedBeforePosting(log: EventStore): EventStore {
  return new Proxy(log, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (name === 'append' && args[0] === LEDGER) throw new Error('killed');
        return Reflect.apply(value, target, args);
      };
    },
  });
}

for (const [period, who, key] of [
  ['2022-Q1', 'Bob', 'approve'],
  ['2022-Q2', 'Carol', 'approve again'],
] as const)
  test(`what a killed process approved and did not post is posted by ${who === 'Bob' ? 'the same command' : 'the next bulk approval'}`, async () => {
    const { states, which, handlerOn } = await submitted(period);
    const bob = author('Bob', 'approve');
    const killed = handlerOn(killedBeforePosting(product.log)).execute(new ApproveStatements(which, bob));
    await expect(killed).rejects.toThrow('killed');
    const [first, ...rest] = await states();
    expect(statuses([first ?? assert.fail(), ...rest])).toStrictEqual(['APPROVED', 'SUBMITTED', 'SUBMITTED']);
    const posted = async (): Promise<number> => {
      const { decisions } = await ledgerOf(product.log);
      return [...decisions.keys()].filter((id) => id.includes(period)).length;
    };
    expect(await posted()).toBe(0);
    const read = who === 'Bob' ? which : { ...which, varianceCodes: [varianceCode(rest) ?? ''] };
    const again = () => handlerOn(product.log).execute(new ApproveStatements(read, author(who, key)));
    expect((await again()).outcomes.map(({ refused }) => refused)).toStrictEqual([undefined, undefined, undefined]);
    expect([statuses(await states()), await posted()]).toStrictEqual([['APPROVED', 'APPROVED', 'APPROVED'], 3]);
    await again();
    expect(await posted()).toBe(3);
  });

test('a rejection rejects the rest, though what it rejected was submitted again, and approved', async () => {
  const { all, states, which, storesOn } = await submitted('2022-Q3');
  const handler = new RejectStatementsHandler(storesOn(product.log));
  const bob = author('Bob', 'reject all');
  await expect(handler.execute(new RejectStatements(which, 'essai', bob, cutOff))).rejects.toThrow('cut off');
  expect(statuses(await states())).toStrictEqual(['CALCULATED', 'SUBMITTED', 'SUBMITTED']);
  const [first] = all;
  assert(first !== undefined);
  await step('submit', 'Alice', first);
  await step('approve', 'Bob', first);
  // Another command read a report of what is left.
  const carol = new RejectStatements(which, 'essai', author('Carol', 'reject all'));
  await expect(handler.execute(carol)).rejects.toMatchObject({ code: 'VARIANCE_REPORT_OUTDATED' });
  expect(refusalsOf(await handler.execute(new RejectStatements(which, 'essai', bob)))).toStrictEqual(DONE);
  expect(statuses(await states())).toStrictEqual(['APPROVED', 'CALCULATED', 'CALCULATED']);
});

test('a submission goes on with the rest after what it submitted was rejected and calculated again', async () => {
  const { all, states, range, storesOn } = await calculated('2022-Q4');
  const handler = new SubmitStatementsHandler(storesOn(product.log));
  const which = { range, draftCodes: [draftCode(await states()) ?? ''] };
  const alice = author('Alice', 'submit all');
  await expect(handler.execute(new SubmitStatements(which, alice, cutOff))).rejects.toThrow('cut off');
  const [first] = all;
  assert(first !== undefined);
  const rejection = new RejectStatements(first, 'essai', author('Bob', 'reject one'));
  await new RejectStatementsHandler(storesOn(product.log)).execute(rejection);
  const again = calculation(first.team, first.period, 120_00n);
  await product.log.append(statementStream(again), [calculationEvent(again)], 'any', COMMIT);
  expect(refusalsOf(await handler.execute(new SubmitStatements(which, alice)))).toStrictEqual(DONE);
  expect(statuses(await states())).toStrictEqual(['CALCULATED', 'SUBMITTED', 'SUBMITTED']);
});

test('a withdrawal withdraws the rest of the decisions that were read, and no other', async () => {
  const { states, which, storesOn, handlerOn } = await submitted('2023-Q1');
  await handlerOn(product.log).execute(new ApproveStatements(which, author('Bob', 'approve')));
  const [first, second] = (await states()).map((state) => decisionCode(state) ?? '');
  const read = { range: which.range, decisionCodes: [first ?? '', second ?? ''] };
  const handler = new WithdrawStatementsHandler(storesOn(product.log));
  const bob = author('Bob', 'withdraw');
  const cut = new WithdrawStatements(read, 'essai', bob, undefined, cutOff);
  await expect(handler.execute(cut)).rejects.toThrow('cut off');
  expect(statuses(await states())).toStrictEqual(['CALCULATED', 'APPROVED', 'APPROVED']);
  const outcomes = await handler.execute(new WithdrawStatements(read, 'essai', bob));
  expect(refusalsOf(outcomes)).toStrictEqual([undefined, undefined, 'CHANGED_MEANWHILE']);
  expect(statuses(await states())).toStrictEqual(['CALCULATED', 'CALCULATED', 'APPROVED']);
});

test('what approvals left unposted is posted to the envelope of the next run, as far as its money goes', async () => {
  const { all } = await calculated('2024-Q1');
  const tooMuch = calculation('PEPS-09', '2024-Q1', 99_999_00n);
  await product.log.append(statementStream(tooMuch), [calculationEvent(tooMuch)], 'any', COMMIT);
  for (const one of [tooMuch, ...all]) {
    await step('submit', 'Alice', one);
    await step('approve', 'Bob', one);
  }
  const posted = async () => {
    const ids = [...(await ledgerOf(product.log)).decisions.keys()];
    return [...all, tooMuch].map((one) => ids.filter((id) => id.startsWith(`${statementStream(one)}@`)).length);
  };
  const stores = new Stores(product.log, product.readStore);
  await postInterrupted(stores, 'FIR', author('Carol', 'run 1'));
  expect(await posted()).toStrictEqual([0, 0, 0, 0]);
  // A run posts them before it is prepared, which this one is not without an account to pay from.
  const request = { run: 'R1', envelope: 'FISS', executionDay: 10, dueBy: 10, exceptions: [] };
  const preparing = new PreparePaymentRun(request, author('Carol', 'run 2'));
  const prepared = new PreparePaymentRunHandler(stores).execute(preparing);
  await expect(prepared).rejects.toMatchObject({ code: 'NO_CONFIRMED_DEBTOR' });
  expect(await posted()).toStrictEqual([1, 1, 1, 0]);
  await postInterrupted(stores, 'FISS', author('Carol', 'run 3'));
  expect(await posted()).toStrictEqual([1, 1, 1, 0]);
});
