/** Refusals of a comparison of schemes. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type ComparisonRefusal =
  /** The scheme is neither in the version in force nor a prospective one. */
  | Refusal<'SCHEME_NOT_COMPARED', { readonly scheme: string; readonly schemes: readonly string[] }>
  /** No quarter of the team has ended, or the first requested quarter is after the last. */
  | Refusal<'NOTHING_TO_COMPARE', { readonly team: string }>
  | Refusal<'TOO_MANY_QUARTERS_COMPARED', { readonly most: number }>;

export const unknown = errorsOf<ComparisonRefusal>('unknown');
