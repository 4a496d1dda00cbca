/** A log with every published event and many others, and calculations to append one by one. */
import type { StatementCommand } from '#libs/statements/workflow/decide.ts';
import { statementId, loadStatement, statements } from '#libs/statements/workflow/statements.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { ChangeAsked } from '#libs/payments/ledger/rules/change-ledger.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { LedgerCommand } from '#libs/payments/ledger/decide.ts';
import { codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import type { Settlement } from '#libs/payments/ledger/course.ts';
import { ledgerOf, decideOnLedger } from '#libs/payments/ledger/ledger.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import {
  type CalculatedStatement,
  type Pin,
  type TeamPeriod,
  calculated,
  statementStream,
} from '#libs/statements/calculated-statement.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { required } from '#test/support/enrolment.ts';
import { decisionToPost, paymentRun } from '#test/support/payments.ts';

const PINNED: Pin = {
  knownOn: dayFromText('2022-03-31'),
  position: 0,
  regulationVersion: '2021-06',
  regulationFingerprint: '0f'.repeat(32),
  rulesVersion: '1',
};

/** A reason that names a person: it must never be published. */
export const SECRET_REASON = 'Mme Durand, née le 12 mars';

function calculatedLines(team: string, period: string, cents: bigint): Statement {
  return {
    team,
    teamName: `Équipe ${team}`,
    period,
    scheme: 'PEPS',
    text: 'PEPS-2021',
    phase: 'FORFAIT',
    patients: 12,
    flags: ['QUALITY_MISSING'],
    lines: [
      { line: 'CAPITATION', amountCents: cents },
      { line: 'DOUBLE_PAYMENT', amountCents: -50n },
    ],
    totalCents: cents - 50n,
    instalments: [{ dueOn: dayFromText('2022-01-31'), kind: 'INSTALMENT', amountCents: cents - 50n }],
    rates: [],
    parameters: [],
    ledger: [
      { class: 'SUBSTITUTED', reason: '', acts: 3, baseCents: 7_500n, paidCents: 50n },
      { class: 'FEE_FOR_SERVICE', reason: 'PATIENT_NOT_LISTED', acts: 2, baseCents: 5_000n, paidCents: 3_500n },
    ],
  };
}

/** A calculation; without cents, the statement is no longer due. */
export function calculation(team: string, period: string, cents: bigint | null): CalculatedStatement {
  return calculated(team, period, PINNED, cents === null ? null : calculatedLines(team, period, cents));
}

/** The day of all commands. */
const ON = dayFromText('2022-04-02');

/** Appends a calculation and gives its position. */
export async function appendCalculation(
  log: EventStore,
  team: string,
  period: string,
  cents: bigint,
  recordedAt = '2022-04-01T08:00:00.000Z',
): Promise<number> {
  const one = calculation(team, period, cents);
  const commit = { recordedAt, actor: 'test', correlation: 'test', causation: 'test' };
  const { positions } = await log.append(statementStream(one), [calculationEvent(one)], 'any', commit);
  const [position] = positions;
  if (typeof position !== 'number') throw new Error('the same calculation was appended before');
  return position;
}

/** Every type at least once, at fixed times. */
export async function publishEverything(log: EventStore): Promise<void> {
  const acts = new Acts(log);
  const of = { team: 'PEPS-01', period: '2021-Q4' };
  const on = (command: StatementCommand): Promise<void> => acts.onStatement(of, command);
  await appendCalculation(log, of.team, of.period, 90_000n);
  await on({ type: 'submit', by: acts.by('alice'), on: ON });
  await on({ type: 'reject', by: acts.by('bob'), reason: SECRET_REASON });
  await appendCalculation(log, of.team, of.period, 100_050n);
  await on({ type: 'submit', by: acts.by('alice'), on: ON });
  await on({ type: 'approve', by: acts.by('bob'), on: ON });
  await on({ type: 'withdraw', by: acts.by('bob'), reason: SECRET_REASON });
  await on({ type: 'submit', by: acts.by('alice'), on: ON });
  await on({ type: 'approve', by: acts.by('bob'), on: ON });
  for (const again of [120_000n, 130_000n]) {
    await on({ type: 'regularise', by: acts.by('alice'), on: ON, target: calculation(of.team, of.period, again) });
    await on({ type: 'submit', by: acts.by('alice'), on: ON });
    await on({ type: 'approve', by: acts.by('bob'), on: ON });
  }
  await on({ type: 'withdraw', by: acts.by('bob'), reason: SECRET_REASON });
  await pay(acts, log, of);
  const gone = calculation('IPEP-01', '2021', null);
  await log.append(statementStream(gone), [calculationEvent(gone)], 'none', acts.commit('alice'));
  await owe(acts, log);
}

