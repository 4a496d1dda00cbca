/**
 * The families of schemes, as data: the properties that the calculation, intake and the weekly work need, without knowing a family's name.
 * The functions that calculate for each are in libs/statements/rules/families.ts.
 */
import type { PeriodKind } from '#libs/kernel/period.ts';
import type { ParameterName } from '#libs/regulation/values.ts';

interface FamilyTraits {
  /** The kind of period of a statement. */
  readonly period: PeriodKind;
  /** When a team has a statement for a period: in the experiment on its first day, or ACTIVE on its first and last days. */
  readonly requires: 'IN_EXPERIMENT_ON_FIRST_DAY' | 'ACTIVE_ON_FIRST_AND_LAST_DAY';
  /** When a period can be calculated: from its first day, or from the day after its last. */
  readonly calculable: 'FROM_FIRST_DAY' | 'AFTER_LAST_DAY';
  /** Whether a forfait replaces acts: its teams then have an act ledger. */
  readonly replacesActs: boolean;
  /** A scheme of the family has exactly these parameters. It may lack those of UNLESS_SET (values.ts). */
  readonly parameters: readonly ParameterName[];
}

const QUALITY = [
  'quality_weights',
  'unrated',
  'minimum_denominator',
  'quality_provisional',
  'experience_points',
  'eligibility',
  'instalments',
] as const;

/** Substitutive: a forfait replaces acts (PEPS, PRIMORDIAL). Incentive: a share of savings on top of fees (IPEP). */
export const FAMILIES = {
  SUBSTITUTIVE: {
    period: 'QUARTER',
    requires: 'IN_EXPERIMENT_ON_FIRST_DAY',
    calculable: 'FROM_FIRST_DAY',
    replacesActs: true,
    parameters: [
      'presence',
      'grid',
      'comorbidity_factor',
      'scope_acts',
      'population',
      'fidelisation_lag_quarters',
      'fidelisation_min_acts',
      'fidelisation_floor',
      'fidelisation_level',
      'local_factor',
      'quality_max_rate',
      'quality_presumed_rate',
      'cap_rate',
      'cap_fallback',
      ...QUALITY,
    ],
  },
  INCENTIVE: {
    period: 'YEAR',
    requires: 'ACTIVE_ON_FIRST_AND_LAST_DAY',
    calculable: 'AFTER_LAST_DAY',
    replacesActs: false,
    parameters: [
      'reference_day',
      'share_ecart',
      'share_evolution',
      'share_group',
      'previous_list',
      'evolution_method',
      'spending_cap_cents',
      'minimum_savings_rate',
      'gain_cap_rate',
      'quality_gate',
      'combination',
      'quality_amount_cents',
      'payment_cap_rate',
      'score_cap',
      ...QUALITY,
    ],
  },
} as const satisfies Readonly<Record<string, FamilyTraits>>;

export type Family = keyof typeof FAMILIES;

export const FAMILY_NAMES = Object.keys(FAMILIES) as readonly Family[];

export function traitsOf({ family }: { readonly family: Family }): FamilyTraits {
  return FAMILIES[family];
}
