/** Warnings: the row is recorded, and the warning is reported. */
import type { Implausible } from '#libs/facts/plausibility.ts';
import type { Refusal } from '#libs/kernel/domain-error.ts';

interface OfAct {
  readonly act: string;
}

export type WarningReason =
  /** `once`: reported once for each number. */
  | Refusal<'RPPS_KEY', { readonly rpps: string; readonly once: boolean }>
  | Refusal<'UNKNOWN_REVERSED_ACT', OfAct>
  | Refusal<'REVERSED_TWICE', OfAct>
  | Refusal<'LATE_ACT_DIFFERS', OfAct & { readonly columns: readonly string[] }>
  | Refusal<'TWO_TEAMS', { readonly rpps: string; readonly teams: readonly [string, string]; readonly day: string }>
  /** Counts over the rows of a file. */
  | Refusal<'UNKNOWN_PATIENT', { readonly rows: number; readonly patients: number }>
  | Refusal<'IMPLAUSIBLE_VALUE', Omit<Implausible, 'field'>>
  /** `columns`: of the key of the fact that the row withdraws. */
  | Refusal<'WITHDRAWS_NOTHING', { readonly columns: readonly string[] }>
  | Refusal<'CREDIT_WITHOUT_STATEMENT', { readonly team: string; readonly label: string; readonly dueOn: string }>;

export type WarningCode = WarningReason['code'];

/** A warning about a row, or about the rows of a file together. */
export interface LocatedWarning {
  readonly reason: WarningReason;
  readonly file: string;
  readonly line: number | undefined;
}
