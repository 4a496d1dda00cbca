/** Sentences for the refusals of a statement. */
import { personText } from '#libs/commands/person.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { dayInFrench, frenchDay, periodInFrench } from '#libs/kernel/french-days.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { StatementRefusal } from '#libs/statements/workflow/refusals.ts';
import { recomputationDifferenceText } from '#libs/words/texts/difference-text.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const STATEMENT_SENTENCES: Sentences<StatementRefusal> = {
  STATEMENT_NOT_CALCULATED: (of) => `${statementWords(of)} n’a pas de décompte calculé ; calculez-le d’abord`,
  ALREADY_SUBMITTED: ({ by, ...of }) =>
    `${statementWords(of)} est déjà soumis par ${by.name} ; approuvez-le ou rejetez-le`,
  ALREADY_DECIDED: (of) => `${statementWords(of)} est déjà décidé ; une différence se décide par une régularisation`,
  CALCULATED_MEANWHILE: (of) =>
    `${statementWords(of)} a été recalculé entre-temps, ou le code n’est pas le sien ; relisez-le, puis soumettez`,
  STATEMENT_STALE: (of) => `${stale(of)} ; recalculez-le, puis soumettez`,
  REGULARISATION_STALE: (of) => `${stale(of)} ; refaites sa régularisation, puis soumettez`,
  SUBMISSION_STALE: (of) => `${stale(of)} ; rejetez-le, recalculez-le (ou régularisez-le), puis soumettez-le`,
  SUBMITTED_MEANWHILE: (of) =>
    `${statementWords(of)} a été soumis de nouveau entre-temps, ou le code n’est pas le sien ; relisez-le, puis approuvez`,
  CHANGED_MEANWHILE: ({ what, ...of }) =>
    what === 'DECISION'
      ? `${statementWords(of)} a été décidé de nouveau entre-temps, ou le code n’est pas le sien ; relisez sa dernière décision, puis recommencez`
      : `${statementWords(of)} a été soumis ou préparé de nouveau entre-temps, ou le code n’est pas le sien ; relisez-le, puis recommencez`,
  RECOMPUTED_OTHERWISE: ({ difference, ...of }) =>
    `${statementWords(of)} n’est pas ce que donne le journal : ${recomputationDifferenceText(difference)} ; reconstruisez les dossiers et les équipes (projections), recalculez, et cherchez qui a pu changer le magasin de lecture`,
  DECISION_NOT_IN_LOG: ({ decision, ...of }) =>
    `un paiement de ${statementWords(of)} repose sur la décision ${decision}, qui n’est pas au journal ou n’est plus en vigueur ; rien n’est payé : vérifiez le journal`,
  PROJECTION_NOT_DECIDED: ({ scheme, ...of }) =>
    `${statementWords(of)} est une projection (${scheme}) : aucun texte ne la permet encore, et rien ne s’en décide ni ne s’en paie ; comparez-la (compare)`,
  DECIDED_AFTER_END: ({ scheme = 'l’expérimentation', ...of }) =>
    `${statementWords(of)} vient après la fin du texte de ${scheme} : il ne se décide qu’avec une exception, que deux personnes donnent pour cette équipe et cette période`,
  PERIOD_NOT_BEGUN: ({ first, on, ...of }) =>
    `${statementWords(of)} ne se décide qu’à partir de son premier jour, le ${dayInFrench(first)} ; nous sommes le ${dayInFrench(on)}`,
  KNOWN_ON_TO_COME: ({ knownOn, on, ...of }) =>
    `${statementWords(of)} est calculé tel que connu au ${dayInFrench(knownOn)}, un jour à venir (nous sommes le ${dayInFrench(on)}) : il ne se décide pas ; recalculez-le tel que connu ce jour-là, ou avant`,
  KNOWN_BEFORE_DECISION: ({ knownOn, decided, ...of }) =>
    `${statementWords(of)} est décidé tel que connu au ${dayInFrench(decided)} ; il ne se régularise pas tel que connu avant, au ${dayInFrench(knownOn)} : prenez un jour de connaissance à partir du ${dayInFrench(decided)}`,
  APPROVED_NOT_POSTED: ({ envelope, leftCents, wantedCents, ...of }) =>
    `${statementWords(of)} est approuvé, mais ne va pas au livre des paiements : il demande ${euros(wantedCents)} et l’enveloppe ${envelope} n’a plus que ${euros(leftCents)}, car une autre approbation est passée avant ; approuvez-le de nouveau avec une exception confirmée à deux, ou retirez-le`,
  NOT_POSTED_YET: (of) =>
    `${statementWords(of)} est décidé, mais sa décision n’est pas encore au livre des paiements, car d’autres commandes passent toujours avant ; refaites la même commande, elle l’y inscrit`,
  NOT_WITHDRAWN_YET: (of) =>
    `le retrait de ${statementWords(of)} est à moitié fait : sa décision n’est plus au livre des paiements, mais n’est pas encore retirée, car d’autres commandes passent toujours avant ; refaites la même commande, elle la retire`,
  WITHDRAWAL_CUT_OFF: (of) =>
    `le retrait de ${statementWords(of)} s’est interrompu : ce qui était décidé n’est plus au livre des paiements ; rejetez sa régularisation, puis retirez-le`,
  NOTHING_TO_APPROVE: (of) => `${statementWords(of)} n’est pas soumis ; il n’y a rien à approuver`,
  APPROVED_BY_ANOTHER: ({ by, on, ...of }) =>
    `${statementWords(of)} a été approuvé par ${personText(by)} le ${frenchDay(dayOfInstant(on))} ; il n’y a plus rien à approuver`,
  NOTHING_TO_REJECT: (of) =>
    `${statementWords(of)} n’est pas soumis ; il n’y a rien à rejeter, et ce qui est décidé se retire`,
  NOTHING_TO_WITHDRAW: (of) => `${statementWords(of)} n’est pas approuvé ; il n’y a rien à retirer`,
  NOTHING_TO_REGULARISE: (of) =>
    `${statementWords(of)} n’est pas décidé ; il n’y a rien à régulariser, approuvez son décompte`,
  REGULARISATION_UNDER_WAY: (of) => `${statementWords(of)} a une régularisation en cours ; rejetez-la d’abord`,
  REGULARISATION_ALREADY_OPEN: (of) => `${statementWords(of)} a déjà une régularisation en cours ; une seule à la fois`,
  VARIANCE_REPORT_REQUIRED: ({ periods }) =>
    `approuver plusieurs décomptes demande d’abord le rapport des écarts de chaque période (${periods.map(periodInFrench).join(', ')}), puis le code qu’il donne (variance)`,
  VARIANCE_REPORT_OUTDATED: ({ periods }) =>
    `ce qui est soumis pour ${periods.map(periodInFrench).join(', ')} n’est pas ce que montrait un rapport : c’est autre chose, ou une partie en est décidée depuis ; refaites le rapport des écarts, relisez-le, puis donnez son code (variance)`,
  DRAFTS_OUTDATED: ({ periods }) =>
    `ce qui est à soumettre pour ${periods.map(periodInFrench).join(', ')} n’est pas ce que montrait un rapport : c’est autre chose, ou une partie en est soumise depuis ; refaites le rapport des écarts, relisez-le, puis donnez son code (variance)`,
  REPLAY_OUTDATED: (of) =>
    `${statementWords(of)} : la différence n’est plus celle que montrait le rejeu, car le calcul d’aujourd’hui, avec la réglementation en vigueur, ou ce qui est décidé a changé ; refaites le rejeu, gardez-le, relisez-le`,
  PERIOD_NOT_CALCULATED: ({ period, scheme }) =>
    `${periodInFrench(period)} n’est pas calculé${scheme === undefined ? '' : ` pour ${scheme}`} ; calculez-le d’abord, ou vérifiez la période`,
  NOTHING_DECIDED_OR_CALCULATED: ({ team, period }) =>
    `${team} n’a rien de décidé ni de calculé pour ${periodInFrench(period)}`,
};

function statementWords({ team, period }: TeamPeriod): string {
  return `${team} ${periodInFrench(period)}`;
}

function stale(of: TeamPeriod): string {
  return `${statementWords(of)} n’est plus à jour : un nouveau calcul donne autre chose`;
}
