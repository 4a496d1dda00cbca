/** French words for the content of each projection; people type its name to rebuild it. */
export const PROJECTION_LABELS: Readonly<Record<string, string>> = {
  dossiers: 'dossiers des patients',
  rosters: 'équipes et données nationales',
  statements: 'décomptes',
  'listed-statements': 'liste des décomptes',
  payments: 'paiements',
  imports: 'fichiers reçus',
  'known-acts': 'actes déjà enregistrés',
  jobs: 'travaux',
};
