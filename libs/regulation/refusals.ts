/** What is asked of a regulation and is not in it. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type RegulationRefusal =
  | Refusal<
      'SCHEME_NOT_IN_REGULATION',
      { readonly scheme: string; readonly version: string; readonly schemes: readonly string[] }
    >
  /** `day` as written. */
  | Refusal<'PARAMETER_WITHOUT_VALUE', { readonly parameter: string; readonly scheme: string; readonly day: string }>
  | Refusal<'NO_TEXT_IN_FORCE', { readonly scheme: string; readonly day: string }>
  | Refusal<'REGULATION_NOT_IN_LOG', { readonly fingerprint: string }>;

export const invalid = errorsOf<RegulationRefusal>('invalid');
