/** The population that an auditor samples: every payment, every decision, or every event that a person made, one row each. */
import type { Person } from '#libs/commands/person.ts';
import { type DoneEvent, isFormerLedger, proposedCents } from '#libs/audit/tools/done-event.ts';

export const ENTRY_KINDS = ['payments', 'statements', 'events'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export interface AuditEntry {
  /** The position of the release, the decision, or the event. */
  readonly position: number;
  /** End-to-end id of a payment; team, period and number of a decision; stream of an event. */
  readonly id: string;
  /** For a payment: RELEASED, EXECUTED, RETURNED or CANCELLED; otherwise the type of the event. */
  readonly status: string;
  /** Empty if it is about no team. */
  readonly team: string;
  /** Quarter or year; empty if it is about none. */
  readonly period: string;
  /** Negative if a decision takes money back; 0 if no amount moves. */
  readonly amountCents: bigint;
  /** The last actor; for a decision, its submitter first, then its approver. */
  readonly people: readonly Person[];
  /** ISO 8601 instant. */
  readonly at: string;
}

/** Takes the events of a log in their order. */
export class AuditEntries {
  readonly #kind: EntryKind;
  readonly #entries = new Map<string, AuditEntry & { readonly isFormer: boolean }>();
  readonly #submitted = new Map<string, Person>();
  /** The amount that the last decision of a statement added, keyed by its stream, then by number. */
  readonly #decided = new Map<string, bigint>();
  #isCarriedOver = false;

  constructor(kind: EntryKind) {
    this.#kind = kind;
  }

  add(event: DoneEvent): void {
    if (event.type === 'LedgerCarriedOver') this.#isCarriedOver = true;
    if (this.#kind === 'payments') this.#addPayment(event);
    else if (this.#kind === 'statements') this.#addDecision(event);
    else
      this.#put(String(event.position), event, { id: event.stream, status: event.type, amountCents: amountOf(event) });
  }

  /** In the order of the log. */
  all(): readonly AuditEntry[] {
    return [...this.#entries.values()]
      .filter(({ isFormer }) => !(isFormer && this.#isCarriedOver))
      .map(({ isFormer: _, ...entry }) => entry)
      .toSorted((a, b) => a.position - b.position);
  }

  #addPayment(event: DoneEvent): void {
    const status = PAYMENT_STATUS[event.type];
    const id = event.data.text('endToEndId');
    const key = `${isFormerLedger(event) ? event.stream : ''} ${id}`;
    const before = this.#entries.get(key);
    if (event.type === 'PaymentReleased')
      this.#put(key, event, { id, status: 'RELEASED', amountCents: event.data.cents('amountCents') });
    else if (status !== undefined && before !== undefined) this.#entries.set(key, { ...before, status });
  }

  #addDecision(event: DoneEvent): void {
    const { stream, type, by, data } = event;
    if (!stream.startsWith('statement-')) return;
    if (type.endsWith('Submitted')) this.#submitted.set(stream, by);
    const isApproved = type.endsWith('Approved');
    if (!isApproved && !type.endsWith('Withdrawn')) return;
    const number = (isApproved ? data.inside('proposal') : data).number('number') ?? 0;
    const decision = `${stream} ${number}`;
    const decided = isApproved ? proposedCents(event) : -(this.#decided.get(decision) ?? 0n);
    if (isApproved) this.#decided.set(decision, decided);
    const id = `${data.text('team')} ${data.text('period')} ${number}`;
    const submittedBy = isApproved ? this.#submitted.get(stream) : undefined;
    this.#put(String(event.position), event, { id, status: type, amountCents: decided }, submittedBy);
  }

  #put(key: string, event: DoneEvent, of: Pick<AuditEntry, 'id' | 'status' | 'amountCents'>, first?: Person): void {
    const { position, at, by, data } = event;
    const about = { team: teamOf(event), period: data.text('period'), isFormer: isFormerLedger(event) };
    this.#entries.set(key, { ...of, ...about, position, people: first === undefined ? [by] : [first, by], at });
  }
}

const PAYMENT_STATUS: Readonly<Record<string, string>> = {
  PaymentExecuted: 'EXECUTED',
  PaymentReturned: 'RETURNED',
  PaymentAwaitedAgain: 'RELEASED',
  PaymentCancelled: 'CANCELLED',
};

/** The amount that the event moves, or that it decides. */
function amountOf(event: DoneEvent): bigint {
  return event.type.endsWith('Approved') ? proposedCents(event) : event.data.cents('amountCents');
}

function teamOf({ stream, data }: DoneEvent): string {
  return data.text('team') || (stream.startsWith('payee-') ? stream.slice('payee-'.length) : '');
}
