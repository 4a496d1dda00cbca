/**
 * The plan that carries the former logs, one stream per envelope, over to the one payment ledger: their events in the order of the log. If
 * two envelopes use one id (a decision posted twice, a run's name used twice), the later one gets another id. What a former program wrote
 * since is carried over too, unless it is about something that the one ledger has changed itself.
 */
import { canonical } from '#libs/commands/digest.ts';
import { proposalCode } from '#libs/commands/proposal.ts';
import type { NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { type ApartKind, LedgerBefore, envelopeOf } from '#libs/payments/ledger/carry-over/before.ts';
import type { CarryOverContradiction } from '#libs/payments/ledger/carry-over/contradiction.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import {
  type Apart,
  type FormerStream,
  LEDGER_EVENTS,
  type LedgerCarriedOver,
  type LedgerEvent,
} from '#libs/payments/ledger/events.ts';
import type { Person, RecordedCommand } from '#libs/event-store/author.ts';
import { balance } from '#libs/payments/ledger/balances.ts';
import { evolve } from '#libs/payments/ledger/evolve.ts';
import { type AccountKind, accountKindOf, postingsOf } from '#libs/payments/ledger/posting.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { type FundedTwice, fundedTwice } from '#libs/payments/ledger/terms.ts';

/** The balances of an envelope by kind of account, in cents: in its former stream and the ledger so far, and in the one ledger. */
interface CarriedBalance {
  readonly envelope: string;
  readonly kind: AccountKind;
  readonly beforeCents: bigint;
  readonly afterCents: bigint;
}

export interface CarryOverPlan {
  readonly streams: readonly FormerStream[];
  readonly apart: readonly Apart[];
  /** Schemes that two envelopes fund on the same day: their decisions cannot be posted until one envelope has other terms. */
  readonly fundedTwice: readonly FundedTwice[];
  readonly balances: readonly CarriedBalance[];
  /** Events about what the ledger has changed itself: nothing is carried over until people know what happened. */
  readonly contradictions: readonly CarryOverContradiction[];
  /** The events to append after `LedgerCarriedOver`, in the order of the log. */
  readonly copies: readonly NewEvent[];
  /** Confirms exactly this. */
  readonly code: string;
}

/**
 * The plan for events of former streams, in the order of the log, and the submitter of each decision, on what the ledger has `before`. Throws
 * RangeError for an unreadable event.
 */
export function carryOverPlan(
  former: readonly RecordedEvent[],
  submitters: ReadonlyMap<string, Person>,
  before: LedgerBefore = new LedgerBefore(),
): CarryOverPlan {
  const events = former.map((event) => LEDGER_EVENTS.read(event));
  const names = new Names(events, before);
  const renamed = events.map((event) => renamedEvent(withSubmitter(event, submitters), names));
  const copies = renamed.map((event, i) => copyOf(event, former[i]));
  const streams = [...Map.groupBy(former, ({ stream }) => stream)].map(([stream, own]) => ({
    envelope: envelopeOf(stream),
    events: own.length,
  }));
  const { apart } = names;
  const contradictions = renamed.flatMap((event) => before.contradictionsOf(event));
  // The code of a later carry-over differs from that of the first, also if the two are about as many events.
  const after = before.events === 0 ? {} : { after: before.events };
  const code = proposalCode('carry-over', { streams, apart, ...after });
  const shown = { streams, apart, contradictions, copies, code };
  // Events that contradict the ledger cannot be folded into it.
  if (contradictions.length > 0) return { ...shown, fundedTwice: [], balances: [] };
  const sums = balancesIn(events, before.ledger);
  const ledger = copies.reduce(
    (state, copy, i) => evolve(state, LEDGER_EVENTS.read(asRecorded(copy, before.events + i))),
    before.ledger,
  );
  return { ...shown, fundedTwice: fundedTwice(ledger), balances: carriedBalances(sums, ledger) };
}

function asRecorded(event: NewEvent, revision: number): RecordedEvent {
  return { ...event, stream: 'payment-ledger', revision, position: revision + 1, commit: 1 };
}

type Sums = ReadonlyMap<string, ReadonlyMap<AccountKind, bigint>>;

/** The balances of the envelopes of these events: in the ledger so far, and by the events. */
function balancesIn(events: readonly Recorded<LedgerEvent>[], { envelopes }: PaymentLedger): Sums {
  const sums = new Map<string, Map<AccountKind, bigint>>();
  for (const { envelope: name, debit, credit, amountCents } of events.flatMap(({ data }) => postingsOf(data))) {
    const own = sums.get(name) ?? new Map<AccountKind, bigint>();
    sums.set(name, own);
    const envelope = envelopes.get(name);
    for (const [account, cents] of [
      [debit, amountCents],
      [credit, -amountCents],
    ] as const) {
      const kind = accountKindOf(account);
      const soFar = own.get(kind) ?? (envelope === undefined ? 0n : balance(envelope, kind));
      own.set(kind, soFar + cents);
    }
  }
  return sums;
}

function carriedBalances(sums: Sums, { envelopes }: PaymentLedger): readonly CarriedBalance[] {
  return [...sums].flatMap(([name, own]) =>
    [...own].map(([kind, beforeCents]) => {
      const envelope = envelopes.get(name);
      return { envelope: name, kind, beforeCents, afterCents: envelope === undefined ? 0n : balance(envelope, kind) };
    }),
  );
}

/** The event that begins the carried-over ledger. */
export function carriedOver({ streams, apart }: CarryOverPlan): LedgerCarriedOver {
  const events = streams.reduce((sum, one) => sum + one.events, 0);
  return { type: 'LedgerCarriedOver', effective: 'payment-ledger', data: { streams, events, apart } };
}

