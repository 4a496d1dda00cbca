/** Records the bank's answers about sent payments (pain.002, camt.053, camt.054 or CSV). */
import { createHash } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dayOfInstant } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import type { AnswerEntry, BankAnswer, WaitingPayment } from '#libs/payments/bank/bank-answer.ts';
import type { PaymentOutcome } from '#libs/payments/bank/findings.ts';
import { readBankAnswer } from '#libs/payments/bank/read-bank-answer.ts';
import type { ContradictionRemark, Remark } from '#libs/payments/bank/remarks.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import type { AnswerProposed, TypedEntry } from '#libs/payments/ledger/answer-events.ts';
import { proposalId } from '#libs/payments/ledger/change.ts';
import type { Settlement } from '#libs/payments/ledger/course.ts';
import { LEDGER_EVENTS, type LedgerEvent } from '#libs/payments/ledger/events.ts';
import { ledgerOf, decideOnLedger } from '#libs/payments/ledger/ledger.ts';
import { type BankFileAnswer, recordAnswer } from '#libs/payments/ledger/rules/record-answer.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { takeStatements } from '#libs/payments/reconciliation/take-statements.ts';
import { keptContradiction, plausibleEntries, shownContradiction } from '#libs/payments/runs/contradictions.ts';
import { withoutPatients } from '#libs/payments/runs/nameless-answer.ts';
import { sentFiles } from '#libs/payments/runs/sent-files.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export interface RecordedAnswer {
  /** Entries of the file, recorded now or known already. */
  readonly executed: number;
  readonly returned: number;
  /** Entries that changed the ledger. */
  readonly recorded: number;
  /** Entries that the ledger had already. */
  readonly known: number;
  /** Payments that the bank has not decided, with its codes. */
  readonly waiting: readonly WaitingPayment[];
  /** Findings that a person should look at. */
  readonly remarks: readonly Remark[];
  /** Statements of our accounts, taken now. */
  readonly statements: number;
  /** Contradictions: they change nothing until two persons have said what is true. */
  readonly contradictions: readonly ContradictionRemark[];
  /** The entries that a second person must confirm: those that make payments due again, and all of a CSV, which people write. */
  readonly proposed: Proposed | undefined;
}

interface Proposed {
  readonly proposal: string;
  readonly payments: number;
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

/** Events of entries that change the status of a payment. */
const SETTLEMENTS: readonly string[] = ['PaymentExecuted', 'PaymentReturned', 'ReturnBooked'];

@CommandHandler(RecordBankAnswer)
export class RecordBankAnswerHandler implements ICommandHandler<RecordBankAnswer> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the errors of `readBankAnswer` if the file cannot be read at all, and DomainError (conflict, key-reused). */
  async execute({ file, author }: RecordBankAnswer): Promise<RecordedAnswer> {
    const { log } = this.#stores;
    const digest = createHash('sha256');
    const written = await readBankAnswer(digested(file, digest), sentFiles(await ledgerOf(log)));
    const read = await withoutPatients(log, written);
    const ledger = await ledgerOf(log);
    if (read.kind === 'csv') return this.#proposed(ledger, read, digest.digest('hex'), author);
    const answer = answerOf(ledger, read, author);
    const { contradictions } = recordAnswer(ledger, answer);
    const shown = [
      ...read.contradictions,
      ...contradictions
        .filter(({ id }) => !read.contradictions.some((one) => keptContradiction(one).id === id))
        .map((one) => shownContradiction(ledger, one)),
    ];
    // A repeated command gives the same answer, with the counts of the first time.
    const asked = { type: 'answer', file: digest.digest('hex') };
    const { events, made } = await decideOnLedger(log, { type: 'answer', ...answer }, author, asked);
    const recorded = made?.types.filter((type) => SETTLEMENTS.includes(type)).length ?? 0;
    const proposed = await this.#proposedIn(events, made);
    const atTheBank = read.waiting.filter(
      ({ endToEndId: id }) => ledger.payments.get(id)?.status === 'CANCELLED',
    ).length;
    const contradicted = shown.length - read.contradictions.length - atTheBank;
    const account = await takeStatements(log, read.statements, author);
    // The file may have a status for the whole run and a separate answer for the payment.
    const settled = new Set(read.settled.map(({ endToEndId }) => endToEndId));
    return {
      ...outcomesOf(read.settled),
      recorded,
      known: read.settled.length + read.knownBookings - recorded - contradicted - ofPayments(proposed),
      waiting: read.waiting.filter(({ endToEndId }) => !settled.has(endToEndId)),
      remarks: [...read.remarks, ...account.remarks],
      statements: account.statements,
      contradictions: shown,
      proposed: proposed && { proposal: proposalId({ kind: 'ANSWER', ...proposed }), payments: paymentsIn(proposed) },
    };
  }

