/** Sentences for the refusals of a calculation, of a simulation and of the list of their acts. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import type { CalculationRefusal } from '#libs/statements/calculation/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';
import { ofName } from '#libs/words/labels/of-name.ts';

/** An erasure keeps what a patient counts for in decisions, proposals and latest calculations; others are not listed or explained again. */
export const PERHAPS_ERASED =
  'si c’est un calcul remplacé depuis et non décidé, un patient effacé y comptait, et rien n’en est plus gardé';

export const CALCULATION_SENTENCES: Sentences<CalculationRefusal> = {
  NO_SUCH_TEAM: ({ team }) => `l’équipe ${team} n’est dans aucun fait enregistré ; vérifiez son identifiant`,
  NO_SUCH_PAYMENT: ({ payment }) => `aucun versement n’a la référence ${payment} ; vérifiez-la`,
  PAYMENT_OF_WITHDRAWN_DECISION: ({ payment, team, period }) =>
    `le versement ${payment} a été annulé, et la décision ${ofName(team)} ${periodInFrench(period)} qui le rendait dû a été retirée depuis : il n’en reste rien à recalculer ; remettez les événements du livre des paiements et du décompte (decompte audit export --stream ou --event)`,
  NOTHING_DECIDED: ({ team }) => `rien n’est décidé pour ${team} à cette période ; il n’y a rien à prouver`,
  NO_SUCH_SIMULATION: ({ simulation }) => `il n’y a pas de simulation ${simulation} ; faites-la d’abord`,
  SIMULATED_BESIDE_FORMER: ({ simulation, version, inForce }) =>
    `la simulation ${simulation} a été calculée à côté de la version ${version}, et la version ${inForce} est en vigueur depuis ; simulez de nouveau, puis proposez`,
  SIMULATIONS_APART: ({ first, second }) =>
    `${first} et ${second} ne sont pas de la même plage, du même jour de connaissance, des mêmes équipes et à côté de la même version ; simulez-les de même, puis comparez`,
  MADE_BY_OTHER_RULES: ({ rulesVersion, known }) =>
    `des décomptes ont été calculés par la version ${rulesVersion} des règles, que ce programme n’a pas (il a ${known.join(', ')}) ; listez-les avec le programme qui les a calculés, ou recalculez-les`,
  STORED_OTHERWISE: ({ projection, position }) =>
    `le magasin de lecture ne dit pas ce que dit le journal : un document de la projection ${projection}${position === 0 ? ', qu’aucun événement ne fait' : ` (dernier événement ${position})`} ; reconstruisez-la, recalculez, et cherchez qui a pu y écrire`,
  ACTS_DIFFER_FROM_LEDGER: ({ sum }) =>
    `les actes listés pour ${sum} ne donnent pas le registre du décompte : ${PERHAPS_ERASED} ; sinon, reconstruisez la projection dossiers`,
  ACTS_NOT_IN_LEDGER: ({ sum }) =>
    `des actes sont listés pour ${sum}, absents du registre du décompte : ${PERHAPS_ERASED} ; sinon, reconstruisez la projection dossiers`,
};
