/** Two simultaneous approvals never commit more than an envelope has: the ledger decides at the posting. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { TIMES } from '#libs/commands/again-while-moved.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { closingsAt } from '#libs/closing/closings.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { RevisionConflict, type StreamAt } from '#libs/event-store/event-store.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { leftToCommit } from '#libs/payments/ledger/balances.ts';
import { LEDGER_STREAM, ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { Stores } from '#libs/runtime/stores.module.ts';
import { statementStream } from '#libs/statements/calculated-statement.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import {
  WithdrawStatements,
  WithdrawStatementsHandler,
} from '#libs/statements/workflow/commands/withdraw-statements.ts';
import { type CommandOf, type StatementOutcome, decideAndPostEach } from '#libs/statements/workflow/each-statement.ts';
import { askedOf } from '#libs/statements/workflow/decide.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { statementId, loadStatement, statements } from '#libs/statements/workflow/statements.ts';
import { varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { postingTasks } from '#libs/week/statement-tasks.ts';
import { required } from '#test/support/enrolment.ts';
import { confirmChange, envelopeInPlace, proposeChange } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';
import { NOTHING_LOST } from '#test/support/continuity.ts';

const [FIRST, SECOND] = ['2021-Q3', '2021-Q4'].map((period) => ({ team: 'PEPS-01', period })) as [Of, Of];
const ON = dayOfInstant(COMMIT.recordedAt);
const BOTH = [FIRST, SECOND].map(({ team, period }) => calculation(team, period, 100_50n));

interface Of {
  readonly team: string;
  readonly period: string;
}

/** Holds the approvals back until both have been checked. */
class MeetingStore extends SqliteEventStore {
  meet: () => Promise<void> = () => Promise.resolve();
  /** Called before a decision is posted. */
  posting: () => Promise<unknown> = () => Promise.resolve();
  /** The type of the event before which the process stops. */
  stopAt: string | undefined;

  override async append(...asked: Parameters<SqliteEventStore['append']>): ReturnType<SqliteEventStore['append']> {
    if (asked[1].some(({ type }) => type === 'StatementApproved')) await this.meet();
    if (asked[1].some(({ type }) => type === 'DecisionPosted')) await this.posting();
    if (asked[1].some(({ type }) => type === this.stopAt)) throw new Error('stopped');
    return super.append(...asked);
  }
}

let folder: string;
let logs: readonly [MeetingStore, MeetingStore];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'approvals-'));
  logs = [new MeetingStore(join(folder, 'events.db')), new MeetingStore(join(folder, 'events.db'))];
  const [log] = logs;
  const terms = { amountCents: 150_00n, schemes: ['PEPS'] };
  await envelopeInPlace(log, 'FISS', terms, { first: author('Alice'), second: author('Bob') });
  for (const one of BOTH) {
    await log.append(statementStream(one), [calculationEvent(one)], 'any', COMMIT);
    const submission = author('Alice', `submit ${one.period}`);
    const command = { type: 'submit', by: submission.meta.by, on: dayOfInstant(COMMIT.recordedAt) } as const;
    await statements(log).handle(statementId(one), { command, ...submission });
  }
});
afterEach(async () => {
  for (const log of logs) await log.close();
  rmSync(folder, { recursive: true });
});

function author(name: string, key = `${name} ${Math.random()}`): Author {
  return { meta: { by: person(name), key, at: COMMIT.recordedAt }, commit: COMMIT };
}

function storesOf(log: MeetingStore, now = BOTH): Stores {
  return { log, continuity: NOTHING_LOST, calculationsNow: () => now } as unknown as Stores;
}

async function approve(log: MeetingStore, of: Of, by: string, exception?: string): Promise<StatementOutcome> {
  const handler = new ApproveStatementsHandler(storesOf(log));
  const { outcomes } = await handler.execute(new ApproveStatements(of, author(by), exception));
  return required(outcomes[0]);
}

/** Two processes approve one statement each; both have checked the envelope before either approves. */
async function approveAtOnce(): Promise<readonly StatementOutcome[]> {
  let arrived = 0;
  const all = Promise.withResolvers<undefined>();
  for (const log of logs)
    log.meet = () => {
      if (++arrived === logs.length) all.resolve(undefined);
      return all.promise;
    };
  return Promise.all([approve(logs[0], FIRST, 'Bob'), approve(logs[1], SECOND, 'Carol')]);
}

