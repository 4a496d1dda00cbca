/** `decompte import FOLDER`: records the facts of a folder. */
import { agreed, counted } from '#libs/kernel/counted.ts';
import { euros, signedEuros } from '#libs/kernel/euros.ts';
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { ImportFacts } from '#libs/intake/commands/import-facts.ts';
import { TryImport } from '#libs/intake/commands/try-import.ts';
import { IntakeModule } from '#libs/intake/intake.module.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import type { FileSummary, ImportEffect, ImportSummary } from '#libs/intake/import-summary.ts';
import { nearName } from '#libs/intake/near-names.ts';
import type { ImportSettings } from '#libs/intake/running-import.ts';
import { systemReason } from '#libs/words/system.ts';
import { nearNameSentence } from '#libs/words/intake.ts';
import { makeThrowAwayFolder } from '#libs/runtime/throw-away-folders.ts';
import { isAlive } from '#libs/runtime/processes.ts';
import { actor, commandLineCommit, instantNow } from '#apps/cli/arguments.ts';
import { effectSentence } from '#apps/cli/effect-text.ts';
import { INTERRUPTED } from '#apps/cli/failure.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { tellRegulation } from '#apps/cli/regulation-in-force.ts';
import { type StoreOptions, storesExist } from '#apps/cli/stores.ts';
import { ProgressLine, printJson, message, result, table } from '#apps/cli/terminal.ts';
import { type Modules, withModules } from '#apps/cli/with-modules.ts';

interface ImportOptions extends StoreOptions {
  readonly dryRun?: boolean;
  /** Dates are in the form JJ/MM/AAAA if a file is ambiguous. */
  readonly dates?: string;
  readonly json?: boolean;
}

export const DAY_FIRST = 'JJ/MM/AAAA';
const WARNINGS_SHOWN = 10;
/** Maximum number of names of ignored files. */
const NAMES_SHOWN = 10;

/** Exit status: 2 if a file was refused, 3 if rows set aside wait, otherwise 0. `onDone` gets the printed text. */
export async function importCommand(
  folder: string,
  options: ImportOptions,
  onDone?: (summary: ImportSummary) => void,
): Promise<number> {
  refuseOtherThanFacts(folder);
  if (options.dates !== undefined && options.dates !== DAY_FIRST)
    throw new CliRefusal(
      `--dates ${options.dates} n’est pas une façon d’écrire les dates ; écrivez --dates ${DAY_FIRST}`,
    );
  const progress = new ProgressLine();
  const interruption = new Interruption();
  const files: Readonly<FileSummary>[] = [];
  try {
    const run = options.dryRun === true ? dryRun : recordingRun;
    const summary = await run(folder, options, {
      onProgress: (file, done, total) => {
        progress.show(file, done, total);
        interruption.throwIfAsked();
      },
      onFile: (summary) => files.push(summary),
      onRead: (file, readAs) => {
        progress.end();
        message(`${file}, lu comme : ${readAs}.`);
      },
    });
    progress.end();
    report(summary, options);
    onDone?.(summary);
    if (summary.files.some(({ refused }) => refused !== undefined)) return 2;
    return summary.files.some((file) => waiting(file) > 0) ? 3 : 0;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    progress.end();
    tellWhereItStopped(files, folder, options);
    return INTERRUPTED;
  } finally {
    interruption.end();
    progress.end();
  }
}

class Interrupted extends Error {}

