/** French words for the facts that changed an amount, by the list of the dossier or roster they are in. */
import type { FactList } from '#libs/replay/facts-since.ts';

export const FACT_LABELS: Readonly<Record<FactList, string>> = {
  person: 'identité',
  coverage: 'couverture',
  declarations: 'médecin traitant',
  acts: 'actes',
  merges: 'réunion de deux identifiants',
  spending: 'dépense',
  rows: 'équipe',
  phases: 'phase',
  members: 'membres',
  quality: 'qualité',
  revenue: 'revenu de référence',
  credits: 'crédits',
};
