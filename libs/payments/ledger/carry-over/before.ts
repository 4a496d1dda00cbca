/**
 * What the one payment ledger has before former streams are carried over: its state, the ids that are taken, and what its own events have
 * changed. A former event about one of these contradicts the ledger: both programs took the same step, or one did not know of the other's.
 */
import type { Recorded } from '#libs/event-store/typed-event.ts';
import type { CarryOverContradiction, CarriedSubject } from '#libs/payments/ledger/carry-over/contradiction.ts';
import { proposalId } from '#libs/payments/ledger/change.ts';
import type { Apart, LedgerEvent } from '#libs/payments/ledger/events.ts';
import { evolve } from '#libs/payments/ledger/evolve.ts';
import { FORMER_CATEGORY } from '#libs/payments/ledger/former-events.ts';
import { emptyLedger } from '#libs/payments/ledger/state.ts';

export type ApartKind = Apart['kind'];

type Envelopes = Readonly<Record<ApartKind, Map<string, string>>>;

function noEnvelopes(): Envelopes {
  return { decision: new Map(), run: new Map(), payment: new Map(), exception: new Map() };
}

export class LedgerBefore {
  /** Folded in place. */
  readonly ledger = emptyLedger();
  /** The envelope of each id that was carried over, and of each that the ledger gave itself. */
  readonly carried = noEnvelopes();
  readonly own = noEnvelopes();
  readonly #changed = new Map<string, CarryOverContradiction['since']>();
  /** The number of its events. */
  events = 0;

  /** Takes the next event of the ledger. */
  take(event: Recorded<LedgerEvent>): void {
    this.events++;
    evolve(this.ledger, event);
    const { type, meta } = event;
    if (type === 'LedgerCarriedOver') return;
    const from = meta.command?.carriedFrom;
    const named = nameOf(event, from === undefined ? undefined : envelopeOf(from.stream));
    if (named !== undefined) (from === undefined ? this.own : this.carried)[named.kind].set(named.id, named.envelope);
    if (from !== undefined) return;
    for (const subject of subjectsOf(event)) this.#changed.set(keyOf(subject), { type, position: meta.position });
  }

  /** At most one for each event, which has the ids that it would have in the ledger. */
  contradictionsOf(event: Recorded<LedgerEvent>): readonly CarryOverContradiction[] {
    const { type, meta } = event;
    for (const subject of subjectsOf(event)) {
      const since = this.#changed.get(keyOf(subject));
      if (since !== undefined)
        return [{ ...subject, envelope: envelopeOf(meta.stream), type, position: meta.position, since }];
    }
    return [];
  }

  /** What is kept apart. */
  get apart(): readonly Apart[] {
    return this.ledger.carryOver?.apart ?? [];
  }

  /** How many events of each former stream it has, by envelope. */
  get taken(): ReadonlyMap<string, number> {
    return new Map(this.ledger.carryOver?.streams.map(({ envelope, events }) => [envelope, events]));
  }
}

/** The envelope of a former stream. */
export function envelopeOf(stream: string): string {
  return stream.slice(FORMER_CATEGORY.length + 1);
}

function keyOf({ kind, id }: CarriedSubject): string {
  return `${kind} ${id}`;
}

/** The id that an event gives to something new. `envelope`: of the former stream; undefined for an event of the ledger itself. */
function nameOf(
  { type, data }: LedgerEvent,
  envelope: string | undefined,
): { readonly kind: ApartKind; readonly id: string; readonly envelope: string } | undefined {
  switch (type) {
    case 'DecisionPosted':
      return { kind: 'decision', id: data.decision, envelope: data.envelope };
    case 'PaymentRunMade':
      return { kind: 'run', id: data.id, envelope: data.envelope };
    case 'PaymentRunReleased':
      return { kind: 'run', id: data.run, envelope: data.envelope };
    case 'PaymentReleased':
      return { kind: 'payment', id: data.endToEndId, envelope: data.envelope };
    case 'ExceptionProposed':
      return {
        kind: 'exception',
        id: data.exception,
        envelope: envelope ?? ('envelope' in data.terms ? data.terms.envelope : ''),
      };
    default:
      return undefined;
  }
}

/** The fields by which events name what they change. A decision named in `because` is not changed. */
interface Naming {
  readonly decision?: string;
  readonly item?: string;
  readonly recovery?: string;
  readonly endToEndId?: string;
  readonly payments?: readonly string[];
  readonly entries?: readonly { readonly endToEndId: string }[];
  readonly run?: string;
  readonly exception?: string | null;
  readonly proposal?: string;
}

function subjectsOf({ type, data }: LedgerEvent): readonly CarriedSubject[] {
  const {
    decision,
    item,
    recovery,
    endToEndId,
    payments = [],
    entries = [],
    run,
    exception,
    proposal,
  } = data as Naming;
  const proposals = [
    proposal,
    typeof exception === 'string' ? proposalId({ kind: 'EXCEPTION', exception }) : undefined,
    type === 'EnvelopeProposed' || type === 'EnvelopeConfirmed' ? proposalId({ kind: 'ENVELOPE', ...data }) : undefined,
    type === 'AccountHoldProposed' || type === 'AccountHoldConfirmed' ? proposalId({ kind: 'HOLD' }) : undefined,
  ];
  const paid = [endToEndId, ...payments, ...entries.map((entry) => entry.endToEndId)];
  return [
    ...named('decision', [decision]),
    ...named('item', [item]),
    ...named('recovery', [recovery]),
    ...named('payment', paid),
    ...named('run', [type === 'PaymentRunMade' ? data.id : run]),
    ...named('proposal', proposals),
  ];
}

function named(kind: CarriedSubject['kind'], ids: readonly (string | undefined)[]): readonly CarriedSubject[] {
  return ids.flatMap((id) => (id === undefined ? [] : [{ kind, id }]));
}
