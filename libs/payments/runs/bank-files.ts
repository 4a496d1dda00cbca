/** What goes to the bank and what comes from it: the file of a payment run, and the answer about its payments. */
import { type AnswerEntry, type SentRun, readBankAnswer } from '#libs/payments/bank/bank-answer.ts';
import type { Checked } from '#libs/payments/bank/checked.ts';
import { paymentCsv, paymentXml } from '#libs/payments/bank/payment-file.ts';
import { reconcile } from '#libs/payments/bank/reconcile.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { envelopes } from '#libs/payments/ledger/envelopes.ts';
import { paymentsOf } from '#libs/payments/ledger/state.ts';
import { findRun, takeAnswer } from '#libs/payments/runs/payment-runs.ts';

/** The file is none that a bank sends, or would take; the message is in French and says what would be right. */
export class RefusedBankFile extends Error {}

function valid<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new RefusedBankFile(checked.faults.join(' '));
  return checked.value;
}

export interface BankFile {
  readonly payments: number;
  /** ISO 20022 pain.001.001.09. */
  readonly xml: string;
  readonly csv: string;
}

/**
 * The file of a run, the same bytes each time; it is read back and reconciled before it is handed out. Throws NO_SUCH_RUN,
 * and RefusedBankFile where there is nothing to send.
 */
export async function bankFileOf(stores: Pick<Stores, 'log'>, id: string): Promise<BankFile> {
  const { run, payments } = await findRun(stores, id);
  if (payments.length === 0)
    throw new RefusedBankFile(`la campagne ${id} n'a que des compensations ; il n'y a rien à envoyer à la banque`);
  const file = {
    runId: run.id,
    createdAt: run.at,
    executionDay: run.executionDay,
    debtor: run.debtor,
    payments: payments.map(({ endToEndId, payee, amountCents, team, period }) => ({
      endToEndId,
      creditor: payee,
      amountCents,
      remittance: `Décompte ${team} ${period}`,
    })),
  };
  const xml = valid(paymentXml(file));
  valid(reconcile(file, xml));
  return { payments: payments.length, xml, csv: valid(paymentCsv(file)) };
}

export interface TakenAnswer {
  readonly executed: number;
  readonly returned: number;
  readonly pending: number;
  /** In French, what a person should look at. */
  readonly remarks: readonly string[];
}

/**
 * Takes in the bank's answer (pain.002, camt.054 or CSV); what is still pending changes nothing. Throws RefusedBankFile where it
 * cannot be read, UNKNOWN_PAYMENT where it is about payments that were not sent, and what `recordAnswer` throws.
 */
export async function takeBankAnswer(
  stores: Pick<Stores, 'log'>,
  text: string,
  meta: CommandMeta,
  commit: Commit,
): Promise<TakenAnswer> {
  const { entries, remarks } = valid(readBankAnswer(text, await sentRuns(stores)));
  const settled = entries.flatMap(({ outcome, ...entry }) => (outcome === 'PENDING' ? [] : [{ ...entry, outcome }]));
  await takeAnswer(stores, settled, meta, commit);
  const count = (of: AnswerEntry['outcome']): number => entries.filter(({ outcome }) => outcome === of).length;
  return { executed: count('EXECUTED'), returned: count('RETURNED'), pending: count('PENDING'), remarks };
}

/** What was sent, so that an answer about a whole run is read as one about each of its payments. */
async function sentRuns({ log }: Pick<Stores, 'log'>): Promise<readonly SentRun[]> {
  return (await envelopes(log)).flatMap((ledger) =>
    [...ledger.runs.values()].map((run) => ({ runId: run.id, payments: paymentsOf(ledger, run) })),
  );
}
