/**
 * The people behind each payment, with the time of each act: envelope, accounts, decision, run, answer of the bank; and behind each change
 * of the ledger by two people. Marks cases for an auditor: one person in two duties that must be separate, and one session under two names.
 */
import { ChangeDuties, act } from '#libs/history/change-duties.ts';
import type { Act, Mark, PaymentDuties, ReportedDuty } from '#libs/history/payment-duties.ts';
import { DUTIES, type Duty, areApart } from '#libs/commands/segregation.ts';
import { samePerson } from '#libs/commands/person.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { contentOf, orGarbled } from '#libs/event-store/event-garbled.ts';
import { storedAuthorOf } from '#libs/event-store/typed-event.ts';

/**
 * The person who confirms a return neither handed its file in nor released the payment; and another person confirms that a run is cancelled
 * or a posting undone.
 */
const REPORTED_APART: readonly (readonly [ReportedDuty, ReportedDuty])[] = [
  ['CONFIRM_ANSWER', 'ANSWER'],
  ['CONFIRM_ANSWER', 'RELEASE'],
  ['CONFIRM_CANCELLATION', 'PROPOSE_CANCELLATION'],
  ['CONFIRM_UNDOING', 'PROPOSE_UNDOING'],
];

/** Two acts under two names in one session within this time are hardly by two persons. */
const SECONDS_MAX = 60;

/** The streams that tell of payments, by category. */
export const DUTY_CATEGORIES = ['statement', 'payee', 'payment'];

/** Collects the acts of all payments and changes of the ledger; events in the order of the log. */
export class Duties {
  /** Keyed by team: every account that was ever in force, in order of time. */
  readonly #accounts = new Map<string, { readonly since: string; readonly acts: readonly Act[] }[]>();
  readonly #proposedAccounts = new Map<string, Act>();
  /** Keyed by stream of the statement. */
  readonly #submissions = new Map<string, Act>();
  /** Keyed by decision: `stream@revision` of its approval. */
  readonly #decisions = new Map<string, readonly Act[]>();
  /** The decision of an item of the ledger. */
  readonly #decisionOf = new Map<string, string>();
  readonly #prepared = new Map<string, Act>();
  /** Answers that a second person confirms, by name: typed, or of a file. */
  readonly #proposed = new Map<string, { readonly act: Act; readonly confirms: ReportedDuty }>();
  /** The command that confirmed the last answer; the events that it causes follow. */
  #confirmation = '';
  readonly #changes = new ChangeDuties();
  readonly #payments = new Map<string, Omit<PaymentDuties, 'marks' | 'acts'> & { readonly acts: Act[] }>();

  /** Throws EVENT_GARBLED. */
  add(event: RecordedEvent): void {
    orGarbled(event, () => {
      this.#add(event);
    });
  }

