/** The bank's answer to a payment run: each payment executed, or returned and due again. */
import { dayText, type Day } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { Decided } from '#libs/commands/command-stream.ts';
import { DecisionRefused } from '#libs/commands/person.ts';
import { type Ledger, type Payment, account } from '#libs/payments/ledger/ledger.ts';

export interface AnswerEntry {
  /** Names the entry, so that the same file again changes nothing. */
  readonly id: string;
  readonly endToEndId: string;
  readonly outcome: 'EXECUTED' | 'RETURNED';
  readonly day: Day;
  readonly amountCents?: bigint | undefined;
  readonly reason?: string | undefined;
}

/** Throws DecisionRefused where an entry names no payment of the ledger, or another amount: nothing of the answer is recorded. */
export function decideAnswer(state: Ledger, entries: readonly AnswerEntry[]): readonly Decided[] {
  const status = new Map([...state.payments].map(([id, payment]) => [id, payment.status]));
  return entries.flatMap((entry) => {
    const payment = state.payments.get(entry.endToEndId);
    if (payment === undefined)
      throw new DecisionRefused(
        `le paiement ${entry.endToEndId} n'est pas de l'enveloppe ${state.envelope} ; vérifiez le fichier de la banque`,
      );
    if (entry.amountCents !== undefined && entry.amountCents !== payment.amountCents)
      throw new DecisionRefused(
        `la banque annonce ${euros(entry.amountCents)} pour ${entry.endToEndId}, il a été libéré ${euros(payment.amountCents)} ; réclamez à la banque`,
      );
    if (state.answers.has(entry.id)) return [];
    const before = status.get(entry.endToEndId);
    // Told again in another file, with the same outcome: nothing new.
    if (before === entry.outcome) return [];
    if (before === 'RETURNED')
      throw new DecisionRefused(`le paiement ${entry.endToEndId} est déjà revenu ; il ne peut plus être exécuté`);
    status.set(entry.endToEndId, entry.outcome);
    return [posting(payment, entry, before)];
  });
}

/** A payment can come back before it was executed, or after. */
function posting(
  { team, amountCents, item }: Payment,
  entry: AnswerEntry,
  before: Payment['status'] | undefined,
): Decided {
  const { endToEndId, day, id, outcome, reason } = entry;
  const from = account(before === 'EXECUTED' ? 'executed' : 'released', team);
  return {
    type: outcome === 'EXECUTED' ? 'PaymentExecuted' : 'PaymentReturned',
    content: {
      endToEndId,
      item,
      team,
      answer: id,
      ...(reason === undefined ? {} : { reason }),
      debit: from,
      credit: outcome === 'EXECUTED' ? account('executed', team) : account('due', team),
      amountCents,
    },
    effective: dayText(day),
  };
}
