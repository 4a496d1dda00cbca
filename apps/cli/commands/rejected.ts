/** `decompte rejected`, `decompte dismiss`: the rows set aside, with the correction that each needs; and their dismissal. */
import { join } from 'node:path';
import { writeNewFile } from '#libs/files/new-file.ts';
import { makeFolder } from '#libs/files/make-folder.ts';
import { counted } from '#libs/kernel/counted.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { DismissSetAside } from '#libs/intake/commands/dismiss-set-aside.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import type { FoundRow } from '#libs/intake/import/documents.ts';
import { IntakeModule } from '#libs/intake/intake.module.ts';
import { FindRowsToMend } from '#libs/intake/queries/find-rows-to-mend.ts';
import { FindSetAsideRows } from '#libs/intake/queries/find-set-aside-rows.ts';
import { type SetAsideSummary, SummariseSetAside } from '#libs/intake/queries/summarise-set-aside.ts';
import { type CsvForm, csvTable } from '#libs/kernel/csv.ts';
import { mendingFile } from '#libs/intake/mending.ts';
import { ALL } from '#libs/kernel/page.ts';
import { systemReason } from '#libs/words/system.ts';
import { faultLabel } from '#libs/words/labels/faults.ts';
import { type CsvOptions, csvFormOfOptions } from '#apps/cli/csv-form.ts';
import { type PersonOptions, commandAuthor } from '#apps/cli/person.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { type Modules, withModules } from '#apps/cli/with-modules.ts';
import { writeWhole } from '#apps/cli/files.ts';

interface RejectedOptions extends StoreOptions, CsvOptions {
  readonly export?: string;
  /** Folder for one file of each kind, to correct and then import unchanged. */
  readonly out?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Rows shown without --all. */
const SHOWN = 50;

export function rejectedCommand(options: RejectedOptions): Promise<number> {
  const form = csvFormOfOptions(options, options.export !== undefined, '--export');
  return withModules(options, [IntakeModule], async ({ query, reads }) => {
    reads.note('rejected', 'FILE', ['set-aside-rows']);
    if (options.out !== undefined) {
      await writeToMend(options.out, query);
      return;
    }
    const { items: rows } = await query(new FindSetAsideRows({ state: 'OPEN' }, ALL));
    if (options.export !== undefined) {
      writeWhole(options.export, rowsCsv(rows, form));
      message(
        `${counted(rows.length, 'ligne mise de côté écrite', 'lignes mises de côté écrites')} dans ${options.export}.`,
      );
    } else if (options.json === true) printJson(rows.map(inJson));
    else if (rows.length > 0) {
      const summary = await query(new SummariseSetAside());
      show(summary, rows, options.all === true);
    }
    if (rows.length === 0) message('Aucune ligne mise de côté.');
  });
}

function show(summary: readonly SetAsideSummary[], rows: readonly FoundRow[], all: boolean): void {
  result(
    table(
      ['fichier', 'reçu le', 'ce qui ne va pas', 'lignes', 'première', 'code', 'numéro'],
      summary.map(({ file, receivedAt, code, rows: count, firstLine, import: id }) => [
        file,
        frenchDay(dayOfInstant(receivedAt)),
        faultLabel(code),
        count,
        firstLine,
        code,
        id,
      ]),
    ),
  );
  result('');
  for (const { file, line, message: sentence, row } of all ? rows : rows.slice(0, SHOWN))
    result(`${file}, ligne ${line} : ${sentence}${row === '' ? '' : `\n    ${row}`}`);
  if (!all && rows.length > SHOWN)
    message(`… et ${counted(rows.length - SHOWN, 'autre ligne', 'autres lignes')} (--all).`);
  message('Pour les corriger : decompte rejected --out DOSSIER, puis decompte import DOSSIER.');
  const [first] = summary;
  message(
    `Pour les classer sans suite : decompte dismiss ${first?.import ?? 'NUMÉRO'} --code ${first?.code ?? 'CODE'} --reason MOTIF --as NOM, par fichier et code.`,
  );
}

function inJson({ file, line, code, message: sentence, row }: FoundRow): object {
  return { file, line, code, message: sentence, row };
}

function rowsCsv(rows: readonly FoundRow[], form: CsvForm): string {
  const fields = rows.map(({ file, line, code, message: sentence, row }) => [file, line, code, sentence, row]);
  return csvTable(['file', 'line', 'code', 'message', 'row'], fields, form);
}

/** In the form in which French Excel opens and saves files. */
async function writeToMend(folder: string, query: Modules['query']): Promise<void> {
  let total = 0;
  let ofErased = 0;
  try {
    makeFolder(folder);
    for (const { name } of FACT_KINDS) {
      const { table: rows, erased } = await query(new FindRowsToMend(name));
      ofErased += erased;
      if (rows.length === 1) continue;
      total += rows.length - 1;
      // Never overwrites a file that a person is correcting.
      writeNewFile(join(folder, `${name}.csv`), mendingFile(rows));
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new CliRefusal(
      `les lignes à corriger ne peuvent pas être écrites dans ${folder} (${systemReason(error)}) ; indiquez un dossier vide avec --out`,
    );
  }
  if (ofErased > 0)
    message(
      `${counted(ofErased, 'ligne de patients effacés n’y est pas', 'lignes de patients effacés n’y sont pas')} : il n’en reste rien à corriger ; retirez ces patients de vos fichiers, puis decompte dismiss NUMÉRO --code ERASED --reason MOTIF --as NOM.`,
    );
  message(
    total === 0
      ? `Aucune ligne ${ofErased > 0 ? 'à corriger' : 'mise de côté'}.`
      : `${counted(total, 'ligne à corriger', 'lignes à corriger')} dans ${folder} : la colonne a_faire dit quoi ; puis decompte import ${quoted(folder)}.`,
  );
}

interface DismissOptions extends StoreOptions, PersonOptions {
  readonly reason: string;
  readonly code?: string;
  readonly line?: string;
}

/** Dismisses rows of one received file: all that wait, those with a code, or one line; or the refusal of the file. */
export async function dismissCommand(id: string, options: DismissOptions): Promise<number> {
  const { reason, code, line } = options;
  if (line !== undefined && !/^[1-9]\d{0,14}$/.test(line))
    throw new CliRefusal(`--line vaut « ${line} » ; écrivez un numéro de ligne, par exemple 17`);
  const author = await commandAuthor(options, 'dismiss');
  return withModules(options, [IntakeModule], async ({ command }) => {
    const asked = { import: id, reason, code, line: line === undefined ? undefined : Number(line) };
    await command(new DismissSetAside(asked, author));
    result(`Classé sans suite par ${author.meta.by.name} : ${id}.`);
  });
}