/** The statement that is approved and not in the ledger. */
async function notPosted(outcomes: readonly StatementOutcome[]): Promise<Of> {
  const refusals = outcomes.filter((one) => one.refused !== undefined);
  expect(refusals).toHaveLength(1);
  const { refused, team, period } = required(refusals[0]);
  expect(refused.code).toBe('APPROVED_NOT_POSTED');
  expect(refused.data).toMatchObject({ envelope: 'FISS', leftCents: 50_00n, wantedCents: 100_00n });
  expect((await loadStatement(logs[0], { team, period })).status).toBe('APPROVED');
  return { team, period };
}

async function tasks() {
  const states = await Promise.all([FIRST, SECOND].map((of) => loadStatement(logs[0], of)));
  return postingTasks(states, await ledgerOf(logs[0])).map(({ kind, next }) => [kind, next]);
}

async function leftCents(): Promise<bigint> {
  return leftToCommit(await ledgerOf(logs[0]), 'FISS', dayOfInstant(COMMIT.recordedAt));
}

test('of two approvals at once that together exceed an envelope, one is posted and the other has a task with its next steps', async () => {
  const of = await notPosted(await approveAtOnce());
  expect(await leftCents()).toBe(50_00n);
  expect(await tasks()).toStrictEqual([
    [
      'POST_BEYOND',
      [
        { step: 'EXCEED_ENVELOPE', envelope: 'FISS', cents: '5000' },
        { step: 'APPROVE_BEYOND', ...of },
        { step: 'WITHDRAW', ...of },
      ],
    ],
  ]);
});

test('an approved statement without a posting is posted by a new approval with an exception, which is used up', async () => {
  const of = await notPosted(await approveAtOnce());
  expect((await approve(logs[0], of, 'Bob')).refused?.code).toBe('APPROVED_NOT_POSTED');
  const terms = { kind: 'EXCEED_ENVELOPE', envelope: 'FISS', amountCents: 50_00n } as const;
  const change = { kind: 'EXCEPTION', exception: 'X', terms, reason: 'pont' } as const;
  const [first, second] = [author('Alice'), author('Bob')];
  await proposeChange(logs[0], change, first.meta, first.commit);
  await confirmChange(logs[0], 'exception:X', second.meta, second.commit);
  expect(await approve(logs[0], of, 'Bob', 'X')).toMatchObject({
    events: ['ExceptionUsed', 'DecisionPosted', 'DuePosted'],
  });
  expect([await leftCents(), await tasks()]).toStrictEqual([-50_00n, []]);
  expect((await ledgerOf(logs[0])).exceptions.get('X')?.status).toBe('used');
  // Everything is in the ledger now: nothing is left to approve.
  expect((await approve(logs[0], of, 'Bob', 'X')).refused?.code).toBe('APPROVED_BY_ANOTHER');
});

test('of two people who approve a statement at the same time, the second reads who approved it', async () => {
  const [own, other] = logs;
  own.stopAt = 'DecisionPosted';
  await expect(approve(own, FIRST, 'Bob')).rejects.toThrow('stopped');
  own.stopAt = undefined;
  other.posting = async () => {
    other.posting = () => Promise.resolve();
    expect(await approve(own, FIRST, 'Bob')).toMatchObject({ events: ['DecisionPosted', 'DuePosted'] });
  };
  expect((await approve(other, FIRST, 'Carol')).refused?.code).toBe('APPROVED_BY_ANOTHER');
});

test('an approved statement without a posting can be withdrawn', async () => {
  const of = await notPosted(await approveAtOnce());
  const withdraw = new WithdrawStatementsHandler(storesOf(logs[0]));
  await withdraw.execute(new WithdrawStatements(of, 'enveloppe épuisée', author('Bob')));
  expect((await loadStatement(logs[0], of)).status).toBe('CALCULATED');
  expect(await tasks()).toStrictEqual([]);
});

