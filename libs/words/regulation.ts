/** Sentences for what is asked of the regulation and is not in it, and for what may be refused of a version. */
import type { PublicationRefusal } from '#libs/regulation/publication/refusals.ts';
import { faultsText } from '#libs/words/regulation-faults.ts';
import type { RegulationRefusal } from '#libs/regulation/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const REGULATION: Sentences<RegulationRefusal | PublicationRefusal> = {
  FAULTY_REGULATION: ({ faults }) => `les paramètres sont refusés :\n${faultsText(faults)}`,
  PARAMETERS_NOT_JSON: ({ why }) => `les paramètres ne sont pas du JSON : ${why}`,
  NUMBER_TOO_GREAT: ({ name }) => `${name} : le nombre est trop grand`,
  PARAMETER_IN_NO_SCHEME: ({ parameter, known }) =>
    `le paramètre ${parameter} n’est dans aucune expérimentation ; les paramètres connus sont ${known.join(', ')}`,
  SCHEME_NOT_IN_REGULATION: ({ scheme, version, schemes }) =>
    `l’expérimentation ${scheme} n’est pas dans la version ${version} de la réglementation, qui a ${schemes.join(', ')}`,
  PARAMETER_WITHOUT_VALUE: ({ parameter, scheme, day }) =>
    `le paramètre ${parameter} de ${scheme} n’a pas de valeur au ${day}`,
  NO_TEXT_IN_FORCE: ({ scheme, day }) => `aucun texte de ${scheme} n’est en vigueur au ${day}`,
  REGULATION_NOT_IN_LOG: ({ fingerprint }) =>
    `la réglementation d’empreinte ${fingerprint.slice(0, 12)} n’est pas dans le journal`,
  NO_VERSION_PROPOSED: () => 'aucune version n’est proposée ; proposez-en une d’abord',
  VERSION_PUBLISHED_OTHERWISE: ({ version }) =>
    `la version ${version} est déjà publiée avec un autre contenu ; donnez un autre nom à celle-ci (version)`,
  VERSION_IN_FORCE_ALREADY: ({ version }) => `la version ${version} est déjà celle qui est en vigueur`,
  VERSION_UNKNOWN: ({ version, published }) =>
    `la version ${version} n’est pas publiée ; ce sont ${published.join(', ')}`,
};
