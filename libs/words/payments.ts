/** Sentences for what may be refused of envelopes, payment runs and the bank's answers. */
import { dayText } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { LedgerRefusal, RunFault } from '#libs/payments/ledger/refusals.ts';
import type { BankFileRefusal } from '#libs/payments/runs/refusals.ts';
import { counted } from '#libs/kernel/counted.ts';
import { bankFileText, referenceText } from '#libs/words/bank-files.ts';
import type { Sentences } from '#libs/words/sentences.ts';

const RUN_FAULTS: Sentences<RunFault> = {
  EXECUTION_DAY_PAST: ({ executionDay, today }) =>
    `le jour d’exécution ${dayText(executionDay)} est passé ; ce serait le ${dayText(today)} ou plus tard`,
  RELEASED_BY_APPROVER: ({ by, team }) =>
    `${by.name} a approuvé des décomptes de ${team}, une autre personne doit libérer ses versements`,
  NO_CONFIRMED_ACCOUNT: ({ team }) =>
    `${team} n’a pas de compte confirmé : il faut qu’une personne en propose un et qu’une autre le confirme`,
  ACCOUNT_CHANGED_LATELY: ({ team, days, daysMin }) =>
    `le compte de ${team} a changé ${ago(days)}, moins de ${daysMin} ; vérifiez-le auprès de l’équipe par un autre moyen, puis refaites la campagne en disant que ce compte est confirmé`,
  EXCEPTION_NOT_USABLE: ({ exception }) =>
    `l’exception ${exception} n’est pas confirmée, a déjà servi, ou ne sert pas à cela`,
  ENVELOPE_OVERDRAWN: ({ envelope, leftCents, wantedCents }) =>
    `l’enveloppe ${envelope} a encore ${euros(leftCents)}, la campagne en demande ${euros(wantedCents)} ; une exception se propose et se confirme à deux`,
};

