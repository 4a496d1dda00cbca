/** How the programs sort more rows than fit in memory. */
import type { OpenRowSorter } from '#libs/kernel/row-sorter.ts';
import { SqliteRowSorter } from '#libs/sqlite/sqlite-row-sorter.ts';

export const openRowSorter: OpenRowSorter = (path, columns) => new SqliteRowSorter(path, columns);
