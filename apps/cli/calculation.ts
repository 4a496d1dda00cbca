/** The calculation that a command line names. */
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { type CalculationSought, FindCalculation } from '#libs/statements/queries/find-calculation.ts';
import { FindTeam } from '#libs/enrolment/queries/find-team.ts';
import { knownOn as today } from '#apps/cli/arguments.ts';
import { quoted } from '#apps/cli/quoted.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import type { Modules } from '#apps/cli/with-modules.ts';

/** Throws Refusal if there is none, or no such team. The modules have that of enrolment. */
export async function calculationOf(query: Modules['query'], sought: CalculationSought): Promise<CalculatedStatement> {
  const { team, period, knownOn } = sought;
  const found = await query(new FindCalculation(sought));
  if (found.status !== 'unknown') return found.calculated;
  if ((await query(new FindTeam(team, today(undefined)))) === undefined) throw unknownTeam(team);
  throw new Refusal(
    `${team} n’a pas de calcul pour ${period}${knownOn === undefined ? '' : ` connu au ${knownOn}`} ; lancez decompte calculate, ou vérifiez l’équipe et la période`,
  );
}

export function unknownTeam(team: string): Refusal {
  return new Refusal(`aucune équipe ${team} ; decompte teams ${quoted(team)} la cherche par son nom`);
}
