/** The balances of an envelope, over all teams and by team, and the amount left of it. */
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type AccountKind, accountName, holderOf, accountKindOf } from '#libs/payments/ledger/posting.ts';
import type { Envelope, PaymentLedger, Recovery } from '#libs/payments/ledger/state.ts';
import { termsOn } from '#libs/payments/ledger/terms.ts';

/** Sum of the balances of a kind of account over all holders, in cents. Positive for charges and for amounts owed to the envelope. */
export function balance({ balances }: Envelope, kind: AccountKind): bigint {
  let sum = 0n;
  for (const [name, cents] of balances) if (accountKindOf(name) === kind) sum += cents;
  return sum;
}

/** The same for one team. */
export function teamBalance({ balances }: Envelope, kind: AccountKind, team: string): bigint {
  return balances.get(accountName(kind, team)) ?? 0n;
}

export interface TeamBalances {
  readonly team: string;
  /** The cost of the team: amounts decided, less what it owes. */
  readonly chargesCents: bigint;
  readonly dueCents: bigint;
  readonly releasedCents: bigint;
  readonly paidCents: bigint;
  readonly toRecoverCents: bigint;
  readonly demandedCents: bigint;
  /** Amounts that the team paid back. */
  readonly repaidCents: bigint;
}

/** The balances of each team, by team. */
export function teamBalances(envelope: Envelope): readonly TeamBalances[] {
  const accounts = [...envelope.balances.keys()].filter((account) => accountKindOf(account) !== 'between');
  return [...new Set(accounts.map(holderOf))].sort(compareText).map((team) => ({
    team,
    chargesCents: teamBalance(envelope, 'charges', team),
    dueCents: -teamBalance(envelope, 'due', team),
    releasedCents: -teamBalance(envelope, 'released', team),
    paidCents: -teamBalance(envelope, 'executed', team),
    toRecoverCents: teamBalance(envelope, 'to-recover', team),
    demandedCents: teamBalance(envelope, 'demanded', team),
    repaidCents: teamBalance(envelope, 'repaid', team),
  }));
}

/** The debt of an envelope to another (negative: the other owes it), because debts to one were set off in the other. */
export interface OwedToEnvelope {
  readonly envelope: string;
  readonly owedCents: bigint;
}

export function owedToEnvelopes({ balances }: Envelope): readonly OwedToEnvelope[] {
  return [...balances]
    .filter(([account, cents]) => accountKindOf(account) === 'between' && cents !== 0n)
    .map(([account, cents]) => ({ envelope: holderOf(account), owedCents: -cents }))
    .sort((a, b) => compareText(a.envelope, b.envelope));
}

/** What an envelope was used for, under any terms. */
export interface EnvelopeSpending {
  /** Due, released or paid, less what teams owe. */
  readonly committedCents: bigint;
  /** Sent to the bank, or paid. */
  readonly releasedCents: bigint;
  readonly paidCents: bigint;
  /** Owed to other envelopes, less owed by them. */
  readonly betweenCents: bigint;
  /** The amount that teams paid back. */
  readonly repaidCents: bigint;
  /** The amount sent or paid, plus the amount owed to other envelopes, less the amount that came back. */
  readonly usedCents: bigint;
}

export function envelopeSpending(envelope: Envelope): EnvelopeSpending {
  const paidCents = -balance(envelope, 'executed');
  const releasedCents = paidCents - balance(envelope, 'released');
  const betweenCents = -balance(envelope, 'between');
  const repaidCents = balance(envelope, 'repaid');
  return {
    committedCents: balance(envelope, 'charges'),
    releasedCents,
    paidCents,
    betweenCents,
    repaidCents,
    usedCents: releasedCents + betweenCents - repaidCents,
  };
}

export interface EnvelopeUse extends EnvelopeSpending {
  /** The amount of the terms of the day. */
  readonly amountCents: bigint;
  /** The amount that can still be released. */
  readonly leftCents: bigint;
}

/** The use of an envelope, against the amount of its terms of a day. */
export function envelopeUse(envelope: Envelope, day: Day): EnvelopeUse {
  const amountCents = termsOn(envelope, day)?.amountCents ?? 0n;
  const spending = envelopeSpending(envelope);
  return { amountCents, ...spending, leftCents: amountCents - spending.usedCents };
}

/**
 * The amount that can still be decided for an envelope, in cents: the least under its terms of a day and the terms agreed for later.
 * Negative if more is decided.
 */
export function leftToCommit({ envelopes }: PaymentLedger, name: string, day: Day): bigint {
  const envelope = envelopes.get(name);
  if (envelope === undefined) return 0n;
  return leastAmount(envelope, day) - balance(envelope, 'charges');
}

/** An amount decided on a day also counts under later terms. */
function leastAmount(envelope: Envelope, day: Day): bigint {
  const now = termsOn(envelope, day)?.amountCents ?? 0n;
  const later = envelope.terms.filter(({ from }) => from !== null && from > day).map(({ amountCents }) => amountCents);
  return later.reduce((least, cents) => (cents < least ? cents : least), now);
}

/** What was set off or repaid of a debt, also of one that is not settled yet. A debt is dropped as a whole, and nothing of it was recovered. */
export function recoveredOf(debt: Recovery): bigint {
  switch (debt.status) {
    case 'owed':
    case 'demanded':
      return debt.originalCents - debt.leftCents;
    case 'set-off':
    case 'repaid':
      return debt.originalCents;
    case 'dropped':
      return 0n;
  }
}
