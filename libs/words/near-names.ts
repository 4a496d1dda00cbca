/** Those of the known names that a person may have meant. */
import { isNearly } from '#libs/kernel/near-words.ts';

/** What stands between « X is not known » and the names that are: ` ; vouliez-vous dire presence ? `, or ` ; ` if none is near. */
export function meantAmong(typed: string, known: readonly string[]): string {
  const near = known.filter((name) => isNearly(typed, name));
  return near.length === 0 ? ' ; ' : ` ; vouliez-vous dire ${near.join(' ou ')} ? `;
}
