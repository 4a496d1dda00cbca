/** Records what the bank answers about the payments sent to it (pain.002, camt.054 or CSV). */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { AnswerEntry, SentRun } from '#libs/payments/bank/bank-answer.ts';
import { readBankAnswer } from '#libs/payments/bank/read-bank-answer.ts';
import { envelopes, paymentLedgers } from '#libs/payments/ledger/envelopes.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { Settlement } from '#libs/payments/ledger/rules/record-answer.ts';
import { type PaymentLedger, paymentsOf } from '#libs/payments/ledger/state.ts';
import { valid } from '#libs/payments/runs/refusals.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface RecordedAnswer {
  readonly executed: number;
  readonly returned: number;
  /** What is still pending changes nothing. */
  readonly pending: number;
  /** In French, what a person should look at. */
  readonly remarks: readonly string[];
}

export class RecordBankAnswer extends Command<RecordedAnswer> {
  /** The bank's file as it came. */
  readonly file: string;
  readonly author: Author;

  constructor(file: string, author: Author) {
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

  /** Throws INVALID_BANK_FILE where it cannot be read, what `recordSettlements` throws, and DomainError (conflict, key-reused). */
  async execute({ file, author }: RecordBankAnswer): Promise<RecordedAnswer> {
    const { log } = this.#stores;
    const { entries, remarks } = valid(readBankAnswer(file, await sentRuns(log)));
    const settled = entries.flatMap(({ outcome, ...entry }) => (outcome === 'PENDING' ? [] : [{ ...entry, outcome }]));
    await recordSettlements(log, settled, author);
    const count = (of: AnswerEntry['outcome']): number => entries.filter(({ outcome }) => outcome === of).length;
    return { executed: count('EXECUTED'), returned: count('RETURNED'), pending: count('PENDING'), remarks };
  }
}

/** What was sent, so that an answer about a whole run is read as one about each of its payments. */
async function sentRuns(log: EventStore): Promise<readonly SentRun[]> {
  return (await envelopes(log)).flatMap((ledger) =>
    [...ledger.runs.values()].map((run) => ({ runId: run.id, payments: paymentsOf(ledger, run) })),
  );
}

/** Each in the envelope that released its payment. Throws UNKNOWN_PAYMENT, and what `recordAnswer` throws. */
export async function recordSettlements(
  log: EventStore,
  settlements: readonly Settlement[],
  author: Author,
): Promise<void> {
  const byEnvelope = ofEnvelopes(settlements, await envelopes(log));
  for (const [name, entries] of byEnvelope)
    await paymentLedgers(log).handle(name, { command: { type: 'answer', entries }, ...author });
}

function ofEnvelopes(
  settlements: readonly Settlement[],
  ledgers: readonly PaymentLedger[],
): ReadonlyMap<string, readonly Settlement[]> {
  return Map.groupBy(settlements, ({ endToEndId }) => {
    const ledger = ledgers.find(({ payments }) => payments.has(endToEndId));
    if (ledger === undefined) throw refused('UNKNOWN_PAYMENT', { endToEndId });
    return ledger.envelope;
  });
}
