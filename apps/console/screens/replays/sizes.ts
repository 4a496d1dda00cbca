/** Sums over the result of a replay; amounts are whole cents. */
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { magnitude } from '../../parts/magnitude.ts';
import type { Replayed } from './queries.ts';

export function decidedCents({ lines }: Replayed): bigint {
  return sumCentsOf(lines, ({ decidedCents: cents }) => BigInt(cents));
}

export function nowCents({ lines }: Replayed): bigint {
  return sumCentsOf(lines, ({ nowCents: cents }) => BigInt(cents));
}

/** Whether an amount or a day of payment would change. */
export function isChanged({ lines, moves }: Replayed): boolean {
  return moves.length > 0 || lines.some(({ differenceCents }) => differenceCents !== '0');
}

/** Only a decided statement is regularised, and only as a replay with codes shows it: those of former versions have none. */
export function canBeRegularised(one: Replayed): boolean {
  return one.decided && isChanged(one) && one.code !== undefined;
}

/** The largest difference first; then by period and team. */
export function bySize(all: readonly Replayed[]): readonly Replayed[] {
  return all.toSorted((a, b) => {
    const [sizeA, sizeB] = [magnitude(a.differenceCents), magnitude(b.differenceCents)];
    if (sizeA !== sizeB) return sizeA < sizeB ? 1 : -1;
    return periodKey(a) < periodKey(b) ? -1 : 1;
  });
}

export function periodKey({ period, team }: { readonly period: string; readonly team: string }): string {
  return `${period} ${team}`;
}
