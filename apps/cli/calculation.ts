/** The calculation that a command line names. */
import { dayInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { ALL } from '#libs/kernel/page.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { type CalculationSought, FindCalculation } from '#libs/statements/queries/find-calculation.ts';
import { FindStatements } from '#libs/statements/queries/find-statements.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { Modules } from '#apps/cli/with-modules.ts';

/** Throws CliRefusal if it does not exist. */
export async function findCalculation(
  query: Modules['query'],
  sought: CalculationSought,
): Promise<CalculatedStatement> {
  const { team, period, knownOn, simulation } = sought;
  const found = await query(new FindCalculation(sought));
  if (found.status !== 'unknown') return found.calculated;
  const known = knownOn === undefined ? '' : ` connu au ${dayInFrench(knownOn)}`;
  const there =
    simulation === undefined ? (otherDays(found.knownDays) ?? (await otherPeriods(query, team))) : undefined;
  const right = there ?? 'lancez decompte calculate, ou vérifiez l’équipe et la période';
  throw new CliRefusal(`${team} n’a pas de calcul pour ${periodInFrench(period)}${known} ; ${right}`);
}

const SHOWN = 4;

function otherDays(days: readonly string[]): string | undefined {
  if (days.length === 0) return undefined;
  return `il y en a au ${days.slice(0, SHOWN).map(dayInFrench).join(', ')}${days.length > SHOWN ? '…' : ''} (--known-on)`;
}

/** A team has years or quarters, by its scheme: its own periods say which. */
async function otherPeriods(query: Modules['query'], team: string): Promise<string | undefined> {
  const { items } = await query(new FindStatements({ team }, 'period', ALL));
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const [from, to] = [periodInFrench(first.period), periodInFrench(last.period)];
  return `ses calculs vont de ${from} à ${to}, d’autres périodes se calculent par decompte calculate`;
}