test('a withdrawal cut off between its two halves is in the list, blocks decisions on it, and is done again', async () => {
  const [log] = logs;
  await approve(log, FIRST, 'Bob');
  log.stopAt = 'StatementWithdrawn';
  const withdraw = new WithdrawStatementsHandler(storesOf(log));
  const asked = new WithdrawStatements(FIRST, 'à refaire', author('Bob', 'withdraw'));
  await expect(withdraw.execute(asked)).rejects.toThrow('stopped');
  log.stopAt = undefined;
  expect(await tasks()).toStrictEqual([['WITHDRAW', [{ step: 'WITHDRAW', ...FIRST }]]]);
  const target = calculation(FIRST.team, FIRST.period, 120_50n);
  for (const [name, command] of [
    ['Alice', { type: 'regularise', by: person('Alice'), on: ON, target }],
    ['Alice', { type: 'submit', by: person('Alice'), on: ON }],
  ] as const)
    await statements(log).handle(statementId(FIRST), { command, ...author(name) });
  expect((await approve(log, FIRST, 'Bob')).refused?.code).toBe('WITHDRAWAL_CUT_OFF');
  const reject = { type: 'reject', by: person('Bob'), reason: 'retrait interrompu' } as const;
  await statements(log).handle(statementId(FIRST), { command: reject, ...author('Bob') });
  await withdraw.execute(asked);
  expect((await loadStatement(log, FIRST)).status).toBe('CALCULATED');
  expect(await tasks()).toStrictEqual([]);
});

test('decides again while close-outs are recorded meanwhile, and records nothing if they always are', async () => {
  const [log] = logs;
  const moved = new RevisionConflict('closings', -1, 0);
  const meet = jest.fn(() => Promise.reject(moved));
  log.meet = meet;
  expect((await approve(log, FIRST, 'Bob')).refused).toMatchObject({ code: 'OVERTAKEN', data: { stream: 'closings' } });
  expect(meet).toHaveBeenCalledTimes(TIMES);
  expect((await loadStatement(log, FIRST)).status).toBe('SUBMITTED');
  log.meet = jest.fn(async () => undefined).mockRejectedValueOnce(moved);
  expect((await approve(log, FIRST, 'Bob')).refused).toBeUndefined();
  expect(log.meet).toHaveBeenCalledTimes(2);
});

test('an approval that the ledger always overtakes says that it is recorded, and is posted by the same command again', async () => {
  const [log] = logs;
  log.posting = () => Promise.reject(new RevisionConflict(LEDGER_STREAM, 0, 1));
  const bob = author('Bob');
  const command = { type: 'approve', by: bob.meta.by, on: ON, exception: undefined } as const;
  const approval = () => decideAndPostEach(storesOf(log), [FIRST], bob, () => ({ command }));
  expect((await approval())[0]?.refused).toMatchObject({ kind: 'unavailable', code: 'NOT_POSTED_YET' });
  expect((await loadStatement(log, FIRST)).status).toBe('APPROVED');
  log.posting = () => Promise.resolve();
  expect((await approval())[0]?.refused).toBeUndefined();
  expect((await ledgerOf(log)).decisions.size).toBe(1);
});

/** In another process, the submission is rejected, and another amount is calculated and submitted. */
async function submitAgain(other: MeetingStore): Promise<void> {
  const reject = { type: 'reject', by: person('Carol'), reason: 'à recalculer' } as const;
  await statements(other).handle(statementId(FIRST), { command: reject, ...author('Carol') });
  const calculated = calculationEvent(calculation(FIRST.team, FIRST.period, 120_50n));
  await other.append(statementStream(FIRST), [calculated], 'any', COMMIT);
  const submit = { type: 'submit', by: person('Alice'), on: ON } as const;
  await statements(other).handle(statementId(FIRST), { command: submit, ...author('Alice') });
}

test('approves only the submission that was read: another one that came meanwhile is refused', async () => {
  const [log, other] = logs;
  const again = async (): Promise<void> => {
    await submitAgain(other);
    throw new RevisionConflict('closings', -1, 0);
  };
  log.meet = jest.fn(async () => undefined).mockImplementationOnce(again as () => Promise<undefined>);
  expect((await approve(log, FIRST, 'Bob')).refused?.code).toBe('SUBMITTED_MEANWHILE');
  expect((await loadStatement(log, FIRST)).status).toBe('SUBMITTED');
});

test('with the code of what a person read, nothing else is approved, however long ago he read it', async () => {
  const [log, other] = logs;
  const [first, second] = await Promise.all(
    [FIRST, SECOND].map(async (of) => ({ ...of, code: required(varianceCode([await loadStatement(log, of)])) })),
  );
  await submitAgain(other);
  expect((await approve(log, required(first), 'Bob')).refused?.code).toBe('SUBMITTED_MEANWHILE');
  expect((await loadStatement(log, FIRST)).status).toBe('SUBMITTED');
  expect((await approve(log, required(second), 'Bob')).refused).toBeUndefined();
});

