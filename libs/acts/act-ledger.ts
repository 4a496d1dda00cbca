/** The act ledger: the teams that each act concerns, and how the act is paid. Source: rules, "Acts". */
import { type Quarter, firstDayOf, quarterOf } from '#libs/kernel/day.ts';
import { memoisedPer } from '#libs/kernel/memo.ts';
import { type Attachment, LISTING_FAMILY, type Listing, listedBy } from '#libs/enrolment/attachment.ts';
import type { ActVersion } from '#libs/enrolment/dossier.ts';
import { type Patient, isInOption } from '#libs/enrolment/patient.ts';
import { type Team, type Teams, rowOn, teamOf } from '#libs/enrolment/teams.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import type { OptionRule } from '#libs/regulation/values.ts';

/**
 * SUBSTITUTED: replaced by the forfait. LEAKAGE: done elsewhere for a patient of the list. FEE_FOR_SERVICE: paid by the act.
 * INFORMATION_ONLY: has no effect.
 */
export const ACT_CLASSES = ['SUBSTITUTED', 'LEAKAGE', 'FEE_FOR_SERVICE', 'INFORMATION_ONLY'] as const;
export type ActClass = (typeof ACT_CLASSES)[number];

/** Why an act is paid by the act; empty for the other classes. */
export const FEE_REASONS = [
  '',
  'TEAM_NOT_IN_FORFAIT',
  'PATIENT_NOT_LISTED',
  'PATIENT_OUTSIDE_OPTION',
  'PROFESSION_OUT_OF_SCOPE',
  'OUT_OF_SCOPE_ACT',
] as const;
export type FeeReason = Exclude<(typeof FEE_REASONS)[number], ''>;

export interface ActLedgerEntry {
  readonly actId: string;
  readonly team: string;
  readonly quarter: Quarter;
  readonly class: ActClass;
  readonly reason: FeeReason | '';
  readonly baseCents: number;
  readonly paidCents: number;
  /** For an act in scope, and a patient on the list and in the option: done inside or outside the team of the list. */
  readonly side: 'INSIDE' | 'OUTSIDE' | undefined;
  readonly reversal: boolean;
}

/** Gives up to two entries. `listing`: the lists that have the patient in the quarter of the act. */
export function ledgerEntries(act: ActVersion, attachment: Attachment, listing: Listing): ActLedgerEntry[] {
  const { patient, teams } = attachment;
  const own = teamOfExecutant(teams, act);
  if (act.informationOnly) return own === undefined ? [] : [entry(act, own, 'INFORMATION_ONLY')];
  const lister = listedBy(attachment, act.careOn, listing);
  if (lister !== undefined && isInScope(act, lister) && isInOptionOf(lister, patient, listing.quarter)) {
    if (own === lister)
      return [
        isInForfait(lister, listing.quarter)
          ? entry(act, lister, 'SUBSTITUTED', '', 'INSIDE')
          : entry(act, lister, 'FEE_FOR_SERVICE', 'TEAM_NOT_IN_FORFAIT', 'INSIDE'),
      ];
    const leakage = entry(act, lister, 'LEAKAGE', '', 'OUTSIDE');
    return own === undefined ? [leakage] : [leakage, feeForService(act, own, lister, patient)];
  }
  return own === undefined ? [] : [feeForService(act, own, lister, patient)];
}

/** The team of the executant on the day of care, among the teams whose forfait replaces acts. */
export function teamOfExecutant(teams: Teams, { executant, careOn }: ActVersion): Team | undefined {
  return teamOf(teams, executant, careOn, LISTING_FAMILY, 'EXECUTANT');
}

/** Whether the executant was ever in one of those teams. Otherwise the act concerns only the team that lists the patient. */
export function isEverOfTeam({ actingIn }: Teams, { executant }: ActVersion): boolean {
  return actingIn[LISTING_FAMILY].EXECUTANT.has(executant);
}

function entry(
  { actId, careOn, baseCents, paidCents, reversal }: ActVersion,
  team: Team,
  actClass: ActClass,
  reason: FeeReason | '' = '',
  side?: 'INSIDE' | 'OUTSIDE',
): ActLedgerEntry {
  return {
    actId,
    team: team.id,
    quarter: quarterOf(careOn),
    class: actClass,
    reason,
    baseCents,
    paidCents,
    side,
    reversal,
  };
}

function feeForService(act: ActVersion, own: Team, lister: Team | undefined, patient: Patient): ActLedgerEntry {
  return entry(act, own, 'FEE_FOR_SERVICE', feeReason(act, own, lister, patient));
}

/** The first reason that applies. */
function feeReason(act: ActVersion, own: Team, lister: Team | undefined, patient: Patient): FeeReason {
  const quarter = quarterOf(act.careOn);
  if (!isInForfait(own, quarter)) return 'TEAM_NOT_IN_FORFAIT';
  if (lister !== own) return 'PATIENT_NOT_LISTED';
  if (!isInOptionOf(own, patient, quarter)) return 'PATIENT_OUTSIDE_OPTION';
  if (!professionsInScope(own, quarter).includes(act.profession)) return 'PROFESSION_OUT_OF_SCOPE';
  return 'OUT_OF_SCOPE_ACT';
}

export function isInForfait(team: Team, quarter: Quarter): boolean {
  const phase = team.phaseOfQuarter(quarter);
  return phase === 'FORFAIT' || phase === 'FORFAIT_STARTUP';
}

/** Whether the patient is in the team's option on the first day of the quarter. */
export function isInOptionOf(team: Team, patient: Patient, quarter: Quarter): boolean {
  return isInOption(patient, optionRule(team, quarter), firstDayOf(quarter));
}

function optionRule(team: Team, quarter: Quarter): OptionRule | 'ALL' {
  return termsOf(team, quarter).option;
}

/** A scope names the professions whose acts the forfait replaces: `GP`, `GP+NURSE`. */
function professionsInScope(team: Team, quarter: Quarter): readonly string[] {
  return termsOf(team, quarter).professions;
}

/**
 * Whether an act is in scope for a team: the act's profession is in its scope, and its code is among those replaced for that profession.
 */
function isInScope({ profession, actCode, careOn }: ActVersion, team: Team): boolean {
  const { professions, codes } = termsOf(team, quarterOf(careOn));
  return professions.includes(profession) && (codes.get(profession)?.has(actCode) ?? false);
}

/** Option and scope of a team on the first day of a quarter, the same for every patient and act. */
interface Terms {
  readonly option: OptionRule | 'ALL';
  readonly professions: readonly string[];
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Throws RangeError for a team without a row or an option without a rule, which intake and the regulation exclude. */
const termsOf = memoisedPer((team: Team, quarter: Quarter): Terms => {
  const first = firstDayOf(quarter);
  const row = rowOn(team, first);
  const option = row?.option === 'ALL' ? 'ALL' : valueOn(team.scheme, 'population', first).get(row?.option ?? '');
  if (row === undefined || option === undefined)
    throw new RangeError(`no rule for option "${row?.option ?? ''}" of ${team.id}`);
  return { option, professions: row.scope.split('+'), codes: valueOn(team.scheme, 'scope_acts', first) };
});
