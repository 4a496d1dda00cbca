/** The tables of the bench, and whether every target is met. */
import { table } from '#apps/cli/terminal.ts';

export interface Measurement {
  readonly name: string;
  readonly control: string;
  readonly product: string;
  readonly ratio: number;
  /** The same in processor seconds, which other work on the machine affects less. */
  readonly processor?: number;
  readonly target: { readonly atLeast: number } | { readonly atMost: number };
}

export function isMet({ ratio, target }: Measurement): boolean {
  return 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
}

export function report(measured: readonly Measurement[]): string {
  const hasProcessor = measured.some(({ processor }) => processor !== undefined);
  const ifProcessor = (text: string): string[] => (hasProcessor ? [text] : []);
  return table(
    ['measure', 'control', 'product', 'ratio', ...ifProcessor('of processor'), 'target', ''],
    measured.map((one) => [
      one.name,
      one.control,
      one.product,
      one.ratio.toFixed(2),
      ...ifProcessor(one.processor?.toFixed(2) ?? ''),
      'atLeast' in one.target ? `≥ ${one.target.atLeast}` : `≤ ${one.target.atMost}`,
      isMet(one) ? 'pass' : 'FAIL',
    ]),
  );
}

/** `1,234,567 rows/s` */
export function rate(count: number, seconds: number, unit: string): string {
  return `${Math.round(count / seconds).toLocaleString('en')} ${unit}/s`;
}

export function milliseconds(seconds: number): string {
  return `${(seconds * 1000).toFixed(0)} ms`;
}

export function microseconds(seconds: number): string {
  return `${(seconds * 1e6).toFixed(1)} µs`;
}
