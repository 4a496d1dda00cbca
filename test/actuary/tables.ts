/** Figures as the page writes them: amounts in euros, shares in percent, in tables. */
import { type Fraction, fraction, multiply, roundToCents } from '#libs/kernel/fraction.ts';

/** `1,234.56` for 123456 cents. */
export function euros(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '−' : ''}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** `12.3 M` for 1,230,000,000 cents. */
export function millions(cents: bigint): string {
  const tenths = roundToCents(fraction(cents, 10_000_000n));
  const sign = tenths < 0n ? '−' : '';
  const digits = String(tenths < 0n ? -tenths : tenths).padStart(2, '0');
  return `${sign}${grouped(digits.slice(0, -1))}.${digits.slice(-1)} M`;
}

export function grouped(digits: string | number): string {
  return String(digits).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The mean of amounts, in whole cents; 0 without amounts. */
export function mean(cents: bigint, of: number): bigint {
  return of === 0 ? 0n : roundToCents(fraction(cents, of));
}

/** `12.3 %` of a part; a dash if the whole is zero. */
export function percent(part: bigint | number, of: bigint | number): string {
  return BigInt(of) === 0n ? '–' : `${oneDecimal(fraction(100n * BigInt(part), BigInt(of)))} %`;
}

/** With one decimal, rounded half away from zero. */
export function oneDecimal(exact: Fraction): string {
  const tenths = roundToCents(multiply(exact, fraction(10)));
  const digits = String(tenths < 0n ? -tenths : tenths).padStart(2, '0');
  return `${tenths < 0n ? '−' : ''}${grouped(digits.slice(0, -1))}.${digits.slice(-1)}`;
}

/** In Markdown, the first column aligned left and the others right, each as wide as its longest cell. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [header, ...rows.map((row) => row.map(String))];
  const widths = header.map((_, i) => Math.max(3, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(header), rule, ...cells.slice(1).map(line)].join('\n');
}
