/** `decompte todo`: the tasks of an operator for this week. */
import { counted } from '#libs/kernel/counted.ts';
import { dayText } from '#libs/kernel/day.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { euros } from '#libs/kernel/euros.ts';
import { DEFAULT_MONTHS, type TeamMonth } from '#libs/week/completeness.ts';
import { TASK_LABELS, entryText, groupLabel } from '#libs/words/labels/tasks.ts';
import { type GroupedTask, groupedTask } from '#libs/words/texts/task-groups.ts';
import { FindTodo } from '#libs/week/queries/find-todo.ts';
import { WeekModule } from '#libs/week/week.module.ts';
import { dayArgument, knownOn } from '#apps/cli/arguments.ts';
import { commandLineOf } from '#apps/cli/next-step.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { tellRegulation } from '#apps/cli/regulation-in-force.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

const MAX_MONTHS = 120;
/** Groups and commands shown per kind; --json gives all. */
const SHOWN = 8;

interface TodoOptions extends StoreOptions {
  readonly asOf?: string;
  /** False with --no-stale. */
  readonly stale: boolean;
  readonly months?: string;
  readonly json?: boolean;
}

/** Gives exit status 1 if something could not be searched. */
export function todoCommand(options: TodoOptions): Promise<number> {
  const asOf = options.asOf === undefined ? knownOn(undefined) : dayArgument('--as-of', options.asOf);
  const months = Number(/^\d{1,3}$/.exec(options.months ?? String(DEFAULT_MONTHS))?.[0]);
  if (!(months >= 1 && months <= MAX_MONTHS))
    throw new CliRefusal(
      `--months vaut « ${options.months ?? ''} » ; écrivez un nombre de mois, au plus ${MAX_MONTHS}`,
    );
  return withModules(options, [WeekModule], async ({ query, progress }) => {
    await tellRegulation(query);
    const found = await query(
      new FindTodo({ asOf, stale: options.stale, months }, (done, all) => {
        progress.show('actes', done, all);
      }),
    );
    progress.end();
    const grouped = found.tasks.map((task) => groupedTask(task));
    const status = found.tasks.some(({ kind }) => kind === 'UNSEARCHED') ? 1 : 0;
    if (options.json === true) {
      const tasks = grouped.map((task) => ({ ...task, next: task.next.map(commandLineOf) }));
      printJson({ asOf: dayText(asOf), ...found, tasks });
      return status;
    }
    result(`À faire au ${frenchDay(asOf)}`);
    for (const task of grouped) result(`\n${taskText(task)}`);
    if (found.tasks.length === 0) result('\nRien.');
    result(`\n${completenessText(found.completeness)}`);
    if (!options.stale) message('Ce qu’un nouveau calcul changerait n’a pas été cherché (--no-stale).');
    return status;
  });
}

function taskText({ kind, count, amountCents, groups, next }: GroupedTask): string {
  const amount = (cents: bigint | null): string => (cents === null ? '' : `, ${euros(cents)}`);
  const single = (of: readonly string[]): string => (of.length === 1 ? ` (${entryText(kind, of[0] ?? '')})` : '');
  return [
    `${TASK_LABELS[kind]} : ${count}${amount(amountCents)}`,
    ...groups
      .slice(0, SHOWN)
      .map(
        (group) =>
          `    ${groupLabel(kind, group.group)} : ${group.count}${amount(group.amountCents)}${single(group.of)}`,
      ),
    ...more(groups.length, '    '),
    ...next.slice(0, SHOWN).map((step) => `  → ${commandLineOf(step)}`),
    ...more(next.length, '  → '),
  ].join('\n');
}

function more(length: number, indent: string): string[] {
  return length > SHOWN ? [`${indent}et ${counted(length - SHOWN, 'autre')} (--json les donne tous)`] : [];
}

/** A row per team that has a month which looks incomplete, with a mark. */
function completenessText(all: readonly TeamMonth[]): string {
  const months = [...new Set(all.map(({ month }) => month))].sort();
  const byTeam = [...Map.groupBy(all, ({ team }) => team)];
  const fallen = byTeam.filter(([, own]) => own.some(({ looksIncomplete }) => looksIncomplete));
  const checked = `Actes par équipe et mois de soins : ${counted(byTeam.length, 'équipe', 'équipes')}, ${months.length} mois ; ${counted(fallen.length, 'équipe', 'équipes')} avec un mois qui semble incomplet`;
  if (fallen.length === 0) return `${checked}.`;
  const rows = fallen.map(([team, own]) => [
    team,
    ...months.map((month) => {
      const found = own.find((one) => one.month === month);
      return found === undefined ? '' : `${found.acts}${found.looksIncomplete ? ' !' : '  '}`;
    }),
  ]);
  return `${checked} (!).\n${table(['équipe', ...months], rows)}`;
}
