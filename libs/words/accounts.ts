/** Sentences for the refusals about an account, and for its unusual traits. */
import { frenchDay } from '#libs/kernel/french-days.ts';
import type { AccountFlag } from '#libs/payments/accounts/flags.ts';
import type { AccountFault, AccountRefusal } from '#libs/payments/accounts/refusals.ts';
import type { VerificationResult } from '#libs/payments/accounts/verification.ts';
import { sentenceOfAccountFault } from '#libs/words/bank-files.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const ACCOUNT_SENTENCES: Sentences<AccountRefusal> = {
  INVALID_ACCOUNT: ({ faults }) => faults.map(({ fault }: AccountFault) => sentenceOfAccountFault(fault)).join(' '),
  NO_ACCOUNT_PROPOSED: ({ holder }) => `aucun changement de compte n’est proposé pour ${holder}`,
  HOLDER_NAME: ({ side }) =>
    side === 'payee'
      ? 'ce n’est pas un nom d’équipe : de 1 à 64 caractères visibles, sans barre oblique, avec des espaces simples entre les mots'
      : 'ce n’est pas un nom d’enveloppe : de 1 à 64 lettres sans accent, chiffres, points, tirets ou soulignés',
  PAYEE_OF_NO_TEAM: ({ team }) =>
    `aucune équipe ${team} n’est enregistrée ; vérifiez son identifiant, ou importez d’abord l’équipe`,
  DEBTOR_OF_NO_ENVELOPE: ({ envelope }) =>
    `il n’y a pas d’enveloppe ${envelope} ; vérifiez son nom, ou proposez d’abord l’enveloppe`,
  VERIFICATION_INCOMPLETE: () =>
    'la vérification du bénéficiaire a un résultat, un jour et un auteur ; donnez les trois, ou aucun',
  VERIFIED_IN_FUTURE: ({ on, today }) =>
    `la vérification du bénéficiaire est datée du ${frenchDay(on)}, après aujourd’hui (${frenchDay(today)}) ; donnez le jour où elle a eu lieu`,
};

export const VERIFICATION_TEXTS: Readonly<Record<VerificationResult, string>> = {
  MATCH: 'le titulaire correspond',
  CLOSE_MATCH: 'le titulaire correspond presque',
  NO_MATCH: 'le titulaire ne correspond pas',
  NOT_POSSIBLE: 'la banque n’a pas pu comparer',
};

const FLAG_TEXTS: Readonly<Record<AccountFlag['flag'], (of: readonly string[]) => string>> = {
  SAME_AS_DEBTOR: (of) => `c’est le compte débité de ${of.join(', ')}`,
  SAME_AS_PAYEE: (of) => `c’est le compte où ${of.join(', ')} reçoit ses versements`,
  SHARED_BY_TEAMS: (of) => `${of.join(', ')} a le même IBAN, en vigueur ou proposé`,
  UNKNOWN_HOLDER: () => 'aucun fait ne parle de cette équipe',
  NAME_ALTERED: ([carried = '']) => `la banque lira « ${carried} » : une partie du nom se perd`,
  NOT_VERIFIED: ([result = '']) => `vérification du bénéficiaire : ${VERIFICATION_TEXTS[result as VerificationResult]}`,
};

/** The unusual trait, in French. */
export function accountFlagText({ flag, of }: AccountFlag): string {
  return FLAG_TEXTS[flag](of);
}
