/** Addresses of the screens whose path has parameters: the experiment has the named items. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  '/decomptes/:team/:period': '/decomptes/PEPS-01/2021-Q2',
  '/decomptes/:team/:period/pourquoi': '/decomptes/PEPS-01/2021-Q2/pourquoi?decision=0',
  '/journal/:position': '/journal/1',
  '/campagnes/:run': '/campagnes/R1',
  '/enveloppes/:envelope': '/enveloppes/FISS',
  '/paiements/:reference': '/paiements/DCPT889F75DF3A4B140650F56E79',
  '/equipes/:team': '/equipes/PEPS-01',
  '/mes-decomptes/:period': '/mes-decomptes/2021-Q1',
};

/** Addresses of tabs that are opened too. */
export const TABS: Readonly<Record<string, readonly string[]>> = {
  '/equipes/:team': ['/equipes/PEPS-01?onglet=qualite'],
  '/journal': ['/journal?vue=extraits'],
  '/suivi': ['/suivi?onglet=indicateurs'],
  '/technique': ['/technique?onglet=webhooks'],
};
