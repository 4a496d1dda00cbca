/** Refusals about a version of the regulation. */
import { type NoData, errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type PublicationRefusal =
  | Refusal<'NO_VERSION_PROPOSED', NoData>
  | Refusal<'VERSION_PUBLISHED_OTHERWISE', { readonly version: string }>
  | Refusal<'VERSION_IN_FORCE_ALREADY', { readonly version: string }>
  | Refusal<'VERSION_UNKNOWN', { readonly version: string; readonly published: readonly string[] }>;

export const refused = errorsOf<PublicationRefusal>('refused');
export const invalid = errorsOf<PublicationRefusal>('invalid');
export const unknown = errorsOf<PublicationRefusal>('unknown');
