/**
 * The profile of a patient: age band, sex, ALD (any active), C2S. National averages, and so the grids, are by profile.
 */
import type { Json } from '#libs/regulation/values.ts';
import { mustBe, wrongValue } from '#libs/regulation/faults.ts';
import { listOf } from '#libs/regulation/values.ts';

export type Sex = 'F' | 'M';

export interface AgeBand {
  /** As written in files: `17-39`, `80+`. */
  readonly label: string;
  /** First age in the band, completed years. */
  readonly from: number;
}

/** Index of a profile among all profiles: ((band × 2 + sex) × 2 + ald) × 2 + c2s, F = 0 and M = 1. */
export function profileIndex(band: number, sex: Sex, ald: boolean, c2s: boolean): number {
  return ((band * 2 + (sex === 'F' ? 0 : 1)) * 2 + (ald ? 1 : 0)) * 2 + (c2s ? 1 : 0);
}

export function profileCount(bands: readonly AgeBand[]): number {
  return bands.length * 8;
}

/** A profile written as in the grids file: `17-39 F ald=0 c2s=1`. */
export function profileText(bands: readonly AgeBand[], index: number): string {
  return `${bands[index >> 3]?.label ?? '?'} ${(index >> 2) & 1 ? 'M' : 'F'} ald=${(index >> 1) & 1} c2s=${index & 1}`;
}

/** Reads bands that start at age 0 and leave no gap; only the last is open. Throws ValueError. */
export function parseAgeBands(value: Json | undefined): readonly AgeBand[] {
  const bands = listOf(value, 'AGE_BANDS').map((label, i, all) => {
    const match = typeof label === 'string' ? /^(\d+)(?:-(\d+)|\+)$/.exec(label) : null;
    if (typeof label !== 'string' || match === null) throw mustBe('AGE_BANDS');
    const open = match[2] === undefined;
    if (open !== (i === all.length - 1)) throw wrongValue('OPEN_AGE_BAND_MISPLACED', { band: label });
    return { label, from: Number(match[1]), to: open ? Infinity : Number(match[2]) };
  });
  if (bands.length === 0) throw mustBe('ONE_AGE_BAND_AT_LEAST');
  bands.forEach((band, i) => {
    const expected = i === 0 ? 0 : (bands[i - 1]?.to ?? 0) + 1;
    if (band.from !== expected || band.to < band.from)
      throw wrongValue('AGE_BANDS_WITH_GAP', { band: band.label, expected });
  });
  return bands.map(({ label, from }) => ({ label, from }));
}

/** Index of the band of an age in completed years. */
export function ageBandIndex(bands: readonly AgeBand[], age: number): number {
  let index = bands.length - 1;
  while (index > 0 && age < (bands[index]?.from ?? 0)) index--;
  return index;
}
