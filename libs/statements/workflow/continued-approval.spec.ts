/** A bulk approval that is cut off is continued by the same command: its report showed also what it has approved already. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayOfInstant, quarterFromText } from '#libs/kernel/day.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { statementStream } from '#libs/statements/calculated-statement.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { loadStatement, statementId, statements } from '#libs/statements/workflow/statements.ts';
import { varianceCode } from '#libs/statements/workflow/variance-code.ts';
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
  const terms = { amountCents: 1_000_00n, schemes: ['PEPS'] };
  await envelopeInPlace(product.log, 'FISS', terms, { first: author('Alice', 'e1'), second: author('Bob', 'e2') });
});

/** The submitted statements of a quarter, and what approves them all. */
async function submitted(period: string) {
  const { log } = product;
  const all = TEAMS.map((team) => calculation(team, period, 100_50n));
  for (const one of all) {
    await log.append(statementStream(one), [calculationEvent(one)], 'any', COMMIT);
    const submission = author('Alice', `submit ${one.team} ${period}`);
    const command = { type: 'submit', by: submission.meta.by, on: dayOfInstant(COMMIT.recordedAt) } as const;
    await statements(log).handle(statementId(one), { command, ...submission });
  }
  const states = () => Promise.all(all.map((one) => loadStatement(log, one)));
  const quarter = quarterFromText(period);
  const which = { range: { from: quarter, to: quarter }, varianceCodes: [varianceCode(await states()) ?? ''] };
  const handlerOn = (on: EventStore): ApproveStatementsHandler =>
    new ApproveStatementsHandler(
      Object.assign(new Stores(on, product.readStore), { calculationsNow: () => all }) as Stores,
    );
  return { states, which, handlerOn };
}

const statuses = (states: readonly StatementState[]): readonly string[] => states.map(({ status }) => status);

test('the same command approves the rest, by the code of the report that showed all', async () => {
  const { states, which, handlerOn } = await submitted('2021-Q4');
  const handler = handlerOn(product.log);
  const cutOff = (): never => {
    throw new Error('cut off');
  };
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
