/**
 * Carries a log over to another store: every event in the global order, with its id and commit, so that positions and revisions are
 * the same. Each event is compared with the one there, also those that an earlier run carried over. Where the other store makes
 * another chain, the last commit carried over has the former head in its chain. The log itself is only read.
 */
import type { Commit, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import { CommitsOf, EventChain } from '#libs/event-store/event-chain.ts';
import type { Entry, EventStore } from '#libs/event-store/event-store.ts';
import { type Refusal, errorsOf } from '#libs/kernel/domain-error.ts';

export type MigrationRefusal =
  | Refusal<'TARGET_LONGER', { readonly events: number; readonly end: number }>
  | Refusal<'TARGET_DIFFERS', { readonly position: number }>
  | Refusal<'COPY_DIFFERS', { readonly position: number }>
  | Refusal<'SOURCE_DIFFERS', { readonly position: number }>
  | Refusal<'SOURCE_OF_THIS_FORM', Readonly<Record<string, never>>>;

const invalid = errorsOf<MigrationRefusal>('invalid');

export interface Migrated {
  /** Events in the target at the end. */
  readonly events: number;
  readonly link: string;
  /** The head of the log that was carried over. */
  readonly former: string;
  /** Events copied by this run. */
  readonly copied: number;
}

interface MigrationSettings {
  readonly onProgress?: (stage: 'compare' | 'copy', done: number, total: number) => void;
  /** Stops between two batches; the next run goes on. */
  readonly signal?: AbortSignal;
}

/** Events of a batch, at least; a commit is never cut. */
const BATCH = 2_000;

/**
 * Throws DomainError where the target holds another log, where the copy differs, or where the log does not fit its chain; the reason
 * of the signal where it was stopped.
 */
export async function migrateLog(
  from: EventStore,
  to: EventStore,
  { onProgress, signal }: MigrationSettings = {},
): Promise<Migrated> {
  const [end, start] = [await from.end(), await to.end()];
  if (start > end) throw invalid('TARGET_LONGER', { events: start, end });
  if (from.links === 'commits' && to.links === 'commits') throw invalid('SOURCE_OF_THIS_FORM', {});
  const chain = new EventChain();
  const commits = new CommitsOf(from);
  const there = new Reader(to, { upTo: start });
  let entries: CarriedEntry[] = [];
  let inBatch = 0;
  const write = async (): Promise<void> => {
    if (entries.length === 0) return;
    await to.copy(entries);
    await compareCopy(to, entries, chain.position);
    onProgress?.('copy', chain.position, end);
    [entries, inBatch] = [[], 0];
  };
  for await (const batch of from.read({ after: 0, upTo: end })) {
    signal?.throwIfAborted();
    for (const event of batch) {
      const commit = await commits.get(event.commit);
      const text = chain.add(event, commit);
      if (event.position <= start) {
        if ((await there.next()) !== text) throw invalid('TARGET_DIFFERS', { position: event.position });
        continue;
      }
      const last = entries.at(-1);
      if (last?.no !== event.commit) {
        if (inBatch >= BATCH) await write();
        entries.push({ events: [], texts: [], commit, no: event.commit });
      }
      entries.at(-1)?.events.push(located(event));
      entries.at(-1)?.texts.push(text);
      inBatch++;
    }
    if (chain.position <= start) onProgress?.('compare', chain.position, end);
    if (from.links === 'events' && (await from.linkAt(chain.position)) !== chain.link)
      throw invalid('SOURCE_DIFFERS', { position: chain.position });
  }
  const last = entries.at(-1);
  if (last !== undefined && to.links === 'commits') last.former = chain.link;
  await write();
  if (to.links === 'events' && end > 0 && (await to.linkAt(end)) !== chain.link)
    throw invalid('COPY_DIFFERS', { position: end });
  return { events: end, link: (await to.linkAt(end)) ?? '', former: chain.link, copied: end - start };
}

/** An entry, and the text of each of its events as the link of the log covers it. */
interface CarriedEntry extends Entry {
  readonly events: { readonly stream: string; readonly event: NewEvent }[];
  readonly texts: string[];
  readonly commit: Commit;
  readonly no: number;
  former?: string;
}

function located({ stream, id, type, schemaVersion, effective, knownOn, data }: RecordedEvent): Entry['events'][number] {
  return { stream, event: { id, type, schemaVersion, effective, knownOn, data } };
}

/** Reads what was just copied, and compares every field of every event. */
async function compareCopy(to: EventStore, entries: readonly CarriedEntry[], upTo: number): Promise<void> {
  const texts = entries.flatMap((entry) => entry.texts);
  const after = upTo - texts.length;
  const reader = new Reader(to, { after, upTo });
  for (const [i, text] of texts.entries())
    if ((await reader.next()) !== text) throw invalid('COPY_DIFFERS', { position: after + 1 + i });
}

/** The texts of events, one after the other, as their links cover them; undefined at the end. */
class Reader {
  readonly #batches: AsyncIterator<readonly RecordedEvent[]>;
  readonly #commits: CommitsOf;
  readonly #chain = new EventChain();
  #batch: readonly RecordedEvent[] = [];
  #at = 0;

  constructor(log: EventStore, { after = 0, upTo }: { readonly after?: number; readonly upTo: number }) {
    this.#batches = log.read({ after, upTo })[Symbol.asyncIterator]();
    this.#commits = new CommitsOf(log);
  }

  async next(): Promise<string | undefined> {
    if (this.#at === this.#batch.length) {
      const next = await this.#batches.next();
      if (next.done === true) return undefined;
      [this.#batch, this.#at] = [next.value, 0];
    }
    const event = this.#batch[this.#at++];
    return event && this.#chain.add(event, await this.#commits.get(event.commit));
  }
}
