/** The profile of a patient in the grids, in French. */

const PROFILE = /^(\S+) ([FM]) ald=([01]) c2s=([01])$/;

/** `17-39 F ald=0 c2s=1` as people say it. */
export function profileLabel(profile: string): string {
  const [, band = profile, sex, ald, c2s] = PROFILE.exec(profile) ?? [];
  const ages = band.endsWith('+') ? `${band.slice(0, -1)} ans et plus` : `${band} ans`;
  return [
    ages,
    ...(sex === undefined ? [] : [sex === 'F' ? 'femmes' : 'hommes']),
    ...(ald === '1' ? ['ALD'] : []),
    ...(c2s === '1' ? ['C2S'] : []),
  ].join(', ');
}
