/** The format of a CSV file: spreadsheet programs in France save a file in another form than the canonical one. */
import { type Field, oneOf, record } from '#libs/kernel/field.ts';

export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

export const ENCODINGS = ['UTF-8', 'Windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** LF includes CRLF; old programs for the Macintosh end lines with CR alone. */
export type LineBreak = 'LF' | 'CR';

export type DayForm = 'YYYY-MM-DD' | 'DD/MM/YYYY';

export interface Dialect {
  readonly encoding: Encoding;
  readonly separator: Separator;
  readonly lineBreak: LineBreak;
  readonly days: DayForm;
  /** Precedes the decimals of a number. */
  readonly decimal: '.' | ',';
}

/** The form that facts.md describes. */
export const CANONICAL: Dialect = {
  encoding: 'UTF-8',
  separator: ',',
  lineBreak: 'LF',
  days: 'YYYY-MM-DD',
  decimal: '.',
};

export const dialectField: Field<Dialect> = record<Dialect>({
  encoding: oneOf(...ENCODINGS),
  separator: oneOf(...SEPARATORS),
  lineBreak: oneOf('LF', 'CR'),
  days: oneOf('YYYY-MM-DD', 'DD/MM/YYYY'),
  decimal: oneOf('.', ','),
});

export function isCanonical(dialect: Dialect): boolean {
  return (Object.keys(CANONICAL) as (keyof Dialect)[]).every((part) => dialect[part] === CANONICAL[part]);
}
