/** Lists as CSV: for people, for Excel in France, or for a program. */
import { type CsvForm, csvTable, figures } from '#libs/kernel/csv.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';

type Field = string | number | bigint;

export interface CsvOptions {
  readonly excel?: boolean;
  readonly raw?: boolean;
}

export const EXCEL_OPTION = [
  '--excel',
  'en CSV pour Excel en France : points-virgules, jours JJ/MM/AAAA, euros et décimales avec une virgule',
] as const;

export const RAW_OPTION = ['--raw', 'en CSV tel quel, pour un programme : les formules n’y sont pas marquées'] as const;

/** `written`: whether a CSV is requested. Throws CliRefusal for a form that would have no effect. */
export function csvFormOfOptions({ excel = false, raw = false }: CsvOptions, written: boolean, by: string): CsvForm {
  if (excel && raw)
    throw new CliRefusal('--excel est pour un tableur et --raw pour un programme ; donnez l’un des deux');
  if ((excel || raw) && !written)
    throw new CliRefusal(`${excel ? '--excel' : '--raw'} dit comment le CSV s’écrit ; demandez-le avec ${by}`);
  return excel ? 'excel' : raw ? 'raw' : 'people';
}

/**
 * Records of one kind in the columns of the service's list: a column for each name; several values share one field, separated by blanks.
 * `exact`: those that are decimals or exact fractions.
 */
export function recordsCsv<Row extends object>(
  records: readonly Row[],
  exact: readonly (keyof Row)[],
  form: CsvForm,
): string {
  const header = Object.keys(records[0] ?? {}).map((name) => {
    const column = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return exact.includes(name as keyof Row) ? figures(column) : column;
  });
  const rows = records.map((one) =>
    Object.values(one).map((value: Field | readonly string[] | null) => [value ?? ''].flat().join(' ')),
  );
  return csvTable(header, rows, form);
}
