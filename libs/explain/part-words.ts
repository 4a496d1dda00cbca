/** The label of a part of an explanation, and the formula of its figure, as codes with data. Their French is in libs/words. */
import type { NoData } from '#libs/kernel/domain-error.ts';
import type { Day, Quarter } from '#libs/kernel/day.ts';
import type { Fraction } from '#libs/kernel/fraction.ts';
import type { QualityResult } from '#libs/enrolment/teams.ts';
import type { Threshold } from '#libs/enrolment/reference-data.ts';
import type { Indicator } from '#libs/regulation/regulation.ts';
import type { ParameterValue } from '#libs/regulation/values.ts';
import type { OwnRate } from '#libs/statements/rules/quarterly/own-fidelisation.ts';
import type { LineName, RateName } from '#libs/statements/rules/statement.ts';

/** The gap between expected and observed spending: of the year of the statement, or of the year before. */
type GapOf = 'CURRENT' | 'PREVIOUS';

interface LabelData {
  readonly LINE: { readonly line: LineName };
  /** A line before, taken off. */
  readonly LESS_LINE: { readonly line: LineName };
  /** The change of a line before its rounding. */
  readonly CHANGE: { readonly line: LineName };
  readonly ROUNDING: NoData;
  readonly RATE: { readonly rate: RateName };
  readonly PATIENT: { readonly patient: string };
  readonly PATIENT_NOT_COMPARED: { readonly patient: string; readonly year: number };
  readonly ACT: {
    readonly reversal: boolean;
    readonly actId: string;
    readonly careOn: Day;
    readonly actCode: string;
  };
  /** The sum kept for the acts of an erased patient, without the acts. */
  readonly ACTS_OF_ERASED: NoData;
  readonly CREDIT: { readonly label: string; readonly dueOn: Day };
  readonly ACTS_INSIDE: { readonly quarter: Quarter };
  readonly ACTS_OUTSIDE: { readonly quarter: Quarter };
  readonly ACTS_MEASURED: { readonly quarter: Quarter };
  readonly POVERTY_RATE: { readonly commune: string; readonly year: number | undefined };
  /** `year`: of the row that gives no rate; undefined if there is no row. */
  readonly POVERTY_RATE_UNKNOWN: { readonly commune: string; readonly year: number | undefined };
  readonly REFERENCE_REVENUE: { readonly quarter: Quarter };
  readonly REFERENCE_REVENUE_UNKNOWN: NoData;
  readonly SUBSTITUTED_ACTS_AS_REFERENCE: NoData;
  readonly SCORE: { readonly year: number };
  /** The score of an earlier year is used. */
  readonly PROVISIONAL_SCORE: { readonly year: number; readonly asked: number };
  readonly SCORE_UNKNOWN: { readonly year: number };
  readonly INDICATOR: { readonly indicator: Indicator; readonly rated: boolean };
  readonly EXPERIENCE: NoData;
  readonly GROUP_SHARE: NoData;
  readonly GAIN_SHARE: { readonly line: 'ECART' | 'EVOLUTION' };
  readonly LISTED_PATIENTS: NoData;
  readonly GAP: { readonly of: GapOf; readonly year: number };
  readonly GAP_OF_NOBODY: { readonly of: GapOf; readonly year: number };
}