export const PAYMENTS: Sentences<LedgerRefusal | BankFileRefusal> = {
  LEDGER_NOT_CARRIED_OVER: ({ envelopes }) =>
    `le journal a encore un livre par enveloppe (${envelopes.join(', ')}) ; reprenez-les d’abord dans le livre des paiements`,
  NOTHING_TO_CARRY_OVER: () => 'il n’y a rien à reprendre : le livre des paiements est un seul livre',
  CARRY_OVER_CHANGED: () =>
    'ce code n’est pas celui de ce qui serait repris maintenant ; relisez-le, et donnez son code',
  ENVELOPE_AMOUNT_NOT_POSITIVE: () => 'le montant d’une enveloppe est supérieur à 0',
  ENVELOPE_WITHOUT_SCHEME: () => 'une enveloppe finance au moins une expérimentation',
  ENVELOPE_BELOW_USE: ({ envelope, amountCents, usedCents }) =>
    `l’enveloppe ${envelope} a déjà ${euros(usedCents)} décidés ou libérés, plus que ${euros(amountCents)} ; il faut une exception confirmée à deux`,
  COMMITTED_BEYOND_ENVELOPE: ({ envelope, leftCents, wantedCents }) =>
    `approuver engagerait ${euros(wantedCents)} de plus dans l’enveloppe ${envelope}, qui en a encore ${euros(leftCents)} ; il faut une exception confirmée à deux`,
  NO_SUCH_ENVELOPE: ({ envelope }) => `il n’y a pas d’enveloppe ${envelope} ; regardez celles qui sont là`,
  SCHEME_ALREADY_FUNDED: ({ envelope, scheme, from }) =>
    `l’enveloppe ${envelope} finance déjà ${scheme} ${from === null ? 'depuis le début' : `le ${dayText(from)}`} ; une expérimentation n’a qu’une enveloppe un même jour`,
  SCHEME_NOT_FUNDED: ({ scheme, day }) =>
    `aucune enveloppe ne finance ${scheme ?? 'cette équipe'} le ${dayText(day)} ; proposez-en une, qu’une seconde personne confirme`,
  SCHEME_FUNDED_TWICE: ({ scheme, day, envelopes }) =>
    `deux enveloppes financent ${scheme} le ${dayText(day)} : ${envelopes.join(' et ')} ; proposez pour l’une d’autres conditions`,
  ENVELOPE_NOT_CONFIRMED: ({ envelope }) => `l’enveloppe ${envelope} n’est pas confirmée`,
  NO_SUCH_SCHEME: ({ scheme, known }) => `« ${scheme} » n’est pas une expérimentation ; ce sont ${known.join(', ')}`,
  EXCEPTION_EXISTS: ({ exception }) => `l’exception ${exception} existe déjà ; donnez-lui un autre nom`,
  EXCEPTION_AMOUNT_NOT_POSITIVE: () => 'le montant d’une exception est supérieur à 0',
  NO_ACCOUNT_TO_EXCEPT: ({ team }) => `${team} n’a pas de compte confirmé ; il n’y a rien à excepter`,
  ACCOUNT_CHANGED_SINCE: ({ team }) =>
    `le compte de ${team} a changé depuis que l’exception est proposée ; proposez-la de nouveau`,
  EXCEPTION_BY_PROPOSER_OF_ACCOUNT: ({ by, team }) =>
    `${by.name} a proposé le compte de ${team} ; une autre personne donne l’exception`,
  HOLD_DAYS_OUT_OF_RANGE: ({ days, daysMax }) => `${days} jours n’est pas un délai ; c’est de 0 à ${daysMax}`,
  NO_SUCH_PROPOSAL: ({ proposal }) => `rien n’est proposé sous le nom ${proposal} ; relisez ce qui attend`,
  TEAM_STILL_IN: ({ team }) =>
    `${team} est encore dans l’expérimentation ; ce qu’elle doit est compensé avec ses prochains versements`,
  NOTHING_DEMANDED: ({ team }) => `rien n’est demandé à ${team}`,
  REPAYMENT_NOT_POSITIVE: () => 'le montant d’un remboursement est supérieur à 0',
  REPAYMENT_TO_COME: ({ receivedOn, today }) =>
    `le ${dayText(receivedOn)} n’est pas encore venu, nous sommes le ${dayText(today)} ; donnez le jour de la banque`,
  REPAYMENT_BEYOND_DEMAND: ({ team, amountCents, demandedCents }) =>
    `${team} aurait remboursé ${euros(amountCents)}, il lui est demandé ${euros(demandedCents)} ; vérifiez auprès de la banque`,
  EXCEPTION_NOT_USABLE: ({ exception }) =>
    `l’exception ${exception} n’est pas confirmée, a déjà servi, ou ne sert pas à cela`,
  PAYMENT_ALREADY_RELEASED: ({ team, period }) =>
    `un versement de ${team} ${period} est déjà libéré ; régularisez au lieu de retirer`,
  POSTING_NO_LONGER_WHOLE: () =>
    'ce que cette décision a mis au livre est déjà réduit, compensé ou demandé ; régularisez au lieu de retirer',
  NOTHING_OWED: ({ team }) => `${team} ne doit rien ; il n’y a rien à demander`,
  RUN_EXISTS: ({ run }) => `la campagne ${run} est déjà faite ; une campagne ne se fait qu’une fois`,
  NOTHING_DUE: ({ envelope, dueBy }) => `rien n’est dû au ${dayText(dueBy)} dans l’enveloppe ${envelope}`,
  RUN_REFUSED: ({ run, faults }) => `la campagne ${run} est refusée : ${faults.map(faultText).join(' ; ')}`,
  NO_CONFIRMED_DEBTOR: ({ envelope }) =>
    `l’enveloppe ${envelope} n’a pas de compte à débiter confirmé ; il faut qu’une personne en propose un et qu’une autre le confirme`,
  NO_SUCH_RUN: ({ run }) => `il n’y a pas de campagne ${run} ; regardez celles qui sont faites`,
  NOTHING_TO_SEND: ({ run }) => `la campagne ${run} n’a que des compensations ; il n’y a rien à envoyer à la banque`,
  INVALID_RUN_NAME: ({ run, faults, lengthMax, suggested }) =>
    `le nom de campagne « ${run} » ne peut aller à la banque : ${faults.length === 0 ? `il aurait ${lengthMax} caractères au plus, et pas que des points` : faults.map(referenceText).join(' ')} Écrivez par exemple ${suggested}`,
  INVALID_BANK_FILE: ({ faults }) => faults.map(bankFileText).join(' '),
  UNKNOWN_PAYMENT: ({ endToEndId }) =>
    `le paiement ${endToEndId} n’est d’aucune enveloppe ; vérifiez le fichier de la banque`,
  ANSWERED_AMOUNT_DIFFERS: ({ endToEndId, answeredCents, releasedCents }) =>
    `la banque annonce ${euros(answeredCents)} pour ${endToEndId}, il a été libéré ${euros(releasedCents)} ; réclamez à la banque`,
  PAYMENT_ALREADY_RETURNED: ({ endToEndId }) =>
    `le paiement ${endToEndId} est déjà revenu ; il ne peut plus être exécuté`,
};

function faultText({ code, data }: RunFault): string {
  return RUN_FAULTS[code](data as never);
}

function ago(days: number): string {
  return days === 0 ? 'aujourd’hui' : `il y a ${counted(days, 'jour')}`;
}
