/** The leakage of a quarter, from the act ledger of its statement. Amounts are the base of the acts, in cents. */
import type { QuarterLedger } from './queries.ts';
import { tenThousandths } from './share.ts';

const FORFAIT_PHASES: readonly (string | null)[] = ['FORFAIT', 'FORFAIT_STARTUP'];

export function leakageCents({ lines }: QuarterLedger): bigint {
  return baseOf(lines, 'LEAKAGE');
}

/**
 * In whole ten-thousandths: the leakage as a share of the replaced acts plus the leakage. Undefined before the forfait, when the acts
 * inside the team are mixed with other acts; and if there are no acts, or more reversed than done.
 */
export function leakageShare(quarter: QuarterLedger): string | undefined {
  const [outside, inside] = [leakageCents(quarter), baseOf(quarter.lines, 'SUBSTITUTED')];
  const isShare = outside >= 0n && inside >= 0n && outside + inside > 0n;
  if (!FORFAIT_PHASES.includes(quarter.phase) || !isShare) return undefined;
  return tenThousandths({ numerator: outside, denominator: outside + inside });
}

function baseOf(lines: QuarterLedger['lines'], actClass: QuarterLedger['lines'][number]['class']): bigint {
  return lines.reduce((sum, line) => (line.class === actClass ? sum + BigInt(line.baseCents) : sum), 0n);
}
