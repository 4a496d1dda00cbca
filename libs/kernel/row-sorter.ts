/** Sorts more rows of text than fit in memory: on disk, as the wiring of a program decides. */

export interface RowSorter {
  /** Each row has as many fields as there are columns. */
  add(rows: readonly (readonly string[])[]): void;
  /** In any order. */
  all(): Iterable<readonly string[]>;
  /** Sorted by the first `sortedBy` columns, each by the order of code points. */
  sorted(): Iterable<readonly string[]>;
  /** Removes its files. */
  close(): void;
}

export interface SortedColumns {
  readonly columns: number;
  readonly sortedBy: number;
}

/** `path`: where its file may be during the sort. One that a killed process left there is replaced. */
export type OpenRowSorter = (path: string, columns: SortedColumns) => RowSorter;
