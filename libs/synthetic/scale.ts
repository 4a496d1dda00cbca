/** How large an experiment is, and the years its facts cover. */
import { dayOf, type Day } from '#libs/kernel/day.ts';

export interface Scale {
  readonly pepsTeams: number;
  readonly pepsPatients: number;
  readonly primordialTeams: number;
  readonly primordialPatients: number;
  readonly ipepGroups: number;
  readonly ipepPatients: number;
  /** Mean number of lines of a patient in a year, reversals not counted. */
  readonly actsPerPatientYear: number;
  /** Years of facts, up to the end of 2025. */
  readonly years: number;
  /** Multiplies the patients and leaves the teams unchanged; default 1. */
  readonly patientsFactor?: number;
}

export const DEMO: Scale = {
  pepsTeams: 15,
  pepsPatients: 6_000,
  primordialTeams: 5,
  primordialPatients: 2_000,
  ipepGroups: 30,
  ipepPatients: 2_400,
  actsPerPatientYear: 2.6,
  years: 6,
};

/**
 * The size of the real experiments: 57,349 patients in PEPS, 31,500 in PRIMORDIAL, 30 IPEP groups with 550,000 (2023,
 * concourspluripro.fr). The acts are fewer than in life (3.3 visits to a GP in 2022, DREES, and nursing acts).
 */
export const NATIONAL: Scale = {
  pepsTeams: 60,
  pepsPatients: 57_349,
  primordialTeams: 5,
  primordialPatients: 31_500,
  ipepGroups: 30,
  ipepPatients: 550_000,
  actsPerPatientYear: 4,
  years: 6,
};

const LAST_YEAR = 2025;

/** The days that bound the facts of an experiment. */
export interface Horizon {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** The payer's first delivery, in the month before the first day. */
  readonly firstKnown: Day;
  /** No fact becomes known later. */
  readonly lastKnown: Day;
}

export function horizonOf(scale: Scale): Horizon {
  const firstYear = LAST_YEAR + 1 - scale.years;
  return {
    firstYear,
    lastYear: LAST_YEAR,
    firstDay: dayOf(firstYear, 1, 1),
    lastDay: dayOf(LAST_YEAR, 12, 31),
    firstKnown: dayOf(firstYear - 1, 12, 2),
    lastKnown: dayOf(LAST_YEAR + 1, 9, 30),
  };
}

/** A day on which the payer may have received a fact, within the horizon. */
export function knownAt(horizon: Horizon, day: Day): Day {
  return Math.min(Math.max(day, horizon.firstKnown), horizon.lastKnown);
}

export function patientsOf(scale: Scale, cohort: 'PEPS' | 'PRIMORDIAL' | 'IPEP'): number {
  const base = { PEPS: scale.pepsPatients, PRIMORDIAL: scale.primordialPatients, IPEP: scale.ipepPatients }[cohort];
  return Math.round(base * (scale.patientsFactor ?? 1));
}
