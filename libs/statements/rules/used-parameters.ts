/** The parameters of a statement, and those of each of its lines. */
import type { Day } from '#libs/kernel/day.ts';
import { memoisedPer } from '#libs/kernel/memo.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type Scheme, parameterOn } from '#libs/regulation/regulation.ts';
import type { ParameterName } from '#libs/regulation/values.ts';
import type { LineName, UsedParameter } from '#libs/statements/rules/statement.ts';

/** A parameter with its source, which a statement does not store. */
export interface SourcedParameter extends UsedParameter {
  readonly reference: string;
}

/** Every parameter of the scheme, by name, with its value on a day: the same list for every team. */
export const usedParameters = memoisedPer((scheme: Scheme, day: Day): readonly SourcedParameter[] =>
  [...scheme.parameters.keys()].sort(compareText).map((parameter) => {
    const { status, written, from, reference } = parameterOn(scheme, parameter, day);
    return { parameter, status, value: written, from, reference };
  }),
);

const LIST: readonly ParameterName[] = ['presence', 'population'];
const ACTS: readonly ParameterName[] = [...LIST, 'scope_acts'];
const GAINS: readonly ParameterName[] = [
  'reference_day',
  'share_group',
  'spending_cap_cents',
  'minimum_savings_rate',
  'gain_cap_rate',
];

const SCORE: readonly ParameterName[] = [
  'quality_weights',
  'unrated',
  'minimum_denominator',
  'quality_provisional',
  'experience_points',
];

/** The parameters of each line. A line computed from another one also depends on the parameters of that one. */
export const PARAMETERS_OF_LINE: Readonly<Record<LineName, readonly ParameterName[]>> = {
  CAPITATION: [...LIST, 'grid', 'comorbidity_factor'],
  FIDELISATION: [
    ...ACTS,
    'fidelisation_lag_quarters',
    'fidelisation_min_acts',
    'fidelisation_floor',
    'fidelisation_level',
  ],
  LOCAL: ['local_factor'],
  QUALITY: ['quality_max_rate', 'quality_presumed_rate', ...SCORE],
  CAP: ['cap_rate', 'cap_fallback', 'payment_cap_rate'],
  FEE_FOR_SERVICE_OFFSET: ACTS,
  FLOOR: [],
  STARTUP_CREDIT: [],
  DOUBLE_PAYMENT: ACTS,
  ECART: [...GAINS, 'share_ecart'],
  EVOLUTION: [...GAINS, 'share_evolution', 'previous_list', 'evolution_method'],
  QUALITY_MODULATION: ['combination', 'score_cap', 'quality_gate', 'quality_amount_cents', ...SCORE],
};
