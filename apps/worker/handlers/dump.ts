/** The job of a copy of the projections: CSV or Parquet files in a ZIP, with the cursor of the feed that continues them. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { type Dump, WriteDump } from '#libs/read-models/commands/write-dump.ts';
import { DUMP_FILE } from '#libs/runtime/audit-settings.ts';
import type { JobKindHandler } from '#apps/worker/handlers/context.ts';

/** The same for every entry, so that the same copy has the same bytes. */
const ENTRY = { mtime: new Date('2000-01-01T00:00:00Z'), mode: 0o100_600 };

export const dumpJob: JobKindHandler<'dump'> = async ({ commands, uploads }, { format }, job) => {
  // An attempt before this one may have kept another file.
  await uploads.remove(job.id);
  const incoming = await uploads.incoming();
  try {
    const folder = join(incoming, 'files');
    await mkdir(folder);
    const dump = await commands.execute(new WriteDump(folder, format));
    const made = await zipped(join(incoming, DUMP_FILE), folder, dump);
    await rm(folder, { recursive: true });
    await uploads.keep(job.id, incoming);
    return { ...dump, ...made };
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
};

async function zipped(path: string, folder: string, dump: Dump): Promise<{ bytes: number; digest: string }> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(`${JSON.stringify(dump, null, 2)}\n`), 'copie.json', ENTRY);
  for (const { file } of dump.tables) zip.addFile(join(folder, file), file, ENTRY);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path, { mode: 0o600, flush: true }));
  const digest = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    digest.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, digest: digest.digest('hex') };
}
