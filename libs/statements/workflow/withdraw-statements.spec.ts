/** Withdrawing a negative decision commits its amount again: within the envelope, or under an exception. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import { REASON_LENGTH_MAX } from '#libs/commands/refusals.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { type EventStore, RevisionConflict } from '#libs/event-store/event-store.ts';
import { leftToCommit } from '#libs/payments/ledger/balances.ts';
import { LEDGER_STREAM, ledgerOf, postDecision } from '#libs/payments/ledger/ledger.ts';
import type { Stores } from '#libs/runtime/stores.module.ts';
import { type CalculatedStatement, statementStream } from '#libs/statements/calculated-statement.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import {
  WithdrawStatements,
  WithdrawStatementsHandler,
} from '#libs/statements/workflow/commands/withdraw-statements.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { postDecisions } from '#libs/statements/workflow/post-decisions.ts';
import { statementId, loadStatement, statements } from '#libs/statements/workflow/statements.ts';
import { decisionCode } from '#libs/statements/workflow/variance-code.ts';
import { required } from '#test/support/enrolment.ts';
import { confirmChange, envelopeInPlace, proposeChange } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { calculation } from '#test/support/published.ts';
import { openLog } from '#test/simulation/log/open-log.ts';
import { decisionToPost } from '#test/support/payments.ts';
import { person } from '#test/support/specification.ts';
import { NOTHING_LOST } from '#test/support/continuity.ts';
import { withOwn } from '#test/support/with-own.ts';

const TAKEN_BACK = calculation('PEPS-01', '2021-Q3', -99_50n);
const GRANTED = calculation('PEPS-01', '2021-Q4', 250_50n);

let log: EventStore;
beforeEach(async () => {
  log = openLog(() => COMMIT.recordedAt).store;
  const terms = { amountCents: 150_00n, schemes: ['PEPS'] };
  await envelopeInPlace(log, 'FISS', terms, { first: author('Alice'), second: author('Bob') });
  for (const one of [TAKEN_BACK, GRANTED]) await decide(one);
});
afterEach(() => log.close());

function author(name: string): Author {
  return { meta: { by: person(name), key: `${name} ${Math.random()}`, at: COMMIT.recordedAt }, commit: COMMIT };
}

async function decide(one: CalculatedStatement): Promise<void> {
  const { team, period } = one;
  await log.append(statementStream(one), [calculationEvent(one)], 'any', COMMIT);
  const submission = author('Alice');
  const command = { type: 'submit', by: submission.meta.by, on: dayOfInstant(COMMIT.recordedAt) } as const;
  await statements(log).handle(statementId(one), { command, ...submission });
  const stores = { log, continuity: NOTHING_LOST, calculationsNow: () => [one] } as unknown as Stores;
  const approval = new ApproveStatements({ team, period }, author('Bob'));
  const { outcomes } = await new ApproveStatementsHandler(stores).execute(approval);
  expect(outcomes[0]?.refused).toBeUndefined();
}

async function withdraw(
  { team, period }: CalculatedStatement,
  exception?: string,
  reason = 'erreur',
  on: EventStore = log,
): Promise<StatementOutcome> {
  const handler = new WithdrawStatementsHandler({ log: on, continuity: NOTHING_LOST } as unknown as Stores);
  const withdrawal = new WithdrawStatements({ team, period }, reason, author('Bob'), exception);
  return required((await handler.execute(withdrawal))[0]);
}

async function leftCents(): Promise<bigint> {
  return leftToCommit(await ledgerOf(log), 'FISS', dayOfInstant(COMMIT.recordedAt));
}

test('a reversal whose amount is decided for others stays in force, and the statement stays approved', async () => {
  const { refused } = await withdraw(TAKEN_BACK);
  expect(refused).toMatchObject({
    code: 'COMMITTED_BEYOND_ENVELOPE',
    data: { envelope: 'FISS', leftCents: 0n, wantedCents: 100_00n },
  });
  expect((await loadStatement(log, TAKEN_BACK)).status).toBe('APPROVED');
  expect(await leftCents()).toBe(0n);
});

test('a reversed amount is committed again if the envelope has so much', async () => {
  expect((await withdraw(GRANTED)).refused).toBeUndefined();
  expect((await withdraw(TAKEN_BACK)).refused).toBeUndefined();
  expect(await leftCents()).toBe(150_00n);
});

test('an exception permits the withdrawal of a reversal, and is used up', async () => {
  const terms = { kind: 'EXCEED_ENVELOPE', envelope: 'FISS', amountCents: 100_00n } as const;
  const [first, second] = [author('Alice'), author('Bob')];
  const change = { kind: 'EXCEPTION', exception: 'X', terms, reason: 'pont' } as const;
  await proposeChange(log, change, first.meta, first.commit);
  await confirmChange(log, 'exception:X', second.meta, second.commit);
  expect((await withdraw(TAKEN_BACK, 'X')).refused).toBeUndefined();
  expect(await leftCents()).toBe(-100_00n);
  expect((await ledgerOf(log)).exceptions.get('X')).toMatchObject({
    status: 'used',
    usedBy: expect.stringMatching(/^withdrawal /),
  });
});

test.each([
  ['REASON_REQUIRED', ' '],
  ['REASON_TOO_LONG', 'x'.repeat(REASON_LENGTH_MAX + 1)],
  ['REASON_HOLDS_NUMBER', 'le patient 1 85 05 78 006 084 91 a déménagé'],
])('a reason that is refused (%s) takes nothing out of the ledger', async (code, reason) => {
  expect((await withdraw(GRANTED, undefined, reason)).refused).toMatchObject({ code });
  expect((await loadStatement(log, GRANTED)).status).toBe('APPROVED');
  expect([...(await ledgerOf(log)).decisions.values()].map(({ status }) => status)).toStrictEqual(['posted', 'posted']);
});

/** Approved, and not posted: the process that approved it is about to. */
async function approvedOnly(one: CalculatedStatement): Promise<void> {
  await log.append(statementStream(one), [calculationEvent(one)], 'any', COMMIT);
  for (const [type, name] of [
    ['submit', 'Alice'],
    ['approve', 'Bob'],
  ] as const) {
    const by = author(name);
    const command = { type, by: by.meta.by, on: dayOfInstant(COMMIT.recordedAt) } as const;
    await statements(log).handle(statementId(one), { command, ...by });
  }
}

