/** Files with a name that resembles that of a file of facts: a workbook, a copy, a name in capitals. */
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';

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

/** What a desktop writes before the name of a copy. */
const COPY_OF = /^(?:copie|copy)\s*(?:\(\d+\)\s*)?(?:de|of)?\s+/i;
/** From the longest on: `spending` is the end of another name, and might be the beginning of one. */
const BY_LENGTH = FACT_KINDS.toSorted((a, b) => b.name.length - a.name.length);

/** Undefined for a file that is named right, or that looks like no file of facts. */
export function nearName(file: string): NearName | undefined {
  const plain = file.replace(COPY_OF, '').replace(ENDINGS, '').replace(ADDED, '');
  const base = plain.toLowerCase().replaceAll(/[\s-]/g, '_');
  // « patients corrigé », « acts_2026-11 ».
  const kind = BY_LENGTH.find(({ name }) => base === name || base.startsWith(`${name}_`));
  if (kind === undefined) return undefined;
  const meant = `${kind.name}.csv`;
  return file === meant ? undefined : { file, meant, isWorkbook: WORKBOOK.test(file) };
}