  #add(event: RecordedEvent): void {
    const meta = storedAuthorOf(event);
    if (meta === undefined) return;
    const data = contentOf(event) as Readonly<Record<string, string>>;
    if (event.stream.startsWith('payee-')) this.#addAccount(event, meta);
    else if (event.stream.startsWith('statement-')) this.#addDecision(event, meta);
    else this.#addPayment(event.type, data, meta);
  }

  /** The payments, one for each end-to-end id, then the changes. */
  found(): readonly PaymentDuties[] {
    return [...this.#payments.values(), ...this.#changes.found()].map((payment) => {
      const acts = [...payment.acts].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
      return { ...payment, acts, marks: marksOf(acts) };
    });
  }

  #addAccount({ stream, type }: RecordedEvent, meta: CommandMeta): void {
    const team = stream.slice('payee-'.length);
    if (type === 'PayeeProposed') this.#proposedAccounts.set(team, act('PROPOSE_ACCOUNT', meta));
    if (type !== 'PayeeConfirmed') return;
    const proposed = this.#proposedAccounts.get(team);
    const acts = [...(proposed === undefined ? [] : [proposed]), act('CONFIRM_ACCOUNT', meta)];
    this.#accounts.set(team, [...(this.#accounts.get(team) ?? []), { since: meta.at, acts }]);
  }

  #addDecision({ stream, type, revision }: RecordedEvent, meta: CommandMeta): void {
    if (type.endsWith('Submitted')) this.#submissions.set(stream, act('SUBMIT', meta));
    if (!type.endsWith('Approved')) return;
    const submitted = this.#submissions.get(stream);
    const approved = act('APPROVE', meta);
    this.#decisions.set(`${stream}@${revision}`, submitted === undefined ? [approved] : [submitted, approved]);
  }

  #addPayment(type: string, data: Readonly<Record<string, string>>, meta: CommandMeta): void {
    const { item = '', decision = '', run = '' } = data;
    switch (type) {
      case 'DuePosted':
        this.#decisionOf.set(item, decision);
        return;
      case 'PaymentRunPrepared':
        this.#prepared.set(run, act('PREPARE', meta));
        return;
      case 'PaymentReleased':
        this.#release(data, meta);
        return;
      case 'PaymentExecuted':
      case 'PaymentReturned':
      case 'PaymentAwaitedAgain':
        this.#answer(data, meta);
        return;
      default:
        this.#addConfirmed(type, data, meta);
        this.#changes.add(type, data, meta);
    }
  }

  /** A confirmed answer is a duty of two people with its own name. */
  #answer({ endToEndId = '' }: Readonly<Record<string, string>>, meta: CommandMeta): void {
    if (commandOf(meta) !== this.#confirmation) this.#payments.get(endToEndId)?.acts.push(act('ANSWER', meta));
  }

  #addConfirmed(type: string, data: Readonly<Record<string, string>>, meta: CommandMeta): void {
    const { answer = '', source } = data;
    if (type === 'AnswerProposed') {
      const [proposes, confirms] = source === 'FILE' ? (['ANSWER', 'CONFIRM_ANSWER'] as const) : TYPED;
      this.#proposed.set(answer, { act: act(proposes, meta), confirms });
    }
    if (type !== 'AnswerConfirmed') return;
    this.#confirmation = commandOf(meta);
    const payments = data['payments'] as unknown as readonly string[];
    const proposed = this.#proposed.get(answer);
    const confirmed = act(proposed?.confirms ?? 'TYPE_ANSWER', meta);
    const acts = proposed === undefined ? [confirmed] : [proposed.act, confirmed];
    for (const endToEndId of payments) this.#payments.get(endToEndId)?.acts.push(...acts);
  }

  #release(data: Readonly<Record<string, string>>, meta: CommandMeta): void {
    const of = (field: string): string => data[field] ?? '';
    const [run, team, envelope, endToEndId] = [of('run'), of('team'), of('envelope'), of('endToEndId')];
    const account = this.#accounts.get(team)?.findLast(({ since }) => Date.parse(since) <= Date.parse(meta.at));
    const prepared = this.#prepared.get(run);
    const [period, decision] = [of('period'), this.#decisionOf.get(of('item')) ?? ''];
    const acts = [
      ...this.#changes.ofTerms(envelope),
      ...(account?.acts ?? []),
      ...this.#changes.ofExceptions({ run, decision, team, period, since: account?.since }),
      ...(this.#decisions.get(approvalOf(decision)) ?? []),
      ...(prepared === undefined ? [] : [prepared]),
      act('RELEASE', meta),
    ];
    const amountCents = of('amountCents');
    this.#payments.set(endToEndId, { endToEndId, change: null, envelope, run, team, period, amountCents, acts });
  }
}

/** The approval of a decision; one of another envelope, kept apart, has the name of the envelope after it: `…@5~FIR`. */
function approvalOf(decision: string): string {
  return /^statement-.*@\d+/s.exec(decision)?.[0] ?? decision;
}

const TYPED = ['TYPE_ANSWER', 'TYPE_ANSWER'] as const;

/** One command has one key of one person, at one instant. */
function commandOf({ by, key, at }: CommandMeta): string {
  return JSON.stringify([by.name, key, at]);
}

function marksOf(acts: readonly Act[]): readonly Mark[] {
  return acts.flatMap((one, i) => acts.slice(i + 1).flatMap((other, next) => markOf(one, other, next === 0) ?? []));
}

/** The most serious remark about two acts; undefined without one. */
function markOf(one: Act, other: Act, areNeighbours: boolean): Mark | undefined {
  const duties = [one.duty, other.duty] as const;
  const seconds = Math.round(Math.abs(Date.parse(other.at) - Date.parse(one.at)) / 1_000);
  const apart = isApart(one.duty, other.duty);
  if (samePerson(one.by, other.by)) return apart ? { mark: 'SAME_PERSON', duties, seconds } : undefined;
  if (one.session === '' || one.session !== other.session) return undefined;
  if (areNeighbours && seconds <= SECONDS_MAX) return { mark: 'SECONDS_APART', duties, seconds };
  return apart ? { mark: 'SAME_SESSION', duties, seconds } : undefined;
}

function isApart(one: ReportedDuty, other: ReportedDuty): boolean {
  if (REPORTED_APART.some(([a, b]) => (a === one && b === other) || (a === other && b === one))) return true;
  return isDuty(one) && isDuty(other) && areApart(one, other);
}

function isDuty(duty: ReportedDuty): duty is Duty {
  return duty in DUTIES;
}
