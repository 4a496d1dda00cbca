/**
 * What can be wrong with a row: the codes, in the order in which the first one names the row. Source: facts, "What a bad row
 * gets".
 */
export const FAULT_CODES = [
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
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

export interface Fault {
  readonly code: FaultCode;
  /** The column it is about, where it is about one. */
  readonly column?: string;
  /** In French: what is wrong, with what, and what would be right. */
  readonly sentence: string;
}

/** The code of a row with several faults is the first of the list; its message has a sentence for each. */
export function verdict(faults: readonly Fault[]): { code: FaultCode; message: string } {
  const ordered = [...faults].sort((a, b) => FAULT_CODES.indexOf(a.code) - FAULT_CODES.indexOf(b.code));
  const [first] = ordered;
  if (first === undefined) throw new RangeError('a row without faults has no verdict');
  return { code: first.code, message: ordered.map(({ sentence }) => sentence).join(' ') };
}

export type WarningCode =
  | 'RPPS_KEY'
  | 'UNKNOWN_REVERSED_ACT'
  | 'REVERSED_TWICE'
  | 'LATE_ACT_DIFFERS'
  | 'TWO_TEAMS'
  | 'CREDIT_WITHOUT_STATEMENT';

/** Recorded all the same, and reported. */
export interface Warning {
  readonly code: WarningCode;
  readonly file: string;
  readonly line: number | undefined;
  readonly sentence: string;
}
