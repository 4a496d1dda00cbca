/** The header of a facts file: every column once, in any order, and nothing else. */
import type { FactKind } from '#libs/facts/fact-kind.ts';
import { refusedFile } from '#libs/intake/refusals.ts';

/** For each canonical column, its place in the file. Throws RefusedFile. */
export function placesOf(header: readonly string[], { columns }: FactKind): readonly number[] {
  const expected = columns.map(({ name }) => name);
  // Nothing of a line that may be a patient's is repeated.
  if (!header.some((name) => expected.includes(name))) throw refusedFile('NO_HEADER', { expected });
  const doubled = header.find((name, i) => header.indexOf(name) !== i);
  const unknown = header.filter((name) => !expected.includes(name));
  const missing = expected.filter((name) => !header.includes(name));
  if (doubled !== undefined || unknown.length > 0 || missing.length > 0)
    throw refusedFile('WRONG_HEADER', { doubled, unknown, missing, expected });
  return expected.map((name) => header.indexOf(name));
}
