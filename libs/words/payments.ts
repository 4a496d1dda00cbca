/** Sentences for the refusals about envelopes, payment runs and the bank's answers. */
import { frenchDay, periodInFrench } from '#libs/kernel/french-days.ts';
import type { Duty } from '#libs/commands/segregation.ts';
import { euros } from '#libs/kernel/euros.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { BANK_LIMITS } from '#libs/payments/bank/limits.ts';
import type { BankClosure } from '#libs/payments/bank/target-days.ts';
import type { KeptApart, LeftOut, Obstacle } from '#libs/payments/ledger/left-out.ts';
import type { LedgerRefusal, RunChange, RunFault } from '#libs/payments/ledger/refusals.ts';
import type { RefusedAccount } from '#libs/payments/ledger/rules/refused-accounts.ts';
import type { BankFileRefusal } from '#libs/payments/runs/refusals.ts';
import { agreed, counted } from '#libs/kernel/counted.ts';
import { bankFileText, referenceText } from '#libs/words/bank-files.ts';
import { accountReasonText } from '#libs/words/labels/bank-codes.ts';
import { type Sentences, said } from '#libs/words/sentences.ts';
import { contradictionsText, formerStreamsText } from '#libs/words/texts/carry-over.ts';
import { ofName } from '#libs/words/labels/of-name.ts';

/** A person's duty for a payment of a team. */
const DONE: Readonly<Record<Duty, (team: string) => string>> = {
  APPROVE: (team) => `approuvé des décomptes ${ofName(team)}`,
  SUBMIT: (team) => `soumis des décomptes ${ofName(team)}`,
  PROPOSE_ACCOUNT: (team) => `proposé le compte ${ofName(team)}`,
  CONFIRM_ACCOUNT: (team) => `confirmé le compte ${ofName(team)}`,
  EXCEPT_ACCOUNT: (team) => `donné l’exception pour le compte ${ofName(team)}`,
  RELEASE: (team) => `libéré des versements ${ofName(team)}`,
  TYPE_ANSWER: (team) => `saisi la réponse de la banque pour ${team}`,
  PROPOSE_TERMS: () => 'proposé l’enveloppe',
  CONFIRM_TERMS: () => 'confirmé l’enveloppe',
  PROPOSE_EXCEPTION: () => 'proposé une exception de cette campagne ou de son approbation',
  CONFIRM_EXCEPTION: () => 'confirmé une exception de cette campagne ou de son approbation',
  PROPOSE_HOLD: () => 'proposé le délai des comptes changés',
  CONFIRM_HOLD: () => 'confirmé le délai des comptes changés',
  PROPOSE_DEMAND: (team) => `proposé de demander à ${team} ce qu’elle doit`,
  CONFIRM_DEMAND: (team) => `confirmé ce qui est demandé à ${team}`,
  PROPOSE_REPAYMENT: (team) => `saisi un remboursement ${ofName(team)}`,
  CONFIRM_REPAYMENT: (team) => `confirmé un remboursement ${ofName(team)}`,
  PROPOSE_TAKE_BACK: (team) => `proposé d’abandonner une demande à ${team}`,
  CONFIRM_TAKE_BACK: (team) => `confirmé l’abandon d’une demande à ${team}`,
};

const CLOSURES: Readonly<Record<BankClosure, string>> = {
  WEEKEND: 'un samedi ou un dimanche',
  TARGET_HOLIDAY: 'un jour de fermeture des banques (TARGET)',
};

function nothingPayable({
  envelope,
  leftOut,
}: Extract<RunFault, { readonly code: 'NOTHING_PAYABLE' }>['data']): string {
  return `rien de ce qui est dû dans l’enveloppe ${envelope} ne peut être versé : ${leftOutTexts(leftOut, SHOWN).join(' ; ')}`;
}

