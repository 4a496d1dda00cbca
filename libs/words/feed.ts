/** Sentences for the refusals of a request to the feed. */
import type { FeedRefusal } from '#libs/feed/feed.ts';
import { counted } from '#libs/kernel/counted.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const FEED_SENTENCES: Sentences<FeedRefusal> = {
  CURSOR_BEYOND_END: ({ cursor, end }) =>
    `le curseur ${cursor} est après la fin du journal, qui a ${counted(end, 'événement')} ; reprenez un curseur de ce journal-ci, ou 0`,
  CURSOR_OF_ANOTHER_LOG: ({ cursor, end }) =>
    `le curseur ${cursor} est d’un autre journal, ou de celui-ci avant une restauration (il a maintenant ${counted(end, 'événement')}) ; comparez ce que vous avez avec /feed/reconciliation, ôtez ce qui n’y est plus, puis reprenez à une position que vous avez en commun, sans epoch`,
};
