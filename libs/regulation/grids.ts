/**
 * The grids of yearly amounts by profile (file grids.csv: grid, age_band, sex, ald, c2s, yearly_cents).
 */
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { withoutBom } from '#libs/csv/bytes.ts';
import { tableOf } from '#libs/csv/table.ts';
import { csvLine } from '#libs/kernel/csv.ts';
import type { Faults } from '#libs/regulation/faults.ts';
import { type AgeBand, profileCount, profileIndex, profileText } from '#libs/regulation/profile.ts';

/** Yearly cents by profile index. */
export type Grid = readonly bigint[];

const GRID_COLUMNS = ['grid', 'age_band', 'sex', 'ald', 'c2s', 'yearly_cents'];

/**
 * Reads and checks the text of a grids file: every grid has every profile once, amounts are whole cents of at least 0.
 * Faults are added to `faults`, each naming the grid and the line. Without the age bands, whose own fault is reported, only the names of the
 * grids are read: every row would be a fault.
 */
export function parseGrids(
  text: string,
  bands: readonly AgeBand[] | undefined,
  faults: Faults,
): ReadonlyMap<string, Grid> {
  const records = gridRecords(text, faults);
  if (bands === undefined) return new Map(records.map(({ record: [grid = ''] }) => [grid, []]));
  const grids = new Map<string, (bigint | undefined)[]>();
  for (const { record, line } of records) {
    const row = gridRow(record, bands);
    if (row === undefined) {
      faults.add({ gridLine: line }, 'GRID_ROW_MALFORMED', { row: record.join(',') });
      continue;
    }
    const { grid, profile, cents } = row;
    const amounts = grids.get(grid) ?? new Array<bigint | undefined>(profileCount(bands)).fill(undefined);
    grids.set(grid, amounts);
    if (amounts[profile] !== undefined)
      faults.add({ gridLine: line }, 'GRID_PROFILE_REPEATED', { grid, profile: profileText(bands, profile) });
    amounts[profile] = cents;
  }
  for (const [grid, amounts] of grids) {
    const absent = amounts.findIndex((amount) => amount === undefined);
    if (absent >= 0) faults.add({ grid }, 'GRID_PROFILE_ABSENT', { profile: profileText(bands, absent) });
  }
  return grids as Map<string, bigint[]>;
}

/**
 * The grids with commas, if a spreadsheet program wrote another separator; an unreadable text is unchanged, so that the faults refer to its
 * own lines.
 */
export function canonicalGrids(text: string): string {
  const { separator, slices } = tableOf(text, GRID_COLUMNS);
  if (separator === ',') return withoutBom(text);
  try {
    return [...slices]
      .flat()
      .map(({ fields }) => csvLine(fields))
      .join('');
  } catch (error) {
    if (error instanceof CsvError) return text;
    throw error;
  }
}

function gridRow(
  record: readonly string[],
  bands: readonly AgeBand[],
): { grid: string; profile: number; cents: bigint } | undefined {
  const [grid = '', ageBand, sex, ald = '', c2s = '', cents = ''] = record;
  const band = bands.findIndex(({ label }) => label === ageBand);
  if (record.length !== GRID_COLUMNS.length || grid === '' || band < 0) return undefined;
  if ((sex !== 'F' && sex !== 'M') || !/^[01][01]$/.test(ald + c2s) || !/^\d{1,15}$/.test(cents)) return undefined;
  return { grid, profile: profileIndex(band, sex, ald === '1', c2s === '1'), cents: BigInt(cents) };
}

function gridRecords(text: string, faults: Faults): { record: string[]; line: number }[] {
  try {
    const parsed = parse(text, { bom: true, info: true, skip_empty_lines: true, relax_column_count: true });
    const records = parsed as unknown as { record: string[]; info: { lines: number } }[];
    const [header, ...rows] = records.map(({ record, info }) => ({ record, line: info.lines }));
    if (header?.record.join(',') !== GRID_COLUMNS.join(',')) {
      faults.add({ file: 'grids' }, 'GRIDS_HEADER_DIFFERS', {
        header: header?.record.join(',') ?? '',
        expected: GRID_COLUMNS.join(','),
      });
      return [];
    }
    return rows;
  } catch (error) {
    faults.add({ file: 'grids' }, 'GRIDS_NOT_CSV', { why: error instanceof Error ? error.message : String(error) });
    return [];
  }
}
