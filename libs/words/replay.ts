/** Sentences for why two replays cannot be compared. */
import type { ReplayRefusal } from '#libs/replay/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const REPLAY_SENTENCES: Sentences<ReplayRefusal> = {
  REPLAY_NOT_SAVED: ({ name }) => `il n’y a pas de rejeu ${name} ; faites-en un et gardez-le sous ce nom (save)`,
  REPLAY_OF_FORMER_VERSION: ({ name }) =>
    `le rejeu ${name} a été gardé par une version antérieure, sans son jour de connaissance ; refaites-le et gardez-le (save)`,
};
