/** `decompte rejected`: the rows set aside, with what would be right. */
import { writeFileSync } from 'node:fs';
import { IMPORTS, SET_ASIDE_PREFIX, type SetAsideRow } from '#libs/intake/import-events.ts';
import { csvLine } from '#libs/kernel/csv.ts';
import { type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { json, message, result } from '#apps/cli/terminal.ts';

export interface RejectedOptions extends StoreOptions {
  readonly export?: string;
  readonly json?: boolean;
}

export async function rejectedCommand(options: RejectedOptions): Promise<number> {
  const stores = await openStores(options, false);
  try {
    const documents = await stores.projections.documents(IMPORTS);
    const rows: SetAsideRow[] = [];
    for await (const batch of documents.scan(SET_ASIDE_PREFIX))
      for (const [, text] of batch) {
        const { recorded, ...row } = JSON.parse(text) as SetAsideRow & { recorded: boolean };
        if (!recorded) rows.push(row);
      }
    if (options.export !== undefined) {
      const lines = rows.map(({ file, line, code, message: sentence, row }) =>
        csvLine([file, line, code, sentence, row]),
      );
      writeFileSync(options.export, csvLine(['file', 'line', 'code', 'message', 'row']) + lines.join(''));
      message(`${rows.length} lignes mises de côté écrites dans ${options.export}.`);
    } else if (options.json === true) json(rows);
    else
      for (const { file, line, code, message: sentence, row } of rows)
        result(`${file}, ligne ${line}, ${code} : ${sentence}\n    ${row}`);
    if (rows.length === 0) message('Aucune ligne mise de côté.');
    return 0;
  } finally {
    await stores.close();
  }
}
