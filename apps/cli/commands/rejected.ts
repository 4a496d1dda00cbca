/** `decompte rejected`: the rows set aside, with the correction each needs. */
import { counted } from '#libs/kernel/counted.ts';
import { writeFileSync } from 'node:fs';
import type { ReceivedRow } from '#libs/intake/import/imports.ts';
import { IntakeModule } from '#libs/intake/intake.module.ts';
import { FindSetAsideRows } from '#libs/intake/queries/find-set-aside-rows.ts';
import { csvLine } from '#libs/kernel/csv.ts';
import { ALL } from '#libs/kernel/page.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { json, message, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface RejectedOptions extends StoreOptions {
  readonly export?: string;
  readonly json?: boolean;
}

export function rejectedCommand(options: RejectedOptions): Promise<number> {
  return withModules(options, [IntakeModule], async ({ query }) => {
    const found = await query(new FindSetAsideRows({ recorded: false }, ALL));
    const rows = found.items.map(({ file, line, code, message: sentence, row }) => ({
      file,
      line,
      code,
      message: sentence,
      row,
    }));
    if (options.export !== undefined) {
      writeFileSync(options.export, rowsCsv(rows));
      message(
        `${counted(rows.length, 'ligne mise de côté écrite', 'lignes mises de côté écrites')} dans ${options.export}.`,
      );
    } else if (options.json === true) json(rows);
    else
      for (const { file, line, message: sentence, row } of rows)
        result(`${file}, ligne ${line} : ${sentence}\n    ${row}`);
    if (rows.length === 0) message('Aucune ligne mise de côté.');
  });
}

function rowsCsv(rows: readonly Omit<ReceivedRow, 'recorded' | 'fields'>[]): string {
  const lines = rows.map(({ file, line, code, message: sentence, row }) => csvLine([file, line, code, sentence, row]));
  return csvLine(['file', 'line', 'code', 'message', 'row']) + lines.join('');
}
