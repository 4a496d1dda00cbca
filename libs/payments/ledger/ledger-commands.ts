/**
 * What can be done on a payment ledger: the terms of its envelope, the posting of decisions, payment runs, the bank's answers.
 * Pure: each command and the state give the events, or a refusal.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { Aggregate, Decided } from '#libs/commands/command-stream.ts';
import { DecisionRefused, type Person, needsAnother } from '#libs/commands/person.ts';
import {
  type Recovery,
  type Ledger,
  type EnvelopeTerms,
  account,
  emptyLedger,
  evolveLedger,
  type Item,
} from '#libs/payments/ledger/ledger.ts';
import { type RunCommand, decideRun } from '#libs/payments/runs/run.ts';
import { type AnswerEntry, decideAnswer } from '#libs/payments/ledger/answer.ts';

/** A decision of a statement's life cycle, as the ledger needs it. */
export interface DecisionToPost {
  /** `<stream>@<revision>` of the approving event. */
  readonly decision: string;
  readonly team: string;
  readonly period: string;
  readonly approvedBy: Person;
  /** Of a statement: its instalments and credits, some of which may be negative. Of a regularisation: its total, due at once. */
  readonly parts: readonly { readonly dueOn: Day; readonly amountCents: bigint }[];
}

export type LedgerCommand =
  | { readonly type: 'proposeTerms'; readonly by: Person; readonly terms: EnvelopeTerms }
  | { readonly type: 'confirmTerms'; readonly by: Person }
  | { readonly type: 'postDecision'; readonly decision: DecisionToPost }
  | { readonly type: 'cancelDecision'; readonly decision: string }
  | {
      readonly type: 'proposeException';
      readonly by: Person;
      readonly id: string;
      readonly amountCents: bigint;
      readonly reason: string;
    }
  | { readonly type: 'confirmException'; readonly by: Person; readonly id: string }
  | { readonly type: 'demandRepayment'; readonly by: Person; readonly team: string }
  | RunCommand
  | { readonly type: 'answer'; readonly entries: readonly AnswerEntry[] };

export function ledgerStream(envelope: string): string {
  return `ledger-${envelope}`;
}

export function ledger(envelope: string): Aggregate<Ledger, LedgerCommand> {
  return { initial: () => emptyLedger(envelope), evolve: evolveLedger, decide };
}

export function decide(command: LedgerCommand, state: Ledger): readonly Decided[] {
  switch (command.type) {
    case 'proposeTerms':
      return proposeTerms(state, command.terms);
    case 'confirmTerms':
      return confirmTerms(state, command.by);
    case 'postDecision':
      return postDecision(state, command.decision);
    case 'cancelDecision':
      return cancelDecision(state, command.decision);
    case 'proposeException':
      return proposeException(state, command);
    case 'confirmException':
      return confirmException(state, command);
    case 'demandRepayment':
      return demandRepayment(state, command.team);
    case 'run':
      return decideRun(state, command);
    case 'answer':
      return decideAnswer(state, command.entries);
  }
}

function proposeTerms(state: Ledger, terms: EnvelopeTerms): readonly Decided[] {
  if (terms.amountCents <= 0n) throw new DecisionRefused("le montant d'une enveloppe est supérieur à 0");
  if (terms.schemes.length === 0) throw new DecisionRefused('une enveloppe finance au moins une expérimentation');
  return [{ type: 'EnvelopeProposed', content: { terms }, effective: state.envelope }];
}

function confirmTerms(state: Ledger, by: Person): readonly Decided[] {
  const { proposedTerms } = state;
  if (proposedTerms === undefined) throw new DecisionRefused(`rien n'est proposé pour l'enveloppe ${state.envelope}`);
  needsAnother(by, proposedTerms.by, `a proposé l'enveloppe ${state.envelope}`);
  return [{ type: 'EnvelopeConfirmed', content: { terms: proposedTerms.terms }, effective: state.envelope }];
}

/**
 * Positive parts become due. Negative ones first reduce what is due of the same period and not yet released, the latest first; the
 * rest is to recover. Posted once, whoever asks again.
 */
function postDecision(
  state: Ledger,
  { decision, team, period, approvedBy, parts }: DecisionToPost,
): readonly Decided[] {
  if (state.posted.has(decision)) return [];
  const decided: Decided[] = [{ type: 'DecisionPosted', content: { decision, team, period }, effective: period }];
  const open = [...state.items.values()]
    .filter((item) => item.team === team && item.period === period && item.dueCents > 0n)
    .sort((a, b) => b.dueOn - a.dueOn)
    .map((item) => ({ item, leftCents: item.dueCents }));
  parts.forEach(({ dueOn, amountCents }, i) => {
    const id = `${decision}#${i + 1}`;
    if (amountCents > 0n) decided.push(due(id, { team, period, decision, dueOn, approvedBy }, amountCents));
    if (amountCents < 0n) decided.push(...takeBack(id, open, { team, period, decision }, -amountCents));
  });
  return decided;
}