/** A team owes an overpayment: debts arise, are set off, dropped, demanded and repaid; due amounts are reduced. */
async function owe(acts: Acts, log: EventStore): Promise<void> {
  const [team, day] = ['PEPS-02', dayFromText('2022-04-06')];
  let number = 0;
  const post = async (period: string, amountCents: bigint): Promise<string> => {
    const decision = `statement-${team}-${period}@${++number}`;
    const parts = [{ dueOn: PINNED.knownOn, amountCents }];
    const posted = decisionToPost(decision, parts, { team, period, number });
    await acts.onLedger({ type: 'postDecision', decision: posted });
    return decision;
  };
  const run = async (name: string): Promise<string> => {
    const by = acts.by('carol');
    const of = { run: name, by, at: '2022-04-05T08:00:00.000Z', dueBy: dayFromText('2022-04-05'), teams: [team] };
    const asked = paymentRun(of);
    await acts.onLedger(asked.prepare);
    await acts.onLedger(asked.release(await ledgerOf(log)));
    return [...(await ledgerOf(log)).payments.values()].findLast((one) => one.run === name)?.endToEndId ?? '';
  };
  await post('2022-Q1', 50_000n);
  await post('2022-Q1', -1_000n);
  const paid = await run('R-3');
  await acts.bankSays([{ id: 'd', endToEndId: paid, outcome: 'EXECUTED', day }]);
  const dropped = await post('2022-Q1', -2_000n);
  await acts.onLedger({ type: 'cancelDecision', decision: dropped, withdrawnOn: ON });
  await post('2022-Q1', -20_000n);
  await post('2022-Q2', 15_000n);
  await run('R-4');
  const debtor = { envelope: 'FISS', team };
  await acts.change({ kind: 'DEMAND', ...debtor });
  await acts.change({ kind: 'TAKE_BACK', ...debtor, reason: SECRET_REASON });
  await acts.change({ kind: 'DEMAND', ...debtor });
  const repayment = { amountCents: 5_000n, receivedOn: ON, reference: SECRET_REASON };
  await acts.change({ kind: 'REPAYMENT', ...debtor, ...repayment });
  // A payment came back and was paid again; then the bank turns out to have executed the first one.
  await post('2022-Q3', 30_000n);
  const first = await run('R-5');
  await acts.bankSays([{ id: 'e', endToEndId: first, outcome: 'RETURNED', day, reason: 'AC04' }]);
  await run('R-6');
  const { amountCents } = required((await ledgerOf(log)).payments.get(first));
  const executed = { endToEndId: first, outcome: 'EXECUTED', day, amountCents, reason: null } as const;
  const answer = { kind: 'ANSWER', answer: 'T-2', entries: [executed], reason: SECRET_REASON } as const;
  await acts.change(answer, '2022-04-07T08:00:00.000Z');
}

