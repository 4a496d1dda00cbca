/** `decompte show TEAM PERIOD`: one statement as a person reads it. */
import { dayText } from '#libs/kernel/day.ts';
import { parsePeriod } from '#libs/kernel/period.ts';
import { UnknownSimulation, latestStatement, referencesOf } from '#libs/statements/calculation/latest.ts';
import { statementAsText } from '#libs/statements/outputs/statement-text.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { json, result } from '#apps/cli/terminal.ts';

export interface ShowOptions extends StoreOptions {
  readonly knownOn?: string;
  readonly simulation?: string;
  readonly json?: boolean;
}

export async function showCommand(team: string, period: string, options: ShowOptions): Promise<number> {
  if (parsePeriod(period) === undefined)
    throw new Refusal(
      `« ${period} » n'est pas une période ; écrivez un trimestre (2021-Q1) ou, pour l'IPEP, une année (2021)`,
    );
  const day = options.knownOn === undefined ? undefined : dayText(knownOn(options.knownOn));
  const stores = await openStores(options, false);
  try {
    const calculated = await latestStatement(stores, team, period, day, options.simulation);
    if (calculated === undefined)
      throw new Refusal(
        `${team} n'a pas de calcul pour ${period}${day === undefined ? '' : ` connu au ${day}`} ; lancez decompte calculate, ou vérifiez l'équipe et la période`,
      );
    const { statement } = calculated;
    if (options.json === true)
      json({ ...calculated, pin: { ...calculated.pin, knownOn: dayText(calculated.pin.knownOn) } });
    else if (statement === null)
      result(
        `${team} ${period} : plus de décompte : l'équipe n'est pas dans l'expérimentation, telle que connue au jour du calcul.`,
      );
    else {
      const references = await referencesOf(stores, calculated, options.simulation);
      result(statementAsText({ ...calculated, statement }, references));
    }
    return 0;
  } catch (error) {
    throw error instanceof UnknownSimulation ? new Refusal(error.message) : error;
  } finally {
    await stores.close();
  }
}
