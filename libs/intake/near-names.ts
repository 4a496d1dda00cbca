/** Files that are not named as a file of facts, and look like one: a workbook, a copy, a name in capitals. */
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';

export interface NearName {
  readonly file: string;
  /** The name under which it would be read. */
  readonly meant: string;
  readonly isWorkbook: boolean;
}

const WORKBOOK = /\.(?:xlsx|xlsm|xlsb|xls|ods|numbers)$/i;
/** What copying and downloading add before the ending, and what editors add after it. */
const ADDED = /(?:[\s_-]*(?:\(\d+\)|copie|copy|final|v\d+))+$/i;
const ENDINGS = /(?:\.(?:csv|txt|tsv|xlsx|xlsm|xlsb|xls|ods|numbers))+$/i;

/** Undefined for a file that is named right, or that looks like no file of facts. */
export function nearName(file: string): NearName | undefined {
  const base = file.replace(ENDINGS, '').replace(ADDED, '').toLowerCase().replaceAll(/[\s-]/g, '_');
  const kind = FACT_KINDS.find(({ name }) => name === base);
  if (kind === undefined) return undefined;
  const meant = `${kind.name}.csv`;
  return file === meant ? undefined : { file, meant, isWorkbook: WORKBOOK.test(file) };
}
