/**
 * Copies a log to another store: every event in the global order, with its id and commit, so that positions, revisions and the
 * chain are the same. A second run continues where the first stopped; at the end the two chains are compared.
 */
import type { Commit, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import type { Entry, EventStore } from '#libs/event-store/event-store.ts';
import { type Refusal, errorsOf } from '#libs/kernel/domain-error.ts';

export type MigrationRefusal =
  | Refusal<'TARGET_LONGER', { readonly events: number; readonly end: number }>
  | Refusal<'TARGET_DIFFERS', { readonly position: number }>
  | Refusal<'COPY_DIFFERS', { readonly position: number }>;

const invalid = errorsOf<MigrationRefusal>('invalid');

export interface Migrated {
  /** Events in the target at the end. */
  readonly events: number;
  readonly link: string;
  /** Events copied by this run. */
  readonly copied: number;
}

type MigrationProgress = (stage: 'copy' | 'verify', done: number, total: number) => void;

const BATCH = 2_000;
/** Interval between comparisons of the links, in positions, so that a difference is found close to its place. */
const COMPARED_EVERY = 10_000;

/** Throws DomainError where the target holds another log, or where the copy differs. */
export async function migrateLog(from: EventStore, to: EventStore, onProgress?: MigrationProgress): Promise<Migrated> {
  const end = await from.end();
  const start = await to.end();
  await refuseOther(from, to, start, end);
  const commits = new CommitsOf(from);
  let done = start;
  for await (const batch of inBatches(from.read({ after: start, upTo: end }))) {
    await to.copy(await entriesOf(batch, commits));
    done += batch.length;
    await refuseOther(from, to, done, end);
    onProgress?.('copy', done, end);
  }
  await verify(from, to, end, onProgress);
  return { events: end, link: (await to.linkAt(end)) ?? '', copied: end - start };
}

/** The target must be a prefix of the log. */
async function refuseOther(from: EventStore, to: EventStore, position: number, end: number): Promise<void> {
  if (position === 0) return;
  if (position > end) throw invalid('TARGET_LONGER', { events: position, end });
  if ((await to.end()) === position && (await from.linkAt(position)) === (await to.linkAt(position))) return;
  throw invalid('TARGET_DIFFERS', { position });
}

async function verify(from: EventStore, to: EventStore, end: number, onProgress?: MigrationProgress): Promise<void> {
  for (
    let position = Math.min(COMPARED_EVERY, end);
    position > 0;
    position = Math.min(position + COMPARED_EVERY, end)
  ) {
    if ((await from.linkAt(position)) !== (await to.linkAt(position))) throw invalid('COPY_DIFFERS', { position });
    onProgress?.('verify', position, end);
    if (position === end) return;
  }
}

async function* inBatches(read: AsyncIterable<readonly RecordedEvent[]>): AsyncIterable<readonly RecordedEvent[]> {
  for await (const batch of read) for (let i = 0; i < batch.length; i += BATCH) yield batch.slice(i, i + BATCH);
}

/** Consecutive events of one commit make one entry. */
async function entriesOf(events: readonly RecordedEvent[], commits: CommitsOf): Promise<Entry[]> {
  const entries: { events: { stream: string; event: NewEvent }[]; commit: Commit; no: number }[] = [];
  for (const event of events) {
    const last = entries.at(-1);
    const { stream, id, type, schemaVersion, effective, knownOn, data } = event;
    const located = { stream, event: { id, type, schemaVersion, effective, knownOn, data } };
    if (last?.no === event.commit) last.events.push(located);
    else entries.push({ events: [located], commit: await commits.get(event.commit), no: event.commit });
  }
  return entries;
}

/** The commit read last: events of one commit are mostly adjacent. */
class CommitsOf {
  readonly #log: EventStore;
  #last: { readonly no: number; readonly commit: Commit } | undefined;

  constructor(log: EventStore) {
    this.#log = log;
  }

  async get(no: number): Promise<Commit> {
    if (this.#last?.no !== no) this.#last = { no, commit: await this.#log.commit(no) };
    return this.#last.commit;
  }
}
