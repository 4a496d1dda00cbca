/**
 * The possible faults of a row: the reason, and its code. The sentence for a person is made from the reason where it is shown. Source:
 * facts, "What a bad row gets".
 */
import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';

/** In order of precedence: a row with several faults is named by the first. */
export const FAULT_CODES = [
  'ERASED',
  'COLUMN_COUNT',
  'REQUIRED',
  'DATE',
  'QUARTER',
  'NUMBER',
  'IDENTIFIER',
  'RPPS',
  'FINESS',
  'CODE',
  'OPTION',
  'RANGE',
  'PERIOD_ORDER',
  'PHASE_START',
  'THRESHOLD_ORDER',
  'REVERSAL',
  'UNKNOWN_TEAM',
  'ACT_CONFLICT',
  'IMPLAUSIBLE',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/**
 * KNOWN_TO_COME, HELD_TO_COME: days from the day of recording to the day in the column. HELD_AFTER_KNOWN: days from `known_on` to it.
 * AGE, KNOWN_LATE: years from the column to `known_on`. SIZE: absolute value of a number. MORE_THAN_BASE: the amount by which the column
 * exceeds `base_cents`, without signs.
 */
export type PlausibilityCode =
  | 'KNOWN_TO_COME'
  | 'HELD_TO_COME'
  | 'HELD_AFTER_KNOWN'
  | 'KNOWN_LATE'
  | 'AGE'
  | 'SIZE'
  | 'MORE_THAN_BASE';

/** The reason why a field, or the row as a whole, is wrong, and the data for its sentence besides the field. */
export type FaultReason =
  | Refusal<'WRONG_COLUMN_COUNT', { readonly found: number; readonly expected: number }>
  | Refusal<'MISSING', NoData>
  /** No part of the row is kept. */
  | Refusal<'PATIENT_ERASED', NoData>
  | Refusal<'NOT_A_DAY', NoData>
  /** The number of a day in a spreadsheet; `day` counted from 1900, as Excel on Windows does. */
  | Refusal<'DAY_AS_NUMBER', { readonly day: string }>
  | Refusal<'SHORT_YEAR', NoData>
  | Refusal<'NOT_A_QUARTER', NoData>
  /** A spreadsheet program kept the first digits only: 1,2E+05. */
  | Refusal<'ROUNDED_NUMBER', NoData>
  | Refusal<'ROUNDED_IDENTIFIER', NoData>
  | Refusal<'ROUNDED_RPPS', NoData>
  /** A spreadsheet program took it for a number. */
  | Refusal<'FINESS_WITHOUT_ZERO', NoData>
  | Refusal<'COMMUNE_WITHOUT_ZERO', NoData>
  | Refusal<'NOT_A_YEAR', NoData>
  | Refusal<'NOT_A_WHOLE_NUMBER', NoData>
  | Refusal<'NOT_A_PERCENTAGE', NoData>
  | Refusal<'TOO_GREAT_A_NUMBER', NoData>
  | Refusal<'TOO_LONG', { readonly max: number }>
  | Refusal<'NOT_A_TEAM_NAME', NoData>
  | Refusal<'SOCIAL_SECURITY_NUMBER', NoData>
  /** No part of the row is kept. */
  | Refusal<'NAMES_PATIENT', NoData>
  /** A character that is invisible or changes the reading direction. */
  | Refusal<'UNSEEN_CHARACTER', NoData>
  /** A blank changes the identity of an identifier or a code. */
  | Refusal<'BLANK_AROUND', NoData>
  | Refusal<'NOT_AN_RPPS', NoData>
  | Refusal<'NOT_A_FINESS', NoData>
  | Refusal<'NOT_ONE_OF', { readonly list: readonly string[] }>
  | Refusal<'NOT_AN_ACT_CODE', NoData>
  | Refusal<'NOT_A_COMMUNE', NoData>
  | Refusal<'ALD_NUMBER_OF_C2S', NoData>
  | Refusal<'NOT_OF_SCHEME', { readonly scheme: string; readonly allowed: readonly string[] }>
  | Refusal<'SCHEME_OF_TEAM_CHANGED', { readonly team: string; readonly scheme: string }>
  | Refusal<'PHASE_NOT_OF_SCHEME', { readonly scheme: string; readonly phases: readonly string[] }>
  | Refusal<'NOT_0_TO_100', NoData>
  | Refusal<'NEGATIVE', NoData>
  | Refusal<'NOT_AN_ALD_NUMBER', { readonly last: number }>
  | Refusal<'NUMERATOR_TOO_GREAT', { readonly denominator: string }>
  | Refusal<'REVENUE_NOT_POSITIVE', NoData>
  | Refusal<'CREDIT_OF_ZERO', NoData>
  | Refusal<'QUANTITY_OF_ZERO', NoData>
  | Refusal<'KNOWN_BEFORE_1990', NoData>
  | Refusal<'DEATH_BEFORE_BIRTH', { readonly birth: string }>
  | Refusal<'END_BEFORE_START', { readonly from: string }>
  | Refusal<'PHASE_WITHIN_QUARTER', NoData>
  | Refusal<'ACTIVE_WITHIN_YEAR', { readonly nextYear: number }>
  | Refusal<'PHASE_BEFORE_TEXT', { readonly scheme: string; readonly text: string; readonly from: string }>
  | Refusal<
      'THRESHOLDS_OUT_OF_ORDER',
      { readonly indicator: string; readonly target: string; readonly higherIsBetter: boolean }
    >
  | Refusal<'REVERSAL_OF_POSITIVE_QUANTITY', { readonly quantity: string }>
  | Refusal<'NOTHING_REVERSED', NoData>
  | Refusal<'POSITIVE_REVERSAL', NoData>
  | Refusal<'REVERSES_ITSELF', NoData>
  | Refusal<'REVERSES_REVERSAL', NoData>
  | Refusal<'REVERSAL_DIFFERS', { readonly columns: readonly string[] }>
  | Refusal<'TEAM_NOT_RECORDED', NoData>
  | Refusal<'ACT_ID_TAKEN', NoData>
  /** The value is beyond the bound of a rule of plausibility.ts. */
  | Refusal<'IMPLAUSIBLE', { readonly rule: PlausibilityCode; readonly bound: number }>;

export type ReasonCode = FaultReason['code'];
export type ReasonData<R extends ReasonCode> = Extract<FaultReason, { readonly code: R }>['data'];

/** The reasons that say all by themselves. */
export type PlainReason = { [R in ReasonCode]: ReasonData<R> extends NoData ? R : never }[ReasonCode];

const CODE_OF: Readonly<Record<ReasonCode, FaultCode>> = {
  WRONG_COLUMN_COUNT: 'COLUMN_COUNT',
  MISSING: 'REQUIRED',
  NOT_A_DAY: 'DATE',
  DAY_AS_NUMBER: 'DATE',
  SHORT_YEAR: 'DATE',
  NOT_A_QUARTER: 'QUARTER',
  ROUNDED_NUMBER: 'NUMBER',
  ROUNDED_IDENTIFIER: 'IDENTIFIER',
  ROUNDED_RPPS: 'RPPS',
  FINESS_WITHOUT_ZERO: 'FINESS',
  COMMUNE_WITHOUT_ZERO: 'CODE',
  NOT_A_YEAR: 'NUMBER',
  NOT_A_WHOLE_NUMBER: 'NUMBER',
  NOT_A_PERCENTAGE: 'NUMBER',
  TOO_GREAT_A_NUMBER: 'NUMBER',
  TOO_LONG: 'IDENTIFIER',
  NOT_A_TEAM_NAME: 'IDENTIFIER',
  SOCIAL_SECURITY_NUMBER: 'IDENTIFIER',
  NAMES_PATIENT: 'IDENTIFIER',
  UNSEEN_CHARACTER: 'IDENTIFIER',
  BLANK_AROUND: 'IDENTIFIER',
  NOT_AN_RPPS: 'RPPS',
  NOT_A_FINESS: 'FINESS',
  NOT_ONE_OF: 'CODE',
  NOT_AN_ACT_CODE: 'CODE',
  NOT_A_COMMUNE: 'CODE',
  ALD_NUMBER_OF_C2S: 'CODE',
  NOT_OF_SCHEME: 'OPTION',
  SCHEME_OF_TEAM_CHANGED: 'OPTION',
  PHASE_NOT_OF_SCHEME: 'OPTION',
  NOT_0_TO_100: 'RANGE',
  NEGATIVE: 'RANGE',
  NOT_AN_ALD_NUMBER: 'RANGE',
  NUMERATOR_TOO_GREAT: 'RANGE',
  REVENUE_NOT_POSITIVE: 'RANGE',
  CREDIT_OF_ZERO: 'RANGE',
  QUANTITY_OF_ZERO: 'RANGE',
  KNOWN_BEFORE_1990: 'PERIOD_ORDER',
  PATIENT_ERASED: 'ERASED',
  DEATH_BEFORE_BIRTH: 'PERIOD_ORDER',
  END_BEFORE_START: 'PERIOD_ORDER',
  PHASE_WITHIN_QUARTER: 'PHASE_START',
  ACTIVE_WITHIN_YEAR: 'PHASE_START',
  PHASE_BEFORE_TEXT: 'PHASE_START',
  THRESHOLDS_OUT_OF_ORDER: 'THRESHOLD_ORDER',
  REVERSAL_OF_POSITIVE_QUANTITY: 'REVERSAL',
  NOTHING_REVERSED: 'REVERSAL',
  POSITIVE_REVERSAL: 'REVERSAL',
  REVERSES_ITSELF: 'REVERSAL',
  REVERSES_REVERSAL: 'REVERSAL',
  REVERSAL_DIFFERS: 'REVERSAL',
  TEAM_NOT_RECORDED: 'UNKNOWN_TEAM',
  ACT_ID_TAKEN: 'ACT_CONFLICT',
  IMPLAUSIBLE: 'IMPLAUSIBLE',
};

export interface Fault {
  readonly code: FaultCode;
  readonly reason: FaultReason;
  /** The column concerned, if there is one, and its content. */
  readonly at: { readonly column: string; readonly field: string } | undefined;
}

export function fault<R extends ReasonCode>(
  reason: R,
  data: ReasonData<R>,
  at: { readonly column: string; readonly field: string } | undefined,
): Fault {
  return { code: CODE_OF[reason], reason: { code: reason, data } as FaultReason, at };
}

/** In the order of the codes: the first one names the row. */
export function inOrderOfCodes(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((a, b) => FAULT_CODES.indexOf(a.code) - FAULT_CODES.indexOf(b.code));
}
