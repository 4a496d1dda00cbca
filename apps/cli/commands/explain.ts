/** `decompte explain TEAM PERIOD [LINE]`: from an amount down to its rates, patients, acts, events and parameters. */
import { dayText } from '#libs/kernel/day.ts';
import { explanationJson } from '#libs/words/texts/explanation-json.ts';
import { explanationText } from '#libs/words/texts/explanation-text.ts';
import { ExplainModule } from '#libs/explain/explain.module.ts';
import { ExplainStatement } from '#libs/explain/queries/explain-statement.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { lineNamed } from '#libs/words/lines.ts';
import { knownOn, requirePeriod } from '#apps/cli/arguments.ts';
import { calculationOf } from '#apps/cli/calculation.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { json, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

export interface ExplainOptions extends StoreOptions {
  readonly knownOn?: string;
  readonly simulation?: string;
  /** Shows every patient and act. */
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
  requirePeriod(period);
  const { knownOn: on, simulation } = options;
  const day = on === undefined ? undefined : dayText(knownOn(on));
  return withModules(options, [StatementsModule, ExplainModule], async ({ query, progress }) => {
    const calculated = await calculationOf(query, { team, period, knownOn: day, simulation });
    const sought = { calculated, line: line === undefined ? undefined : (lineNamed(line) ?? line), simulation };
    const explanation = await query(
      new ExplainStatement(sought, (done, total) => {
        progress.show('dossiers', done, total);
      }),
    );
    progress.end();
    if (options.json === true) json(explanationJson(explanation));
    else
      result(
        explanationText(explanation, {
          most: options.all === true ? Infinity : MOST,
          eventLabels: EVENT_LABELS,
        }),
      );
  });
}
