/** What may be refused of a comparison of schemes. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type ComparisonRefusal =
  /** No quarter of the team has ended, or the first asked for is after the last. */
  | Refusal<'NOTHING_TO_COMPARE', { readonly team: string }>
  | Refusal<'TOO_MANY_QUARTERS_COMPARED', { readonly most: number }>;

export const refused = errorsOf<ComparisonRefusal>('refused');
