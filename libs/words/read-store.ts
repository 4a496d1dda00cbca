/** Sentences for the failures of the read store. */
import type { ReadStoreRefusal } from '#libs/read-store/read-store.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const READ_STORE_SENTENCES: Sentences<ReadStoreRefusal> = {
  PROJECTION_NOT_SERVED: ({ projection, version }) =>
    `la projection ${projection} (version ${version}) n’est pas encore construite ; réessayez`,
  NO_SUCH_PROJECTION: ({ projection, known }) =>
    `il n’y a pas de projection « ${projection} » ; ce sont ${known.join(', ')}`,
  ERASED_NOT_REMOVED_YET: ({ projection }) =>
    `un patient vient d’être effacé, et la projection ${projection} est reconstruite sans lui ; réessayez dans un instant`,
  NOT_FOLDED_YET: ({ reached, needed }) => `la lecture en est à la position ${reached}, pas encore à ${needed}`,
};