interface FormulaData {
  readonly ACT: {
    /** Undefined if it counts for no side of a team. */
    readonly side: 'INSIDE' | 'OUTSIDE' | undefined;
    /** Team of the executant. */
    readonly by: string | undefined;
    readonly profession: string;
    readonly executant: string;
    readonly baseCents: bigint;
    readonly paidCents: bigint;
  };
  readonly DOUBLE_PAYMENT: { readonly quarter: Quarter };
  readonly FEE_FOR_SERVICE_OFFSET: { readonly quarter: Quarter };
  readonly FLOOR: { readonly sumCents: bigint };
  readonly STARTUP_CREDIT: { readonly first: Day; readonly last: Day };
  readonly GRID_SHARE: {
    readonly grid: string;
    readonly profile: string;
    readonly yearlyCents: bigint;
    readonly factor: Fraction;
    readonly days: number;
    /** Days of the quarter; 1 if presence is not counted in days. */
    readonly of: number;
  };
  readonly FIDELISATION_SHARE: { readonly share: Fraction; readonly l: Fraction };
  /** Used if each patient has a separate rate. */
  readonly OWN_FIDELISATION_SHARE: {
    readonly share: Fraction;
    readonly l: Fraction;
    readonly own: OwnRate;
    readonly floor: Fraction;
  };
  readonly LOCAL_SHARE: { readonly share: Fraction; readonly t: Fraction };
  readonly QUALITY_SHARE: { readonly share: Fraction; readonly q: Fraction };
  readonly CAPITATION: { readonly g: Fraction };
  readonly FIDELISATION: { readonly gl: Fraction };
  readonly LOCAL: { readonly glt: Fraction };
  readonly QUALITY: { readonly f: Fraction };
  readonly CAP: { readonly rate: Fraction; readonly referenceCents: bigint; readonly f: Fraction };
  readonly NO_CAP: NoData;
  readonly PAYMENT_CAP: { readonly rate: Fraction; readonly ceiling: Fraction; readonly c: Fraction };
  readonly NO_EXPECTED_SPENDING: NoData;
  readonly NO_REFERENCE_REVENUE: NoData;
  readonly FIDELISATION_RATE: {
    readonly insideCents: bigint;
    readonly totalCents: bigint;
    readonly floor: Fraction;
    readonly rate: Fraction;
  };
  readonly OWN_FIDELISATION_RATES: { readonly patients: number; readonly measured: number };
  readonly NOTHING_TO_MEASURE: NoData;
  readonly TOO_FEW_ACTS: { readonly acts: number; readonly least: number };
  readonly LOCAL_FACTOR: Pick<ParameterValue<'local_factor'>, 'bands'>;
  readonly LOCAL_FACTOR_MISSING: Pick<ParameterValue<'local_factor'>, 'missing'>;
  readonly QUALITY_PRESUMED: NoData;
  readonly QUALITY_WITHOUT_SCORE: NoData;
  readonly QUALITY_RATE: { readonly greatest: Fraction; readonly score: Fraction };
  readonly SCORE: {
    readonly socle: Fraction;
    readonly carte: Fraction;
    readonly unrated: ParameterValue<'unrated'>;
  };
  readonly INDICATOR: {
    readonly year: number;
    readonly result: QualityResult | undefined;
    readonly before: QualityResult | undefined;
    readonly threshold: Threshold | undefined;
    readonly direction: Indicator['direction'];
    /** Undefined if it is not rated. */
    readonly rating: Fraction | undefined;
    /** The points for a rating of 1; 0 if the indicator is not in the mean. */
    readonly points: Fraction;
    /** The denominator that a result needs to count. */
    readonly least: number;
  };
  readonly EXPERIENCE: { readonly points: Fraction; readonly result: QualityResult };
  readonly LEVEL_GAIN: { readonly gain: Fraction };
  readonly EVOLUTION_GAIN: { readonly method: ParameterValue<'evolution_method'>; readonly gain: Fraction };
  readonly ECART: { readonly a: Fraction };
  readonly EVOLUTION: { readonly b: Fraction };
  readonly QUALITY_MODULATION: {
    readonly combination: ParameterValue<'combination'>;
    readonly scoreCap: Fraction;
    readonly gate: Fraction | null;
    /** The amount for the whole list at a score of 100. */
    readonly qualityCents: Fraction;
    readonly c: Fraction;
  };
  readonly GAP: { readonly expected: Fraction; readonly observed: Fraction; readonly patients: number };
  readonly PATIENT_GAP: {
    readonly expectedCents: number;
    readonly observedCents: number;
    readonly patients: number;
  };
}

type Coded<Data> = { readonly [C in keyof Data]: { readonly code: C; readonly data: Data[C] & object } }[keyof Data];

export type PartLabel = Coded<LabelData>;
export type PartFormula = Coded<FormulaData>;

export function label<C extends keyof LabelData>(code: C, data: LabelData[C]): PartLabel {
  return { code, data } as PartLabel;
}

export function formula<C extends keyof FormulaData>(code: C, data: FormulaData[C]): PartFormula {
  return { code, data } as PartFormula;
}
