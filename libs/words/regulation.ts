/** Sentences for what may be refused of a version of the regulation. */
import type { PublicationRefusal } from '#libs/regulation/publication/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const REGULATION: Sentences<PublicationRefusal> = {
  NO_VERSION_PROPOSED: () => 'aucune version n’est proposée ; proposez-en une d’abord',
  VERSION_PUBLISHED_OTHERWISE: ({ version }) =>
    `la version ${version} est déjà publiée avec un autre contenu ; donnez un autre nom à celle-ci (version)`,
  VERSION_IN_FORCE_ALREADY: ({ version }) => `la version ${version} est déjà celle qui est en vigueur`,
  VERSION_UNKNOWN: ({ version, published }) =>
    `la version ${version} n’est pas publiée ; ce sont ${published.join(', ')}`,
};
