/** What an import recorded, or would record, as the terminal shows it. */
import { agreed, counted } from '#libs/kernel/counted.ts';
import { euros, signedEuros } from '#libs/kernel/euros.ts';
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import type { FileSummary, ImportEffect, ImportSummary } from '#libs/intake/import-summary.ts';
import { nearName } from '#libs/intake/near-names.ts';
import { nearNameSentence } from '#libs/words/labels/near-file-names.ts';
import { effectSentence } from '#apps/cli/effect-text.ts';
import { message, printJson, result, table } from '#apps/cli/terminal.ts';

export const DAY_FIRST = 'JJ/MM/AAAA';
const WARNINGS_SHOWN = 10;
/** Maximum number of names of ignored files. */
const NAMES_SHOWN = 10;
const CHANGES_SHOWN = 40;
/** Maximum number of names of absent files. */
const ABSENT_SHOWN = 4;

interface ReportOptions {
  readonly json?: boolean;
  readonly dryRun?: boolean;
  /** Given if the dates are DAY_FIRST. */
  readonly dates?: string;
}

export function reportImport(
  summary: ImportSummary,
  { json: asJson = false, dryRun: isTrial = false, dates }: ReportOptions,
): void {
  if (asJson) {
    printJson(summary);
    return;
  }
  reportFiles(summary, dates);
  for (const [code, count] of Object.entries(summary.warningCounts)) {
    const shown = summary.warnings.filter((warning) => warning.code === code).slice(0, WARNINGS_SHOWN);
    for (const { file, line, sentence } of shown)
      message(`Avertissement : ${file}${line === undefined ? '' : `, ligne ${line}`} : ${sentence}`);
    if (count > shown.length) message(`Avertissement : et ${counted(count - shown.length, 'autre')} du même genre.`);
  }
  if (summary.effect !== undefined) reportEffect(summary.effect);
  reportSetAside(summary.files, isTrial);
}

function reportFiles(summary: ImportSummary, dates: string | undefined): void {
  const rows = summary.files.map(({ file, read, recorded, known, setAside, refused }) =>
    refused === undefined ? [file, read, recorded, known, setAside] : [file, 'refusé', '', '', ''],
  );
  result(table(['fichier', 'lignes lues', 'enregistrées', 'déjà connues', 'mises de côté'], rows));
  for (const { file, refused } of summary.files) if (refused !== undefined) message(`Refusé : ${file}, ${refused}.`);
  if (hasTwoReadings(summary) && dates === undefined)
    message(`Pour dire que les dates sont ${DAY_FIRST} : la même commande, avec --dates ${DAY_FIRST}.`);
  if (summary.absent.length > 0) message(absentSentence(summary.absent));
  for (const near of summary.ignored.flatMap((name) => nearName(name) ?? []))
    message(`Attention : ${nearNameSentence(near)}.`);
  const others = summary.ignored.filter((name) => nearName(name) === undefined);
  if (others.length > 0) message(`Ignorés, car ce ne sont pas des fichiers de faits : ${someOf(others)}.`);
}

/** Names the absent files if they are the exception: a folder of a month has few of the files of facts. */
function absentSentence(absent: readonly string[]): string {
  return absent.length > ABSENT_SHOWN
    ? `${absent.length} des ${FACT_KINDS.length} fichiers de faits ne sont pas dans le dossier.`
    : `${agreed(absent.length, 'Absent')} du dossier : ${absent.join(', ')}.`;
}

/** The first names, and the number of the others. */
function someOf(names: readonly string[]): string {
  const others = names.length - NAMES_SHOWN;
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  return others > 0 ? `${shown} et ${counted(others, 'autre')}` : shown;
}

/** Whether a file is refused because its days may be read two ways. */
export function hasTwoReadings({ files }: ImportSummary): boolean {
  return files.some(({ refusedFor }) => refusedFor === 'DAY_OR_MONTH_FIRST');
}

/** Groups rows by fault, with the lines to look at; their content is in the file. */
function reportSetAside(files: readonly FileSummary[], isTrial: boolean): void {
  for (const { file, settled = 0 } of files)
    if (settled > 0)
      message(
        `${file} : ${counted(settled, 'ligne mise de côté auparavant est réglée', 'lignes mises de côté auparavant sont réglées')} depuis (corrigées par un autre fichier, ou classées), et le ${agreed(settled, 'reste', 'restent')}.`,
      );
  for (const { file, mended = 0 } of files)
    if (mended > 0)
      message(
        `${file} : ${counted(mended, 'ligne mise de côté auparavant y est reprise', 'lignes mises de côté auparavant y sont reprises')}.`,
      );
  const bad = files.filter((file) => waitingRows(file) > 0);
  if (bad.length === 0) return;
  for (const { file, reasons = [] } of bad)
    for (const { sentence, rows, lines } of reasons)
      message(`${file}, ${counted(rows, 'ligne')} (${linesText(rows, lines)}) : ${sentence}`);
  message(
    isTrial
      ? 'Ces lignes seraient mises de côté : corrigez-les dans vos fichiers, ou enregistrez le reste sans elles.'
      : 'Ces lignes sont mises de côté : decompte rejected --out DOSSIER les écrit avec ce qu’il faut corriger.',
  );
}

/** Rows set aside that wait to be mended. */
export function waitingRows({ setAside, settled = 0 }: FileSummary): number {
  return setAside - settled;
}

function linesText(rows: number, lines: readonly number[]): string {
  return rows === 1 ? `la ${lines.join('')}` : `${lines.join(', ')}${rows > lines.length ? '…' : ''}`;
}

/** Reports the effect of the facts, before they are recorded. */
function reportEffect(effect: ImportEffect): void {
  const { changes, changed } = effect;
  if (changed === 0) {
    message(effectSentence(effect));
    return;
  }
  const shown = changes.slice(0, CHANGES_SHOWN);
  result(
    `\n${table(
      ['période', 'équipe', 'nom', 'à présent', 'avec ces fichiers', 'différence'],
      shown.map(({ period, team, teamName, beforeCents, afterCents }) => [
        periodInFrench(period),
        team,
        teamName ?? '',
        euros(beforeCents),
        euros(afterCents),
        signedEuros(afterCents - beforeCents),
      ]),
    )}`,
  );
  const left = changed - shown.length;
  if (left > 0) message(`Et ${counted(left, 'autre', 'autres')} ; --json les donne jusqu’à 500.`);
  message(effectSentence(effect));
}
