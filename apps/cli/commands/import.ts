/** `decompte import FOLDER`: records the facts of a folder. */
import { counted } from '#libs/kernel/counted.ts';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportFacts } from '#libs/intake/commands/import-facts.ts';
import { IntakeModule } from '#libs/intake/intake.module.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { importFolder } from '#libs/intake/import-folder.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import type { ImportSettings } from '#libs/intake/running-import.ts';
import { KNOWN_ACTS } from '#libs/intake/known-acts.ts';
import { DryRunRecorder, LogRecorder } from '#libs/intake/recorder.ts';
import { openStoresAt, storePaths } from '#libs/runtime/stores.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { isAlive } from '#libs/runtime/processes.ts';
import { actor, commitOf, now } from '#apps/cli/arguments.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';
import { tellRegulation } from '#apps/cli/regulation-in-force.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';
import { type StoreOptions, openStores, storesExist } from '#apps/cli/stores.ts';
import { ProgressLine, json, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface ImportOptions extends StoreOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const WARNINGS_SHOWN = 10;

/** Exit status: 2 if a file was refused, 3 if rows were set aside, else 0. */
export async function importCommand(folder: string, options: ImportOptions): Promise<number> {
  refuseOtherThanFacts(folder);
  const progress = new ProgressLine();
  try {
    const run = options.dryRun === true ? dryRun : recordingRun;
    const summary = await run(folder, options, (file, done, total) => {
      progress.show(file, done, total);
    });
    progress.end();
    report(summary, options);
    if (summary.files.some(({ refused }) => refused !== undefined)) return 2;
    return summary.files.some(({ setAside }) => setAside > 0) ? 3 : 0;
  } finally {
    progress.end();
  }
}

function refuseOtherThanFacts(folder: string): void {
  let names: string[];
  try {
    if (!statSync(folder).isDirectory())
      throw new Refusal(`${folder} n’est pas un dossier ; indiquez le dossier des fichiers de faits`);
    names = readdirSync(folder);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      `le dossier ${folder} ne peut pas être lu (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  const ours = [...FACT_KINDS.map(({ name }) => `${name}.csv`), 'manifest.csv'];
  if (!names.some((name) => ours.includes(name)))
    throw new Refusal(`le dossier ${folder} ne contient aucun fichier de faits ; ils se nomment ${ours.join(', ')}`);
}

/** Enough for a service that records single facts; another import takes longer and is refused. */
const PATIENCE_MS = 3_000;

type OnProgress = NonNullable<ImportSettings['onProgress']>;

async function recordingRun(folder: string, options: StoreOptions, onProgress: OnProgress): Promise<ImportSummary> {
  let summary: ImportSummary | undefined;
  await withModules(
    options,
    [IntakeModule],
    async ({ query, command }) => {
      await tellRegulation(query);
      summary = await command(
        new ImportFacts({
          holder: { host: hostname(), pid: process.pid, isAlive },
          patienceMs: PATIENCE_MS,
          commit: commitOf('import'),
          ...settings(folder, onProgress),
        }),
      );
    },
    true,
  );
  if (summary === undefined) throw new Error('an import ended without a summary');
  return summary;
}

function settings(
  folder: string,
  onProgress: OnProgress,
): Pick<ImportSettings, 'folder' | 'words' | 'actor' | 'correlation' | 'now' | 'onProgress'> {
  return { folder, words: INTAKE_WORDS, actor: actor(), correlation: commitOf('import').correlation, now, onProgress };
}

/** Runs the whole import into temporary stores, checked also against the real ones. */
async function dryRun(folder: string, options: StoreOptions, onProgress: OnProgress): Promise<ImportSummary> {
  const stores = storesExist(options) ? await openStores(options, false) : undefined;
  const temporary = mkdtempSync(join(tmpdir(), 'decompte-'));
  const throwAwayStores = await openStoresAt(storePaths(temporary, {}));
  const { log, readStore } = throwAwayStores;
  try {
    message('Essai à blanc : rien ne sera enregistré.');
    const throwAway = new LogRecorder(log, await readStore.forFolding(KNOWN_ACTS, log));
    const published = stores === undefined ? undefined : await latest(stores.log);
    const regulation = published?.regulation ?? loadRegulation(shippedRegulation());
    const recorder =
      stores === undefined
        ? throwAway
        : new DryRunRecorder(
            stores.log,
            new LogRecorder(stores.log, await stores.readStore.forFolding(KNOWN_ACTS, stores.log)),
            throwAway,
          );
    const sources = [...(stores === undefined ? [] : [stores]), { log, readStore }];
    return await importFolder({ ...settings(folder, onProgress), regulation, recorder, sources });
  } finally {
    await throwAwayStores.close();
    rmSync(temporary, { recursive: true, force: true });
    await stores?.close();
  }
}

function report(summary: ImportSummary, { json: asJson = false }: ImportOptions): void {
  if (asJson) {
    json(summary);
    return;
  }
  const rows = summary.files.map(({ file, read, recorded, known, setAside, refused }) =>
    refused === undefined ? [file, read, recorded, known, setAside] : [file, 'refusé', '', '', ''],
  );
  result(table(['fichier', 'lignes lues', 'enregistrées', 'déjà connues', 'mises de côté'], rows));
  for (const { file, refused } of summary.files) if (refused !== undefined) message(`Refusé : ${file}, ${refused}.`);
  if (summary.absent.length > 0) message(`Absents du dossier : ${summary.absent.join(', ')}.`);
  if (summary.ignored.length > 0)
    message(`Ignorés, car ce ne sont pas des fichiers de faits : ${summary.ignored.join(', ')}.`);
  for (const [code, count] of Object.entries(summary.warningCounts)) {
    const shown = summary.warnings.filter((warning) => warning.code === code).slice(0, WARNINGS_SHOWN);
    for (const { file, line, sentence } of shown)
      message(`Avertissement : ${file}${line === undefined ? '' : `, ligne ${line}`} : ${sentence}`);
    if (count > shown.length) message(`Avertissement : et ${counted(count - shown.length, 'autre')} du même genre.`);
  }
  if (summary.files.some(({ setAside }) => setAside > 0))
    message('Des lignes ont été mises de côté : decompte rejected les liste avec ce qu’il faut corriger.');
}
