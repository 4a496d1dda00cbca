/** The calculation that a command line names. */
import { dayInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { type CalculationSought, FindCalculation } from '#libs/statements/queries/find-calculation.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { Modules } from '#apps/cli/with-modules.ts';

/** Throws CliRefusal if it does not exist. */
export async function findCalculation(
  query: Modules['query'],
  sought: CalculationSought,
): Promise<CalculatedStatement> {
  const { team, period, knownOn } = sought;
  const found = await query(new FindCalculation(sought));
  if (found.status !== 'unknown') return found.calculated;
  const known = knownOn === undefined ? '' : ` connu au ${dayInFrench(knownOn)}`;
  throw new CliRefusal(
    `${team} n’a pas de calcul pour ${periodInFrench(period)}${known} ; lancez decompte calculate, ou vérifiez l’équipe et la période`,
  );
}
