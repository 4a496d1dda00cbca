/** Sentences for the refusals of a comparison of schemes. */
import type { ComparisonRefusal } from '#libs/statements/comparison/refusals.ts';
import { WORDS_TO_TYPE } from '#libs/words/typed.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const COMPARISON_SENTENCES: Sentences<ComparisonRefusal> = {
  SCHEME_NOT_COMPARED: ({ scheme, schemes }) =>
    `${scheme} n’est ni un régime de la réglementation en vigueur ni une projection ; ce sont ${schemes.map(nameToType).join(', ')}`,
  NOTHING_TO_COMPARE: ({ team }) =>
    `${team} n’a pas de trimestre à comparer : aucun n’est fini ce jour-là, ou le premier demandé est après le dernier ; donnez des trimestres finis`,
  TOO_MANY_QUARTERS_COMPARED: ({ most }) =>
    `une comparaison porte sur ${most} trimestres au plus ; donnez une plage plus courte`,
};

/** `acte (FEE_FOR_SERVICE)`: the word typed on a command line, and the code that a program sends. */
function nameToType(scheme: string): string {
  const word = WORDS[scheme];
  return word === undefined ? scheme : `${word} (${scheme})`;
}

const WORDS: Readonly<Record<string, string>> = WORDS_TO_TYPE.comparedScheme;
