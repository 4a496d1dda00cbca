/**
 * Posts a decision to the ledger once, and permanently to one envelope. Amounts it grants become due; amounts it takes back reduce due
 * amounts, or become a debt.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { DueReduced, DuePosted, LedgerEvent, RecoveryPosted } from '#libs/payments/ledger/events.ts';
import { leftToCommit } from '#libs/payments/ledger/balances.ts';
import { ceilingOf } from '#libs/payments/ledger/exceptions.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import type { ExceptionUsed } from '#libs/payments/ledger/proposal-events.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { useException } from '#libs/payments/ledger/rules/give-exception.ts';
import {
  type Item,
  type OpenItem,
  type PaymentLedger,
  existing,
  isOpenItem,
  itemsOf,
  ledgerStatementKey,
} from '#libs/payments/ledger/state.ts';
import { fundingEnvelope, fundingEnvelopes } from '#libs/payments/ledger/terms.ts';

/** A decision on a statement, as the ledger needs it. */
export interface DecisionToPost {
  /** `<stream>@<revision>` of the approving event. */
  readonly decision: string;
  /** 0 for the statement itself, 1 and more for its regularisations. */
  readonly number: number;
  readonly team: string;
  readonly period: string;
  /** The scheme of the decided calculation. */
  readonly scheme: string | undefined;
  readonly submittedBy: Person;
  readonly approvedBy: Person;
  /** Day in France. */
  readonly approvedOn: Day;
  /** Instalments and credits of a statement, also negative ones; or the total of a regularisation, due at once. */
  readonly parts: readonly { readonly dueOn: Day; readonly amountCents: bigint }[];
  /** For a regularisation: amounts due on another day than decided, and the items that earlier decisions made due for their former day. */
  readonly moves: readonly { readonly items: readonly string[]; readonly to: Day; readonly amountCents: bigint }[];
}

/** The parts of a decision that tell its envelope. */
export type DecisionToFund = Pick<DecisionToPost, 'number' | 'team' | 'period' | 'scheme' | 'approvedOn'>;

/** The exception that an approval or a withdrawal names. It serves one approval or withdrawal, of one or many statements. */
export interface Allowance {
  readonly exception: string;
  /** The approval or the withdrawal. */
  readonly usedBy: string;
}

interface OfDecision extends Pick<DecisionToPost, 'decision' | 'team' | 'period'> {
  readonly envelope: string;
}

/** An item, and its remaining amount after the earlier parts. */
interface Left {
  readonly item: OpenItem;
  readonly leftCents: bigint;
}

/**
 * Positive parts become due. Negative parts reduce due amounts of the same period in the envelope that are not yet released, the latest
 * first; the rest becomes a debt. Then moved amounts become due on their new day, except those already released. A decision in the ledger
 * is not posted again, even if another envelope funds its scheme now. Throws SCHEME_NOT_FUNDED, and as `requireWithin`.
 */
export function decisionPostings(
  ledger: PaymentLedger,
  posted: DecisionToPost,
  allowance?: Allowance,
): readonly LedgerEvent[] {
  const { decision, team, period, parts, submittedBy, approvedBy } = posted;
  if (ledger.decisions.has(decision)) return [];
  const envelope = fundingEnvelopeOf(ledger, posted);
  if (envelope === undefined) throw refused('SCHEME_NOT_FUNDED', { scheme: posted.scheme, day: posted.approvedOn });
  const of = { envelope, decision, team, period };
  const wantedCents = wantedBy(posted);
  const used = requireWithin(ledger, { envelope, wantedCents, day: posted.approvedOn }, allowance);
  const events: LedgerEvent[] = [...used, { type: 'DecisionPosted', effective: period, data: of }];
  let open = openItems(ledger, of);
  for (const [index, { dueOn, amountCents }] of parts.entries()) {
    const id = `${decision}#${index + 1}`;
    if (amountCents > 0n) events.push(dueOf(id, of, { dueOn, submittedBy, approvedBy, amountCents }));
    if (amountCents < 0n) {
      const taken = takeBack(id, of, open, -amountCents);
      events.push(...taken.events);
      open = taken.open;
    }
  }
  for (const [index, move] of posted.moves.entries()) {
    const moved = takenFrom(move.items, open, move.amountCents);
    const amountCents = sumCentsOf(moved.taken, ({ cents }) => cents);
    if (amountCents === 0n) continue;
    const id = `${decision}#${parts.length + index + 1}`;
    events.push(...moved.taken.map(({ item, cents }) => reduceDue(item, decision, cents)));
    events.push(dueOf(id, of, { dueOn: move.to, submittedBy, approvedBy, amountCents }));
    open = moved.open;
  }
  return events;
}

/** The amount that posting a decision commits: the granted amount, less the amount taken back, in cents. */
export function wantedBy({ parts }: Pick<DecisionToPost, 'parts'>): bigint {
  return sumCentsOf(parts, ({ amountCents }) => amountCents);
}

interface Commitment {
  readonly envelope: string;
  readonly wantedCents: bigint;
  readonly day: Day;
}

/** The amount by which a commitment exceeds its envelope; undefined if it does not. A decision that takes money back always fits. */
export function beyondEnvelope(
  ledger: PaymentLedger,
  { envelope, wantedCents, day }: Commitment,
): { readonly envelope: string; readonly leftCents: bigint; readonly wantedCents: bigint } | undefined {
  if (wantedCents <= 0n) return undefined;
  const leftCents = leftToCommit(ledger, envelope, day);
  return wantedCents <= leftCents ? undefined : { envelope, leftCents, wantedCents };
}

