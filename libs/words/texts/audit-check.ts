/** The report of an audit in addition to the faults of the log: its keys, and the log that it was carried over from. */
import type { FormerCheck } from '#libs/audit/carried-over.ts';
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
export function carriedOverSentence(check: FormerCheck): string {
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
