/** The installation's own details in letters, from its variables. */
import type { Letterhead } from '#libs/letters/letter.ts';

/** Lines end with a line break, or with `\n` written out, as in a file of variables. */
function lines(text: string | undefined): readonly string[] | undefined {
  const found = (text ?? '').split(/\r?\n|\\n/).map((line) => line.trim());
  const filled = found.filter((line) => line !== '');
  return filled.length === 0 ? undefined : filled;
}

export function letterheadOf(said: {
  readonly LETTER_SENDER?: string | undefined;
  readonly LETTER_CONTACT?: string | undefined;
  readonly LETTER_APPEAL?: string | undefined;
}): Letterhead {
  return {
    sender: lines(said.LETTER_SENDER),
    contact: lines(said.LETTER_CONTACT),
    appeal: lines(said.LETTER_APPEAL),
  };
}
