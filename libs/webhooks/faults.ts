/** The faults of an address, an attempt or a subscription, as codes with data; the sentences come from libs/words. */
import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';

/** Faults of the URL of a subscription. */
export type UrlFault =
  | Refusal<'URL_NOT_HTTP', NoData>
  | Refusal<'URL_TOO_LONG', { readonly max: number }>
  | Refusal<'URL_HOLDS_CREDENTIALS', NoData>
  | Refusal<'URL_HOLDS_FRAGMENT', NoData>
  | Refusal<'URL_HOLDS_NUMBER', NoData>
  | Refusal<'URL_NOT_HTTPS', NoData>
  | Refusal<'URL_PRIVATE', { readonly host: string }>;

/** Faults of an entry in the list of private hosts that may be called. */
export type HostFault = Refusal<'HOST_INVALID', { readonly entry: string }>;

/** Why a try was not answered. */
export type SendFault =
  | Refusal<'ADDRESS_REFUSED', { readonly fault: UrlFault }>
  | Refusal<'NAME_LEADS_TO_PRIVATE', { readonly address: string }>
  | Refusal<'RECEIVER_SILENT', { readonly seconds: number }>
  /** `reason`: the code or message of the system. */
  | Refusal<'CONNECTION_FAILED', { readonly reason: string }>;

/** Why a try did not deliver. */
export type TryFault =
  | SendFault
  | Refusal<'ANSWER_REFUSES', { readonly status: number }>
  | Refusal<'SKIPPED_BY_PERSON', NoData>;

/** Why the delivery disables a subscription. */
export type DisableCause =
  | Refusal<'RECEIVER_GONE', NoData>
  | Refusal<'TRIES_EXHAUSTED', { readonly position: number; readonly tries: number; readonly last: TryFault }>
  | Refusal<'LOG_REPLACED', NoData>;

/**
 * The words kept with an attempt and recorded with the event that disables a subscription. They come in as data, since words belong
 * to the edges.
 */
export interface DeliveryWords {
  readonly ofTry: (fault: TryFault) => string;
  readonly ofDisabling: (cause: DisableCause) => string;
}
