/** The figures of a payment ledger: what each account holds, by team, and what is left of the envelope. */
import { compareText } from '#libs/kernel/text.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type AccountKind, accountName, kindOf, teamOf } from '#libs/payments/ledger/posting.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/events.ts';
import { type PaymentLedger, proposedTerms, termsInForce } from '#libs/payments/ledger/state.ts';

/** Sum of the balances of a kind of account over all teams, in cents. Positive for charges and what teams owe. */
export function balance({ balances }: PaymentLedger, kind: AccountKind): bigint {
  let sum = 0n;
  for (const [name, cents] of balances) if (kindOf(name) === kind) sum += cents;
  return sum;
}

/** The same for one team. */
export function teamBalance({ balances }: PaymentLedger, kind: AccountKind, team: string): bigint {
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
}

/** The balances of each team, by team. */
export function teamBalances(ledger: PaymentLedger): readonly TeamBalances[] {
  const teams = new Set([...ledger.balances.keys()].map(teamOf));
  return [...teams].sort(compareText).map((team) => ({
    team,
    chargesCents: teamBalance(ledger, 'charges', team),
    dueCents: -teamBalance(ledger, 'due', team),
    releasedCents: -teamBalance(ledger, 'released', team),
    paidCents: -teamBalance(ledger, 'executed', team),
    toRecoverCents: teamBalance(ledger, 'to-recover', team),
    demandedCents: teamBalance(ledger, 'demanded', team),
  }));
}

export interface EnvelopeUse {
  readonly amountCents: bigint;
  /** Due, released or paid, less what teams owe. */
  readonly committedCents: bigint;
  /** Sent to the bank, or paid. */
  readonly releasedCents: bigint;
  readonly paidCents: bigint;
  /** What can still be released. */
  readonly leftCents: bigint;
}

/** The terms and figures of an envelope. */
export interface EnvelopeFigures {
  readonly envelope: string;
  /** Undefined until a second person has confirmed the first. */
  readonly terms: EnvelopeTerms | undefined;
  readonly proposed: { readonly terms: EnvelopeTerms; readonly by: Person } | undefined;
  readonly use: EnvelopeUse;
}

export function envelopeFigures(ledger: PaymentLedger): EnvelopeFigures {
  return {
    envelope: ledger.envelope,
    terms: termsInForce(ledger),
    proposed: proposedTerms(ledger),
    use: envelopeUse(ledger),
  };
}

export function envelopeUse(ledger: PaymentLedger): EnvelopeUse {
  const amountCents = termsInForce(ledger)?.amountCents ?? 0n;
  const paidCents = -balance(ledger, 'executed');
  const releasedCents = paidCents - balance(ledger, 'released');
  return {
    amountCents,
    committedCents: balance(ledger, 'charges'),
    releasedCents,
    paidCents,
    leftCents: amountCents - releasedCents,
  };
}
