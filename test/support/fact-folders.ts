/** Writes, splits and rebuilds folders of facts for tests. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { csvLine } from '#libs/kernel/csv.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

interface FactTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Tables by file name. */
export type FactTables = ReadonlyMap<string, FactTable>;

export function readFacts(folder: string): FactTables {
  return new Map(
    readdirSync(folder).map((name) => {
      const [header = [], ...rows] = parse(readFileSync(join(folder, name), 'utf8'), { bom: true });
      return [name, { header, rows }];
    }),
  );
}

/** Writes the tables into a new temporary folder. */
export function writeFacts(tables: FactTables): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  for (const [name, { header, rows }] of tables)
    writeFileSync(join(folder, name), [header, ...rows].map(csvLine).join(''));
  return folder;
}

/** Makes a folder with credits only; rows as in the file. */
export function writeCredits(folder: string, ...rows: readonly string[]): void {
  mkdirSync(folder);
  const lines = ['team_id,due_on,label,amount_cents,known_on', ...rows].map((row) => `${row}\n`);
  writeFileSync(join(folder, 'credits.csv'), lines.join(''));
}

/** Each table with the rows that `keep` selects. */
export function filtered(tables: FactTables, keep: (file: string, row: readonly string[]) => boolean): FactTables {
  return new Map(
    [...tables].map(([name, { header, rows }]) => [name, { header, rows: rows.filter((row) => keep(name, row)) }]),
  );
}

/** Numbers between 0 and 1 from a seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(list: readonly T[], chance: () => number): T[] {
  return list
    .map((item) => [chance(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}
