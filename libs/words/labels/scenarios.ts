/** What-ifs side by side, in French: the grouping, and each group. */
import { dayInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { measuresFewRates } from '#libs/regulation/what-if.ts';
import { profileLabel } from '#libs/words/labels/profiles.ts';
import type { ComparedGroup, Grouping } from '#libs/statements/calculation/compared-scenarios.ts';

export const GROUPING_LABELS: Readonly<Record<Grouping, string>> = {
  total: 'total',
  scheme: 'expérimentation',
  team: 'équipe',
  period: 'période',
  profile: 'profil des patients',
};

export function groupText({ scheme, group }: ComparedGroup, by: Grouping): string {
  if (by === 'total') return 'toutes les équipes';
  if (by === 'period') return periodInFrench(group ?? '');
  if (by !== 'profile') return group ?? '';
  return `${scheme}, ${group === null ? 'hors profil (crédits, reprises, remises à zéro)' : profileLabel(group)}`;
}

/** Cautions to read before trusting an effect. `to`: the last simulated quarter, as text. */
export function cautionsOf(whatIf: Parameters<typeof measuresFewRates>[0], to: string): readonly string[] {
  const end = `${to.slice(0, 4)}-12-31`;
  const later = whatIf.overrides.filter(({ from }) => from !== undefined && from > end);
  return [
    ...(measuresFewRates(whatIf) ? [FEW_RATES] : []),
    ...later.map(
      ({ parameter, from = '' }) =>
        `${parameter} n’est remplacé qu’à partir du ${dayInFrench(from)}, après la plage : rien n’y change`,
    ),
  ];
}

const FEW_RATES =
  'la fidélisation par patient garde le nombre d’actes demandé à une liste : un patient qui en a moins a le taux 1, presque tous l’ont, et l’effet montre surtout cela ; remplacez aussi fidelisation_min_acts, par 1 ou 2';
