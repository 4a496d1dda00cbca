/** Refusals of a close-out. */
import type { ClosingSubject, CloseOutItem } from '#libs/closing/events.ts';
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type ClosingRefusal =
  | Refusal<'NOTHING_TO_CLOSE', ClosingSubject & { readonly lastDay: string }>
  | Refusal<'ALREADY_CLOSED', ClosingSubject>
  | Refusal<'NOT_CLOSED', ClosingSubject>
  /** A proposal waits for a second person. */
  | Refusal<'CLOSING_WAITS', ClosingSubject>
  | Refusal<'NO_CLOSING_PROPOSED', ClosingSubject>
  /** Days as written. */
  | Refusal<'LAST_DAY_TO_COME', { readonly lastDay: string; readonly today: string }>
  /** A decision was made as known on a later day. */
  | Refusal<'DECIDED_AS_KNOWN_LATER', { readonly lastDay: string; readonly knownOn: string }>
  /** Periods without a decision, or without a regularisation as known on the last day. */
  | Refusal<'PERIODS_OPEN', ClosingSubject & { readonly open: readonly CloseOutItem[] }>
  /** Unsettled money, without the choice to leave it open. */
  | Refusal<'MONEY_OPEN', ClosingSubject & { readonly open: readonly CloseOutItem[] }>
  /** The log gives another final statement than the one proposed. */
  | Refusal<'CLOSE_OUT_CHANGED', ClosingSubject>
  /** No further decision is made about the team. `on`: its last day, as ISO text. */
  | Refusal<'TEAM_IS_CLOSED', { readonly team: string; readonly on: string }>;

export const unknown = errorsOf<ClosingRefusal>('unknown');
export const refused = errorsOf<ClosingRefusal>('refused');
