/** `decompte import FOLDER`: records the facts of a folder. */
import { counted } from '#libs/kernel/counted.ts';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { ImportFacts } from '#libs/intake/commands/import-facts.ts';
import { TryImport } from '#libs/intake/commands/try-import.ts';
import { IntakeModule } from '#libs/intake/intake.module.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import type { FileSummary, ImportSummary } from '#libs/intake/import-summary.ts';
import { nearName } from '#libs/intake/near-names.ts';
import type { ImportSettings } from '#libs/intake/running-import.ts';
import { systemReason } from '#libs/words/system.ts';
import { nearNameSentence } from '#libs/words/labels/near-file-names.ts';
import { makeThrowAwayFolder } from '#libs/runtime/throw-away-folders.ts';
import { isAlive } from '#libs/files/processes.ts';
import { actor, commandLineCommit, instantNow } from '#apps/cli/arguments.ts';
import { INTERRUPTED } from '#apps/cli/failure.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { DAY_FIRST, reportImport, waitingRows } from '#apps/cli/import-report.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { tellRegulation } from '#apps/cli/regulation-in-force.ts';
import { type StoreOptions, storesExist } from '#apps/cli/stores.ts';
import { ProgressLine, message } from '#apps/cli/terminal.ts';
import { type Modules, withModules } from '#apps/cli/with-modules.ts';

interface ImportOptions extends StoreOptions {
  readonly dryRun?: boolean;
  /** Dates are in the form JJ/MM/AAAA if a file is ambiguous. */
  readonly dates?: string;
  readonly json?: boolean;
}

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
    reportImport(summary, options);
    onDone?.(summary);
    if (summary.files.some(({ refused }) => refused !== undefined)) return 2;
    return summary.files.some((file) => waitingRows(file) > 0) ? 3 : 0;
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
    `le dossier ${folder} ne contient aucun fichier de faits ; ${near.length > 0 ? near.join(' ; ') : `ils se nomment ${ours.join(', ')}`}`,
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
