/** `decompte explain TEAM PERIOD [LINE]`: from an amount down to its rates, patients, acts, events and parameters. */
import { dayText } from '#libs/kernel/day.ts';
import { parsePeriod } from '#libs/kernel/period.ts';
import { UnknownSimulation, latestStatement } from '#libs/statements/calculation/latest.ts';
import { explain } from '#libs/explain/explain.ts';
import { explanationJson } from '#libs/explain/explanation-json.ts';
import { explanationText } from '#libs/explain/explanation-text.ts';
import { pinnedRegulation } from '#libs/explain/pinned-regulation.ts';
import { lineNamed } from '#libs/words/lines.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { ProgressLine, json, result } from '#apps/cli/terminal.ts';

export interface ExplainOptions extends StoreOptions {
  readonly knownOn?: string;
  readonly simulation?: string;
  /** Every patient and act, however many. */
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Patients or acts shown under one figure. */
const MOST = 5;

export async function explainCommand(
  team: string,
  period: string,
  line: string | undefined,
  options: ExplainOptions,
): Promise<number> {
  if (parsePeriod(period) === undefined)
    throw new Refusal(
      `« ${period} » n'est pas une période ; écrivez un trimestre (2021-Q1) ou, pour l'IPEP, une année (2021)`,
    );
  const day = options.knownOn === undefined ? undefined : dayText(knownOn(options.knownOn));
  const stores = await openStores(options, false);
  const progress = new ProgressLine();
  try {
    const calculated = await latestStatement(stores, team, period, day, options.simulation);
    if (calculated === undefined)
      throw new Refusal(
        `${team} n'a pas de calcul pour ${period}${day === undefined ? '' : ` connu au ${day}`} ; lancez decompte calculate, ou vérifiez l'équipe et la période`,
      );
    const regulation = await pinnedRegulation(stores, calculated.pin.regulationFingerprint, options.simulation);
    const explanation = await explain(
      stores,
      calculated,
      regulation,
      line === undefined ? undefined : (lineNamed(line) ?? line),
      (done, total) => {
        progress.show('dossiers', done, total);
      },
    );
    progress.end();
    if (options.json === true) json(explanationJson(explanation));
    else result(explanationText(explanation, options.all === true ? Infinity : MOST));
    return 0;
  } catch (error) {
    throw error instanceof UnknownSimulation ? new Refusal(error.message) : error;
  } finally {
    progress.end();
    await stores.close();
  }
}
