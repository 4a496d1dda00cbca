/** Refusals of a faulty version of the regulation, and of questions for something that a version lacks. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { RegulationFault } from '#libs/regulation/faults.ts';

export type WhatIfFault =
  | 'BESIDE_OVERRIDES'
  | 'KEY'
  | 'NAME'
  | 'NAME_TOO_LONG'
  | 'NAMED_TWICE'
  | 'NOTHING'
  | 'OBJECT'
  | 'OVERRIDDEN_TWICE'
  | 'OVERRIDES'
  | 'PARAMETER'
  | 'SCENARIOS'
  | 'VALUE';

export type RegulationRefusal =
  /** At least one. */
  | Refusal<'FAULTY_REGULATION', { readonly faults: readonly RegulationFault[] }>
  | Refusal<'PARAMETERS_NOT_JSON', { readonly why: string }>
  | Refusal<'NUMBER_TOO_GREAT', { readonly name: string }>
  | Refusal<'PARAMETER_IN_NO_SCHEME', { readonly parameter: string; readonly known: readonly string[] }>
  | Refusal<
      'PARAMETER_NOT_IN_SCHEME',
      { readonly scheme: string; readonly parameter: string; readonly known: readonly string[] }
    >
  /** Days as written. */
  | Refusal<
      'OVERRIDE_DAY_MALFORMED',
      { readonly parameter: string; readonly which: 'from' | 'until'; readonly written: string }
    >
  | Refusal<
      'OVERRIDE_ENDS_BEFORE_IT_BEGINS',
      { readonly parameter: string; readonly from: string; readonly until: string }
    >
  | Refusal<'WHAT_IF_MALFORMED', { readonly place: string; readonly fault: WhatIfFault }>
  | Refusal<
      'SCHEME_NOT_IN_REGULATION',
      { readonly scheme: string; readonly version: string; readonly schemes: readonly string[] }
    >
  /** `day` as written. */
  | Refusal<'PARAMETER_WITHOUT_VALUE', { readonly parameter: string; readonly scheme: string; readonly day: string }>
  | Refusal<'NO_TEXT_IN_FORCE', { readonly scheme: string; readonly day: string }>
  | Refusal<'NO_SUCH_SCHEME', { readonly scheme: string; readonly known: readonly string[] }>
  | Refusal<'REGULATION_NOT_IN_LOG', { readonly fingerprint: string }>;

export const invalid = errorsOf<RegulationRefusal>('invalid');
/** A question names something that is not in the regulation in force. */
export const unknown = errorsOf<RegulationRefusal>('unknown');
