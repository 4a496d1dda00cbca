/** `decompte dump --out FOLDER`: the published projections as CSV or Parquet, with the cursor of the feed that continues them. */
import { readdirSync, writeFileSync } from 'node:fs';
import { makeFolder } from '#libs/files/make-folder.ts';
import { join } from 'node:path';
import { counted } from '#libs/kernel/counted.ts';
import { DUMP_FORMATS, type DumpFormat, WriteDump } from '#libs/read-models/commands/write-dump.ts';
import { ReadModelsModule } from '#libs/read-models/read-models.module.ts';
import { LOCK_FILE, aloneIn } from '#apps/cli/alone.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

export function dumpCommand({
  out,
  json: isJson = false,
  format,
  ...options
}: StoreOptions & { readonly out: string; readonly json?: boolean; readonly format: string }): Promise<number> {
  makeFolder(out, 0o700);
  return aloneIn(out, () => {
    if (readdirSync(out).some((name) => name !== LOCK_FILE))
      throw new CliRefusal(`${out} n’est pas vide ; donnez un dossier neuf`);
    return withModules(options, [ReadModelsModule], async ({ command, reads }) => {
      const dump = await command(new WriteDump(out, formatOf(format)));
      reads.note(
        'dump',
        'FILE',
        dump.tables.map(({ file }) => file),
      );
      writeFileSync(join(out, 'copie.json'), `${JSON.stringify(dump, null, 2)}\n`, { mode: 0o600 });
      if (isJson) printJson(dump);
      else
        result(
          `${counted(dump.tables.length, 'fichier')} dans ${out}. Le flux les continue depuis le curseur ${dump.cursor}, epoch ${dump.epoch}.`,
        );
    });
  });
}

function formatOf(text: string): DumpFormat {
  const format = DUMP_FORMATS.find((one) => one === text.toUpperCase());
  if (format === undefined) throw new CliRefusal(`--format est ${DUMP_FORMATS.join(' ou ')}`);
  return format;
}
