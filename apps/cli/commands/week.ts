/** `decompte todo | variance | accruals | general-ledger`: the week of an operator, and the end of the year. */
import { counted } from '#libs/kernel/counted.ts';
import { writeFileSync } from 'node:fs';
import { dayText, parseDay } from '#libs/kernel/day.ts';
import { dayInFrench, frenchDay, periodInFrench } from '#libs/kernel/french-days.ts';
import { parsePeriod } from '#libs/kernel/period.ts';
import { euros } from '#libs/kernel/euros.ts';
import { compare, parseFraction, ZERO } from '#libs/kernel/fraction.ts';
import { type AccountingEntry, balancedTotal, fecText } from '#libs/week/accounting-entry.ts';
import { type Accruals, accrualEntries } from '#libs/week/accruals.ts';
import { ACCRUALS, type AccrualKind } from '#libs/week/chart-of-accounts.ts';
import type { TeamMonth } from '#libs/week/completeness.ts';
import { percentText } from '#libs/week/percent.ts';
import type { Task } from '#libs/week/task.ts';
import { TASK_LABELS, entryText, groupLabel } from '#libs/words/labels/tasks.ts';
import type { Difference, TeamVariance, VarianceReport } from '#libs/week/variance.ts';
import { explanationSentences, lineSentences, varianceCsv } from '#libs/words/texts/variance-text.ts';
import { FindAccruals } from '#libs/week/queries/find-accruals.ts';
import { FindGeneralLedger } from '#libs/week/queries/find-general-ledger.ts';
import { FindTodo } from '#libs/week/queries/find-todo.ts';
import { FindVariance } from '#libs/week/queries/find-variance.ts';
import { WeekModule } from '#libs/week/week.module.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { type CsvOptions, csvFormOf } from '#apps/cli/csv-form.ts';
import { commandLineOf } from '#apps/cli/next-step.ts';
import { calculateHint } from '#apps/cli/proposal-hint.ts';
import { teamsText } from '#apps/cli/quarter-plan.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { tellRegulation } from '#apps/cli/regulation-in-force.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { json, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

const MONTHS = '12';
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

export function todoCommand(options: TodoOptions): Promise<number> {
  const asOf = options.asOf === undefined ? knownOn(undefined) : dayOption('--as-of', options.asOf);
  const months = Number(/^\d{1,3}$/.exec(options.months ?? MONTHS)?.[0]);
  if (!(months >= 1 && months <= MAX_MONTHS))
    throw new Refusal(`--months vaut « ${options.months ?? ''} » ; écrivez un nombre de mois, au plus ${MAX_MONTHS}`);
  return withModules(options, [WeekModule], async ({ query, progress }) => {
    await tellRegulation(query);
    const found = await query(
      new FindTodo({ asOf, stale: options.stale, months }, (done, all) => {
        progress.show('actes', done, all);
      }),
    );
    progress.end();
    if (options.json === true) {
      const tasks = found.tasks.map((task) => ({ ...task, next: task.next.map(commandLineOf) }));
      json({ asOf: dayText(asOf), ...found, tasks });
      return;
    }
    result(`À faire au ${frenchDay(asOf)}`);
    for (const task of found.tasks) result(`\n${taskText(task)}`);
    if (found.tasks.length === 0) result('\nRien.');
    result(`\n${completenessText(found.completeness)}`);
    if (!options.stale) message('Ce qu’un nouveau calcul changerait n’a pas été cherché (--no-stale).');
  });
}

