/**
 * The shape of a French social security number, which the product must never store: 13 characters, or 15 with its key. In texts of people
 * an unnecessary refusal is the lesser harm; texts of programs (keys, references) are refused only with a right key, because their digits
 * are random.
 */

const SPACES = /[\s\u180E\u200B-\u200D\u2060\uFEFF]/g;
// 2A or 2B (in either case) in the sixth and seventh place.
const WHOLE = /^[123478]\d{4}(?:\d{2}|2[AB])\d{6}(?:\d{2})?$/i;

/** Whether a text has the shape of a social security number, spaces of any kind disregarded. */
export function looksLikeSocialSecurityNumber(text: string): boolean {
  // The shortest has 13 characters; most fields are shorter or begin otherwise, and this runs for every field.
  return text.length >= 13 && mayBegin(text.charCodeAt(0)) && WHOLE.test(text.replace(SPACES, ''));
}

/** Decides by the first character; a space may stand before it. */
function mayBegin(code: number): boolean {
  const isSeen = code > 0x20 && code < 0x7f;
  return !isSeen || (code >= 0x31 && code <= 0x34) || code === 0x37 || code === 0x38;
}

/** The characters between two digits, as people write them: `2 55 08 14 168 025 38`, `255-08-…`. */
const BETWEEN = String.raw`[\s.\-_/\u180E\u200B-\u200D\u2060\uFEFF]{0,2}`;
const DIGIT = String.raw`\d`;
/** January to December, and the numbers for an unknown month. */
const MONTH = ['0[1-9]', '1[0-2]', '[23][0-9]', '4[0-2]', '[5-9][0-9]'].map((two) => spread(two)).join('|');
const DEPARTMENT = `${spread('[0-9][0-9]')}|2${BETWEEN}[AB]`;
const WITHIN = new RegExp(
  [
    String.raw`(?<!\d)[123478]`,
    DIGIT,
    DIGIT,
    `(?:${MONTH})`,
    `(?:${DEPARTMENT})`,
    ...Array.from({ length: 6 }, () => DIGIT),
  ].join(BETWEEN) + String.raw`(?:${BETWEEN}\d${BETWEEN}\d)?(?!\d)`,
  'gi',
);

/** A pattern of two characters, with the separators allowed between them. */
function spread(two: string): string {
  const [, first = '', second = ''] = /^(\[[^\]]*\]|\d)(\[[^\]]*\]|\d)$/.exec(two) ?? [];
  return first + BETWEEN + second;
}

/**
 * The product's own name of a payment (payments/ledger/end-to-end-id.ts), alone between other characters. Its digits come from a hash: in one
 * of 300 they have the shape of a number, and a person must be able to write which payment is meant.
 */
const PAYMENT = /(?<![0-9A-Za-z])DCPT[0-9A-F]{24}(?![0-9A-Za-z])/g;

/** No digits come together by it. */
function withoutPayments(text: string): string {
  return text.includes('DCPT') ? text.replace(PAYMENT, 'DCPT') : text;
}

/** Whether a text that a person wrote contains such a number, other than within the name of a payment. */
export function holdsSocialSecurityNumber(text: string): boolean {
  return text.length >= 13 && withoutPayments(text).search(WITHIN) >= 0;
}

/** The text with each such number but its first character replaced by `*`. */
export function withoutSocialSecurityNumbers(text: string): string {
  if (text.length < 13) return text;
  return text.replace(WITHIN, masked);
}

const KEYED = /(?<!\d)([123478]\d{4}(?:\d{2}|2[AB])\d{6})(\d{2})(?!\d)/gi;

/** Whether a text that a program made contains such a number with its key, other than within the name of a payment. */
export function holdsKeyedNumber(text: string): boolean {
  if (text.length < 15) return false;
  return [...withoutPayments(text).matchAll(KEYED)].some(([, number = '', key = '']) => isKeyOf(key, number));
}

/** The text with each such number with its key masked, as `withoutSocialSecurityNumbers` masks them. */
export function withoutKeyedNumbers(text: string): string {
  if (text.length < 15) return text;
  return text.replace(KEYED, (found, number: string, key: string) => (isKeyOf(key, number) ? masked(found) : found));
}

/** Source: INSEE, 97 less the rest of the division by 97; in Corsica 2A counts as 19, 2B as 18. */
function isKeyOf(key: string, number: string): boolean {
  const digits = number.replace(/2a/i, '19').replace(/2b/i, '18');
  return 97n - (BigInt(digits) % 97n) === BigInt(key);
}

function masked(number: string): string {
  return number.charAt(0) + '*'.repeat(number.length - 1);
}
