/** One apostrophe in French sentences: former programs wrote some with the typewriter apostrophe. */
const QUOTED = /(«[^»]*»)/;
export const APOSTROPHE = '’';
const STRAIGHT = /(?<=\p{L})'(?=\p{L})/gu;

/** A quoted part stays exactly as typed. */
export function withFrenchApostrophes(sentence: string): string {
  return sentence
    .split(QUOTED)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll(STRAIGHT, APOSTROPHE)))
    .join('');
}