const RUN_FAULTS: Sentences<RunFault> = {
  RELEASED_EARLY: ({ dueBy, today }) =>
    `ce qui est dû jusqu’au ${frenchDay(dueBy)} ne l’est pas encore le ${frenchDay(today)} ; il faut une exception confirmée à deux`,
  NOTHING_PAYABLE: nothingPayable,
  EXECUTION_DAY_PAST: ({ executionDay, next }) =>
    `le jour d’exécution ${frenchDay(executionDay)} est passé ; le prochain possible est le ${frenchDay(next)}`,
  EXECUTION_DAY_CLOSED: ({ executionDay, closure, next }) =>
    `le jour d’exécution ${frenchDay(executionDay)} est ${CLOSURES[closure]} ; le prochain possible est le ${frenchDay(next)}`,
  EXECUTION_DAY_TOO_FAR: ({ executionDay, latest }) =>
    `le jour d’exécution ${frenchDay(executionDay)} est trop loin pour une banque ; donnez le ${frenchDay(latest)} au plus tard`,
  RELEASER_NOT_INDEPENDENT: ({ by, team, duties }) =>
    `${by.name} a ${duties.map((duty) => DONE[duty](team)).join(', ')} : une autre personne doit libérer ses versements`,
  EXCEPTION_NOT_USABLE: ({ exception }) =>
    `l’exception ${exception} n’est pas confirmée, a déjà servi, ou ne sert pas à cela`,
  ENVELOPE_OVERDRAWN: ({ envelope, leftCents, wantedCents }) =>
    `l’enveloppe ${envelope} a encore ${euros(leftCents)}, la campagne en demande ${euros(wantedCents)} ; une exception se propose et se confirme à deux`,
  FILE_NAME_TAKEN: ({ file, run }) =>
    `le nom de fichier ${file} est déjà celui de la campagne ${run} ; donnez un autre nom à la nouvelle`,
};

const OBSTACLES: Readonly<Record<Obstacle['reason'], string>> = {
  NO_ACCOUNT: 'pas de compte confirmé ; il faut qu’une personne en propose un et qu’une autre le confirme',
  ACCOUNT_HELD: 'son compte a changé il y a peu ; vérifiez-le auprès de l’équipe par un autre moyen',
  NAME: 'le titulaire de son compte n’a ni lettre latine ni chiffre ; proposez le compte avec le nom en lettres latines',
  ACCOUNT_NUMBER: 'aucune banque ne prend l’IBAN ou le BIC de son compte ; proposez un autre compte',
  AMOUNT: `un virement est de ${euros(BANK_LIMITS.amountCentsMax)} au plus ; vérifiez le décompte`,
};

/** The reason why a team is not paid, without a capital or a full stop. */
export function obstacleText({ reason, until }: Obstacle): string {
  return `${OBSTACLES[reason]}${until === null ? '' : ` ; il est payable à partir du ${frenchDay(until)}`}`;
}

/** Teams that a refusal names of each reason. */
const SHOWN = 8;

/** The teams of each reason together, with their amounts: `PEPS-01 (100,00 €), PEPS-02 (50,00 €) : pas de compte confirmé…`. */
export function leftOutTexts(leftOut: readonly LeftOut[], shown = leftOut.length): readonly string[] {
  return [...Map.groupBy(leftOut, obstacleText)].map(([reason, teams]) => {
    const named = teams.slice(0, shown).map(({ team, amountCents }) => `${team} (${euros(amountCents)})`);
    const more = teams.slice(shown);
    const rest = euros(sumCentsOf(more, ({ amountCents }) => amountCents));
    const others = more.length === 0 ? '' : ` et ${counted(more.length, 'autre équipe', 'autres équipes')} (${rest})`;
    return `${named.join(', ')}${others} : ${reason}`;
  });
}

/** A warning before the release, without a capital or a full stop. */
export function refusedAccountText({ team, reason, day }: RefusedAccount): string {
  return `${team} serait payée sur le compte que la banque a refusé le ${frenchDay(day)} (${accountReasonText(reason)}) : demandez-lui un autre compte, ou qu’elle confirme celui-ci avant de libérer`;
}

/** The warnings of a run, in each of its views. */
export function runWarnings({
  refusedAccounts,
  keptApart,
}: {
  readonly refusedAccounts: readonly RefusedAccount[];
  readonly keptApart: KeptApart;
}): string[] {
  return [...refusedAccounts.map(refusedAccountText), ...keptApartText(keptApart)];
}

/** Empty if nothing is. */
export function keptApartText({ items, amountCents }: KeptApart): readonly string[] {
  if (items === 0) return [];
  return [
    `${counted(items, 'échéance')} de ${euros(amountCents)} en tout, ${agreed(items, 'gardée', 'gardées')} à part, ${agreed(items, 'n’est', 'ne sont')} dans aucune campagne tant que deux personnes n’ont pas tranché ce que la banque ou le livre d’avant en contredit`,
  ];
}

