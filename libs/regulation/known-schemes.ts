/** Whether the schemes that a question names are in the regulation. */
import { unknown } from '#libs/regulation/refusals.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

/** Throws NO_SUCH_SCHEME for a scheme that the regulation does not have. */
export function refuseUnknownSchemes(schemes: readonly string[], { schemes: known }: Regulation): void {
  const scheme = schemes.find((one) => !known.has(one));
  if (scheme !== undefined) throw unknown('NO_SUCH_SCHEME', { scheme, known: [...known.keys()] });
}
