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

/** Undefined for a file that is named right, or that looks like no file of facts. */
export function nearName(file: string): NearName | undefined {
  const base = file.replace(ENDINGS, '').replace(ADDED, '').toLowerCase().replaceAll(/[\s-]/g, '_');
  const kind = FACT_KINDS.find(({ name }) => name === base);
  if (kind === undefined) return undefined;
  const meant = `${kind.name}.csv`;
  return file === meant ? undefined : { file, meant, isWorkbook: WORKBOOK.test(file) };
}
