/** Whether the envelopes can fund a quarter, reported once for all its statements, before any of them is refused. */
import type { Person } from '#libs/event-store/author.ts';
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import { beyondEnvelope } from '#libs/payments/ledger/rules/post-decision.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { fundingEnvelopes, termsOn } from '#libs/payments/ledger/terms.ts';

/** The amount that an undecided statement needs. */
export interface FundingNeed {
  readonly scheme: string;
  /** 0 for the statement itself: a regularisation uses the envelope of its statement. */
  readonly number: number;
  readonly cents: bigint;
}

interface ShortEnvelope {
  readonly envelope: string;
  readonly leftCents: bigint;
  readonly wantedCents: bigint;
  /** The amount of its terms of the day. */
  readonly amountCents: bigint;
  readonly schemes: readonly string[];
}

interface ProposedEnvelope {
  readonly envelope: string;
  readonly change: LedgerChange;
  readonly schemes: readonly string[];
  readonly by: Person;
  readonly code: string;
}

export interface QuarterFunding {
  /** Schemes that no envelope funds on the day, with the total of their statements. */
  readonly unfunded: readonly { readonly scheme: string; readonly count: number; readonly cents: bigint }[];
  /** Envelopes that have less left than the statements that they fund ask for. */
  readonly short: readonly ShortEnvelope[];
  /** Terms that wait for a second person. */
  readonly proposed: readonly ProposedEnvelope[];
  /** The schemes of each envelope on the day. */
  readonly schemesOf: ReadonlyMap<string, readonly string[]>;
}

export function quarterFunding(ledger: PaymentLedger, wanted: readonly FundingNeed[], day: Day): QuarterFunding {
  const ofStatements = wanted.filter(({ number }) => number === 0);
  const byScheme = [...Map.groupBy(ofStatements, ({ scheme }) => scheme)].toSorted(([a], [b]) => compareText(a, b));
  const unfunded = byScheme.filter(([scheme]) => fundingEnvelopes(ledger, scheme, day).length === 0);
  return {
    unfunded: unfunded.map(([scheme, own]) => ({ scheme, count: own.length, cents: sumOf(own) })),
    short: [...ledger.envelopes.values()].flatMap((envelope): ShortEnvelope[] => {
      const { amountCents = 0n, schemes = [] } = termsOn(envelope, day) ?? {};
      const wantedCents = sumOf(ofStatements.filter(({ scheme }) => schemes.includes(scheme)));
      const beyond = beyondEnvelope(ledger, { envelope: envelope.name, wantedCents, day });
      return beyond === undefined ? [] : [{ ...beyond, amountCents, schemes }];
    }),
    proposed: [...ledger.proposals.values()].flatMap((proposal): ProposedEnvelope[] => {
      const { content: change, by } = proposal;
      if (change.kind !== 'ENVELOPE') return [];
      const { envelope, terms } = change;
      return [{ envelope, change, schemes: terms.schemes, by, code: codeOfProposal(ledger, proposal) }];
    }),
    schemesOf: new Map(
      [...ledger.envelopes.values()].map((envelope) => [envelope.name, termsOn(envelope, day)?.schemes ?? []]),
    ),
  };
}

function sumOf(wanted: readonly FundingNeed[]): bigint {
  return sumCentsOf(wanted, ({ cents }) => cents);
}
