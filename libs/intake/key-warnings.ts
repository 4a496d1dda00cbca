/** RPPS numbers of a fact whose key is wrong: the fact is recorded all the same. */
import { hasLuhnKey } from '#libs/facts/identifiers.ts';
import { type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import type { WarningReason } from '#libs/intake/warnings.ts';

export function keyWarnings(kind: FactName, fields: readonly string[]): readonly WarningReason[] {
  return factKindOf(kind).columns.flatMap(({ kind: of }, i) => {
    const rpps = fields[i] ?? '';
    if (of !== 'rpps' || rpps === '' || hasLuhnKey(rpps)) return [];
    return [{ code: 'RPPS_KEY' as const, data: { rpps, once: false } }];
  });
}
