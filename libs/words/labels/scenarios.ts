/** What-ifs side by side, in French: by what they are grouped, and each group. */
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
  if (by !== 'profile') return group ?? '';
  return `${scheme}, ${group === null ? 'hors profil (crédits, reprises, remises à zéro)' : profileText(group)}`;
}

const PROFILE = /^(\S+) ([FM]) ald=([01]) c2s=([01])$/;

/** `17-39 F ald=0 c2s=1` as people say it. */
export function profileText(profile: string): string {
  const [, band = profile, sex, ald, c2s] = PROFILE.exec(profile) ?? [];
  const ages = band.endsWith('+') ? `${band.slice(0, -1)} ans et plus` : `${band} ans`;
  return [
    ages,
    ...(sex === undefined ? [] : [sex === 'F' ? 'femmes' : 'hommes']),
    ...(ald === '1' ? ['ALD'] : []),
    ...(c2s === '1' ? ['C2S'] : []),
  ].join(', ');
}
