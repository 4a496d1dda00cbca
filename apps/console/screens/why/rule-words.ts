/** The words of the service about a part, for the screen: days, quarters and amounts in French, letters explained. */
import { eurosOfFraction } from '#libs/kernel/euros.ts';
import { dayInFrench, periodInFrench } from '../../parts/french-days.ts';

/** Matches an amount in cents in a formula, by the words beside it. */
const CENTS: readonly RegExp[] = [
  /(?<== )(-?\d+(?:\/\d+)?) centimes/g,
  /(?<=: )(-?\d+) centimes(?= par an)/g,
  /(?<=attendu )(-?\d+(?:\/\d+)?)(?= −)/g,
  /(?<=observé )(-?\d+(?:\/\d+)?)(?: centimes|(?=\)))/g,
  /(?<=× )(-?\d+)(?=\)\))/g,
];

export function readable(text: string): string {
  const inEuros = CENTS.reduce((so, cents) => so.replace(cents, (_, exact: string) => eurosOfFraction(exact)), text);
  return inEuros
    .replaceAll('= ≈', '≈')
    .replace(/\d{4}-\d{2}-\d{2}/g, (day) => dayInFrench(day))
    .replace(/\b\d{4}-Q[1-4]\b/g, (quarter) => periodInFrench(quarter));
}

/** The meanings of the letters in the rules. */
const LETTERS: readonly (readonly [letter: RegExp, means: string])[] = [
  [/\bG\b/, 'G : forfait des patients de la liste'],
  [/\bL\b/, 'L : taux de fidélisation'],
  [/\bT\b/, 'T : facteur local'],
  [/\bQ\b/, 'Q : taux de qualité'],
  [/\bF\b/, 'F : forfait après fidélisation, facteur local et qualité'],
  [/\bA\b/, 'A : part de l’écart'],
  [/\bB\b/, 'B : A, et la part de l’évolution'],
  [/\bC\b/, 'C : B, après la qualité'],
  [/\be\b(?= )/, 'e : écart entre dépense attendue et observée'],
  [/\bv\b/, 'v : évolution de l’écart'],
  [/\bn\b/, 'n : patients de la liste'],
];

/** The letters in a formula, each with its meaning. */
export function legendOf(formula: string): string {
  // Finds no letter in words such as « patients de mêmes profils »: a letter is separated by spaces or signs.
  return LETTERS.filter(([letter]) => letter.test(formula.replace(/[\p{L}’]{2,}/gu, ' ')))
    .map(([, means]) => means)
    .join(' ; ');
}
