/** `decompte export --out FOLDER`: the six files of the latest calculation of each period. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayText } from '#libs/kernel/day.ts';
import { periodsOf } from '#libs/statements/calculation/calculate.ts';
import { UnknownSimulation, latestStatements } from '#libs/statements/calculation/latest.ts';
import { ENTRIES_FILE, writeEntries } from '#libs/statements/outputs/entries-file.ts';
import { STATEMENT_FILES, fileText, present } from '#libs/statements/outputs/statement-files.ts';
import { knownOn, rangeOf } from '#apps/cli/arguments.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { ProgressLine, json, message, result } from '#apps/cli/terminal.ts';

export interface ExportOptions extends StoreOptions {
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
  readonly knownOn?: string;
  readonly simulation?: string;
  readonly json?: boolean;
}

export async function exportCommand(options: ExportOptions): Promise<number> {
  const { from, to, out } = options;
  const range = from === undefined && to === undefined ? undefined : rangeOf(from ?? FIRST, to ?? LAST);
  const day = options.knownOn === undefined ? undefined : dayText(knownOn(options.knownOn));
  const stores = await openStores(options, false);
  const progress = new ProgressLine();
  try {
    const { statements, regulationOf } = await latestStatements(stores, day, options.simulation);
    const periods = range === undefined ? undefined : periodsOf(range);
    const chosen = present(statements.filter(({ period }) => periods?.has(period) ?? true));
    await mkdir(out, { recursive: true });
    // Every file is written aside first, so that a folder never holds half of one.
    const entries = join(out, `.${ENTRIES_FILE}`);
    await writeEntries(entries, chosen, stores, regulationOf, (done, total) => {
      progress.show('actes', done, total);
    });
    for (const file of STATEMENT_FILES) await writeFile(join(out, `.${file.name}`), fileText(file, chosen));
    const names = [...STATEMENT_FILES.map(({ name }) => name), ENTRIES_FILE];
    for (const name of names) await rename(join(out, `.${name}`), join(out, name));
    progress.end();
    if (chosen.length === 0) message('Aucun décompte à exporter : lancez decompte calculate, ou élargissez la plage.');
    if (options.json === true) json({ out, statements: chosen.length, files: names });
    else result(`${chosen.length} décomptes exportés dans ${out} (${names.join(', ')}).`);
    return 0;
  } catch (error) {
    throw error instanceof UnknownSimulation ? new Refusal(error.message) : error;
  } finally {
    progress.end();
    await stores.close();
  }
}

const FIRST = '2000-Q1';
const LAST = '2099-Q4';
