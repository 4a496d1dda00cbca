/** Sentences for subjects without a recorded event. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import type { HistoryRefusal } from '#libs/history/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const HISTORY_SENTENCES: Sentences<HistoryRefusal> = {
  PATIENT_NOT_RECORDED: ({ patient }) =>
    `le patient ${patient} n’est dans aucun fait enregistré ; vérifiez son pseudonyme`,
  PATIENT_IS_ERASED: () =>
    'ce patient est effacé : aucun fait de lui ne se lit plus, et ses décomptes décidés restent ce qu’ils sont',
  TEAM_WITHOUT_FACTS: ({ team }) => `l’équipe ${team} n’est dans aucun fait enregistré ; vérifiez son identifiant`,
  STATEMENT_NEVER_CALCULATED: ({ team, period }) =>
    `${team} n’a jamais eu de décompte pour ${periodInFrench(period)} ; vérifiez l’équipe et la période`,
  ENVELOPE_NOT_RECORDED: ({ envelope }) => `il n’y a pas d’enveloppe ${envelope} ; regardez celles qui sont là`,
};
