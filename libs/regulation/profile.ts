/**
 * The profile of a patient: age band, sex, ALD (any active), C2S. National averages, and so the grids, are by profile.
 */
import type { Json } from '#libs/regulation/values.ts';
import { ValueError, listOf } from '#libs/regulation/values.ts';

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

/** Words for a profile, as in the grids file: `17-39 F ald=0 c2s=1`. */
export function profileText(bands: readonly AgeBand[], index: number): string {
  return `${bands[index >> 3]?.label ?? '?'} ${(index >> 2) & 1 ? 'M' : 'F'} ald=${(index >> 1) & 1} c2s=${index & 1}`;
}

/** The bands must follow one another without a gap from age 0, the last open. Throws ValueError. */
export function parseAgeBands(value: Json | undefined): readonly AgeBand[] {
  const bands = listOf(value, 'une liste de tranches d’âge telles que "0-6" et "80+"').map((label, i, all) => {
    const match = typeof label === 'string' ? /^(\d+)(?:-(\d+)|\+)$/.exec(label) : null;
    if (typeof label !== 'string' || match === null)
      throw new ValueError('doit être une liste de tranches telles que "0-6" et "80+"');
    const open = match[2] === undefined;
    if (open !== (i === all.length - 1))
      throw new ValueError(`doit finir par sa seule tranche ouverte ; « ${label} » n'est pas à sa place`);
    return { label, from: Number(match[1]), to: open ? Infinity : Number(match[2]) };
  });
  if (bands.length === 0) throw new ValueError('doit être une liste d’au moins une tranche');
  bands.forEach((band, i) => {
    const expected = i === 0 ? 0 : (bands[i - 1]?.to ?? 0) + 1;
    if (band.from !== expected || band.to < band.from)
      throw new ValueError(`doivent se suivre sans trou : « ${band.label} » devrait commencer à ${expected}`);
  });
  return bands.map(({ label, from }) => ({ label, from }));
}

/** Index of the band of an age in completed years. */
export function ageBandIndex(bands: readonly AgeBand[], age: number): number {
  let index = bands.length - 1;
  while (index > 0 && age < (bands[index]?.from ?? 0)) index--;
  return index;
}
