/** Posts a decision to the ledger, once. Amounts it grants become due; amounts it takes back reduce what is due, or become a debt. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { DueReduced, DuePosted, LedgerEvent, RecoveryPosted } from '#libs/payments/ledger/events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { type Item, type OpenItem, type PaymentLedger, isOpen, statementOf } from '#libs/payments/ledger/state.ts';

/** A decision on a statement, as the ledger needs it. */
export interface DecisionToPost {
  /** `<stream>@<revision>` of the approving event. */
  readonly decision: string;
  readonly team: string;
  readonly period: string;
  readonly approvedBy: Person;
  /** Instalments and credits of a statement, also negative ones; or the total of a regularisation, due at once. */
  readonly parts: readonly { readonly dueOn: Day; readonly amountCents: bigint }[];
}

type OfDecision = Pick<DecisionToPost, 'decision' | 'team' | 'period'>;

/** An item, and its amount after the former parts. */
interface Left {
  readonly item: OpenItem;
  readonly leftCents: bigint;
}

/**
 * Positive parts become due. Negative parts reduce what is due of the same period and not yet released, the latest first; the rest is
 * to recover. A decision in the ledger is not posted again.
 */
export function postDecision(
  ledger: PaymentLedger,
  { parts, approvedBy, ...of }: DecisionToPost,
): readonly LedgerEvent[] {
  const { decision, team, period } = of;
  if (ledger.decisions.has(decision)) return [];
  const events: LedgerEvent[] = [{ type: 'DecisionPosted', effective: period, data: { decision, team, period } }];
  let open = openItems(ledger, of);
  for (const [index, { dueOn, amountCents }] of parts.entries()) {
    const id = `${decision}#${index + 1}`;
    if (amountCents > 0n) events.push(due(id, of, { dueOn, approvedBy, amountCents }));
    if (amountCents < 0n) {
      const taken = takeBack(id, of, open, -amountCents);
      events.push(...taken.events);
      open = taken.open;
    }
  }
  return events;
}

/** What is due of the period, the latest first. */
function openItems({ items, itemsOfStatement }: PaymentLedger, of: OfDecision): readonly Left[] {
  return (itemsOfStatement.get(statementOf(of)) ?? [])
    .flatMap((id) => items.get(id) ?? [])
    .filter(isOpen)
    .sort((a, b) => b.dueOn - a.dueOn)
    .map((item) => ({ item, leftCents: item.dueCents }));
}

function due(
  item: string,
  { team, period, decision }: OfDecision,
  { dueOn, approvedBy, amountCents }: { dueOn: Day; approvedBy: Person; amountCents: bigint },
): DuePosted {
  const moved = posting(team, { debit: 'charges', credit: 'due', amountCents });
  const data = { team, period, decision, dueOn, approvedBy, item, ...moved };
  return { type: 'DuePosted', effective: dayText(dueOn), data };
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
  if (left > 0n) events.push(recovery(id, of, left));
  return { events, open: after };
}

export function reduceDue({ id, team, period }: Item, because: string, amountCents: bigint): DueReduced {
  const moved = posting(team, { debit: 'due', credit: 'charges', amountCents });
  return { type: 'DueReduced', effective: period, data: { item: id, because, ...moved } };
}

function recovery(id: string, { team, period, decision }: OfDecision, amountCents: bigint): RecoveryPosted {
  const moved = posting(team, { debit: 'to-recover', credit: 'charges', amountCents });
  return { type: 'RecoveryPosted', effective: period, data: { team, period, decision, recovery: id, ...moved } };
}
