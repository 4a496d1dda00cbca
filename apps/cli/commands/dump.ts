/** `decompte dump --out FOLDER`: the published projections as CSV or Parquet, with the cursor of the feed that continues them. */
import { readdirSync, rmSync } from 'node:fs';
import { makeFolder } from '#libs/files/make-folder.ts';
import { join } from 'node:path';
import { counted } from '#libs/kernel/counted.ts';
import { DUMP_FORMATS, type DumpFormat, WriteDump, isDumpFile } from '#libs/read-models/commands/write-dump.ts';
import { ReadModelsModule } from '#libs/read-models/read-models.module.ts';
import { LOCK_FILE } from '#libs/runtime/alone.ts';
import { aloneIn } from '#apps/cli/alone.ts';
import { writeWhole } from '#apps/cli/files.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { type HeldOptions, heldAgainstChain } from '#apps/cli/held-log.ts';
import { printJson, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface DumpOptions extends HeldOptions {
  readonly out: string;
  readonly format: string;
}

export function dumpCommand(options: DumpOptions): Promise<number> {
  const { out, json: isJson = false, format } = options;
  const asked = formatOf(format);
  return heldAgainstChain(options, (verified) => {
    makeFolder(out, 0o700);
    return aloneIn(out, () => {
      makeRoom(out);
      return withModules(options, [ReadModelsModule], async ({ command, reads }) => {
        const dump = await command(new WriteDump(out, asked));
        reads.note(
          'dump',
          'FILE',
          dump.tables.map(({ file }) => file),
        );
        writeWhole(join(out, 'copie.json'), `${JSON.stringify(dump, null, 2)}\n`, { mode: 0o600 });
        if (isJson) printJson({ ...dump, verified });
        else
          result(
            `${counted(dump.tables.length, 'fichier')} dans ${out}. Le flux les continue depuis le curseur ${dump.cursor}, epoch ${dump.epoch}.`,
          );
      });
    });
  });
}

/** Removes what is left of a copy that was cut off, as by a full disk: it lacks `copie.json`, the last file. Throws CliRefusal for anything else. */
function makeRoom(folder: string): void {
  const files = readdirSync(folder).filter((name) => name !== LOCK_FILE);
  if (!files.every(isDumpFile)) throw new CliRefusal(`${folder} n’est pas vide ; donnez un dossier neuf`);
  for (const file of files) rmSync(join(folder, file));
}

function formatOf(text: string): DumpFormat {
  const format = DUMP_FORMATS.find((one) => one === text.toUpperCase());
  if (format === undefined) throw new CliRefusal(`--format est ${DUMP_FORMATS.join(' ou ')}`);
  return format;
}
