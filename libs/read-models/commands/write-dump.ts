/**
 * Writes the published projections as CSV or Parquet files, one for each kind of document, with the cursor of the feed that continues them:
 * the files may already include events after it, which their ids show, but they miss no event before it.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { epochAt } from '#libs/feed/epoch.ts';
import { headerOf, csvRowOf } from '#libs/read-models/csv.ts';
import { READ_MODELS } from '#libs/read-models/read-models.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { orDocumentGarbled } from '#libs/read-store/document-garbled.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { DocumentKind } from '#libs/read-store/read-model.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface DumpedFile {
  /** `payments-posting.csv`, or `.parquet` */
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256. */
  readonly digest: string;
}

export interface Dump {
  /** The cursor of the feed, with its epoch: the smallest position that a projection had reached. */
  readonly cursor: number;
  readonly epoch: string;
  readonly tables: readonly DumpedFile[];
}

export const DUMP_FORMATS = ['CSV', 'PARQUET'] as const;
export type DumpFormat = (typeof DUMP_FORMATS)[number];

export class WriteDump extends Command<Dump> {
  /** An existing, empty folder. */
  readonly folder: string;
  readonly format: DumpFormat;

  constructor(folder: string, format: DumpFormat = 'CSV') {
    super();
    this.folder = folder;
    this.format = format;
  }
}

@CommandHandler(WriteDump)
export class WriteDumpHandler implements ICommandHandler<WriteDump> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  async execute({ folder, format }: WriteDump): Promise<Dump> {
    const { log, projections } = this.#stores;
    let cursor = await log.end();
    const tables: DumpedFile[] = [];
    for (const { projection: name, isScratch = false, kinds } of READ_MODELS) {
      const projection = PROJECTIONS.find((one) => one.name === name);
      // Scratch documents belong to one engine, which can be queried for them.
      if (isScratch || projection === undefined) continue;
      const documents = await projections.documents(projection);
      cursor = Math.min(cursor, (await documents.checkpoint()).position);
      for (const kind of kinds) {
        const file = fileOf(name, kind, format);
        const rows = rowsOf(documents.scan(kind.prefix), kind, log);
        const dumped = { projection: name, kind: withFields(kind) };
        tables.push({ file, ...(await writeKind(join(folder, file), rows, dumped, TABLES[format])) });
      }
    }
    return { cursor, epoch: (await epochAt(log, cursor)) ?? '', tables };
  }
}

function fileOf(projection: string, { kind }: DocumentKind, format: DumpFormat): string {
  return `${projection}-${kind}.${format.toLowerCase()}`;
}

/** Whether a dump writes a file of this name. */
export function isDumpFile(file: string): boolean {
  return READ_MODELS.some(({ projection, kinds }) =>
    kinds.some((kind) => DUMP_FORMATS.some((format) => fileOf(projection, kind, format) === file)),
  );
}

/** The kind, which throws RangeError for a document that is shown without fields. */
function withFields(kind: DocumentKind): DocumentKind {
  const show: DocumentKind['show'] = (text, key) => {
    const shown: unknown = kind.show(text, key);
    if (typeof shown !== 'object' || shown === null) throw new RangeError('it has no fields');
    return shown;
  };
  return { ...kind, show };
}

type Rows = ReturnType<Documents['scan']>;

/** The documents of a kind, each with the text that it is shown from. */
async function* rowsOf(scanned: Rows, { textIn }: DocumentKind, log: EventStore): Rows {
  for await (const batch of scanned)
    yield textIn === undefined
      ? batch
      : await Promise.all(batch.map(async ([key, document]) => [key, await textIn(log, document)] as const));
}

/** The writer of a file. */
interface Table {
  readonly add: (text: string, key: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

interface Dumped {
  readonly projection: string;
  readonly kind: DocumentKind;
}

type TableOf = (dumped: Dumped, write: (bytes: Uint8Array) => Promise<void>) => Promise<Table>;

/** Characters of CSV that are written at once. */
const CSV_PIECE = 65_536;

const TABLES: Readonly<Record<DumpFormat, TableOf>> = {
  CSV: async ({ projection, kind }, write) => {
    let lines = headerOf(kind);
    const drain = async (): Promise<void> => {
      await write(Buffer.from(lines));
      lines = '';
    };
    return {
      add: async (text, key) => {
        lines += orDocumentGarbled(projection, () => csvRowOf(kind, text, key));
        if (lines.length > CSV_PIECE) await drain();
      },
      end: drain,
    };
  },
  // The library is loaded only if requested.
  PARQUET: async ({ projection, kind }, write) => {
    const { ParquetTable } = await import('#libs/read-models/parquet.ts');
    const table = new ParquetTable(kind, write);
    return {
      add: (text, key) => {
        orDocumentGarbled(projection, () => {
          table.take(text, key);
        });
        return table.writeFull();
      },
      end: () => table.end(),
    };
  },
};

async function writeKind(
  path: string,
  rows: Rows,
  dumped: Dumped,
  tableOf: TableOf,
): Promise<Omit<DumpedFile, 'file'>> {
  const [digest, out] = [createHash('sha256'), await open(path, 'wx', 0o600)];
  let [count, bytes] = [0, 0];
  try {
    const table = await tableOf(dumped, async (some) => {
      digest.update(some);
      bytes += some.length;
      await out.writeFile(some);
    });
    for await (const batch of rows) {
      for (const [key, text] of batch) await table.add(text, key);
      count += batch.length;
    }
    await table.end();
  } finally {
    await out.close();
  }
  return { rows: count, bytes, digest: digest.digest('hex') };
}
