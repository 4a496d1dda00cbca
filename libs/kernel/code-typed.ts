/** The code that a person types: by its name, or by its word. */
import { APOSTROPHE } from '#libs/kernel/french-apostrophes.ts';

export type WordsToType<Code extends string = string> = Readonly<Record<Code, string>>;

/** `QUALITY`, `quality`, `Supplément qualité` or `supplement qualite`: QUALITY. Undefined if no code has the name. */
export function codeTyped<Code extends string>(words: WordsToType<Code>, typed: string): Code | undefined {
  const name = folded(typed);
  return (Object.keys(words) as Code[]).find((code) => folded(code) === name || folded(words[code]) === name);
}

/** Without accents or capitals, with one apostrophe and one separator of words: a blank, hyphen or underscore. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(APOSTROPHE, "'")
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase();
}
