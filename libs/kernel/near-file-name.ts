/** Files with a name that resembles one of those that are read: a workbook, a copy, a name in capitals. */

export interface NearName {
  readonly file: string;
  /** The name under which the file would be read. */
  readonly meant: string;
  readonly isWorkbook: boolean;
}

const WORKBOOK = /\.(?:xlsx|xlsm|xlsb|xls|ods|numbers)$/i;
/** The additions of copying and downloading before the ending, and of editors after it. */
const ADDED = /(?:[\s_-]*(?:\(\d+\)|copie|copy|final|v\d+))+$/i;
const ENDINGS = /(?:\.(?:csv|txt|tsv|xlsx|xlsm|xlsb|xls|ods|numbers))+$/i;
/** A document or an archive, which no other name makes a file of facts. */
const OTHER_ENDING = /\.[a-z]\w*$/i;

/** What a desktop writes before the name of a copy. */
const COPY_OF = /^(?:copie|copy)\s*(?:\(\d+\)\s*)?(?:de|of)?\s+/i;
/** A longer name resembles none; it may come from outside, and the patterns above take longer than it is long. */
const LONGEST = 128;

/** Undefined for a file that is named right, or that looks like none of them. `names`: without their ending, `patients`. */
export function nearFileName(file: string, names: readonly string[]): NearName | undefined {
  if (file.length > LONGEST) return undefined;
  const plain = file.replace(COPY_OF, '').replace(ENDINGS, '').replace(ADDED, '');
  if (OTHER_ENDING.test(plain)) return undefined;
  const base = plain.toLowerCase().replaceAll(/[\s-]/g, '_');
  // « patients corrigé », « acts_2026-11 ».
  const [longest] = names
    .filter((name) => base === name || base.startsWith(`${name}_`))
    .toSorted((a, b) => b.length - a.length);
  if (longest === undefined) return undefined;
  const meant = `${longest}.csv`;
  return file === meant ? undefined : { file, meant, isWorkbook: WORKBOOK.test(file) };
}
