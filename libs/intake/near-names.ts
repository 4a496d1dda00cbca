/** Files with a name that resembles that of a file of facts. */
import { type NearName, nearFileName } from '#libs/kernel/near-file-name.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';

const NAMES = FACT_KINDS.map(({ name }) => name);

/** Undefined for a file that is named right, or that looks like no file of facts. */
export function nearName(file: string): NearName | undefined {
  return nearFileName(file, NAMES);
}
