/** The possible faults of the two files of a version: each fault gives its place, and the right form. */
import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';

/** The required form of a value. */
export type ValueShape =
  | 'AGE_BANDS'
  | 'ALD_LIST'
  | 'BANDS'
  | 'DATED_VALUE'
  | 'ELIGIBILITY'
  | 'FACTORS'
  | 'GRID_NAMES'
  | 'INDICATOR'
  | 'INSTALMENTS'
  | 'JSON_OBJECT'
  | 'LIST'
  | 'LOCAL_FACTOR'
  | 'MONTH_AND_DAY'
  | 'NUMBERS_BY_PROFESSION'
  | 'OBJECT'
  | 'ONE_AGE_BAND_AT_LEAST'
  | 'OPTION_RULE'
  | 'OPTION_RULES'
  | 'PARAMETER'
  | 'PARAMETER_VALUES'
  | 'POINTS'
  | 'RATE'
  | 'SCOPE_ACTS'
  | 'SHARE'
  | 'TEXT'
  | 'THREE_FACTORS'
  | 'TRAITS'
  | 'VERSION'
  | 'WEIGHTS'
  | 'WHOLE_NUMBER';

/** A fault of one value, found where it is read. */
type ValueFault =
  | Refusal<'MUST_BE', { readonly shape: ValueShape }>
  /** The other fault, for a value that may also be null. */
  | Refusal<'MUST_BE_OR_NULL', { readonly otherwise: ValueFault }>
  | Refusal<'MUST_BE_ONE_OF', { readonly choices: readonly string[] }>
  | Refusal<'MUST_HAVE_ONE_OF', { readonly key: string; readonly choices: readonly string[] }>
  | Refusal<'MUST_HAVE_TEXT', { readonly key: string }>
  | Refusal<'MUST_HAVE_TEXTS', { readonly key: string }>
  | Refusal<'MUST_HAVE_FLAG', { readonly key: string }>
  | Refusal<'MUST_HAVE_DAY', { readonly key: string }>
  | Refusal<'MUST_HAVE_LIST_OF_TRAIT', { readonly key: string }>
  | Refusal<'MUST_HAVE_VALUE', NoData>
  | Refusal<'MUST_HAVE_LEGAL_TEXT', NoData>
  | Refusal<'REPEATED', { readonly id: string }>
  | Refusal<'KEY_NOT_KNOWN', { readonly key: string; readonly allowed: readonly string[] }>
  | Refusal<'PHASE_NOT_KNOWN', { readonly phase: string; readonly phases: readonly string[] }>
  | Refusal<'RULE_WITHOUT_ALD_OR_AGE', NoData>
  | Refusal<'NEURO_RULE_INCOMPLETE', NoData>
  | Refusal<'AGE_WITHOUT_BOUNDARY', NoData>
  | Refusal<'BAND_NOT_A_PAIR', NoData>
  | Refusal<'BANDS_OUT_OF_ORDER', NoData>
  | Refusal<'BANDS_WITHOUT_MISSING', NoData>
  | Refusal<'ELIGIBILITY_NAMED_TWICE', NoData>
  | Refusal<'ELIGIBILITY_WITHOUT_PATIENTS', NoData>
  | Refusal<'OPEN_AGE_BAND_MISPLACED', { readonly band: string }>
  | Refusal<'AGE_BANDS_WITH_GAP', { readonly band: string; readonly expected: number }>;

/** A fault of several values, or of the files. */
type FileFault =
  | Refusal<'SCHEME_WITHOUT_PARAMETERS', { readonly scheme: string }>
  | Refusal<'TEXT_OF_UNKNOWN_SCHEME', { readonly text: string; readonly scheme: string }>
  | Refusal<'PARAMETER_NOT_OF_FAMILY', { readonly family: string; readonly parameters: readonly string[] }>
  | Refusal<'MUST_BE_AT_MOST', { readonly greatest: string }>
  | Refusal<'MUST_NOT_BE_DECIMAL', { readonly decimal: string }>
  | Refusal<'SHARES_ARE_NOT_A_WHOLE', { readonly together: string }>
  | Refusal<'TEXT_ENDS_BEFORE_IT_BEGINS', { readonly from: string; readonly until: string }>
  | Refusal<'KEY_REPEATED', { readonly key: string }>
  | Refusal<'HOLDS_NUMBER', NoData>
  | Refusal<'DATES_OUT_OF_ORDER', NoData>
  | Refusal<'FIRST_VALUE_TOO_LATE', NoData>
  | Refusal<'OPTION_WITHOUT_RULE', { readonly option: string }>
  | Refusal<'SCOPE_WITHOUT_GRID', { readonly scope: string }>
  | Refusal<'GRID_NOT_IN_FILE', { readonly grid: string }>
  | Refusal<'GRID_ROW_MALFORMED', { readonly row: string }>
  | Refusal<'GRID_PROFILE_REPEATED', { readonly grid: string; readonly profile: string }>
  | Refusal<'GRID_PROFILE_ABSENT', { readonly profile: string }>
  | Refusal<'GRIDS_HEADER_DIFFERS', { readonly header: string; readonly expected: string }>
  | Refusal<'GRIDS_NOT_CSV', { readonly why: string }>;

/** A path in parameters.json, the file of grids, a line of it, or one grid. */
export type RegulationPlace =
  | { readonly path: string }
  | { readonly file: 'grids' }
  | { readonly gridLine: number }
  | { readonly grid: string };

export type RegulationFault = (ValueFault | FileFault) & { readonly place: RegulationPlace };

/** Collects the faults of a version, so that all of them are reported at once. */
export class Faults {
  readonly #found: RegulationFault[] = [];

  get found(): readonly RegulationFault[] {
    return this.#found;
  }

  add<C extends FileFault['code'] | ValueFault['code']>(
    place: RegulationPlace,
    code: C,
    data: Extract<FileFault | ValueFault, { readonly code: C }>['data'],
  ): void {
    this.#found.push({ place, code, data } as RegulationFault);
  }

  /** Runs a check. A ValueError becomes a fault at the path, and the result is undefined. */
  attempt<T>(path: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      this.#found.push({ place: { path }, ...error.fault });
      return undefined;
    }
  }
}

/** Refusal of one value. The reader of the file adds its place. */
export class ValueError extends Error {
  readonly fault: ValueFault;

  constructor(fault: ValueFault) {
    super(fault.code);
    this.name = 'ValueError';
    this.fault = fault;
  }
}

export function wrongValue<C extends ValueFault['code']>(
  code: C,
  data: Extract<ValueFault, { readonly code: C }>['data'],
): ValueError {
  return new ValueError({ code, data } as ValueFault);
}

export function mustBe(shape: ValueShape): ValueError {
  return wrongValue('MUST_BE', { shape });
}
