/** How much a test tries that draws by chance: `DEEP=1 npm run test:run` tries many times more, as a nightly run does. */
const IS_DEEP = process.env['DEEP'] === '1';

/** The number for every change, and that for a long search. */
export function rounds(everyChange: number, deep: number): number {
  return IS_DEEP ? deep : everyChange;
}