  /** The proposal of the command, made now or before; it is the last of its events. */
  async #proposedIn(
    events: readonly LedgerEvent[],
    made: CommandResult | undefined,
  ): Promise<AnswerProposed['data'] | undefined> {
    const now = events.findLast(({ type }) => type === 'AnswerProposed');
    if (now?.type === 'AnswerProposed') return now.data;
    if (made?.types.includes('AnswerProposed') !== true) return undefined;
    for await (const [event] of this.#stores.log.read({ after: made.position - 1 })) {
      const read = event === undefined ? undefined : LEDGER_EVENTS.read(event);
      return read?.type === 'AnswerProposed' ? read.data : undefined;
    }
    return undefined;
  }

  /** People write a CSV: one person proposes it, another confirms it. Throws the errors of `proposeTypedAnswer`. */
  async #proposed(
    ledger: PaymentLedger,
    { settled, remarks, contradictions }: BankAnswer,
    digest: string,
    author: Author,
  ): Promise<RecordedAnswer> {
    const entries = typedEntries(ledger, settled);
    const answer = digest.slice(0, ANSWER_ID_LENGTH);
    if (entries.length > 0) {
      const change = { kind: 'ANSWER', answer, entries, reason: 'CSV' } as const;
      const looked = { hasLeft: false, account: undefined };
      const { by, at } = author.meta;
      const asked = { type: 'answer', file: digest };
      await decideOnLedger(this.#stores.log, { type: 'propose', change, looked, by, at }, author, asked);
    }
    return {
      ...outcomesOf(settled),
      recorded: 0,
      known: settled.length - entries.length,
      waiting: [],
      remarks,
      statements: 0,
      contradictions,
      proposed:
        entries.length === 0
          ? undefined
          : { proposal: proposalId({ kind: 'ANSWER', answer }), payments: entries.length },
    };
  }
}

const ANSWER_ID_LENGTH = 16;

/** The number of settled entries of the file that wait; credits of second copies are separate remarks. */
function ofPayments(proposed: AnswerProposed['data'] | undefined): number {
  return proposed?.entries.filter(({ bank }) => bank?.of === 'PAYMENT').length ?? 0;
}

function paymentsIn({ entries }: AnswerProposed['data']): number {
  return new Set(entries.map(({ endToEndId }) => endToEndId)).size;
}

function outcomesOf(settled: readonly AnswerEntry[]): Pick<RecordedAnswer, 'executed' | 'returned'> {
  const count = (...of: readonly PaymentOutcome[]): number =>
    settled.filter(({ outcome }) => of.includes(outcome)).length;
  return { executed: count('EXECUTED'), returned: count('REJECTED', 'RETURNED') };
}

/** The last outcome that the file gives for each payment, if it changes the payment. */
function typedEntries({ payments }: PaymentLedger, settled: readonly AnswerEntry[]): readonly TypedEntry[] {
  const last = new Map(settled.map((entry) => [entry.endToEndId, entry]));
  return [...last.values()].flatMap(({ endToEndId, outcome, day, amountCents, reason }) =>
    payments.get(endToEndId)?.status === (outcome === 'REJECTED' ? 'RETURNED' : outcome)
      ? []
      : [{ endToEndId, outcome, day, amountCents, reason: reason ?? null }],
  );
}

async function* digested(
  file: AsyncIterable<Uint8Array>,
  digest: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of file) {
    digest.update(chunk);
    yield chunk;
  }
}

/** The answer in the form that the ledger accepts. */
function answerOf(ledger: PaymentLedger, read: BankAnswer, { meta: { by, at } }: Author): BankFileAnswer {
  const today = dayOfInstant(at);
  const { entries, contradictions } = plausibleEntries(ledger, read.settled, today);
  const copies = plausibleEntries(ledger, read.ofCopies, today).entries;
  return {
    by,
    at,
    message: read.kind,
    entries: [...entries.map(settlementOf), ...copies.map((one) => ({ ...settlementOf(one), isOfCopy: true }))],
    waiting: read.waiting,
    contradictions: [...read.contradictions.map(keptContradiction), ...contradictions],
    bookings: [...read.unmatched, ...read.matchedParts].map(({ run: file, ...booking }) => ({
      ...booking,
      file,
      isMatched: false,
    })),
    matched: [...read.matchedBefore, ...read.matchedParts.map(({ id }) => id)],
  };
}

function settlementOf({ id, endToEndId, outcome, day, amountCents, reason, detail, booked }: AnswerEntry): Settlement {
  return { id, endToEndId, outcome, day, amountCents, reason, detail, booked };
}
