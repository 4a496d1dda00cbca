/** The effect of a change of the payment ledger, in French. */
import { euros } from '#libs/kernel/euros.ts';
import { frenchDay, instantInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import type { TypedEntry } from '#libs/payments/ledger/answer-events.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import type { Download } from '#libs/payments/ledger/payment.ts';
import type { InForceNow } from '#libs/payments/ledger/beside-proposal.ts';
import { termsText } from '#libs/words/texts/history-text.ts';
import { PAYMENT_STATUS_LABELS } from '#libs/words/labels/payments.ts';

/** `remboursement de 100,00 € reçu de PEPS-01`. */
export function changeText(change: LedgerChange): string {
  switch (change.kind) {
    case 'ENVELOPE': {
      const by = change.exception === null ? '' : `, par l’exception ${change.exception}`;
      return `${change.envelope} : ${termsText(change.terms)}${by}`;
    }
    case 'EXCEPTION':
      return `exception ${change.exception} : ${permissionText(change.terms)} ; motif : ${change.reason}`;
    case 'HOLD':
      return `un compte changé attend ${counted(change.days, 'jour')} ; motif : ${change.reason}`;
    case 'DEMAND':
      return `demander à ${change.team} ce qu’elle doit à ${change.envelope}`;
    case 'REPAYMENT':
      return `remboursement de ${euros(change.amountCents)} reçu de ${change.team} pour ${change.envelope} le ${frenchDay(change.receivedOn)}, référence ${change.reference}`;
    case 'TAKE_BACK':
      return `abandonner ce qui est demandé à ${change.team} pour ${change.envelope} ; motif : ${change.reason}`;
    case 'CANCELLATION':
      return `annuler la campagne ${change.run}, qui n’est pas partie à la banque : ses paiements sont de nouveau dus ; motif : ${change.reason}`;
    case 'UNDOING':
      return `défaire l’écriture de la décision ${change.decision}, portée deux fois ; motif : ${change.reason}`;
    case 'ANSWER':
      return change.source === 'TYPED'
        ? `réponse de la banque saisie : ${change.entries.map(entryText).join(' ; ')} ; motif : ${change.reason}`
        : `retours annoncés par un fichier de la banque (${change.reason}) : ${change.entries.map(entryText).join(' ; ')}`;
  }
}

const OUTCOMES: Readonly<Record<TypedEntry['outcome'], string>> = {
  EXECUTED: 'exécuté',
  REJECTED: 'rejeté',
  RETURNED: 'revenu',
  RELEASED: 'en attente à la banque',
  EXECUTED_TWICE: 'exécuté deux fois : l’équipe en doit une',
};

function entryText({ endToEndId, outcome, day, amountCents, reason, bank }: TypedEntry): string {
  const words = [reason, bank?.detail].filter((word) => typeof word === 'string');
  const why = words.length === 0 ? '' : ` (${words.join(', ')})`;
  const copy = bank?.of === 'COPY' ? ', d’un second envoi' : '';
  return `${endToEndId}, ${euros(amountCents)}, ${OUTCOMES[outcome]} le ${frenchDay(day)}${why}${copy}`;
}

/** The permission that an exception gives. */
export function permissionText(terms: ExceptionTerms): string {
  switch (terms.kind) {
    case 'EXCEED_ENVELOPE':
      return `dépasser l’enveloppe ${terms.envelope} de ${euros(terms.amountCents)}, une fois`;
    case 'CHANGED_ACCOUNT':
      return `payer ${terms.team} sur le compte ${terms.account}, changé depuis peu`;
    case 'EARLY_RELEASE':
      return `libérer une fois dans ${terms.envelope} ce qui est dû jusqu’au ${frenchDay(terms.until)}`;
    case 'AFTER_END':
      return `décider ${terms.team} ${periodInFrench(terms.period)}, même après la fin de son texte`;
  }
}

/** The state in force now, line by line. */
export function inForceText({
  terms,
  days,
  debtCents,
  dueCents,
  payments,
  downloads,
  undoing,
}: InForceNow): readonly string[] {
  return [
    ...(undoing === undefined ? [] : undoingText(undoing)),
    ...(payments ?? []).map(answeredText),
    ...(terms ?? []).map((one) => `en vigueur : ${termsText(one)}`),
    ...(days === undefined ? [] : [`en vigueur : ${counted(days, 'jour')}`]),
    ...(debtCents === undefined ? [] : [`dette : ${euros(debtCents)}`]),
    ...(dueCents === undefined
      ? []
      : [`encore dû à l’équipe : ${euros(dueCents)}, où la prochaine campagne compenserait la dette sans la demander`]),
    ...(downloads === undefined ? [] : downloadsText(downloads)),
  ];
}

function answeredText({ endToEndId, status, sentAgain }: NonNullable<InForceNow['payments']>[number]): string {
  const now = `${endToEndId} : ${PAYMENT_STATUS_LABELS[status]}`;
  if (sentAgain === undefined) return now;
  const { endToEndId: other, run, status: since } = sentAgain;
  return `${now}, et reparti depuis dans la campagne ${run} sous ${other} (${PAYMENT_STATUS_LABELS[since]}) : l’équipe serait payée deux fois, et devrait un des deux`;
}

function undoingText(undoing: NonNullable<InForceNow['undoing']>): readonly string[] {
  const { fromDueCents, fromDebtCents, debtCents, dueCents } = undoing;
  return [
    ...(fromDueCents > 0n ? [`n’est plus dû : ${euros(fromDueCents)}`] : []),
    ...(fromDebtCents > 0n ? [`n’est plus à récupérer : ${euros(fromDebtCents)}`] : []),
    ...(debtCents > 0n ? [`à récupérer, car déjà libéré : ${euros(debtCents)}`] : []),
    ...(dueCents > 0n ? [`de nouveau dû, car déjà récupéré : ${euros(dueCents)}`] : []),
  ];
}

/** A file that was handed out may have been sent. */
function downloadsText(downloads: readonly Download[]): readonly string[] {
  if (downloads.length === 0) return ['fichier : remis à personne'];
  return downloads.map(
    ({ file, format, by, at }) => `fichier ${file} (${format}) remis à ${by.name} le ${instantInFrench(at)}`,
  );
}
