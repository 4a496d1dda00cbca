/** What of a bank's answer is new to the payment ledger, what it knows already, and what contradicts it. */
import type { AnswerEntry } from '#libs/payments/bank/bank-answer.ts';
import type { Contradiction } from '#libs/payments/bank/remarks.ts';
import type { Settlement } from '#libs/payments/ledger/rules/record-answer.ts';
import type { PaymentLedger, PaymentStatus } from '#libs/payments/ledger/state.ts';

interface HeldAnswer {
  /** In the order in which they are recorded. */
  readonly settlements: readonly Settlement[];
  /** How many entries say what is recorded already. */
  readonly known: number;
  /** They change nothing: a person resolves them. */
  readonly contradictions: readonly Contradiction[];
}

/** Entries are about payments of the ledger, those of one payment in the order in which they happened. */
export function newSettlements({ payments, answers }: PaymentLedger, entries: readonly AnswerEntry[]): HeldAnswer {
  const settlements: Settlement[] = [];
  const contradictions: Contradiction[] = [];
  /** Of the payments that this answer settles. */
  const settled = new Map<string, PaymentStatus>();
  for (const entry of entries) {
    const { id, endToEndId } = entry;
    const before = settled.get(endToEndId) ?? payments.get(endToEndId)?.status;
    const after = statusOf(entry);
    if (answers.has(id) || before === after) continue;
    const contradiction = contradictionOf(entry, before);
    if (contradiction === undefined) {
      settlements.push(settlementOf(entry));
      settled.set(endToEndId, after);
    } else contradictions.push(contradiction);
  }
  return { settlements, known: entries.length - settlements.length - contradictions.length, contradictions };
}

/** In the ledger a payment that was rejected is one that came back. */
function statusOf({ outcome }: AnswerEntry): Settlement['outcome'] {
  return outcome === 'EXECUTED' ? 'EXECUTED' : 'RETURNED';
}

/** As the ledger takes it. */
export function settlementOf(entry: AnswerEntry): Settlement {
  const { id, endToEndId, day, amountCents, reason } = entry;
  return { id, endToEndId, outcome: statusOf(entry), day, amountCents, reason };
}

function contradictionOf(
  { endToEndId, outcome, reason, day }: AnswerEntry,
  before: PaymentStatus | undefined,
): Contradiction | undefined {
  if (outcome === 'EXECUTED' && before === 'RETURNED')
    return { code: 'EXECUTED_AFTER_RETURN', data: { endToEndId, day } };
  if (outcome === 'REJECTED' && before === 'EXECUTED')
    return { code: 'REJECTED_AFTER_EXECUTION', data: { endToEndId, reason } };
  return undefined;
}
