/** Sets letters as PDF: tagged, PDF/UA-1, the same bytes for the same letter. The compiler is loaded for the first letter. */
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { type LetterFonts, letterFonts } from '#libs/letters/fonts.ts';
import type { Letter } from '#libs/letters/letter.ts';

const TEMPLATES = fileURLToPath(new URL('templates', import.meta.url));
const STANDARD = 'ua-1';
const NO_BREAK = '\u00a0';
/** Results that this many letters did not use leave the compiler's memory. */
const KEPT_LETTERS = 10;

class Typesetter {
  readonly #fonts: LetterFonts = letterFonts();
  readonly #compiler = NodeCompiler.create({
    workspace: TEMPLATES,
    fontArgs: [{ fontBlobs: [...this.#fonts.files] }],
  });

  set(letter: Letter): Buffer {
    const { drawable } = this.#fonts;
    // The letter is an input, and no source: the compiler never reads it as markup.
    const inputs = { letter: JSON.stringify(letter, (_, value: unknown) => drawn(value, drawable)) };
    try {
      return this.#compiler.pdf(
        { mainFilePath: `${TEMPLATES}/${letter.template}.typ`, inputs },
        { pdfStandard: STANDARD },
      );
    } finally {
      this.#compiler.evictCache(KEPT_LETTERS);
    }
  }
}

function drawn(value: unknown, drawable: (text: string) => string): unknown {
  return typeof value === 'string' ? drawable(unbroken(value)) : value;
}

/** A sign that French sets apart from the word or figure before it stays on its line. */
function unbroken(text: string): string {
  return text.replaceAll(/ (?=[€%;:!?])/g, NO_BREAK);
}

let typesetter: Typesetter | undefined;

/** The bytes of the PDF. Throws the compiler's error if a template is wrong. */
export function setLetter(letter: Letter): Buffer {
  typesetter ??= new Typesetter();
  return typesetter.set(letter);
}
