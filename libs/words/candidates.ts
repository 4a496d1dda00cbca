/** Sentences for the refusals about a candidate. */
import type { CandidateRefusal } from '#libs/candidates/refusals.ts';
import { faultSentence } from '#libs/words/intake.ts';
import type { Sentences } from '#libs/words/sentences.ts';
import { CANDIDATE_STATUS_LABELS } from '#libs/words/labels/candidates.ts';

export const CANDIDATE_SENTENCES: Sentences<CandidateRefusal> = {
  NO_SUCH_CANDIDATE: ({ candidate }) => `il n’y a pas de candidature ${candidate} ; vérifiez son nom`,
  APPLICATION_FAULTY: ({ faults }) =>
    `la candidature n’est pas recevable : ${faults.map(({ field, fault }) => (fault.at?.column === field ? faultSentence(fault) : `${field} : ${faultSentence(fault)}`)).join(' ')}`,
  CANDIDATE_MEMBERS: ({ candidate, most }) =>
    `${candidate} nomme plus de ${most} professionnels, ou deux fois le même au même jour ; corrigez la liste`,
  CANDIDATE_FOR_PROJECTION: ({ candidate, scheme }) =>
    `${candidate} ne peut pas entrer dans ${scheme}, qui n’est qu’une projection ; comparez, et choisissez une expérimentation en vigueur`,
  CANDIDATE_IS_TEAM: ({ candidate }) =>
    `${candidate} est déjà une équipe des faits ; donnez un autre nom à la candidature`,
  NOT_A_FIRST_PHASE: ({ candidate, phase, phases }) =>
    `${candidate} ne peut pas entrer en phase ${phase} ; c’est ${phases.join(' ou ')}`,
  PHASE_OF_DECLINED: ({ candidate }) =>
    `${candidate} serait écartée, et n’entre dans aucune phase ; ne donnez pas de phase`,
  DECISION_WITHOUT_PHASE: ({ candidate }) =>
    `la décision sur ${candidate} ne dit pas dans quelle phase l’équipe entre ; refusez-la et proposez-en une autre, ou importez ses lignes de teams.csv, phases.csv et members.csv`,
  CANDIDATE_NOT_ACCEPTED: ({ candidate, status }) =>
    `la candidature ${candidate} est ${CANDIDATE_STATUS_LABELS[status] ?? status} ; seule une équipe acceptée entre dans les faits`,
  CANDIDATE_SETTLED: ({ candidate, status }) =>
    `la candidature ${candidate} est ${CANDIDATE_STATUS_LABELS[status] ?? status} ; il n’y a plus rien à en décider`,
  CANDIDATE_DECISION_WAITS: ({ candidate }) =>
    `une décision sur ${candidate} attend une seconde personne ; confirmez-la, refusez-la ou retirez-la d’abord`,
  NO_CANDIDATE_DECISION: ({ candidate }) => `aucune décision sur ${candidate} n’attend ; proposez-en une`,
  CONDITIONS_CHANGED: ({ candidate }) =>
    `les faits donnent pour ${candidate} d’autres conditions que celles proposées ; refusez la décision, relisez, puis proposez de nouveau`,
};
