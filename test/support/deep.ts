/** How much a test tries that draws by chance: many times more with DEEP=1, as in `.ci/nightly`. */
const IS_DEEP = process.env['DEEP'] === '1';

/** The number for every change, and that for a long search. */
export function rounds(everyChange: number, deep: number): number {
  return IS_DEEP ? deep : everyChange;
}
