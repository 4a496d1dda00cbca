/** The rows of a kind that wait to be mended, by the keys of their facts: an import that has the same fact again closes them. */
import { keyText } from '#libs/facts/column.ts';
import type { FactKind } from '#libs/facts/fact-kind.ts';
import type { ImportCommand } from '#libs/intake/import/decide.ts';
import type { FileIdentity } from '#libs/intake/import/events.ts';
import { waitingRowsAfter } from '#libs/intake/import/documents.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import type { Source } from '#libs/intake/recorded-teams.ts';

/** A file with more rows than this was wrong as a whole; the rows beyond wait for its next import. */
const MAX_ROWS = 1_000_000;

interface OpenRow {
  readonly identity: FileIdentity;
  readonly line: number;
}

/** The events about the file that had the rows. */
interface Mending {
  readonly identity: FileIdentity;
  readonly command: Extract<ImportCommand, { readonly type: 'mend' }>;
}

/** `import-…:17`: how a file of rows to mend names each. */
export function rowReference(stream: string, line: number): string {
  return `${stream}:${line}`;
}

export class OpenRows {
  readonly #keyOf: (fields: readonly string[]) => string | undefined;
  readonly #byKey = new Map<string, Set<string>>();
  readonly #rows = new Map<string, OpenRow>();
  #taken: OpenRow[] = [];

  private constructor(kind: FactKind) {
    this.#keyOf = factKeyReader(kind);
  }

  /** Undefined if no row waits, as usual. `own`: the stream of the file in reading, which closes its own rows. */
  static async of(kind: FactKind, sources: readonly Source[], own: string): Promise<OpenRows | undefined> {
    const open = new OpenRows(kind);
    for (const { log, readStore } of sources) {
      const documents = await readStore.upToDate(IMPORTS, log);
      for await (const batch of waitingRowsAfter(documents, { after: '', file: `${kind.name}.csv` }))
        for (const [, row] of batch) {
          if (open.#rows.size >= MAX_ROWS) return open;
          if (row.import !== own) open.#add(row);
        }
    }
    return open.#rows.size === 0 ? undefined : open;
  }

  #add({ import: stream, line, file, sha256, fields }: OpenRow['identity'] & OpenRowFields): void {
    const reference = rowReference(stream, line);
    this.#rows.set(reference, { identity: { file, sha256 }, line });
    const key = this.#keyOf(fields);
    if (key === undefined) return;
    const same = this.#byKey.get(key) ?? new Set();
    this.#byKey.set(key, same.add(reference));
  }

  /** Takes the rows that this one repeats: those with its key, and the row that it was written for. */
  take(fields: readonly string[], reference: string | undefined): void {
    const key = this.#keyOf(fields);
    const same = key === undefined ? undefined : this.#byKey.get(key);
    for (const one of [...(same ?? []), ...(reference === undefined ? [] : [reference])]) {
      const row = this.#rows.get(one);
      if (row === undefined) continue;
      this.#rows.delete(one);
      this.#taken.push(row);
    }
    if (key !== undefined) this.#byKey.delete(key);
  }

  /** The rows taken since the last time, as one command per file that had them. `by`: the stream of the file that repeats them. */
  mendings(by: string, day: string): readonly Mending[] {
    const taken = this.#taken;
    this.#taken = [];
    return [...Map.groupBy(taken, ({ identity: { file, sha256 } }) => `${file}\n${sha256}`).values()].flatMap(
      (rows) => {
        const [first] = rows;
        if (first === undefined) return [];
        const lines = rows.map(({ line }) => line);
        return [{ identity: first.identity, command: { type: 'mend' as const, by, lines, day } }];
      },
    );
  }
}

interface OpenRowFields {
  readonly import: string;
  readonly line: number;
  readonly fields: readonly string[];
}

/** Undefined if a part of the key that must be there is missing. */
function factKeyReader({ columns }: FactKind): (fields: readonly string[]) => string | undefined {
  const parts = columns.flatMap((column, i) => (column.key ? [{ i, column }] : []));
  return (fields) => {
    if (fields.length === 0) return undefined;
    const texts: string[] = [];
    for (const { i, column } of parts) {
      const field = fields[i] ?? '';
      if (field === '' && !column.optional) return undefined;
      texts.push(keyText(column, field));
    }
    return texts.join('\u001F');
  };
}
