/** Records what the bank answers about the payments sent to it (pain.002, camt.053, camt.054 or CSV). */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { BANK_LIMITS } from '#libs/payments/bank/limits.ts';
import type { WaitingPayment } from '#libs/payments/bank/bank-answer.ts';
import type { Outcome } from '#libs/payments/bank/findings.ts';
import { readBankAnswer } from '#libs/payments/bank/read-bank-answer.ts';
import type { Contradiction, Remark } from '#libs/payments/bank/remarks.ts';
import type { SentRun } from '#libs/payments/bank/sent-runs.ts';
import { ledgerOf, onLedger } from '#libs/payments/ledger/ledger.ts';
import { fileIdsOf, paymentsOf } from '#libs/payments/ledger/state.ts';
import { takeStatements } from '#libs/payments/reconciliation/take-statements.ts';
import { newSettlements, settlementOf } from '#libs/payments/runs/new-settlements.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export interface RecordedAnswer {
  /** Entries of the file, recorded now or known already. */
  readonly executed: number;
  readonly returned: number;
  /** Entries that changed the ledger. */
  readonly recorded: number;
  /** Entries that the ledger had already. */
  readonly known: number;
  /** Pending payments do not change. */
  readonly waiting: readonly WaitingPayment[];
  /** What a person should look at. */
  readonly remarks: readonly Remark[];
  /** Statements of our accounts, taken now. */
  readonly statements: number;
  /** What changes nothing until a person has resolved it. */
  readonly contradictions: readonly Contradiction[];
}

export class RecordBankAnswer extends Command<RecordedAnswer> {
  /** The bank's file as it comes, read once. */
  readonly file: AsyncIterable<Uint8Array>;
  readonly author: Author;

  constructor(file: AsyncIterable<Uint8Array>, author: Author) {
    super();
    this.file = file;
    this.author = author;
  }
}

@CommandHandler(RecordBankAnswer)
export class RecordBankAnswerHandler implements ICommandHandler<RecordBankAnswer> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws what `readBankAnswer` throws where the file cannot be read at all, and DomainError (conflict, key-reused). */
  async execute({ file, author }: RecordBankAnswer): Promise<RecordedAnswer> {
    const { log } = this.#stores;
    const { settled, waiting, remarks, contradictions, statements } = await readBankAnswer(file, await sentFiles(log));
    const taken = newSettlements(await ledgerOf(log), settled);
    // The same command again gives what it gave: how many were recorded is what it recorded then.
    const asked = { type: 'answer', entries: settled.map(settlementOf) };
    const { made } = await onLedger(log, { type: 'answer', entries: taken.settlements }, author, asked);
    const recorded = made?.types.length ?? 0;
    const account = await takeStatements(log, statements, author);
    const count = (of: readonly Outcome[]): number => settled.filter(({ outcome }) => of.includes(outcome)).length;
    return {
      executed: count(['EXECUTED']),
      returned: count(['REJECTED', 'RETURNED']),
      recorded,
      known: settled.length - recorded - taken.contradictions.length,
      waiting,
      remarks: [...remarks, ...account.remarks],
      statements: account.statements,
      contradictions: [...contradictions, ...taken.contradictions],
    };
  }
}

/** The files sent: an answer about a whole file applies to each of its payments. */
async function sentFiles(log: EventStore): Promise<readonly SentRun[]> {
  const ledger = await ledgerOf(log);
  return [...ledger.runs.values()].flatMap((run) => {
    const payments = paymentsOf(ledger, run);
    const perFile = BANK_LIMITS.paymentsPerFileMax;
    return fileIdsOf(run).map((file, i) => ({
      runId: file,
      debtor: run.debtor.iban,
      payments: payments.slice(i * perFile, (i + 1) * perFile),
    }));
  });
}