async function inLedger(one: CalculatedStatement): Promise<readonly string[]> {
  const { decisions } = await ledgerOf(log);
  return [...decisions].flatMap(([id, { status }]) => (id.startsWith(statementStream(one)) ? [status] : []));
}

const LATE = calculation('PEPS-01', '2022-Q1', -10_00n);

test('a decision that was read before it is withdrawn is not posted after', async () => {
  await approvedOnly(LATE);
  const { state, revision } = await statements(log).load(statementId(LATE));
  expect((await withdraw(LATE)).refused).toBeUndefined();
  const posting = postDecisions(log, state, author('Bob'), undefined, [{ stream: statementStream(LATE), revision }]);
  await expect(posting).rejects.toMatchObject({ code: 'STREAM_CHANGED' });
  expect(await inLedger(LATE)).toStrictEqual([]);
});

test.each([1, 2, 3, 4])(
  'a decision that is posted while it is withdrawn, at read or append %i of it, is taken out of the ledger too',
  async (at) => {
    await approvedOnly(LATE);
    let calls = 0;
    const meet = async (): Promise<void> => {
      if (++calls === at) await postDecisions(log, await loadStatement(log, LATE), author('Bob'));
    };
    const raced = withOwn(log, {
      readStream: async (...given: Parameters<EventStore['readStream']>) => {
        if (given[0] === LEDGER_STREAM) await meet();
        return log.readStream(...given);
      },
      append: async (...given: Parameters<EventStore['append']>) => {
        await meet();
        return log.append(...given);
      },
    });
    expect((await withdraw(LATE, undefined, 'erreur', raced)).refused).toBeUndefined();
    expect((await loadStatement(log, LATE)).decisions).toStrictEqual([]);
    expect(calls).toBeGreaterThanOrEqual(at);
    expect(await inLedger(LATE)).toStrictEqual(['cancelled']);
  },
);

test.each([
  ['GRANTED, which is in the ledger', GRANTED, true, 'NOT_WITHDRAWN_YET'],
  ['LATE, which is not', LATE, false, 'OVERTAKEN'],
])(
  'a withdrawal of %s, that is always overtaken says whether its half in the ledger is done',
  async (_, one, isPosted, code) => {
    if (!isPosted) await approvedOnly(one);
    let isMoving = true;
    const moving = withOwn(log, {
      append: (...given: Parameters<EventStore['append']>) =>
        isMoving && given[0] === statementStream(one)
          ? Promise.reject(new RevisionConflict('closings', -1, 0))
          : log.append(...given),
    });
    expect((await withdraw(one, undefined, 'erreur', moving)).refused).toMatchObject({ kind: 'unavailable', code });
    expect(await inLedger(one)).toStrictEqual(isPosted ? ['cancelled'] : []);
    isMoving = false;
    expect((await withdraw(one, undefined, 'erreur', moving)).refused).toBeUndefined();
    expect((await loadStatement(log, one)).decisions).toStrictEqual([]);
  },
);

test('a decision that is not posted is withdrawn however the ledger moves meanwhile', async () => {
  await approvedOnly(LATE);
  let moves = 0;
  const moving = withOwn(log, {
    append: async (...given: Parameters<EventStore['append']>) => {
      if (given[0] === statementStream(LATE) && ++moves < 10)
        await postDecision(log, decisionToPost(`other ${moves}`, [{ dueOn: 10, amountCents: -1n }]), author('Carol'));
      return log.append(...given);
    },
  });
  expect((await withdraw(LATE, undefined, 'erreur', moving)).refused).toBeUndefined();
  expect(moves).toBe(10);
  expect([(await loadStatement(log, LATE)).decisions, await inLedger(LATE)]).toStrictEqual([[], []]);
});

test('while a regularisation of it is open, a decision is not withdrawn, and stays in the ledger', async () => {
  const target = calculation(GRANTED.team, GRANTED.period, 300_50n);
  const on = dayOfInstant(COMMIT.recordedAt);
  for (const command of [
    { type: 'regularise', by: person('Alice'), on, target },
    { type: 'submit', by: person('Alice'), on },
  ] as const) {
    await statements(log).handle(statementId(GRANTED), { command, ...author('Alice') });
    expect((await withdraw(GRANTED)).refused?.code).toBe('REGULARISATION_UNDER_WAY');
    expect(await inLedger(GRANTED)).toStrictEqual(['posted']);
  }
});

test('the same withdrawal again, with the code that was read, gives its result and withdraws no other decision', async () => {
  const code = required(decisionCode(await loadStatement(log, GRANTED)));
  const { team, period } = GRANTED;
  const stores = { log, continuity: NOTHING_LOST } as unknown as Stores;
  const withdrawal = new WithdrawStatements({ team, period, code }, 'erreur', author('Bob'));
  for (const _ of ['first', 'again']) {
    const [outcome] = await new WithdrawStatementsHandler(stores).execute(withdrawal);
    expect(outcome?.refused).toBeUndefined();
  }
  expect(await inLedger(GRANTED)).toStrictEqual(['cancelled']);
});
