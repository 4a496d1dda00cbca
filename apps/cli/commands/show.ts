/** `decompte show TEAM PERIOD`: one statement for a person to read. */
import { dayText } from '#libs/kernel/day.ts';
import { FindReferences } from '#libs/statements/queries/find-references.ts';
import { FindStatement } from '#libs/statements/queries/find-statement.ts';
import { counted } from '#libs/kernel/counted.ts';
import { CountErased } from '#libs/erasure/queries/count-erased.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { statementAsText } from '#libs/words/texts/statement-text.ts';
import { knownOn, requirePeriod } from '#apps/cli/arguments.ts';
import { calculationOf } from '#apps/cli/calculation.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { STAGE_LABELS } from '#libs/words/labels/stages.ts';
import { json, message, result } from '#apps/cli/terminal.ts';
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
      if (simulation !== undefined) return;
      message(whereItIs(await query(new FindStatement({ team, period }))));
      const erased = await query(new CountErased({ team, period }));
      if (erased > 0) message(`De ce qui est décidé, ${counted(erased, 'patient')} effacé(s) depuis, et compté(s).`);
    }
  });
}

/** Its stage, and what a person does next about it. */
function whereItIs(state: StatementState | undefined): string {
  if (state === undefined) return `Où il en est : ${STAGE_LABELS.NONE}.`;
  const { period, status } = state;
  const team = typed(state.team);
  const next = {
    NONE: undefined,
    CALCULATED: `decompte submit ${team} ${period} --as NOM`,
    SUBMITTED: `decompte variance --period ${period}, puis decompte approve ${team} ${period} --as NOM`,
    APPROVED: `decompte history statement ${team} ${period} montre ses décisions ; decompte todo, ce qui reste à payer`,
    REGULARISATION_DRAFTED: `decompte submit ${team} ${period} --as NOM`,
    REGULARISATION_SUBMITTED: `decompte approve ${team} ${period} --as NOM`,
  }[status];
  return `Où il en est : ${STAGE_LABELS[status]}.${next === undefined ? '' : ` Ensuite : ${next}.`}`;
}

/** As a shell takes it. */
function typed(text: string): string {
  return /^[\p{L}\d._-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