async function pay(acts: Acts, log: EventStore, of: { team: string; period: string }): Promise<void> {
  const stream = statementStream(of);
  const { decisions } = await loadStatement(log, of);
  const on = (command: LedgerCommand): Promise<void> => acts.onLedger(command);
  await acts.change({ kind: 'ENVELOPE', envelope: 'FISS', amountCents: 10_000_000n, schemes: ['PEPS'] });
  for (const { number, revision, submittedBy, approvedBy, instalments, lines } of decisions) {
    const parts = instalments.length > 0 ? instalments : lines.map((line) => ({ ...line, dueOn: PINNED.knownOn }));
    const people = { submittedBy, approvedBy, approvedOn: PINNED.knownOn };
    const decision = { ...of, number, scheme: 'PEPS', decision: `${stream}@${revision}`, ...people, parts, moves: [] };
    await on({ type: 'postDecision', decision });
  }
  const [by, paidAt, dueBy] = [acts.by('carol'), '2022-04-05T08:00:00.000Z', dayFromText('2022-04-05')];
  const run = paymentRun({ run: 'R-1', by, at: paidAt, dueBy, teams: [of.team] });
  await on(run.prepare);
  await on(run.release(await ledgerOf(log)));
  const state = await ledgerOf(log);
  const [first, second] = [...state.payments.keys()];
  if (first === undefined || second === undefined) throw new Error('two payments are released');
  const day = dayFromText('2022-04-06');
  await acts.bankSays([{ id: 'a', endToEndId: first, outcome: 'EXECUTED', day }]);
  await acts.bankSays([{ id: 'b', endToEndId: second, outcome: 'RETURNED', day, reason: 'AC04' }]);
  await acts.bankSays([{ id: 'c', endToEndId: first, outcome: 'RETURNED', day, reason: SECRET_REASON }]);
  const { amountCents } = required((await ledgerOf(log)).payments.get(second));
  const wrong = { endToEndId: second, outcome: 'RELEASED', day, amountCents, reason: null } as const;
  await acts.change({ kind: 'ANSWER', answer: 'T-1', entries: [wrong], reason: SECRET_REASON });
  const again = paymentRun({ run: 'R-2', by, at: paidAt, dueBy, teams: [of.team] });
  await on(again.prepare);
  await on(again.release(await ledgerOf(log)));
  await acts.change({ kind: 'CANCELLATION', run: 'R-2', reason: SECRET_REASON });
}

const AT = '2022-04-02T08:00:00.000Z';
const NOTHING_LOOKED_UP = { hasLeft: true, account: undefined };

class Acts {
  readonly #log: EventStore;
  #count = 0;

  constructor(log: EventStore) {
    this.#log = log;
  }

  by(name: string): CommandMeta['by'] {
    return { name, assurance: 'verified', osUser: '' };
  }

  commit(actor: string): Commit {
    const recordedAt = `2022-04-02T08:00:${String(this.#count++).padStart(2, '0')}.000Z`;
    return { recordedAt, actor, correlation: 'test', causation: 'test' };
  }

  async onStatement(of: TeamPeriod, command: StatementCommand): Promise<void> {
    const commit = this.commit(command.by.name);
    const meta = { by: command.by, key: `key-${this.#count}`, at: commit.recordedAt };
    const asked = { ...command, on: undefined };
    const given = { command, meta, commit, asked };
    const { events } = await statements(this.#log).handle(statementId(of), given);
    if (events.length === 0) throw new Error(`${command.type} made nothing`);
  }

  /** Alice proposes a change of the ledger and Bob confirms it. */
  async change(change: ChangeAsked, at = AT): Promise<void> {
    await this.onLedger({ type: 'propose', by: this.by('alice'), at, change, looked: NOTHING_LOOKED_UP });
    await this.#confirm(at);
  }

  /** Alice hands in the bank's answer; Bob confirms the entries that make payments due again. */
  async bankSays(entries: readonly Settlement[]): Promise<void> {
    await this.onLedger({ type: 'answer', by: this.by('alice'), at: AT, message: 'camt.054', entries });
    if ((await ledgerOf(this.#log)).proposals.size > 0) await this.#confirm();
  }

  async #confirm(at = AT): Promise<void> {
    const ledger = await ledgerOf(this.#log);
    const [proposed] = [...ledger.proposals.values()];
    if (proposed === undefined) throw new Error('the change is proposed');
    const of = { by: this.by('bob'), at, proposal: proposed.id, code: codeOfProposal(ledger, proposed) };
    await this.onLedger({ type: 'confirm', ...of, looked: NOTHING_LOOKED_UP });
  }

  async onLedger(command: LedgerCommand): Promise<void> {
    const { by = this.by('alice') } = command as { by?: CommandMeta['by'] };
    const commit = this.commit(by.name);
    const meta = { by, key: `key-${this.#count}`, at: commit.recordedAt };
    const { events } = await decideOnLedger(this.#log, command, { meta, commit });
    if (events.length === 0) throw new Error(`${command.type} made nothing`);
  }
}
