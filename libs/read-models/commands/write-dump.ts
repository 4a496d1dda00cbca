/**
 * Writes what is published of the projections as CSV files, one for each kind of document, with the cursor of the feed that continues them: events
 * after it may be in the files already, which their ids show, and nothing before it is missing.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { epochAt } from '#libs/feed/epoch.ts';
import { headerOf, rowOf } from '#libs/read-models/csv.ts';
import { READ_MODELS } from '#libs/read-models/read-models.ts';
import type { DocumentKind } from '#libs/read-store/read-model.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export interface DumpedFile {
  /** `payments-posting.csv` */
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256. */
  readonly digest: string;
}

export interface Dump {
  /** Of the feed, with its epoch: the smallest position that a projection had reached. */
  readonly cursor: number;
  readonly epoch: string;
  readonly tables: readonly DumpedFile[];
}

export class WriteDump extends Command<Dump> {
  /** There, and empty. */
  readonly folder: string;

  constructor(folder: string) {
    super();
    this.folder = folder;
  }
}

@CommandHandler(WriteDump)
export class WriteDumpHandler implements ICommandHandler<WriteDump> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  async execute({ folder }: WriteDump): Promise<Dump> {
    const { log, projections } = this.#stores;
    let cursor = await log.end();
    const tables: DumpedFile[] = [];
    for (const { projection: name, isScratch = false, kinds } of READ_MODELS) {
      const projection = PROJECTIONS.find((one) => one.name === name);
      // Scratch documents are those of one engine, which can be asked for them.
      if (isScratch || projection === undefined) continue;
      const documents = await projections.documents(projection);
      cursor = Math.min(cursor, (await documents.checkpoint()).position);
      for (const kind of kinds)
        tables.push(
          await writeKind(join(folder, `${name}-${kind.kind}.csv`), `${name}-${kind.kind}.csv`, documents, kind),
        );
    }
    return { cursor, epoch: (await epochAt(log, cursor)) ?? '', tables };
  }
}

type Scanned = Pick<Awaited<ReturnType<Stores['projections']['documents']>>, 'scan'>;

async function writeKind(path: string, file: string, documents: Scanned, kind: DocumentKind): Promise<DumpedFile> {
  const [digest, out] = [createHash('sha256'), await open(path, 'wx', 0o600)];
  let [rows, bytes] = [0, 0];
  const write = async (text: string): Promise<void> => {
    digest.update(text);
    bytes += Buffer.byteLength(text);
    await out.write(text);
  };
  try {
    await write(headerOf(kind));
    for await (const batch of documents.scan(kind.prefix)) {
      await write(batch.map(([key, text]) => rowOf(kind, text, key)).join(''));
      rows += batch.length;
    }
  } finally {
    await out.close();
  }
  return { file, rows, bytes, digest: digest.digest('hex') };
}
