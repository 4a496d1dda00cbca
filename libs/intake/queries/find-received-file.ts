/** One received file, and the time of its first arrival. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type FoundFile, foundFile } from '#libs/intake/import/documents.ts';
import { type FirstArrival, firstArrival, fileReceivedAs } from '#libs/intake/import/import-stream.ts';
import { FILE_PREFIX, IMPORTS, type ReceivedFile, fileKey } from '#libs/intake/import/imports.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

type FoundReceivedFile =
  | { readonly status: 'unknown' }
  /** Its first rows are recorded, and its reading is not finished. */
  | { readonly status: 'being-read' }
  | { readonly status: 'read'; readonly file: FoundFileWithArrival };

/** A file, and its first arrival. */
export interface FoundFileWithArrival extends FoundFile, FirstArrival {}

export async function withArrival(log: EventStore, file: FoundFile): Promise<FoundFileWithArrival> {
  return { ...file, ...(await firstArrival(log, file.id)) };
}

export class FindReceivedFile extends Query<FoundReceivedFile> {
  /** `import-…`, made of its name and content. */
  readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

@QueryHandler(FindReceivedFile)
export class FindReceivedFileHandler implements IQueryHandler<FindReceivedFile> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ id }: FindReceivedFile): Promise<FoundReceivedFile> {
    const { log, projections } = this.#stores;
    const identity = await fileReceivedAs(log, id);
    if (identity === undefined) return { status: 'unknown' };
    const key = fileKey(identity.file, id);
    const text = (await (await projections.documents(IMPORTS)).get([key])).get(key);
    if (text === undefined || !(JSON.parse(text) as ReceivedFile).isFinished) return { status: 'being-read' };
    return { status: 'read', file: await withArrival(log, foundFile(key.slice(FILE_PREFIX.length), text)) };
  }
}
