/** Finds RPPS numbers of a fact with a wrong key: the fact is recorded anyway. */
import { rppsIndexes } from '#libs/facts/fact-kind.ts';
import { hasLuhnKey } from '#libs/facts/identifiers.ts';
import { type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import type { WarningReason } from '#libs/intake/warnings.ts';

export function keyWarnings(kind: FactName, fields: readonly string[]): readonly WarningReason[] {
  return rppsIndexes(factKindOf(kind)).flatMap((place) => {
    const rpps = fields[place] ?? '';
    if (rpps === '' || hasLuhnKey(rpps)) return [];
    return [{ code: 'RPPS_KEY' as const, data: { rpps, once: false } }];
  });
}
