/** Why two replays cannot be compared. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type ReplayRefusal = Refusal<'REPLAY_NOT_SAVED', { readonly name: string }>;

export const unknown = errorsOf<ReplayRefusal>('unknown');