function taskText({ kind, count, amountCents, groups, next }: Task): string {
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

function dayOption(option: string, text: string): number {
  const day = parseDay(text);
  if (day === undefined) throw new Refusal(`${option} vaut « ${text} » ; écrivez un jour, par exemple 2026-01-31`);
  return day;
}

interface VarianceOptions extends StoreOptions, CsvOptions {
  readonly period: string;
  readonly scheme?: string;
  readonly threshold?: string;
  readonly export?: string;
  /** Leaves out teams with nothing to explain. */
  readonly brief?: boolean;
  readonly json?: boolean;
}

const THRESHOLD = '20';

/** `onShown` gets what was read. */
export function varianceCommand(options: VarianceOptions, onShown?: (report: VarianceReport) => void): Promise<number> {
  const { period, scheme, threshold: text = THRESHOLD } = options;
  if (parsePeriod(period) === undefined)
    throw new Refusal(`--period vaut « ${period} » ; écrivez un trimestre (2022-Q1) ou, pour l’IPEP, une année (2022)`);
  const threshold = parseFraction(text.replace(',', '.'));
  if (threshold === undefined || compare(threshold, ZERO) < 0)
    throw new Refusal(`--threshold vaut « ${text} » ; écrivez un pourcentage, par exemple 20`);
  const form = csvFormOf(options, options.export !== undefined, '--export');
  return withModules(options, [WeekModule], async ({ query }) => {
    await tellRegulation(query);
    const report = await query(new FindVariance({ period, threshold, ...(scheme === undefined ? {} : { scheme }) }));
    if (options.export !== undefined) writeFileSync(options.export, varianceCsv(report, form));
    if (options.json === true) json(report);
    else result(varianceText(report, { threshold: text, scheme, isBrief: options.brief === true }));
    onShown?.(report);
  });
}

interface VarianceShown {
  readonly threshold: string;
  /** The only one of the report, where one was asked for. */
  readonly scheme: string | undefined;
  readonly isBrief: boolean;
}

function varianceText(report: VarianceReport, { threshold, scheme, isBrief }: VarianceShown): string {
  const { period, previous, yearBefore, teams, code, submitted, submittedCents } = report;
  const { draftCode, drafts, draftsCents, notCalculated } = report;
  const against = previous === null ? [yearBefore] : [previous, yearBefore];
  const outliers = teams.filter(({ outlier }) => outlier);
  const shown = isBrief ? teams.filter((team) => toExplain(team) !== '') : teams;
  const left = teams.length - shown.length;
  const of = `--period ${periodInFrench(period)}${scheme === undefined ? '' : ` --scheme ${scheme}`}`;
  return [
    `Écarts de ${periodInFrench(period)} par rapport à ${against.map(periodInFrench).join(' et à ')}`,
    '',
    table(
      ['équipe', 'total', ...against.flatMap((one) => [`écart ${periodInFrench(one)}`, '%']), 'à expliquer'],
      shown.map((team) => [
        team.team,
        euros(team.lines[0]?.amountCents ?? 0n),
        ...(previous === null ? [] : differenceCells(team.lines[0]?.previous ?? null)),
        ...differenceCells(team.lines[0]?.yearBefore ?? null),
        toExplain(team),
      ]),
    ),
    ...(left === 0
      ? []
      : [`Et ${counted(left, 'équipe')} sans rien à expliquer : decompte variance ${of} les montre.`]),
    '',
    ...(notCalculated.length === 0
      ? []
      : [
          `${counted(notCalculated.length, 'équipe n’est pas calculée', 'équipes ne sont pas calculées')} : ${teamsText(notCalculated)} ; ${calculateHint(period)}.`,
        ]),
    `${counted(outliers.length, 'équipe s’écarte', 'équipes s’écartent')} de plus de ${threshold} %.`,
    ...outliers.flatMap(outlierText),
    '',
    ...(draftCode === null
      ? []
      : [
          `${counted(drafts, 'décompte')} à soumettre, ${euros(draftsCents)} ; code du rapport : ${draftCode}\n  → decompte submit ${of} --variance ${draftCode} --as NOM`,
        ]),
    code === null
      ? 'Rien n’est soumis pour cette période : pas de code d’approbation.'
      : `${counted(submitted, 'décompte soumis', 'décomptes soumis')}, ${euros(submittedCents)} à décider ; code du rapport : ${code}\n  → decompte approve ${of} --variance ${code} --as NOM`,
  ].join('\n');
}

/** A team without an earlier statement is no outlier, but the operator should look at it. */
function toExplain({ outlier, lines: [total] }: TeamVariance): string {
  if (outlier) return 'oui';
  return total?.previous === null && total.yearBefore === null ? 'rien à comparer' : '';
}

/** Plain numbers, which a table aligns to the right; empty without a comparison. */
function differenceCells(difference: Difference | null): readonly string[] {
  if (difference === null) return ['', ''];
  const { differenceCents, tenthsOfPercent } = difference;
  return [euros(differenceCents), tenthsOfPercent === null ? '' : percentText(tenthsOfPercent).replace('+', '')];
}

function outlierText(team: TeamVariance): string[] {
  return [
    '',
    `${team.team}${team.stage === 'NONE' ? ' : plus de décompte' : ''}`,
    ...team.why.flatMap(explanationSentences).map((sentence) => `  ↳ ${sentence}`),
    ...lineSentences(team).map((sentence) => `    ${sentence}`),
  ];
}

interface AccrualsOptions extends StoreOptions {
  readonly year: string;
  readonly knownOn?: string;
  readonly withEarlier?: boolean;
  readonly export?: string;
  readonly json?: boolean;
}

export function accrualsCommand(options: AccrualsOptions): Promise<number> {
  const { year } = options;
  if (!/^\d{4}$/.test(year)) throw new Refusal(`--year vaut « ${year} » ; écrivez une année, par exemple 2025`);
  const known = options.knownOn === undefined ? {} : { knownOn: dayText(knownOn(options.knownOn)) };
  return withModules(options, [WeekModule], async ({ query }) => {
    await tellRegulation(query);
    const asked = { year: Number(year), earlier: options.withEarlier === true, ...known };
    const found = await query(new FindAccruals(asked));
    const entries = accrualEntries(found);
    const totalCents = balancedTotal(entries);
    if (options.export !== undefined) writeEntries(options.export, entries);
    if (options.json === true) json({ ...found, totalCents });
    else result(accrualsText(found, totalCents));
  });
}

function accrualsText({ closing, accruals: all, notCalculated }: Accruals, totalCents: bigint): string {
  const kinds = [...Map.groupBy(all, ({ kind }) => kind)] as [AccrualKind, Accruals['accruals']][];
  const sum = (of: Accruals['accruals']): bigint => of.reduce((cents, { amountCents }) => cents + amountCents, 0n);
  return [
    `Écritures de fin d’exercice au ${dayInFrench(closing)}`,
    '',
    table(
      ['équipe', 'période', 'nature', 'montant', 'échéance'],
      all.map(({ kind, team, period, amountCents, dueOn }) => [
        team,
        periodInFrench(period),
        ACCRUALS[kind].label,
        euros(amountCents),
        dueOn === undefined ? '' : dayInFrench(dueOn),
      ]),
    ),
    '',
    ...kinds.map(([kind, of]) => `${ACCRUALS[kind].label} : ${of.length}, ${euros(sum(of))}`),
    `Débits et crédits : ${euros(totalCents)}`,
    ...(notCalculated.length === 0
      ? []
      : [
          '',
          `${counted(notCalculated.length, 'période jamais calculée', 'périodes jamais calculées')}, rien n’y est inscrit : ${notCalculated
            .slice(0, SHOWN)
            .map(({ team, period }) => `${team} ${periodInFrench(period)}`)
            .join(', ')}${notCalculated.length > SHOWN ? '…' : ''} (decompte calculate)`,
        ]),
  ].join('\n');
}

interface GeneralLedgerOptions extends StoreOptions {
  readonly from: string;
  readonly to: string;
  readonly export: string;
  readonly json?: boolean;
}

export function generalLedgerCommand(options: GeneralLedgerOptions): Promise<number> {
  const [from, to] = [dayOption('--from', options.from), dayOption('--to', options.to)];
  if (from > to) throw new Refusal(`--from ${options.from} est après --to ${options.to} ; inversez-les`);
  return withModules(options, [WeekModule], async ({ query }) => {
    const entries = await query(new FindGeneralLedger(dayText(from), dayText(to)));
    const totalCents = writeEntries(options.export, entries);
    if (options.json === true) json({ file: options.export, entries: entries.length, totalCents });
    else
      result(
        `${counted(entries.length, 'écriture', 'écritures')} dans ${options.export} ; débits et crédits : ${euros(totalCents)}.`,
      );
    if (entries.length === 0) message('Aucune écriture entre ces jours.');
  });
}

/** Separates by tabs, as the FEC asks, or by commas for a .csv file. */
function writeEntries(path: string, entries: readonly AccountingEntry[]): bigint {
  const totalCents = balancedTotal(entries);
  writeFileSync(path, fecText(entries, path.endsWith('.csv') ? 'comma' : 'tab'));
  return totalCents;
}
