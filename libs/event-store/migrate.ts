/**
 * Carries a log over to another store: every event in the global order, with its id and commit, so that positions and revisions stay the
 * same. Compares each event with the copied one, also those of an earlier run. If the other store makes another chain, the last copied
 * commit has the former head in its chain. The log itself is only read.
 */
import type { Commit, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import { CommitsOf, EventChain } from '#libs/event-store/event-chain.ts';
import { type Entry, type EventStore, formerOf } from '#libs/event-store/event-store.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import { type NoData, type Refusal, errorsOf } from '#libs/kernel/domain-error.ts';

export type MigrationRefusal =
  | Refusal<'TARGET_LONGER', { readonly events: number; readonly end: number }>
  | Refusal<'TARGET_DIFFERS', { readonly position: number }>
  | Refusal<'COPY_DIFFERS', { readonly position: number }>
  | Refusal<'SOURCE_DIFFERS', { readonly position: number }>
  | Refusal<'SOURCE_OF_THIS_FORM', NoData>;

const invalid = errorsOf<MigrationRefusal>('invalid');

export interface MigratedLog {
  /** Events in the target at the end. */
  readonly events: number;
  readonly link: string;
  /** The head of the log that was carried over. */
  readonly former: string;
  /** Whether the chain of the target includes that head. False on a server, which has no chain. */
  readonly isAnchored: boolean;
  /** Events copied by this run. */
  readonly copied: number;
}

interface MigrationSettings {
  /** Both logs are opened with their keys: their links do not cover the events as read, and every event is sealed again. */
  readonly isResealed?: boolean;
  readonly onProgress?: (stage: 'compare' | 'copy', done: number, total: number) => void;
  /** Stops between two batches; the next run continues. */
  readonly signal?: AbortSignal;
}

/** Events of a batch, at least; a commit is never cut. */
const BATCH = 2_000;

/**
 * Throws DomainError if the target holds another log, if the copy differs, or if the log does not fit its chain; the reason of the signal
 * if it was stopped.
 */
export async function migrateLog(
  from: EventStore,
  to: EventStore,
  { onProgress = () => undefined, signal, isResealed = false }: MigrationSettings = {},
): Promise<MigratedLog> {
  const [end, start] = [await from.end(), await to.end()];
  requireShorter(start, end);
  if (!isResealed) requireOtherForm(from, to);
  const [chain, commits] = [new EventChain(), new CommitsOf(from)];
  const before = new Reader(to, { upTo: start });
  const copy = new Copy(to, (done) => {
    onProgress('copy', done, end);
  });
  for await (const batch of from.read({ after: 0, upTo: end })) {
    signal?.throwIfAborted();
    for (const event of batch) {
      const commit = await commits.get(event.commit);
      const text = chain.add(event, commit);
      if (event.position > start) await copy.add(event, commit, text);
      else if ((await before.next()) !== text) throw invalid('TARGET_DIFFERS', { position: event.position });
    }
    if (chain.position <= start) onProgress('compare', chain.position, end);
    if (!(await holds(from, chain))) throw invalid('SOURCE_DIFFERS', { position: chain.position });
  }
  const former = isResealed ? await requireLinkAt(end, from) : chain.link;
  await copy.finish(formerOf({ link: former, isResealed }));
  if (!(await holds(to, chain))) throw invalid('COPY_DIFFERS', { position: end });
  return {
    events: end,
    link: await requireLinkAt(end, to),
    former,
    isAnchored: (await to.carriedOver()) !== undefined,
    copied: end - start,
  };
}

function requireShorter(start: number, end: number): void {
  if (start > end) throw invalid('TARGET_LONGER', { events: start, end });
}

/** Throws SOURCE_OF_THIS_FORM: between two such logs a backup is the copy. */
export function requireOtherForm(from: Pick<EventStore, 'links'>, to: Pick<EventStore, 'links'>): void {
  if (from.links === 'stored' && to.links === 'stored') throw invalid('SOURCE_OF_THIS_FORM', {});
}

/** Whether a log whose links cover the events as read has this link. */
async function holds(log: EventStore, { position, link }: EventChain): Promise<boolean> {
  return log.links === 'stored' || position === 0 || (await log.linkAt(position)) === link;
}

/** Writes entries to the target in batches, and compares each event that it wrote. */
class Copy {
  readonly #to: EventStore;
  readonly #onWritten: (done: number) => void;
  #entries: CarriedEntry[] = [];
  #events = 0;
  #last = 0;

  constructor(to: EventStore, onWritten: (done: number) => void) {
    this.#to = to;
    this.#onWritten = onWritten;
  }

  async add(event: RecordedEvent, commit: Commit, text: string): Promise<void> {
    if (this.#entries.at(-1)?.no !== event.commit) {
      if (this.#events >= BATCH) await this.#write(false);
      this.#entries.push({ events: [], texts: [], commit, no: event.commit });
    }
    const entry = this.#entries.at(-1);
    entry?.events.push(located(event));
    entry?.texts.push(text);
    this.#events++;
    this.#last = event.position;
  }

  /** `former`: the head of the log, for the chain of the last commit. */
  async finish(former: string): Promise<void> {
    const last = this.#entries.at(-1);
    if (last !== undefined && this.#to.links === 'stored') last.former = former;
    if (this.#events > 0) await this.#write(true);
    // A file says that it is whole, also where nothing was left to copy.
    else if (this.#to.links === 'stored') await this.#to.copy([], true);
  }

  /** `isWhole`: with these, the other log is there. */
  async #write(isWhole: boolean): Promise<void> {
    await this.#to.copy(this.#entries, isWhole);
    const texts = this.#entries.flatMap((entry) => entry.texts);
    const after = this.#last - texts.length;
    const there = new Reader(this.#to, { after, upTo: this.#last });
    for (const [i, text] of texts.entries())
      if ((await there.next()) !== text) throw invalid('COPY_DIFFERS', { position: after + 1 + i });
    [this.#entries, this.#events] = [[], 0];
    this.#onWritten(this.#last);
  }
}

/** An entry, and the text of each of its events as the link of the log covers it. */
interface CarriedEntry extends Entry {
  readonly events: { readonly stream: string; readonly event: NewEvent }[];
  readonly texts: string[];
  readonly commit: Commit;
  readonly no: number;
  former?: string;
}

function located({
  stream,
  id,
  type,
  schemaVersion,
  effective,
  knownOn,
  data,
}: RecordedEvent): Entry['events'][number] {
  return { stream, event: { id, type, schemaVersion, effective, knownOn, data } };
}

/** The texts of events, one after the other, in the form that their links cover; undefined at the end. */
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
