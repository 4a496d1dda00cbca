/** Texts in the character set that every bank of the SEPA takes: Latin letters, digits and `/ - ? : ( ) . , ' +`. */
import { type Checked, right, wrong } from './checked.ts';
import { BANK_LIMITS, SEPA_CHARACTER } from './limits.ts';
import type { ReferenceFault } from './refusals.ts';

/** The usual replacement, for letters that remain after accents are removed. Source: EPC217-08, best practices. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  ...pairs('œ oe Œ OE æ ae Æ AE ß ss ẞ SS ø o Ø O ł l Ł L đ d Đ D ð d Ð D þ th Þ TH ı i'),
  ...pairs(`’ ' ‘ ' ‚ ' ‛ ' ′ ' \` ' ´ ' ʼ ' " ' “ ' ” ' „ ' ″ ' « ' » '`),
  ...pairs('‐ - ‑ - ‒ - – - — - ― - − - _ - ~ - & + € EUR ° o · - • - × x'),
  ...pairs('; , [ ( ] ) { ( } ) \\ / | / ⁄ /'),
]);
const ALLOWED = new RegExp(`^${SEPA_CHARACTER}$`);
const REFERENCE = new RegExp(`^${SEPA_CHARACTER}+$`);
/** A word longer than this is cut inside rather than lost whole. */
const WORD_LENGTH_MAX = 20;

function pairs(list: string): [string, string][] {
  const words = list.split(' ');
  return words.flatMap((word, i) => (i % 2 === 0 ? [[word, words[i + 1] ?? ''] as [string, string]] : []));
}

/**
 * The text in the SEPA character set, at most `lengthMax` characters. Accents and ligatures are replaced by plain letters, runs of spaces
 * become one, other characters become `.`, and the text is cut between two words unless that loses much. Empty if nothing is left. A second
 * application changes nothing.
 */
export function sepaText(text: string, lengthMax: number): string {
  let shown = '';
  for (const character of text.normalize('NFC')) shown += STAND_INS.get(character) ?? withoutAccent(character);
  return cut(shown.replace(/ +/g, ' ').trim(), lengthMax);
}

function withoutAccent(character: string): string {
  if (/[\s\u0085]/u.test(character)) return ' ';
  if (/[\p{Cc}\p{Cf}\p{M}]/u.test(character)) return '';
  let shown = '';
  for (const part of character.normalize('NFKD').replace(/\p{M}/gu, '')) {
    if (ALLOWED.test(part)) shown += part;
    else shown += STAND_INS.get(part) ?? (/\s/u.test(part) ? ' ' : '.');
  }
  return shown;
}

function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  const end = text.lastIndexOf(' ', lengthMax);
  return text.slice(0, end >= lengthMax - WORD_LENGTH_MAX && end > 0 ? end : lengthMax).trimEnd();
}

/**
 * A reference goes out unchanged, because it must come back from the bank unchanged: 1 to 35 characters of the SEPA set, no `/` at either
 * end nor two in a row, no space at either end. Otherwise one fault. Source: EPC217-08.
 */
export function checkReference(of: 'run' | 'end-to-end', text: string): Checked<string, ReferenceFault> {
  if (text === '') return wrong({ code: 'REFERENCE_MISSING', data: { of } });
  const { referenceLengthMax: max } = BANK_LIMITS;
  if (text.length > max)
    return wrong({ code: 'REFERENCE_LENGTH', data: { of, shown: text.slice(0, max), length: text.length } });
  if (!REFERENCE.test(text)) return wrong({ code: 'REFERENCE_CHARACTER', data: { of, text } });
  if (/^[/ ]|[/ ]$|\/\//.test(text)) return wrong({ code: 'REFERENCE_EDGE', data: { of, text } });
  return right(text);
}
