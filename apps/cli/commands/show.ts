/** `decompte show TEAM PERIOD`: one statement for a person to read. */
import { dayText } from '#libs/kernel/day.ts';
import { FindReferences } from '#libs/statements/queries/find-references.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { statementAsText } from '#libs/words/texts/statement-text.ts';
import { knownOn, requirePeriod } from '#apps/cli/arguments.ts';
import { calculationOf } from '#apps/cli/calculation.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { json, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface ShowOptions extends StoreOptions {
  readonly knownOn?: string;
  readonly simulation?: string;
  readonly json?: boolean;
}

export async function showCommand(team: string, period: string, options: ShowOptions): Promise<number> {
  requirePeriod(period);
  const { knownOn: on, simulation } = options;
  const day = on === undefined ? undefined : dayText(knownOn(on));
  return withModules(options, [StatementsModule], async ({ query }) => {
    const calculated = await calculationOf(query, { team, period, knownOn: day, simulation });
    const { statement } = calculated;
    if (options.json === true)
      json({ ...calculated, pin: { ...calculated.pin, knownOn: dayText(calculated.pin.knownOn) } });
    else if (statement === null)
      result(
        `${team} ${period} : plus de décompte : l’équipe n’est pas dans l’expérimentation, telle que connue au jour du calcul.`,
      );
    else {
      const references = await query(new FindReferences(calculated, simulation));
      result(statementAsText({ ...calculated, statement }, references));
    }
  });
}
