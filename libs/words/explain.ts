/** Sentences for why a statement cannot be explained. */
import { PERHAPS_ERASED } from '#libs/words/calculations.ts';
import { periodInFrench } from '#libs/kernel/french-days.ts';
import type { ExplainRefusal } from '#libs/explain/refusals.ts';
import { LINE_LABELS } from '#libs/words/labels/statements.ts';
import type { Sentences } from '#libs/words/sentences.ts';
import { ofName } from '#libs/words/labels/of-name.ts';

export const EXPLAIN_SENTENCES: Sentences<ExplainRefusal> = {
  STATEMENT_NOT_REPRODUCED: ({ team, period }) =>
    `refaire le calcul ${ofName(team)} ${periodInFrench(period)} ne redonne pas le décompte enregistré : ${PERHAPS_ERASED} ; sinon, vérifiez le journal, puis reconstruisez la projection dossiers, puis rosters`,
  STATEMENT_NO_LONGER_DUE: ({ team, period }) =>
    `${team} ${periodInFrench(period)} n’a plus de décompte : l’équipe n’est plus dans l’expérimentation`,
  RULES_VERSION_DIFFERS: ({ team, period, calculatedBy, known }) =>
    `${team} ${periodInFrench(period)} a été calculé par la version ${calculatedBy} des règles, que ce programme n’a pas (il a ${known.join(', ')}) ; expliquez-le avec le programme qui l’a calculé, ou recalculez-le`,
  LINE_NOT_IN_STATEMENT: ({ team, period, line, lines }) =>
    `${team} ${periodInFrench(period)} n’a pas de ligne ${line} ; ses lignes sont ${lines.map((one) => `${LINE_LABELS[one]} (${one})`).join(', ')}`,
  TEAM_NOT_KNOWN_AT_CALCULATION: ({ team }) => `l’équipe ${team} n’est pas connue comme elle l’était au calcul`,
};
