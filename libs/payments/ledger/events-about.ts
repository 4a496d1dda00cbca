/** The events of the payment ledger about one item, payment or debt: an index by name for each log, so that each event is indexed once. */
import pLimit from 'p-limit';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { contentOf, orGarbled } from '#libs/event-store/event-garbled.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { proposalId } from '#libs/payments/ledger/change.ts';
import { LEDGER_EVENTS, type LedgerEvent } from '#libs/payments/ledger/events.ts';
import { LEDGER_STREAM } from '#libs/payments/ledger/ledger.ts';

/** Events read at a time. */
const BATCH = 1_000;

/** The events in the order of the ledger, each once. */
export async function eventsAbout(log: EventStore, names: Iterable<string>): Promise<readonly Recorded<LedgerEvent>[]> {
  const revisionsOf = await indexOf(log).current();
  const revisions = new Set([...names].flatMap((name) => revisionsOf.get(name) ?? []));
  const events: Recorded<LedgerEvent>[] = [];
  for (const from of [...revisions].sort((a, b) => a - b)) {
    const [event] = await log.readStream(LEDGER_STREAM, { from, limit: 1 });
    if (event !== undefined) events.push(LEDGER_EVENTS.read(event));
  }
  return events;
}

/** Each log has one instance, which its users share. */
const indexOf = memoisedOf((log: EventStore) => new EventIndex(log));

/** The subjects that an event may have. */
interface About {
  readonly item?: string;
  readonly endToEndId?: string;
  readonly recovery?: string;
  readonly answer?: string;
  readonly entries?: readonly { readonly endToEndId: string }[];
  readonly payments?: readonly string[];
  readonly proposal?: string;
}

class EventIndex {
  readonly #log: EventStore;
  /** Concurrent readers fold one after the other. */
  readonly #turns = pLimit(1);
  readonly #revisions = new Map<string, number[]>();
  /** The payments of each answer that was proposed, by proposal. */
  readonly #proposed = new Map<string, readonly string[]>();
  #next = 0;

  constructor(log: EventStore) {
    this.#log = log;
  }

  async current(): Promise<ReadonlyMap<string, readonly number[]>> {
    await this.#turns(() => this.#fold());
    return this.#revisions;
  }

  async #fold(): Promise<void> {
    for (;;) {
      const events = await this.#log.readStream(LEDGER_STREAM, { from: this.#next, limit: BATCH });
      for (const event of events) {
        const { revision } = event;
        for (const name of orGarbled(event, () => this.#namesIn(event)))
          if (name !== undefined) this.#add(name, revision);
        // The position moves after each event, so that an interrupted read resumes here.
        this.#next = revision + 1;
      }
      if (events.length < BATCH) return;
    }
  }

  #namesIn(event: RecordedEvent): readonly (string | undefined)[] {
    const about: About = contentOf(event);
    return [about.item, about.endToEndId, about.recovery, ...this.#answered(event.type, about)];
  }

  /** The payments that a proposed answer names; for a refused or withdrawn answer, the payments of its proposal. */
  #answered(type: string, { answer = '', entries = [], payments = [], proposal = '' }: About): readonly string[] {
    switch (type) {
      case 'AnswerProposed': {
        const named = [...new Set(entries.map(({ endToEndId }) => endToEndId))];
        this.#proposed.set(proposalId({ kind: 'ANSWER', answer }), named);
        return named;
      }
      case 'AnswerConfirmed':
        return payments;
      case 'ProposalRefused':
      case 'ProposalWithdrawn':
        return this.#proposed.get(proposal) ?? [];
      default:
        return [];
    }
  }

  #add(name: string, revision: number): void {
    const known = this.#revisions.get(name);
    if (known === undefined) this.#revisions.set(name, [revision]);
    else known.push(revision);
  }
}