/** The ids of the events of each envelope in the one ledger. */
class Names {
  readonly #before: LedgerBefore;
  readonly #apart = new Map<string, Apart>();
  /** What was kept apart before. */
  readonly #known: ReadonlyMap<string, Apart>;
  readonly #taken: Readonly<Record<ApartKind, Map<string, string>>> = {
    decision: new Map(),
    run: new Map(),
    payment: new Map(),
    exception: new Map(),
  };

  /** Payments released so far, by envelope and item. */
  readonly #attempts = new Map<string, number>();

  constructor(events: readonly Recorded<LedgerEvent>[], before: LedgerBefore) {
    this.#before = before;
    this.#known = new Map(before.apart.map((one) => [key(one.kind, one.envelope, one.id), one]));
    for (const { type, data, meta } of events)
      switch (type) {
        case 'DecisionPosted':
          this.#take('decision', data.envelope, data.decision, `${data.decision}~${data.envelope}`);
          break;
        case 'PaymentRunMade':
          this.#take('run', data.envelope, data.id, `${data.id}-${data.envelope}`);
          break;
        case 'ExceptionProposed':
          this.#takeException(envelopeOf(meta.stream), data.exception);
          break;
        case 'PaymentReleased':
          this.#take('payment', data.envelope, data.endToEndId, this.#otherPayment(data.envelope, data.item));
          break;
        default:
      }
  }

  /** Everything that gets another id now, in the order of the log. */
  get apart(): readonly Apart[] {
    return [...this.#apart.values()];
  }

  of(kind: ApartKind, envelope: string, id: string): string {
    const named = key(kind, envelope, id);
    return (this.#apart.get(named) ?? this.#known.get(named))?.as ?? id;
  }

  /** `<decision>#<number>`: an item or a debt. */
  ofPart(envelope: string, id: string): string {
    const at = id.lastIndexOf('#');
    return `${this.of('decision', envelope, id.slice(0, at))}${id.slice(at)}`;
  }

  #takeException(envelope: string, id: string): void {
    this.#take('exception', envelope, id, `${id}-${envelope}`);
  }

  /** The end-to-end id that the payment of an item would have in the one ledger. */
  #otherPayment(envelope: string, item: string): string {
    const of = this.ofPart(envelope, item);
    const attempt = (this.#attempts.get(of) ?? this.#before.ledger.items.get(of)?.payments ?? 0) + 1;
    this.#attempts.set(of, attempt);
    return endToEndId(of, attempt);
  }

  /** The first envelope keeps the id, and so does the ledger one that it gave itself. */
  #take(kind: ApartKind, envelope: string, id: string, other: string): void {
    const taken = this.#taken[kind];
    const own = this.#before.own[kind].get(id);
    const first = own ?? taken.get(id) ?? this.#before.carried[kind].get(id);
    if (first === undefined) taken.set(id, envelope);
    if (first === undefined || (own === undefined && first === envelope)) return;
    if (this.#known.has(key(kind, envelope, id))) return;
    const isTaken = (as: string): boolean =>
      taken.has(as) || this.#before.own[kind].has(as) || this.#before.carried[kind].has(as);
    let as = other;
    for (let number = 2; isTaken(as); number++) as = `${other}-${number}`;
    taken.set(as, envelope);
    this.#apart.set(key(kind, envelope, id), { kind, id, envelope, keptBy: first, as });
  }
}

function key(kind: ApartKind, envelope: string, id: string): string {
  return `${kind}\n${envelope}\n${id}`;
}

function withSubmitter(event: Recorded<LedgerEvent>, submitters: ReadonlyMap<string, Person>): Recorded<LedgerEvent> {
  if (event.type !== 'DuePosted') return event;
  return { ...event, data: { ...event.data, submittedBy: submitters.get(event.data.decision) ?? null } };
}

/** The event with the ids of the one ledger. */
function renamedEvent(event: Recorded<LedgerEvent>, names: Names): Recorded<LedgerEvent> {
  return { ...event, data: renamedData(event.data, envelopeOf(event.meta.stream), names) } as Recorded<LedgerEvent>;
}

function copyOf(event: Recorded<LedgerEvent>, former: RecordedEvent | undefined): NewEvent {
  const { type, effective, meta } = event;
  const { stream, revision, knownOn, command } = meta;
  if (former === undefined || command === undefined) throw new RangeError(`event ${meta.position} has no author`);
  const { schemaVersion, json } = LEDGER_EVENTS.write(event);
  const carried: RecordedCommand = { ...command, carriedFrom: { stream, revision } };
  const id = eventId(type, `${stream}@${revision}`);
  return { id, type, schemaVersion, effective, knownOn, data: canonical({ ...json, command: carried }) };
}

/** The data with the ids of the one ledger. */
function renamedData(data: LedgerEvent['data'], envelope: string, names: Names): object {
  const renamed: Record<string, unknown> = { ...data };
  const rename = (field: string, as: (id: string) => string): void => {
    const id = renamed[field];
    if (typeof id === 'string') renamed[field] = as(id);
  };
  rename('decision', (id) => names.of('decision', envelope, id));
  rename('because', (id) => names.of('decision', envelope, id));
  rename('item', (id) => names.ofPart(envelope, id));
  rename('recovery', (id) => names.ofPart(envelope, id));
  rename('run', (id) => names.of('run', envelope, id));
  rename('id', (id) => names.of('run', envelope, id));
  rename('exception', (id) => names.of('exception', envelope, id));
  rename('endToEndId', (id) => names.of('payment', envelope, id));
  if ('payments' in data) renamed['payments'] = data.payments.map((id) => names.of('payment', envelope, id));
  return renamed;
}