test('a decision is taken on the state that was checked: another submission between check and decision is not approved', async () => {
  const [log, other] = logs;
  const commandOf: CommandOf = async () => {
    await submitAgain(other);
    return { command: { type: 'approve', by: person('Bob'), on: ON } };
  };
  const [outcome] = await decideAndPostEach(storesOf(log), [FIRST], author('Bob'), commandOf);
  expect(outcome?.refused?.code).toBe('STREAM_CHANGED');
  expect((await loadStatement(log, FIRST)).status).toBe('SUBMITTED');
});

test('a statement that changes while it is approved is refused, and the others of the command are approved', async () => {
  const [log, other] = logs;
  const commandOf: CommandOf = () => ({
    command: { type: 'approve', by: person('Bob'), on: ON, exception: undefined },
  });
  const reject = { type: 'reject', by: person('Carol'), reason: 'à recalculer' } as const;
  log.meet = jest
    .fn(async () => undefined)
    .mockImplementationOnce(async () => {
      await statements(other).handle(statementId(FIRST), { command: reject, ...author('Carol') });
      return undefined;
    });
  const outcomes = await decideAndPostEach(storesOf(log), [FIRST, SECOND], author('Bob'), commandOf);
  expect(outcomes.map(({ refused }) => refused?.code)).toStrictEqual(['STREAM_CHANGED', undefined]);
});

async function exceeding(cents: bigint): Promise<void> {
  const terms = { kind: 'EXCEED_ENVELOPE', envelope: 'FISS', amountCents: cents } as const;
  const [first, second] = [author('Alice'), author('Bob')];
  await proposeChange(logs[0], { kind: 'EXCEPTION', exception: 'X', terms, reason: 'pont' }, first.meta, first.commit);
  await confirmChange(logs[0], 'exception:X', second.meta, second.commit);
}

test('beyond the envelope a submission is approved by an exception of enough, which is used up, and not without', async () => {
  const [log] = logs;
  expect((await approve(log, FIRST, 'Bob')).refused).toBeUndefined();
  await exceeding(50_00n);
  expect((await approve(log, SECOND, 'Bob')).refused).toMatchObject({
    code: 'COMMITTED_BEYOND_ENVELOPE',
    data: { envelope: 'FISS', leftCents: 50_00n, wantedCents: 100_00n },
  });
  expect((await loadStatement(log, SECOND)).status).toBe('SUBMITTED');
  expect((await approve(log, SECOND, 'Bob', 'X')).refused).toBeUndefined();
  const { decisions, exceptions } = await ledgerOf(log);
  expect([...decisions.values()].map(({ exception }) => exception)).toStrictEqual([undefined, 'X']);
  expect(exceptions.get('X')?.status).toBe('used');
});

test('a regularisation is approved, and posted together with a decision before it that was not', async () => {
  const [log] = logs;
  log.stopAt = 'DecisionPosted';
  await expect(approve(log, FIRST, 'Bob')).rejects.toThrow('stopped');
  log.stopAt = undefined;
  const target = calculation(FIRST.team, FIRST.period, 120_50n);
  for (const command of [
    { type: 'regularise', by: person('Alice'), on: ON, target },
    { type: 'submit', by: person('Alice'), on: ON },
  ] as const)
    await statements(log).handle(statementId(FIRST), { command, ...author('Alice') });
  const handler = new ApproveStatementsHandler(storesOf(log, [target]));
  const { outcomes } = await handler.execute(new ApproveStatements(FIRST, author('Bob')));
  expect(outcomes[0]).toMatchObject({ refused: undefined, events: ['RegularisationApproved'] });
  expect((await ledgerOf(log)).decisions.size).toBe(2);
  expect(await leftCents()).toBe(30_00n);
});

test('an approval that is sent twice at once gets one answer: the second does not post the decision of the first as another’s', async () => {
  const [log, other] = logs;
  const bob = author('Bob');
  const command = { type: 'approve', by: bob.meta.by, on: ON, exception: undefined } as const;
  const commandOf: CommandOf = ({ status }, done) =>
    done === undefined && status === 'APPROVED' ? undefined : { command };
  const first = { made: undefined as CommandResult | undefined };
  const restsOn = async (): Promise<StreamAt> => {
    const asked = askedOf(command);
    const { made } = await statements(other).handle(statementId(FIRST), { command, asked, ...bob });
    first.made ??= made;
    return closingsAt(log);
  };
  const [outcome] = await decideAndPostEach(storesOf(log), [FIRST], bob, commandOf, { restsOn });
  expect(outcome).toMatchObject({ made: required(first.made), refused: undefined });
});
