/** `decompte replay`: compares the decisions with a new calculation. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { dayText } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import { type CsvForm, csvTable } from '#libs/kernel/csv.ts';
import { LINE_LABELS } from '#libs/words/labels/statements.ts';
import { ReplayStatements } from '#libs/replay/commands/replay-statements.ts';
import { CompareReplays } from '#libs/replay/queries/compare-replays.ts';
import { ReplayModule } from '#libs/replay/replay.module.ts';
import type { ReplayedStatement } from '#libs/replay/replay.ts';
import { reasonTexts } from '#libs/words/texts/reasons-text.ts';
import { commandLineCommit, knownOn, rangeArgument } from '#apps/cli/arguments.ts';
import { type CsvOptions, csvFormOfOptions } from '#apps/cli/csv-form.ts';
import { requireReplacing } from '#libs/regulation/what-if.ts';
import { readParameters, writeWhole } from '#apps/cli/files.ts';
import { replayText } from '#apps/cli/replay-text.ts';
import { tellRegulation } from '#apps/cli/regulation-in-force.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface ReplayOptions extends StoreOptions, CsvOptions {
  readonly from: string;
  readonly to: string;
  readonly knownOn?: string;
  readonly parameters?: string;
  readonly team?: string;
  readonly export?: string;
  readonly save?: string;
  /** A published version, by default the one in force. */
  readonly regulation?: string;
  readonly json?: boolean;
}

export async function replayCommand(options: ReplayOptions): Promise<number> {
  const { from, to, team, parameters } = options;
  const range = rangeArgument(from, to);
  const day = knownOn(options.knownOn);
  const form = csvFormOfOptions(options, options.export !== undefined, '--export');
  const overrides = parameters === undefined ? undefined : readParameters(parameters);
  if (overrides !== undefined) requireReplacing([{ name: undefined, parameters: overrides, overrides: [] }]);
  const asked = {
    range,
    knownOn: day,
    ...(team === undefined ? {} : { team }),
    ...(options.regulation === undefined ? {} : { regulation: options.regulation }),
    ...(overrides === undefined ? {} : { parameters: overrides }),
    ...(options.save === undefined ? {} : { save: options.save }),
  };
  return withModules(options, [ReplayModule], async ({ query, command, progress }) => {
    if (options.regulation === undefined) await tellRegulation(query);
    const { pin, statements } = await command(
      new ReplayStatements(asked, commandLineCommit('replay'), (done, all) => {
        progress.show('rejeu', done, all);
      }),
    );
    progress.end();
    if (options.export !== undefined) writeWhole(options.export, asCsv(statements, form));
    if (options.json === true)
      printJson(statements.map(({ now: _, ...one }) => ({ ...one, knownOn: dayText(pin.knownOn) })));
    else result(replayText(statements));
    const undecided = statements.filter(({ decided }) => !decided).length;
    if (undecided > 0)
      message(
        `${counted(undecided, 'période n’a jamais été décidée', 'périodes n’ont jamais été décidées')} : tout y serait une différence.`,
      );
  });
}

function asCsv(statements: readonly ReplayedStatement[], form: CsvForm): string {
  const header = ['team_id', 'period', 'line', 'decided_cents', 'now_cents', 'difference_cents', 'decided', 'why'];
  const rows = statements.flatMap(({ team, period, decided, lines, why }) =>
    lines.map(({ line, decidedCents, nowCents, differenceCents }) => [
      team,
      period,
      line,
      decidedCents,
      nowCents,
      differenceCents,
      decided ? 1 : 0,
      differenceCents === 0n ? '' : reasonTexts(why).join(' | '),
    ]),
  );
  return csvTable(header, rows, form);
}

/** Maximum number of lines shown. */
const LINES_SHOWN = 100;

/** The lines that differ between two saved replays. */
export function compareReplaysCommand(
  first: string,
  second: string,
  options: StoreOptions & { json?: boolean },
): Promise<number> {
  return withModules(options, [ReplayModule], async ({ query }) => {
    const lines = await query(new CompareReplays(first, second));
    if (options.json === true) printJson(lines);
    else if (lines.length === 0) result(`${first} et ${second} donnent les mêmes montants.`);
    else
      result(
        table(
          ['équipe', 'période', 'ligne', first, second, 'différence'],
          lines
            .slice(0, LINES_SHOWN)
            .map(({ team, period, line, firstCents, secondCents, differenceCents }) => [
              team,
              periodInFrench(period),
              LINE_LABELS[line],
              euros(firstCents),
              euros(secondCents),
              euros(differenceCents),
            ]),
        ),
      );
    if (options.json !== true && lines.length > LINES_SHOWN)
      message(`Et ${counted(lines.length - LINES_SHOWN, 'autre ligne', 'autres lignes')} ; --json les donne toutes.`);
  });
}
