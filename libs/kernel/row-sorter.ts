/** Sorts rows of text, more of them than fit in memory: on disk, where the wiring of a program says how. */

export interface RowSorter {
  /** Each row has as many fields as there are columns. */
  add(rows: readonly (readonly string[])[]): void;
  /** In any order. */
  all(): Iterable<readonly string[]>;
  /** Sorted by the first `sortedBy` columns, each by the order of code points. */
  sorted(): Iterable<readonly string[]>;
  /** Removes what is on disk. */
  close(): Promise<void>;
}

export interface SortedColumns {
  readonly columns: number;
  readonly sortedBy: number;
}

/** `path` is where its file may be while it sorts. */
export type OpenRowSorter = (path: string, columns: SortedColumns) => RowSorter;