function due(
  item: string,
  of: Pick<Item, 'team' | 'period' | 'decision' | 'dueOn' | 'approvedBy'>,
  amountCents: bigint,
): Decided {
  return {
    type: 'DuePosted',
    content: {
      ...of,
      item,
      dueOn: dayText(of.dueOn),
      debit: account('charges', of.team),
      credit: account('due', of.team),
      amountCents,
    },
    effective: dayText(of.dueOn),
  };
}

function takeBack(
  id: string,
  /** Changed: what one part takes is not there for the next. */
  open: { readonly item: Item; leftCents: bigint }[],
  of: { readonly team: string; readonly period: string; readonly decision: string },
  amountCents: bigint,
): Decided[] {
  let left = amountCents;
  const decided: Decided[] = [];
  for (const one of open) {
    const reduced = left < one.leftCents ? left : one.leftCents;
    if (reduced === 0n) continue;
    decided.push(reduceDue(one.item, of.decision, reduced));
    one.leftCents -= reduced;
    left -= reduced;
  }
  if (left > 0n)
    decided.push({
      type: 'RecoveryPosted',
      content: {
        ...of,
        recovery: id,
        debit: account('to-recover', of.team),
        credit: account('charges', of.team),
        amountCents: left,
      },
      effective: of.period,
    });
  return decided;
}

function reduceDue({ id, team, period }: Item, because: string, amountCents: bigint): Decided {
  const [debit, credit] = [account('due', team), account('charges', team)];
  return { type: 'DueReduced', content: { item: id, because, debit, credit, amountCents }, effective: period };
}

/** Takes back a decision that is being withdrawn, while all it brought to the ledger is still whole. */
function cancelDecision(state: Ledger, decision: string): readonly Decided[] {
  if (!state.posted.has(decision) || state.cancelled.has(decision)) return [];
  const items = [...state.items.values()].filter((item) => item.decision === decision);
  const released = items.find(({ attempts }) => attempts > 0);
  if (released !== undefined)
    throw new DecisionRefused(
      `un versement de ${released.team} ${released.period} est déjà libéré ; régularisez au lieu de retirer`,
    );
  const recoveries = [...state.recoveries.values()].filter((recovery) => recovery.decision === decision);
  const whole =
    items.every(({ id, dueCents }) => state.originalCents.get(id) === dueCents) &&
    recoveries.every(({ id, leftCents }) => state.originalCents.get(id) === leftCents);
  if (!whole || state.reducers.has(decision))
    throw new DecisionRefused(
      `ce que cette décision a mis au livre est déjà réduit, compensé ou demandé ; régularisez au lieu de retirer`,
    );
  return [
    { type: 'DecisionCancelled', content: { decision }, effective: items[0]?.period ?? decision },
    ...items.map((item) => reduceDue(item, 'withdrawn', item.dueCents)),
    ...recoveries.map(dropRecovery),
  ];
}

function dropRecovery({ id, team, period, leftCents }: Recovery): Decided {
  const [debit, credit] = [account('charges', team), account('to-recover', team)];
  return {
    type: 'RecoveryReduced',
    content: { recovery: id, because: 'withdrawn', debit, credit, amountCents: leftCents },
    effective: period,
  };
}

function proposeException(
  state: Ledger,
  { id, amountCents, reason }: { id: string; amountCents: bigint; reason: string },
): readonly Decided[] {
  if (state.exceptions.has(id)) throw new DecisionRefused(`l'exception ${id} existe déjà ; donnez-lui un autre nom`);
  if (amountCents <= 0n) throw new DecisionRefused("le montant d'une exception est supérieur à 0");
  if (reason.trim() === '') throw new DecisionRefused('il faut un motif ; dites pourquoi dépasser l’enveloppe');
  return [
    { type: 'ExceptionProposed', content: { exception: id, ceiling: amountCents, reason }, effective: state.envelope },
  ];
}

function confirmException(state: Ledger, { id, by }: { id: string; by: Person }): readonly Decided[] {
  const exception = state.exceptions.get(id);
  if (exception === undefined) throw new DecisionRefused(`il n'y a pas d'exception ${id}`);
  if (exception.confirmedBy !== undefined)
    throw new DecisionRefused(`l'exception ${id} est déjà confirmée par ${exception.confirmedBy.name}`);
  needsAnother(by, exception.proposedBy, `a proposé l'exception ${id}`);
  return [{ type: 'ExceptionConfirmed', content: { exception: id }, effective: state.envelope }];
}

/** The debt of a team that left: it has no next payments to be set off against. */
function demandRepayment(state: Ledger, team: string): readonly Decided[] {
  const debts = [...state.recoveries.values()].filter((recovery) => recovery.team === team && recovery.leftCents > 0n);
  if (debts.length === 0) throw new DecisionRefused(`${team} ne doit rien ; il n'y a rien à demander`);
  return debts.map(({ id, period, leftCents }) => ({
    type: 'RepaymentDemanded',
    content: {
      recovery: id,
      team,
      debit: account('demanded', team),
      credit: account('to-recover', team),
      amountCents: leftCents,
    },
    effective: period,
  }));
}
