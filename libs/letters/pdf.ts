/** A letter as PDF, and its digest. */
import { hash } from 'node:crypto';
import type { Letter } from '#libs/letters/letter.ts';

interface LetterPdf {
  readonly bytes: Buffer;
  /** SHA-256 of the bytes. */
  readonly digest: string;
}

/** The compiler of letters takes 50 MB: it is loaded for the first letter, so that a process without letters starts as fast. */
export async function letterPdf(letter: Letter): Promise<LetterPdf> {
  const { setLetter } = await import('#libs/letters/typesetter.ts');
  const bytes = setLetter(letter);
  return { bytes, digest: hash('sha256', bytes, 'hex') };
}
