/** `decompte variance`: the differences of a period from the previous one and from the year before, to be explained before a decision. */
import { counted } from '#libs/kernel/counted.ts';
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { parsePeriod } from '#libs/kernel/period.ts';
import { euros } from '#libs/kernel/euros.ts';
import { compare, parseFraction, ZERO } from '#libs/kernel/fraction.ts';
import { percentText } from '#libs/week/percent.ts';
import type { AmountDifference, TeamVariance, VarianceReport } from '#libs/week/variance.ts';
import { earlyText, endedText, waitForPeriod } from '#libs/words/labels/early-drafts.ts';
import { explanationSentences, lineSentences, varianceCsv } from '#libs/words/texts/variance-text.ts';
import { FindVariance } from '#libs/week/queries/find-variance.ts';
import { WeekModule } from '#libs/week/week.module.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { type CsvOptions, csvFormOfOptions } from '#apps/cli/csv-form.ts';
import { afterEndLine, calculateHint } from '#apps/cli/proposal-hint.ts';
import { teamsText } from '#apps/cli/quarter/plan.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { tellRegulation } from '#apps/cli/regulation-in-force.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';
import { writeWhole } from '#apps/cli/files.ts';

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

/** `onShown` gets the shown report. */
export function varianceCommand(options: VarianceOptions, onShown?: (report: VarianceReport) => void): Promise<number> {
  const { period, scheme, threshold: text = THRESHOLD } = options;
  if (parsePeriod(period) === undefined)
    throw new CliRefusal(
      `--period vaut « ${period} » ; écrivez un trimestre (2022-T1) ou, pour l’IPEP, une année (2022)`,
    );
  const threshold = parseFraction(text.replace(',', '.'));
  if (threshold === undefined || compare(threshold, ZERO) < 0)
    throw new CliRefusal(`--threshold vaut « ${text} » ; écrivez un pourcentage, par exemple 20`);
  const form = csvFormOfOptions(options, options.export !== undefined, '--export');
  return withModules(options, [WeekModule], async ({ query }) => {
    await tellRegulation(query);
    const report = await query(
      new FindVariance({
        period,
        threshold,
        asOf: knownOn(undefined),
        ...(scheme === undefined ? {} : { scheme }),
      }),
    );
    if (options.export !== undefined) writeWhole(options.export, varianceCsv(report, form));
    if (options.json === true) printJson(report);
    else result(varianceText(report, { threshold: text, scheme, isBrief: options.brief === true }));
    onShown?.(report);
  });
}

interface VarianceShown {
  readonly threshold: string;
  /** The only scheme of the report, if one was asked for. */
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
    ...earlyLines(report),
    ...endedLines(report),
    code === null
      ? 'Rien n’est soumis pour cette période : pas de code d’approbation.'
      : `${counted(submitted, 'décompte soumis', 'décomptes soumis')}, ${euros(submittedCents)} à décider ; code du rapport : ${code}\n  → decompte approve ${of} --variance ${code} --as NOM`,
  ].join('\n');
}

/** The drafts that wait for their day, and what calculates them as known today. */
function earlyLines(report: VarianceReport): readonly string[] {
  const text = earlyText(report);
  if (text === undefined) return [];
  return [waitForPeriod(report) ? `${text}.` : `${text}.\n  → ${calculateHint(report.period)}`];
}

/** The drafts that need an exception, and what proposes it. */
function endedLines(report: VarianceReport): readonly string[] {
  const text = endedText(report);
  return text === undefined ? [] : [`${text}.\n  → ${afterEndLine(undefined, report.period)}`];
}

/** A team without an earlier statement is no outlier, but the operator should look at it. */
function toExplain({ outlier, lines: [total] }: TeamVariance): string {
  if (outlier) return 'oui';
  return total?.previous === null && total.yearBefore === null ? 'rien à comparer' : '';
}

/** Plain numbers, which a table aligns to the right; empty without a comparison. */
function differenceCells(difference: AmountDifference | null): readonly string[] {
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
