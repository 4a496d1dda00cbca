/** Whether a typed word is nearly another: for a suggestion to a person, and never to act on. */

/** Whether one text becomes the other by at most that many insertions, deletions or replacements of letters, or swaps of two neighbours. */
export function differsBy(a: string, b: string, most: number): boolean {
  if (a === b) return true;
  if (most === 0 || Math.abs(a.length - b.length) > most) return false;
  let i = 0;
  while (a[i] === b[i]) i++;
  const [restA, restB] = [a.slice(i), b.slice(i)];
  return (
    differsBy(restA.slice(1), restB.slice(1), most - 1) ||
    differsBy(restA.slice(1), restB, most - 1) ||
    differsBy(restA, restB.slice(1), most - 1) ||
    (restA.charAt(1) + restA.charAt(0) === restB.slice(0, 2) && differsBy(restA.slice(2), restB.slice(2), most - 1))
  );
}

/** Letters for each that may differ: `foo` is not nearly `todo`, and `shwo` is nearly `show`. */
const LETTERS_PER_FAULT = 3;

/** Case does not count. The dashes of an option are not letters of it. */
export function isNearly(typed: string, known: string): boolean {
  const letters = [typed, known].map((word) => word.replace(/^--?/, '').length);
  const most = Math.floor(Math.max(...letters) / LETTERS_PER_FAULT);
  return differsBy(typed.toLowerCase(), known.toLowerCase(), most);
}
