/** Why two replays cannot be compared. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type ReplayRefusal =
  | Refusal<'REPLAY_NOT_SAVED', { readonly name: string }>
  /** It was saved without the data that a regularisation needs. */
  | Refusal<'REPLAY_OF_FORMER_VERSION', { readonly name: string }>;

export const unknown = errorsOf<ReplayRefusal>('unknown');
export const refused = errorsOf<ReplayRefusal>('refused');
