/** The ids that a stream of form 2 has. Those of long streams stay in memory: they are read once, then only what was added. */
import { ID_BYTES } from '#libs/event-store/sqlite/form-2/row-text.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

/** Streams with more events stay in memory: the ledger, statements, imports. */
const LONG_STREAM = 256;
/** Ids in memory; about 100 bytes each. */
const IDS_MAX = 1_000_000;

interface Loaded {
  readonly ids: Set<string>;
  /** The ids are those up to this revision. */
  revision: number;
}

export class KnownIds {
  readonly #statements: Statements;
  readonly #long = new Map<number, Loaded>();
  #inMemory = 0;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** The ids of a stream up to its last revision. The caller may add those that it inserts, and says so by `added`. */
  of(stream: { readonly no: number; readonly revision: number }): Set<string> {
    const kept = this.#long.get(stream.no);
    if (kept?.revision === stream.revision) return kept.ids;
    const loaded = kept ?? { ids: new Set<string>(), revision: -1 };
    const before = loaded.ids.size;
    this.#load(stream.no, loaded, stream.revision);
    if (stream.revision >= LONG_STREAM) this.#keep(stream.no, loaded, loaded.ids.size - before);
    return loaded.ids;
  }

  /** The caller inserted the events up to this revision, and added their ids. */
  added(stream: { readonly no: number; readonly revision: number }): void {
    const kept = this.#long.get(stream.no);
    if (kept !== undefined) kept.revision = stream.revision;
  }

  /** A transaction was undone: what was added is not there. */
  forget(): void {
    this.#long.clear();
    this.#inMemory = 0;
  }

  #load(no: number, loaded: Loaded, upTo: number): void {
    // From the index alone.
    const rows = this.#statements.all(
      'SELECT ids FROM rows WHERE stream = ? AND revision > ? AND revision <= ?',
      no,
      loaded.revision,
      upTo,
    ) as [Uint8Array][];
    for (const [ids] of rows) for (const id of idsOf(ids)) loaded.ids.add(id);
    loaded.revision = upTo;
  }

  #keep(no: number, loaded: Loaded, more: number): void {
    const isNew = !this.#long.has(no);
    const added = isNew ? loaded.ids.size : more;
    if (this.#inMemory + added > IDS_MAX) this.forget();
    this.#long.set(no, loaded);
    this.#inMemory += added;
  }
}

/** The ids of a row, in hexadecimal. */
export function idsOf(ids: Uint8Array): string[] {
  const text = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength).toString('hex');
  return Array.from({ length: ids.length / ID_BYTES }, (_, i) => text.slice(2 * ID_BYTES * i, 2 * ID_BYTES * (i + 1)));
}
