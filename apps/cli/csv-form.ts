/** For whom a list goes out as CSV: people, Excel in France, or a program. */
import type { CsvForm } from '#libs/kernel/csv.ts';
import { Refusal } from '#apps/cli/refusal.ts';

export interface CsvOptions {
  readonly excel?: boolean;
  readonly raw?: boolean;
}

/** For the help of options. */
export const EXCEL_FORM =
  'en CSV pour Excel en France : points-virgules, jours JJ/MM/AAAA, euros et décimales avec une virgule';

export const RAW_FORM = 'en CSV tel quel, pour un programme : les formules n’y sont pas marquées';

/** `written`: whether a CSV is asked for at all. Throws Refusal for a form that would have no effect. */
export function csvFormOf({ excel = false, raw = false }: CsvOptions, written: boolean, by: string): CsvForm {
  if (excel && raw) throw new Refusal('--excel est pour un tableur et --raw pour un programme ; donnez l’un des deux');
  if ((excel || raw) && !written)
    throw new Refusal(`${excel ? '--excel' : '--raw'} dit comment le CSV s’écrit ; demandez-le avec ${by}`);
  return excel ? 'excel' : raw ? 'raw' : 'people';
}
