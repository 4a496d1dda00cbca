/** One received file, and the time of its first arrival. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type FoundFile, foundFile } from '#libs/intake/import/documents.ts';
import { FILE_PREFIX, IMPORTS, type ReceivedFile, fileKey } from '#libs/intake/import/imports.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

type FoundReceivedFile =
  | { readonly status: 'unknown' }
  /** Its first rows are recorded, and its reading is not finished. */
  | { readonly status: 'being-read' }
  | { readonly status: 'read'; readonly file: FoundFileWithCommit };

/** A file with the person who sent it first, and the time. */
export interface FoundFileWithCommit extends FoundFile {
  /** ISO 8601 instant. */
  readonly receivedAt: string;
  readonly receivedBy: string;
}

export async function withCommit(log: EventStore, file: FoundFile): Promise<FoundFileWithCommit> {
  const [first] = await log.readStream(file.id, { limit: 1 });
  if (first === undefined) throw new Error(`${file.id} is listed and has no event`);
  const { recordedAt, actor } = await log.commit(first.commit);
  return { ...file, receivedAt: recordedAt, receivedBy: actor };
}

const ID = /^import-[0-9a-f]{16}$/;

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
    const [first] = ID.test(id) ? await log.readStream(id, { limit: 1 }) : [];
    if (first === undefined) return { status: 'unknown' };
    const key = fileKey((JSON.parse(first.data) as { file: string }).file, id);
    const text = (await (await projections.documents(IMPORTS)).get([key])).get(key);
    if (text === undefined || !(JSON.parse(text) as ReceivedFile).isFinished) return { status: 'being-read' };
    return { status: 'read', file: await withCommit(log, foundFile(key.slice(FILE_PREFIX.length), text)) };
  }
}
