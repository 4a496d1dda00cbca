/** The words of the service about a rule, for the screen: amounts in euros, letters explained. */
import { eurosOfFraction } from '#libs/kernel/euros.ts';

/** An exact amount in a formula. Labels have none: they have names, which stay as they are. */
const CENTS = /(-?\d+(?:\/\d+)?) centimes/g;

export function formulaInEuros(formula: string): string {
  return formula.replace(CENTS, (_, exact: string) => eurosOfFraction(exact)).replaceAll('= ≈', '≈');
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
