/** The fee of an act on a day, in cents. */
import { dayOf, type Day } from '#libs/kernel/day.ts';

const MMG = dayOf(2023, 11, 1); // règlement arbitral: 1.50 euros more (csmf.org)
const CONVENTION = dayOf(2024, 12, 22); // medical convention 2024-2029 (ameli.fr)
const IMT = dayOf(2023, 5, 15); // aefinfo.fr
const PREVENTION = dayOf(2024, 5, 29); // arrêté of 28 May 2024
const JULY_2025 = dayOf(2025, 7, 1); // fmfpro.org

type Steps = readonly (readonly [from: Day, cents: number])[];

const GENERAL: Steps = [
  [0, 2500],
  [MMG, 2650],
  [CONVENTION, 3000],
];

/** Keyed by PRS_NAT code. Sources as above and onsil.fr for nurses; "ours" marks an assumption. */
const FEES: Readonly<Record<string, Steps>> = {
  // APC
  '1103': [
    [0, 5500],
    [MMG, 5650],
    [CONVENTION, 6000],
  ],
  // COE, out of scope
  '1104': [
    [0, 4600],
    [MMG, 4750],
    [CONVENTION, 5400],
    [JULY_2025, 6000],
  ],
  // CCX, out of scope
  '1105': [
    [0, 4600],
    [MMG, 4750],
  ],
  '1109': GENERAL, // GS, until 21 December 2024
  '1110': GENERAL, // G
  '1111': [[0, 2300]], // C
  '1112': [[0, 2300]], // CS, ours: as C
  '1125': [[0, 500]], // MCG
  '1191': GENERAL, // TC, ours: as G
  '1192': [[0, 2500]], // TCG, until 31 October 2023
  '1209': GENERAL, // VGS, until 21 December 2024
  '1210': GENERAL, // VG
  '1211': [[0, 2300]], // V
  '1212': [[0, 2300]], // VS, ours: as V
  '1048': [[IMT, 6000]], // IMT, out of scope
  '1203': [[PREVENTION, 3000]], // prevention appointment, out of scope
  '1903': [[0, 500]], // MEG, out of scope
  '3111': [[0, 315]], // AMI 1
  '3112': [[0, 265]], // AIS 1
  '3115': [[0, 1000]], // DI
  '3120': [[0, 315]], // AMX 1
  '3106': [[0, 2870]], // BSC, out of scope
  '3108': [[0, 1300]], // BSA, out of scope
  '3116': [[0, 135]], // MAU, out of scope
};

export function feeOn(code: string, on: Day): number {
  const steps = FEES[code];
  const fee = steps?.findLast(([from]) => from <= on)?.[1];
  if (fee === undefined) throw new RangeError(`act ${code} has no fee on that day`);
  return fee;
}

/** From these days a code is no longer, or already, in use. */
export const CHANGES = { MMG, CONVENTION, IMT, PREVENTION };

/** The acts that a forfait replaces, by profession. */
export const SCOPE_ACTS = {
  GP: new Set('1103 1109 1110 1111 1112 1125 1191 1192 1209 1210 1211 1212'.split(' ')),
  NURSE: new Set('3111 3112 3115 3120'.split(' ')),
};
