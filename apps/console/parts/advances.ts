/** The advances of a scheme and what it paid in the end, with sums over the quarters that are in the totals of the comparison. */
import type { components } from '#libs/client/contract.d.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';

type Quarter = Pick<
  components['schemas']['ComparisonView']['schemes'][number]['quarters'][number],
  'quarter' | 'advanceCents' | 'schemeCents'
>;

/** `common`: the quarters in the totals. */
export function advancesOf(quarters: readonly Quarter[], common: readonly string[]) {
  const rows = quarters.flatMap(({ quarter, advanceCents, schemeCents }) =>
    advanceCents === null || schemeCents === null ? [] : [{ quarter, advanceCents, schemeCents }],
  );
  const counted = rows.filter(({ quarter }) => common.includes(quarter));
  return {
    rows,
    advanceCents: sumCentsOf(counted, (row) => BigInt(row.advanceCents)),
    schemeCents: sumCentsOf(counted, (row) => BigInt(row.schemeCents)),
  };
}