/** Ctrl-C: the first stops between two batches, so that everything recorded is complete; the second ends the process as usual. */
class Interruption {
  #isAsked = false;
  readonly #ask = (): void => {
    this.#isAsked = true;
    message('Arrêt demandé : l’import s’arrête au prochain lot.');
  };

  constructor() {
    process.once('SIGINT', this.#ask);
  }

  /** Throws Interrupted. */
  throwIfAsked(): void {
    if (this.#isAsked) throw new Interrupted('interrupted');
  }

  end(): void {
    process.off('SIGINT', this.#ask);
  }
}

function tellWhereItStopped(files: readonly FileSummary[], folder: string, { dryRun: isTrial }: ImportOptions): void {
  if (isTrial === true) {
    message('Essai arrêté ; rien n’est enregistré.');
    return;
  }
  const recorded = files.reduce((sum, file) => sum + file.recorded, 0);
  const last = files.at(-1)?.file;
  message(
    `Import arrêté${last === undefined ? '' : ` pendant ${last}`} : ${counted(recorded, 'fait enregistré', 'faits enregistrés')}, qui le restent. Pour continuer : la même commande, decompte import ${quoted(folder)} ; ce qui est enregistré est reconnu.`,
  );
}

function refuseOtherThanFacts(folder: string): void {
  let names: string[];
  try {
    if (!statSync(folder).isDirectory())
      throw new CliRefusal(`${folder} n’est pas un dossier ; indiquez le dossier des fichiers de faits`);
    names = readdirSync(folder);
  } catch (error) {
    if (error instanceof CliRefusal) throw error;
    throw new CliRefusal(`le dossier ${folder} ne peut pas être lu (${systemReason(error)})`);
  }
  const ours = [...FACT_KINDS.map(({ name }) => `${name}.csv`), 'manifest.csv'];
  if (names.some((name) => ours.includes(name))) return;
  const near = names.flatMap((name) => nearName(name) ?? []).map(nearNameSentence);
  throw new CliRefusal(
    `le dossier ${folder} ne contient aucun fichier de faits ; ${near.length > 0 ? near.join(' ') : `ils se nomment ${ours.join(', ')}`}`,
  );
}

/** Enough for a service that records single facts; another import takes longer and is refused. */
const PATIENCE_MS = 3_000;

type Told = Required<Pick<ImportSettings, 'onProgress' | 'onRead' | 'onFile'>>;

function recordingRun(folder: string, options: ImportOptions, told: Told): Promise<ImportSummary> {
  const holder = { host: hostname(), pid: process.pid, isAlive };
  return summaryOf(
    options,
    async ({ query, command }) => {
      await tellRegulation(query);
      const asked = {
        holder,
        patienceMs: PATIENCE_MS,
        commit: commandLineCommit('import'),
        ...settings(folder, options, told),
      };
      return command(new ImportFacts(asked));
    },
    true,
  );
}

async function summaryOf(
  stores: StoreOptions,
  work: (modules: Modules) => Promise<ImportSummary>,
  mayCreate: boolean,
): Promise<ImportSummary> {
  let summary: ImportSummary | undefined;
  await withModules(
    stores,
    [IntakeModule],
    async (modules) => {
      summary = await work(modules);
    },
    mayCreate,
  );
  if (summary === undefined) throw new Error('an import ended without a summary');
  return summary;
}

function settings(
  folder: string,
  { dates }: ImportOptions,
  told: Told,
): Pick<ImportSettings, 'folder' | 'actor' | 'correlation' | 'now' | 'isDayFirst'> & Told {
  const { correlation } = commandLineCommit('import');
  return { folder, actor: actor(), correlation, now: instantNow, isDayFirst: dates !== undefined, ...told };
}

/** Without stores the check uses empty temporary ones. */
async function dryRun(folder: string, options: ImportOptions, told: Told): Promise<ImportSummary> {
  message('Essai à blanc : rien ne sera enregistré.');
  const trial = (stores: StoreOptions, mayCreate: boolean): Promise<ImportSummary> =>
    summaryOf(stores, ({ command }) => command(new TryImport(settings(folder, options, told))), mayCreate);
  if (storesExist(options)) return trial(options, false);
  const temporary = makeThrowAwayFolder();
  try {
    return await trial({ data: temporary }, true);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function report(summary: ImportSummary, { json: asJson = false, dryRun: isTrial = false, dates }: ImportOptions): void {
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
  if (summary.absent.length > 0) message(`Absents du dossier : ${summary.absent.join(', ')}.`);
  for (const near of summary.ignored.flatMap((name) => nearName(name) ?? []))
    message(`Attention : ${nearNameSentence(near)}`);
  const others = summary.ignored.filter((name) => nearName(name) === undefined);
  if (others.length > 0) message(`Ignorés, car ce ne sont pas des fichiers de faits : ${someOf(others)}.`);
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
  const bad = files.filter((file) => waiting(file) > 0);
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
function waiting({ setAside, settled = 0 }: FileSummary): number {
  return setAside - settled;
}

function linesText(rows: number, lines: readonly number[]): string {
  return rows === 1 ? `la ${lines.join('')}` : `${lines.join(', ')}${rows > lines.length ? '…' : ''}`;
}

const CHANGES_SHOWN = 40;

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
