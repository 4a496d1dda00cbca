/** Sentences for refusals of an erasure. */
import { counted } from '#libs/kernel/counted.ts';
import type { ErasureRefusal } from '#libs/erasure/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const ERASURE_SENTENCES: Sentences<ErasureRefusal> = {
  NO_SUCH_ERASURE: ({ erasure }) => `il n’y a pas d’effacement ${erasure} ; la liste des effacements les donne tous`,
  NO_PATIENT_TO_ERASE: () => 'le journal n’a rien de ce patient : vérifiez son pseudonyme',
  NO_ERASURE_PROPOSED: ({ erasure }) =>
    `l’effacement ${erasure} n’attend pas de décision ; la liste des effacements dit où il en est`,
  NO_DUE_ERASURE_PROPOSED: () =>
    'aucun effacement proposé parce que la durée de conservation est passée n’attend de décision, ou un fait est venu depuis ; la liste des patients dus dit ce qui est à proposer, celle des effacements ce qui attend',
  ALREADY_ERASED: ({ erasure, isFinished }) =>
    isFinished
      ? `ce patient est effacé (effacement ${erasure}) ; il n’y a plus rien à décider`
      : `l’effacement ${erasure} est confirmé et n’est pas achevé ; il n’y a plus rien à décider, il reste à l’achever`,
  LOG_NOT_SEALED: () =>
    'ce journal a les données des patients en clair, et rien n’y efface ce qui est écrit ; reportez-le d’abord dans un journal chiffré (docs/erasure.md)',
  NAMES_BEING_SEARCHED: ({ done, total }) =>
    `ce qui nomme ce patient est cherché dans tout le journal (${Math.floor((100 * done) / total)} % lus) ; réessayez dans un instant`,
  NAMED_IN_CLEAR: ({ events }) =>
    `${counted(events, 'travail ou ligne mise de côté d’une version antérieure nomme ce patient en clair dans le journal', 'travaux ou lignes mises de côté d’une version antérieure nomment ce patient en clair dans le journal')}, et rien n’y efface ce qui est écrit ; reportez-le d’abord dans un journal neuf, où tout est chiffré, et détruisez l’ancien (docs/erasure.md)`,
};
