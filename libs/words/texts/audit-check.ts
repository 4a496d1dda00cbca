/** The report of an audit in addition to the faults of the log: what fits, its checkpoints, its keys, the log that it was carried over from. */
import type { FormerCheck } from '#libs/audit/carried-over.ts';
import type { LogVerification } from '#libs/audit/verify.ts';
import type { WholeCheck } from '#libs/audit/whole-check.ts';
import type { KeyCheck, UncheckedKeys } from '#libs/event-store/sealed/key-check.ts';
import { counted } from '#libs/kernel/counted.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

type Keys = KeyCheck | UncheckedKeys;

/** In the form for programs. */
export function saidKeys(keys: Keys): KeyCheck | { readonly unchecked: string } {
  return 'unchecked' in keys ? { unchecked: sentenceOf(keys.unchecked) } : keys;
}

const FAULTS: Readonly<Record<KeyCheck['named'][number]['fault'], string>> = {
  missing: 'la clé n’est pas là, et personne ne l’a détruite',
  damaged: 'la clé ne s’ouvre pas',
};

const SHOWN = 10;
const NOT_DECRYPTED =
  'Ce contrôle ne déchiffre pas les faits eux-mêmes ; decompte projections rebuild dossiers les déchiffre tous.';

/** One line for each finding. */
export function keyLines(keys: Keys): readonly string[] {
  if ('unchecked' in keys) return [`Les clés des patients n’ont pas été vérifiées : ${sentenceOf(keys.unchecked)}.`];
  const { usable, unusable, named } = keys;
  const fitting = counted(usable, 'clé vérifiée', 'clés vérifiées');
  if (unusable === 0) return [`${fitting} : aucune ne manque, hormis celles de ce qui est effacé. ${NOT_DECRYPTED}`];
  const shown = named.slice(0, SHOWN).map(({ stream, position, fault }) => {
    const event = position === undefined ? '' : `, événement ${position}`;
    return `- flux ${stream}${event} : ${FAULTS[fault]}.`;
  });
  return [
    `${counted(unusable, 'clé est inutilisable', 'clés sont inutilisables')} (${fitting} sans faute) :`,
    ...shown,
    ...(unusable > shown.length ? [`- et ${counted(unusable - shown.length, 'autre')}.`] : []),
    'Gardez ces clés telles quelles, et remettez la dernière copie saine de keys.db.',
  ];
}

/** For a log that was carried over from another. */
function carriedOverSentence(check: FormerCheck): string {
  const { position, link, compared, checkpoints, isResealed, isOpened = true } = check;
  const head = `Porté d’un ancien journal jusqu’à la position ${position}, dont le dernier maillon est ${link}`;
  if (isResealed)
    return `${head} : tout y a été chiffré à nouveau, et ses événements ne se comparent qu’à ce journal même.`;
  if (!isOpened) return `${head} : sans toutes ses clés, ses événements n’ont pas pu lui être comparés.`;
  if (compared < position)
    return `${head} : ses événements se comparent jusqu’à la position ${compared}, le contenu du suivant a été effacé.`;
  const signed =
    checkpoints === 0
      ? ''
      : `, et à ${counted(checkpoints, 'point de contrôle d’alors', 'points de contrôle d’alors')}`;
  return `${head} : ses événements y mènent${signed}.`;
}

/** What a check found where everything fits. `roots`: whether the roots of the checkpoints were made again. */
export function fittingLines(check: WholeCheck, { roots }: { readonly roots: boolean }): readonly string[] {
  const { events, link, uncovered, attested } = check;
  return [
    `${counted(events, 'événement vérifié', 'événements vérifiés')} ; tout convient. Dernier maillon : ${link}`,
    ...(uncovered > 0 ? [`Sans maillon encore, à la fin : ${counted(uncovered, 'événement', 'événements')}.`] : []),
    checkpointSentence(check),
    ...(check.checkpoints === 0 ? [] : [roots ? ROOTS_MADE : ROOTS_NOT_MADE]),
    ...(attested === undefined ? [] : attestedSentences(attested)),
    ...uncomparedLines(check),
  ];
}

const ROOTS_MADE = 'Les racines signées, sur lesquelles les liasses reposent, sont celles du journal.';
const ROOTS_NOT_MADE = 'Les racines signées, sur lesquelles les liasses reposent, n’ont pas été refaites (--roots).';

/** Checkpoints that were compared with nothing, by name: who kept them has no other proof of what they sign. */
function uncomparedLines({ lostCheckpoints, carriedOver, former }: WholeCheck): readonly string[] {
  const uncompared = former.slice(carriedOver?.checkpoints ?? 0).map(({ name }) => name);
  return [
    ...(lostCheckpoints.length === 0
      ? []
      : [
          `${countedNames(lostCheckpoints, 'point de contrôle n’est comparé à rien', 'points de contrôle ne sont comparés à rien')} : deux personnes ont reconnu la perte de ce qu’il signe ; decompte audit losses dit lesquelles.`,
        ]),
    ...(carriedOver === undefined ? [] : [carriedOverSentence(carriedOver)]),
    ...(uncompared.length === 0
      ? []
      : [
          `${countedNames(uncompared, 'point de contrôle de l’ancien journal n’est comparé à rien', 'points de contrôle de l’ancien journal ne sont comparés à rien')} : seul l’ancien journal les montre.`,
        ]),
  ];
}

function countedNames(names: readonly string[], one: string, several: string): string {
  const more = names.length - SHOWN;
  const shown = [...names.slice(0, SHOWN), ...(more > 0 ? [`et ${counted(more, 'autre')}`] : [])];
  return `${counted(names.length, one, several)} (${shown.join(', ')})`;
}

function checkpointSentence({ events, checkpoints, checkpointed }: LogVerification): string {
  if (checkpoints === 0)
    return 'Sans point de contrôle : une fin coupée avec soin ou une chaîne refaite ne se verraient pas (--checkpoints).';
  const since =
    events === checkpointed
      ? 'aucun événement après lui'
      : `après lui, ${counted(events - checkpointed, 'événement que le prochain couvrira', 'événements que le prochain couvrira')}`;
  return `${counted(checkpoints, 'point de contrôle convient', 'points de contrôle conviennent')}, le dernier à la position ${checkpointed} ; ${since}.`;
}

function attestedSentences({ countersigned, stamped, unverified }: NonNullable<WholeCheck['attested']>): string[] {
  const counts: readonly (readonly [number, string, string])[] = [
    [countersigned, 'contresignature vérifiée', 'contresignatures vérifiées'],
    [stamped, 'horodatage vérifié', 'horodatages vérifiés'],
    [
      unverified,
      'contresignature ou horodatage non vérifié, faute de clé ou de certificat (--public-key, --tsa)',
      'contresignatures ou horodatages non vérifiés, faute de clé ou de certificat (--public-key, --tsa)',
    ],
  ];
  return counts.flatMap(([count, one, several]) => (count === 0 ? [] : [`${counted(count, one, several)}.`]));
}
