/** Sentences for the refusals of merges of patients. They name no patient: they may be stored anywhere. */
import type { DuplicatesRefusal } from '#libs/enrolment/duplicates/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const DUPLICATE_SENTENCES: Sentences<DuplicatesRefusal> = {
  ONE_PATIENT_ID: () => 'c’est deux fois le même identifiant ; donnez les deux qui sont d’une seule personne',
  MERGE_OF_NO_PATIENT: () =>
    'l’un des deux identifiants n’est dans aucun fait enregistré ; vérifiez les deux pseudonymes',
  MERGE_OF_ERASED: () => 'l’un des deux identifiants est d’un patient effacé ; plus rien ne s’enregistre de lui',
  MERGED_ALREADY: () =>
    'cet identifiant est déjà réuni à un autre ; proposez d’abord de les séparer, si c’était une erreur',
  NAMED_BY_ANOTHER: () => 'l’identifiant qui nommerait la personne est lui-même réuni à un autre ; donnez cet autre',
  MERGE_WAITS_ALREADY: () =>
    'une proposition attend déjà pour cet identifiant ; confirmez-la, refusez-la ou retirez-la d’abord',
  NOT_MERGED: () => 'cet identifiant n’est réuni à aucun autre ; il n’y a rien à séparer',
  NO_MERGE_PROPOSED: () => 'rien n’est proposé pour cet identifiant ; relisez ce qui attend',
};
