/** Sentences for things that the regulation does not have, and for the refusals of a version. */
import { dayInFrench } from '#libs/kernel/french-days.ts';
import type { PublicationRefusal } from '#libs/regulation/publication/refusals.ts';
import { jsonFaultText } from '#libs/words/json-faults.ts';
import { meantAmong } from '#libs/words/near-names.ts';
import { faultsText } from '#libs/words/regulation-faults.ts';
import type { RegulationRefusal, WhatIfFault } from '#libs/regulation/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

const WHAT_IF_FAULTS: Readonly<Record<WhatIfFault, string>> = {
  BESIDE_OVERRIDES: 'à côté de parameters, overrides et scenarios, il ne peut y avoir autre chose',
  KEY: 'un remplacement dit parameter et value, et s’il le faut scheme, from et until, en texte',
  NAME: 'un scénario a un nom (name) de 1 à 32 lettres sans accent, chiffres, points, tirets ou soulignés',
  NAME_TOO_LONG: 'le nom de la simulation et celui du scénario ont ensemble plus de 64 caractères',
  NAMED_TWICE: 'un autre scénario a ce nom',
  NOTHING: 'rien n’est remplacé, et rien ne changerait ; nommez au moins un paramètre et sa valeur',
  OVERRIDDEN_TWICE: 'un autre remplacement dit déjà ce paramètre pour ces jours',
  OBJECT: 'doit être un objet',
  OVERRIDES:
    'doit être une liste de remplacements, comme [{"scheme": "PEPS", "parameter": "cap_rate", "from": "2024-01-01", "value": "11/10"}]',
  PARAMETER: 'un remplacement nomme un paramètre (parameter)',
  SCENARIOS: 'doit être une liste de 1 à 10 scénarios',
  VALUE: 'un remplacement a une valeur (value)',
};

export const REGULATION_SENTENCES: Sentences<RegulationRefusal | PublicationRefusal> = {
  FAULTY_REGULATION: ({ faults }) => `les paramètres sont refusés :\n${faultsText(faults)}`,
  PARAMETERS_NOT_JSON: ({ why }) => `les paramètres ne sont pas du JSON (${jsonFaultText(why)})`,
  NUMBER_TOO_GREAT: ({ name }) => `${name} : le nombre est trop grand`,
  PARAMETER_IN_NO_SCHEME: ({ parameter, known }) =>
    `le paramètre ${parameter} n’est dans aucune expérimentation${meantAmong(parameter, known)}les paramètres connus sont ${known.join(', ')}`,
  PARAMETER_NOT_IN_SCHEME: ({ scheme, parameter, known }) =>
    `l’expérimentation ${scheme} n’a pas le paramètre ${parameter}${meantAmong(parameter, known)}elle a ${known.join(', ')}`,
  OVERRIDE_DAY_MALFORMED: ({ parameter, which, written }) =>
    `${parameter} : ${which} est « ${written} » ; c’est un jour écrit AAAA-MM-JJ`,
  OVERRIDE_ENDS_BEFORE_IT_BEGINS: ({ parameter, from, until }) =>
    `${parameter} : until (${until}) est avant from (${from})`,
  WHAT_IF_MALFORMED: ({ place, fault }) => `la simulation est refusée, à « ${place} » : ${WHAT_IF_FAULTS[fault]}`,
  SCHEME_NOT_IN_REGULATION: ({ scheme, version, schemes }) =>
    `l’expérimentation ${scheme} n’est pas dans la version ${version} de la réglementation, qui a ${schemes.join(', ')}`,
  NO_SUCH_SCHEME: ({ scheme, known }) =>
    `« ${scheme} » n’est pas une expérimentation${meantAmong(scheme, known)}ce sont ${known.join(', ')}`,
  PARAMETER_WITHOUT_VALUE: ({ parameter, scheme, day }) =>
    `le paramètre ${parameter} de ${scheme} n’a pas de valeur au ${dayInFrench(day)}`,
  NO_TEXT_IN_FORCE: ({ scheme, day }) => `aucun texte de ${scheme} n’est en vigueur au ${dayInFrench(day)}`,
  REGULATION_NOT_IN_LOG: ({ fingerprint }) =>
    `la réglementation d’empreinte ${fingerprint.slice(0, 12)} n’est pas dans le journal`,
  NO_VERSION_PROPOSED: () => 'aucune version n’est proposée ; proposez-en une d’abord',
  VERSION_PUBLISHED_OTHERWISE: ({ version }) =>
    `la version ${version} est déjà publiée avec un autre contenu ; donnez un autre nom à celle-ci (version)`,
  VERSION_IN_FORCE_ALREADY: ({ version }) => `la version ${version} est déjà celle qui est en vigueur`,
  VERSION_UNKNOWN: ({ version, published }) =>
    `la version ${version} n’est pas publiée ; ce sont ${published.join(', ')}`,
};
