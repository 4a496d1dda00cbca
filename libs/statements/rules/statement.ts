/** A statement: the amount due to a team for a period, line by line, with the figures and parameters behind it. */
import type { Day } from '#libs/kernel/day.ts';
import type { ActClass, FeeReason } from '#libs/acts/act-ledger.ts';
import type { Status } from '#libs/regulation/regulation.ts';
import type { Json } from '#libs/regulation/values.ts';

export type LineName =
  | 'CAPITATION'
  | 'FIDELISATION'
  | 'LOCAL'
  | 'QUALITY'
  | 'CAP'
  | 'FEE_FOR_SERVICE_OFFSET'
  | 'FLOOR'
  | 'STARTUP_CREDIT'
  | 'DOUBLE_PAYMENT'
  | 'ECART'
  | 'EVOLUTION'
  | 'QUALITY_MODULATION';

export type Flag =
  | 'CAP_REFERENCE_MISSING'
  | 'ELIGIBILITY_PATIENTS'
  | 'ELIGIBILITY_PROFESSIONALS'
  | 'NATIONAL_SPENDING_MISSING'
  | 'NO_FIDELISATION_DATA'
  | 'POVERTY_RATE_MISSING'
  | 'PREVIOUS_YEAR_MISSING'
  | 'PROJECTION'
  | 'QUALITY_MISSING'
  | 'QUALITY_PROVISIONAL'
  | 'SCHEME_ENDED'
  | 'SPENDING_MISSING';

export interface Line {
  readonly line: LineName;
  readonly amountCents: bigint;
}

export interface Instalment {
  readonly dueOn: Day;
  readonly kind: 'INSTALMENT' | 'STARTUP_CREDIT';
  readonly amountCents: bigint;
}

export interface UsedParameter {
  readonly parameter: string;
  readonly status: Status;
  /** The value as in the parameters file. */
  readonly value: Json;
  readonly from: Day;
}

export interface ActLedgerLine {
  readonly class: ActClass;
  readonly reason: FeeReason | '';
  readonly acts: number;
  readonly baseCents: bigint;
  readonly paidCents: bigint;
}

/** An intermediate figure of the calculation, as an exact fraction in text. `show` and explanations display it. */
export interface Rate {
  readonly name: RateName;
  readonly value: string;
}

export type RateName =
  | 'FIDELISATION_RATE'
  | 'LOCAL_FACTOR'
  | 'POVERTY_RATE'
  | 'QUALITY_SCORE'
  | 'QUALITY_RATE'
  | 'CAP_RATE'
  | 'CAP_REFERENCE_CENTS'
  | 'PAYMENT_CAP_RATE'
  | 'PAYMENT_CAP_CENTS'
  | 'OBSERVED_CENTS'
  | 'EXPECTED_CENTS'
  | 'PREVIOUS_OBSERVED_CENTS'
  | 'PREVIOUS_EXPECTED_CENTS'
  | 'LEVEL_GAIN_CENTS'
  | 'EVOLUTION_GAIN_CENTS';

export interface Statement {
  readonly team: string;
  readonly teamName: string;
  /** `2021-Q1`, or `2021`. */
  readonly period: string;
  readonly scheme: string;
  /** Id of the latest text in force on the first day of the period. */
  readonly text: string;
  readonly phase: string;
  readonly patients: number;
  readonly flags: readonly Flag[];
  readonly lines: readonly Line[];
  readonly totalCents: bigint;
  readonly instalments: readonly Instalment[];
  readonly rates: readonly Rate[];
  /** Every parameter of the scheme, with its value on the first day of the period. */
  readonly parameters: readonly UsedParameter[];
  readonly ledger: readonly ActLedgerLine[];
}