/** The difference of a run from its preparation. */
export function runChangeText({ before, now }: RunChange): string {
  const said = (of: RunChange['now']): string =>
    `${counted(of.payments, 'versement')}, ${euros(of.totalCents)}, ${counted(of.leftOut, 'équipe')} de côté`;
  return `préparée : ${said(before)} ; maintenant : ${said(now)}`;
}

export const PAYMENT_SENTENCES: Sentences<LedgerRefusal | BankFileRefusal> = {
  LEDGER_NOT_CARRIED_OVER: ({ envelopes }) =>
    `le journal a encore un livre par enveloppe (${envelopes.join(', ')}) ; reprenez-les d’abord dans le livre des paiements`,
  NOTHING_TO_CARRY_OVER: () => 'il n’y a rien à reprendre : le livre des paiements est un seul livre',
  FORMER_LEDGER_WRITTEN: ({ streams }) =>
    `un ancien programme a écrit dans les livres d’avant depuis leur reprise (${formerStreamsText(streams)}) ; ces écritures ne sont pas dans le livre des paiements, qui paierait de nouveau ce qu’elles ont payé : arrêtez cet ancien programme, puis reprenez-les aussi dans le livre des paiements`,
  CARRY_OVER_CONTRADICTED: ({ contradictions }) =>
    `ce qu’un ancien programme a écrit depuis contredit le livre des paiements, et rien n’en est repris : ${contradictionsText(contradictions)} ; demandez à la banque ce qu’elle a payé, et faites dire par un auditeur ce qui est vrai, avant toute autre commande`,
  CARRY_OVER_CHANGED: () =>
    'ce code n’est pas celui de ce qui est à reprendre maintenant ; relisez-le, et donnez son code',
  ENVELOPE_AMOUNT_NOT_POSITIVE: () => 'le montant d’une enveloppe est supérieur à 0',
  ENVELOPE_WITHOUT_SCHEME: () => 'une enveloppe finance au moins une expérimentation',
  ENVELOPE_BELOW_USE: ({ envelope, amountCents, usedCents }) =>
    `l’enveloppe ${envelope} a déjà ${euros(usedCents)} décidés ou libérés, plus que ${euros(amountCents)} ; il faut une exception confirmée à deux`,
  COMMITTED_BEYOND_ENVELOPE: ({ envelope, leftCents, wantedCents }) =>
    `il faut ${euros(wantedCents)} de plus dans l’enveloppe ${envelope}, qui en a encore ${euros(leftCents)} ; une exception confirmée à deux le permet`,
  NO_SUCH_ENVELOPE: ({ envelope }) => `il n’y a pas d’enveloppe ${envelope} ; regardez celles qui sont là`,
  SCHEME_ALREADY_FUNDED: ({ envelope, scheme, from }) =>
    `l’enveloppe ${envelope} finance déjà ${scheme} ${from === null ? 'depuis le début' : `le ${frenchDay(from)}`} ; une expérimentation n’a qu’une enveloppe un même jour : fermez d’abord celle-là, ou donnez-lui d’autres expérimentations, à partir d’un jour, puis commencez la nouvelle ce jour-là`,
  SCHEME_NOT_FUNDED: ({ scheme, day }) =>
    `aucune enveloppe ne finance ${scheme ?? 'cette équipe'} le ${frenchDay(day)} ; proposez-en une, qu’une seconde personne confirme`,
  SCHEME_FUNDED_TWICE: ({ scheme, day, envelopes }) =>
    `deux enveloppes financent ${scheme} le ${frenchDay(day)} : ${envelopes.join(' et ')} ; proposez pour l’une d’autres conditions`,
  ENVELOPE_NOT_CONFIRMED: ({ envelope }) =>
    `l’enveloppe ${envelope} n’est pas confirmée ; vérifiez son nom, ou faites confirmer ce qui en est proposé`,
  EXCEPTION_EXISTS: ({ exception }) => `l’exception ${exception} existe déjà ; donnez-lui un autre nom`,
  EXCEPTION_AMOUNT_NOT_POSITIVE: () => 'le montant d’une exception est supérieur à 0',
  NO_ACCOUNT_TO_EXCEPT: ({ team }) => `${team} n’a pas de compte confirmé ; il n’y a rien à excepter`,
  ACCOUNT_CHANGED_SINCE: ({ team }) =>
    `le compte ${ofName(team)} a changé depuis que l’exception est proposée ; proposez-la de nouveau`,
  EXCEPTION_BY_PROPOSER_OF_ACCOUNT: ({ by, team }) =>
    `${by.name} a proposé le compte ${ofName(team)} ; une autre personne donne l’exception`,
  HOLD_DAYS_OUT_OF_RANGE: ({ days, daysMax }) => `${days} jours n’est pas un délai ; c’est de 0 à ${daysMax}`,
  NO_SUCH_PROPOSAL: ({ proposal }) =>
    `rien n’est proposé sous le nom ${proposal} : c’est décidé ou retiré depuis, ou le nom est faux ; relisez ce qui attend`,
  TEAM_STILL_IN: ({ team }) =>
    `${team} est encore dans l’expérimentation ; ce qu’elle doit est compensé avec ses prochains versements`,
  NOTHING_DEMANDED: ({ team }) => `rien n’est demandé à ${team}`,
  REPAYMENT_NOT_POSITIVE: () => 'le montant d’un remboursement est supérieur à 0',
  REPAYMENT_TO_COME: ({ receivedOn, today }) =>
    `le ${frenchDay(receivedOn)} n’est pas encore venu, nous sommes le ${frenchDay(today)} ; donnez le jour de la banque`,
  REPAYMENT_WAITS: ({ team, reference, receivedOn }) =>
    `un autre remboursement ${ofName(team)}, « ${reference} », reçu le ${frenchDay(receivedOn)}, attend une seconde personne ; faites-le d’abord confirmer, refuser ou retirer`,
  REPAYMENT_KNOWN: ({ team, reference, receivedOn }) =>
    `le remboursement « ${reference} » ${ofName(team)}, reçu le ${frenchDay(receivedOn)}, est déjà enregistré ; vérifiez le jour et la référence de la banque`,
  REPAYMENT_BEYOND_DEMAND: ({ team, amountCents, demandedCents }) =>
    `le remboursement ${ofName(team)}, ${euros(amountCents)}, dépasse ce qui lui est demandé, ${euros(demandedCents)} ; vérifiez auprès de la banque`,
  EXCEPTION_NOT_USABLE: ({ exception }) =>
    `l’exception ${exception} n’est pas confirmée, a déjà servi, ou ne sert pas à cela`,
  PAYMENT_ALREADY_RELEASED: ({ team, period }) =>
    `un versement ${ofName(team)} ${periodInFrench(period)} est déjà libéré, et sa campagne n’est pas annulée ; régularisez au lieu de retirer`,
  NOT_POSTED_TWICE: ({ decision }) =>
    `la décision ${decision} n’est pas de celles que la reprise a tenues à part, ou elle est déjà défaite ; la reprise des livres d’avant les montre`,
  DEBT_DEMANDED: ({ team }) =>
    `ce que ${team} doit par cette décision lui est demandé ; reprenez d’abord la demande (take-back)`,
  POSTING_NO_LONGER_WHOLE: () =>
    'ce que cette décision a mis au livre est déjà réduit, compensé ou demandé ; régularisez au lieu de retirer',
  NOTHING_OWED: ({ team }) => `${team} ne doit rien ; il n’y a rien à demander`,
  RUN_EXISTS: ({ run }) => `la campagne ${run} est déjà libérée ; une campagne ne se fait qu’une fois`,
  NO_PREPARED_RUN: ({ run }) =>
    `aucune campagne ${run} n’est préparée : elle ne l’a pas été, ou a été abandonnée ; relisez les campagnes`,
  RUN_IS_RELEASED: ({ run }) =>
    `la campagne ${run} est déjà libérée, et ne s’abandonne plus ; si elle n’est pas partie à la banque, proposez de l’annuler`,
  NOTHING_PAYABLE: nothingPayable,
  RUN_CHANGED_SINCE_PREPARED: ({ run, ...change }) =>
    `la campagne ${run} n’est plus celle qui a été préparée (${runChangeText(change)}) ; préparez-la de nouveau et relisez-la`,
  NOTHING_TO_CANCEL: ({ run }) =>
    `la campagne ${run} n’a pas de paiement à annuler : elle est déjà annulée, ou n’a que des compensations`,
  RUN_CANCELLED: ({ run }) =>
    `la campagne ${run} est annulée et ses paiements sont de nouveau dus : son fichier ne va plus à la banque`,
  RUN_ANSWERED: ({ run, answers }) =>
    `la banque a déjà répondu pour la campagne ${run} (${counted(answers, 'réponse')}) : elle est partie, et ne s’annule plus ; prenez ses réponses`,
  RUN_NOT_RELEASED: ({ run }) =>
    `la campagne ${run} n’est que préparée ; son fichier est remis une fois qu’elle est libérée`,
  NO_SUCH_FILE: ({ run, file, files }) =>
    `${file === undefined ? `la campagne ${run} a plusieurs fichiers ; nommez-en un` : `la campagne ${run} n’a pas de fichier ${file}`} : ${files.join(', ')}`,
  NOTHING_DUE: ({ envelope, dueBy, keptApart }) =>
    [`rien n’est à payer au ${frenchDay(dueBy)} dans l’enveloppe ${envelope}`, ...keptApartText(keptApart)].join(' ; '),
  RUN_REFUSED: ({ run, faults }) => `la campagne ${run} est refusée : ${faults.map(faultText).join(' ; ')}`,
  NO_CONFIRMED_DEBTOR: ({ envelope }) =>
    `l’enveloppe ${envelope} n’a pas de compte à débiter confirmé ; il faut qu’une personne en propose un et qu’une autre le confirme`,
  NO_SUCH_RUN: ({ run }) => `il n’y a pas de campagne ${run} ; regardez celles qui sont faites`,
  NOTHING_TO_SEND: ({ run }) => `la campagne ${run} n’a que des compensations ; il n’y a rien à envoyer à la banque`,
  INVALID_RUN_NAME: ({ run, faults, lengthMax, suggested }) =>
    `le nom de campagne « ${run} » ne peut aller à la banque : ${faults.length === 0 ? `il a ${lengthMax} caractères au plus, et pas que des points entre deux barres.` : faults.map(referenceText).join(' ')} Écrivez par exemple ${suggested}`,
  FILE_NOT_AS_RELEASED: ({ run, file }) =>
    `le fichier ${file} de la campagne ${run} n’a plus les octets qui ont été libérés ; ne l’envoyez pas, vérifiez le journal et la version du programme`,
  INVALID_BANK_FILE: ({ faults }) => faults.map(bankFileText).join(' '),
  UNKNOWN_PAYMENT: ({ endToEndId }) =>
    `le paiement ${endToEndId} n’est d’aucune enveloppe ; vérifiez son identifiant, ou le fichier de la banque`,
  ANSWERED_AMOUNT_DIFFERS: ({ endToEndId, answeredCents, releasedCents }) =>
    `la banque annonce ${euros(answeredCents)} pour ${endToEndId}, il a été libéré ${euros(releasedCents)} ; réclamez à la banque`,
  ANSWER_EMPTY: () => 'une réponse dit ce qu’il en est d’un paiement au moins',
  PAYMENT_ANSWERED_TWICE: ({ endToEndId }) =>
    `${endToEndId} est deux fois dans la réponse ; ne l’y laissez qu’une fois`,
  ITEM_ANSWERED_TWICE: ({ endToEndId, other }) =>
    `les paiements ${other} et ${endToEndId} sont de la même échéance ; proposez une réponse pour l’un, confirmez-la, puis l’autre`,
  ANSWER_BEFORE_RELEASE: ({ endToEndId, day, releasedOn }) =>
    `${endToEndId} a été libéré le ${frenchDay(releasedOn)} ; le jour de la banque ne peut être le ${frenchDay(day)}`,
  ANSWER_DAY_TO_COME: ({ endToEndId, day, today }) =>
    `le jour de la banque pour ${endToEndId}, ${frenchDay(day)}, est à venir ; donnez le ${frenchDay(today)} ou avant`,
  ANSWERED_BY_RELEASER: ({ by, run }) =>
    `${by.name} a libéré la campagne ${run} ; deux autres personnes disent ce qu’il en est de ses paiements`,
  NOT_DEBITED_TWICE: ({ endToEndId }) =>
    `aucun fichier de la banque ne dit que ${endToEndId} a été débité deux fois ; prenez d’abord celui qui le dit`,
  PAYMENT_NO_LONGER_CORRECTED: ({ endToEndId, since }) =>
    since === null
      ? `ce que payait ${endToEndId} a été repris ou compensé depuis ; il ne peut plus être dit ni exécuté ni en attente`
      : `ce que payait ${endToEndId} a été émis de nouveau (${since}) ; dites d’abord ce qu’il en est de ${since}`,
};

/** Without a capital or a full stop. */
export function faultText(fault: RunFault): string {
  return said(RUN_FAULTS, fault);
}
