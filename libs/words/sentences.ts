/** The form of a catalogue of sentences: one, in French, for each refusal of a library. */
import type { Refusal } from '#libs/kernel/domain-error.ts';

/** The fault, its subject, and the right form; no capital at its beginning, no full stop at its end. */
export type Sentences<R extends Refusal> = {
  readonly [C in R['code']]: (data: Extract<R, { readonly code: C }>['data']) => string;
};

/** Texts by code, for a code that is known only while the program runs. */
export type TextsByCode<Text = string> = Readonly<Record<string, (data: never) => Text>>;

/** Undefined if there is no text for the code. The data of a code is what its text takes, which the compiler does not see here. */
export function textByCode<Text>(texts: TextsByCode<Text>, { code, data }: Refusal): Text | undefined {
  return texts[code]?.(data as never);
}

/** The sentence of a refusal from one catalogue, for a sentence within another. */
export function said<R extends Refusal>(sentences: Sentences<R>, { code, data }: R): string {
  return sentences[code as R['code']](data);
}