/**
 * Uses the exception if the commitment exceeds its envelope. The ledger decides this at each posting: of two simultaneous approvals the
 * second sees the first. Throws COMMITTED_BEYOND_ENVELOPE, EXCEPTION_NOT_USABLE.
 */
export function requireWithin(
  ledger: PaymentLedger,
  commitment: Commitment,
  allowance: Allowance | undefined,
): readonly ExceptionUsed[] {
  const beyond = beyondEnvelope(ledger, commitment);
  if (beyond === undefined) return [];
  const { envelope, leftCents, wantedCents } = beyond;
  if (allowance === undefined || wantedCents > leftCents + ceilingOf(ledger, envelope, allowance.exception))
    throw refused('COMMITTED_BEYOND_ENVELOPE', beyond);
  return useException(ledger, { ...allowance, envelope });
}

/**
 * The envelope of a decision: for a regularisation, the envelope of its statement; for a statement, the envelope that funds its scheme on
 * the day of approval. Undefined if no envelope funds it.
 */
export function fundingEnvelopeOf(ledger: PaymentLedger, of: DecisionToFund): string | undefined {
  return envelopeBefore(ledger, of) ?? fundingEnvelope(ledger, of.scheme, of.approvedOn)?.name;
}

/** Whether an envelope funds it; in former logs, two may. */
export function isFunded(ledger: PaymentLedger, of: DecisionToFund): boolean {
  return envelopeBefore(ledger, of) !== undefined || fundingEnvelopes(ledger, of.scheme, of.approvedOn).length > 0;
}

/** For a regularisation: the envelope of its statement. */
function envelopeBefore(ledger: PaymentLedger, { number, team, period }: DecisionToFund): string | undefined {
  if (number === 0) return undefined;
  return (ledger.decisionsOfStatement.get(ledgerStatementKey({ team, period })) ?? [])
    .map((id) => existing(ledger.decisions, 'decision', id))
    .find(({ status }) => status === 'posted')?.envelope;
}

/** The due amounts of the period in the decision's envelope, the latest first. Amounts of another envelope change only by a set-off. */
function openItems(ledger: PaymentLedger, of: OfDecision): readonly Left[] {
  return itemsOf(ledger, ledger.itemsOfStatement.get(ledgerStatementKey(of)) ?? [])
    .filter(isOpenItem)
    .filter(({ envelope }) => envelope === of.envelope)
    .sort((a, b) => b.dueOn - a.dueOn)
    .map((item) => ({ item, leftCents: item.dueCents }));
}

/** An amount in cents becomes due: the envelope is charged with it. */
export function dueOf(
  item: string,
  { envelope, team, period, decision }: OfDecision,
  { amountCents, ...part }: Pick<DuePosted['data'], 'dueOn' | 'submittedBy' | 'approvedBy' | 'amountCents'>,
): DuePosted {
  const moved = posting(team, { debit: 'charges', credit: 'due', amountCents });
  const data = { envelope, team, period, decision, ...part, item, ...moved };
  return { type: 'DuePosted', effective: dayText(part.dueOn), data };
}

function takeBack(
  id: string,
  of: OfDecision,
  open: readonly Left[],
  amountCents: bigint,
): { readonly events: readonly (DueReduced | RecoveryPosted)[]; readonly open: readonly Left[] } {
  const events: (DueReduced | RecoveryPosted)[] = [];
  const after: Left[] = [];
  let left = amountCents;
  for (const { item, leftCents } of open) {
    const reduced = left < leftCents ? left : leftCents;
    if (reduced > 0n) events.push(reduceDue(item, of.decision, reduced));
    after.push({ item, leftCents: leftCents - reduced });
    left -= reduced;
  }
  if (left > 0n) events.push(recoveryOf(id, of, left));
  return { events, open: after };
}

/** Takes up to an amount from these items, the latest first. */
function takenFrom(
  items: readonly string[],
  open: readonly Left[],
  amountCents: bigint,
): { readonly taken: readonly { readonly item: OpenItem; readonly cents: bigint }[]; readonly open: readonly Left[] } {
  const taken: { item: OpenItem; cents: bigint }[] = [];
  let left = amountCents;
  const after = open.map(({ item, leftCents }): Left => {
    const cents = !items.includes(item.id) ? 0n : left < leftCents ? left : leftCents;
    if (cents > 0n) taken.push({ item, cents });
    left -= cents;
    return { item, leftCents: leftCents - cents };
  });
  return { taken, open: after };
}

/** Reduces the due amount of an item, in cents. `because`: the decision that takes it, or another word. */
export function reduceDue({ id, envelope, team, period }: Item, because: string, amountCents: bigint): DueReduced {
  const moved = posting(team, { debit: 'due', credit: 'charges', amountCents });
  return { type: 'DueReduced', effective: period, data: { envelope, item: id, because, ...moved } };
}

/** A team owes an amount in cents: the envelope is no longer charged with it. */
export function recoveryOf(
  id: string,
  { envelope, team, period, decision }: OfDecision,
  amountCents: bigint,
): RecoveryPosted {
  const moved = posting(team, { debit: 'to-recover', credit: 'charges', amountCents });
  const data = { envelope, team, period, decision, recovery: id, ...moved };
  return { type: 'RecoveryPosted', effective: period, data };
}
