/** Amounts as people type them: `1 234,56`, `1234.5`, `-12`. */

const TYPED = /^([-−]?)(\d+)(?:[.,](\d{1,2}))?$/;

/** Whole cents as text; undefined if the text is no amount. */
export function centsTyped(text: string): string | undefined {
  const [, sign = '', whole, decimals = ''] = TYPED.exec(text.replace(/[\s\u00a0\u202f€]/g, '')) ?? [];
  if (whole === undefined) return undefined;
  const cents = BigInt(whole + decimals.padEnd(2, '0'));
  return String(sign === '' ? cents : -cents);
}
