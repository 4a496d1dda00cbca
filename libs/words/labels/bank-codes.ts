/** The meaning of a bank's codes for a payment that it has and has not decided, in French. */

/** Source: ISO 20022 external code set, ExternalPaymentTransactionStatus1Code. The set is open: a bank may give others. */
const MEANINGS: Readonly<Record<string, string>> = {
  ACCP: 'accepté après contrôle du client',
  ACFC: 'accepté, provision vérifiée',
  ACIS: 'accepté, instrument émis',
  ACPD: 'accepté, en compensation',
  ACSP: 'accepté, règlement en cours',
  ACTC: 'accepté, format vérifié',
  ACWC: 'accepté avec un changement',
  ACWP: 'accepté, pas encore crédité',
  BLCK: 'bloqué chez la banque du bénéficiaire',
  PART: 'lot accepté en partie',
  PATC: 'lot en partie au format',
  PDNG: 'en attente à la banque',
  PRES: 'présenté',
  RCVC: 'bénéficiaire vérifié : le nom correspond',
  RCVD: 'reçu',
  RVMC: 'bénéficiaire vérifié : le nom ne correspond qu’à peu près',
  RVNA: 'bénéficiaire non vérifiable',
  RVNM: 'bénéficiaire vérifié : le nom ne correspond pas',
};

/** `PDNG, en attente à la banque`. An unknown code is shown as such. */
export function bankCodeText(code: string): string {
  return `${code}, ${MEANINGS[code] ?? 'code que le décompte ne connaît pas : demandez-le à la banque'}`;
}
