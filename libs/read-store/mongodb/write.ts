/** The writes of a commit as MongoDB stores them: one for each document, guarded by the number of the commit. */
import { type AnyBulkWriteOperation, Binary, type Document } from 'mongodb';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import type { Batch, Poison } from '#libs/read-store/document-store.ts';
import { beginningsOf, storedKey } from '#libs/read-store/mongodb/stored-key.ts';
import { bucketOf } from '#libs/read-store/partition.ts';

/** A document of a projection. If other programs query the projection, its fields stand beside the text. */
export interface ProjectionDocument extends Document {
  /** Its stored key (stored-key.ts). */
  readonly _id: string;
  /** Number of the commit that wrote it: a delayed earlier commit does not replace it. */
  readonly commit: number;
  /** The exact text of the projection; as bytes if it contains NUL, which some servers do not accept in a text. Null: removed. */
  readonly text: string | Binary | null;
  /** Its place in the partitions. */
  readonly bucket: number;
  /**
   * The beginnings of its key (beginningsOf): servers that read everything for a range or a list can find documents by one value of one
   * field.
   */
  readonly under: readonly string[];
  /** While it is staged: the text behind its fields, if it differs. */
  readonly shown?: string;
}

/** An event that was set aside, by its position. */
export interface PoisonDocument extends Document {
  readonly _id: number;
  readonly message: string;
}

/**
 * The fields that a projection shows beside the text of a document, for queries of MongoDB; fractions only as text if the server has no
 * decimals.
 */
export type FieldsOf = (key: string, text: string, takesDecimals: boolean) => Document;

type Write =
  | { readonly kind: 'put'; readonly key: string; readonly text: string; readonly shown: string | undefined }
  | { readonly kind: 'remove'; readonly key: string };

export interface Writes {
  /** One for each stored key. */
  readonly writes: ReadonlyMap<string, Write>;
  readonly poison: readonly Poison[];
}

/** MongoDB takes 16 MiB with the names of the fields. */
const MAX_BYTES = 16_000_000;
/** A text of up to this many characters is within the limit in UTF-8. */
const SURELY_SHORT = MAX_BYTES / 3;
/** The same limit for the number of characters of a text with its fields. */
export const SURELY_SHORT_WITH_FIELDS = MAX_BYTES / 16;

/** Takes all of a batch before any of it is written. Throws StoreUnavailable on a document that is too large. */
export function writesOf({ removes = [], puts, poison = [] }: Batch): Writes {
  const writes = new Map<string, Write>();
  for (const key of removes) writes.set(storedKey(key), { kind: 'remove', key });
  for (const [key, text, shown] of puts) {
    if (text.length > SURELY_SHORT) refuseTooLarge(key, Buffer.byteLength(text));
    writes.set(storedKey(key), { kind: 'put', key, text, shown });
  }
  return { writes, poison };
}

/** Throws StoreUnavailable. */
export function refuseTooLarge(key: string, bytes: number): void {
  if (bytes > MAX_BYTES)
    throw new StoreUnavailable({ code: 'DOCUMENT_TOO_LARGE', data: { key, bytes, max: MAX_BYTES } });
}

/** The documents that the commit of this number writes. */
export function documentsOf({ writes }: Writes, commit: number): readonly ProjectionDocument[] {
  return [...writes].map(([_id, write]) => {
    const document = { _id, commit, bucket: bucketOf(write.key), under: beginningsOf(_id) };
    if (write.kind === 'remove') return { ...document, text: null };
    const { text, shown } = write;
    return { ...document, text: keptText(text), ...(shown !== undefined && { shown }) };
  });
}

export function poisonOf({ poison }: Writes): readonly PoisonDocument[] {
  return poison.map(({ position, message }) => ({ _id: position, message }));
}

function keptText(text: string): string | Binary {
  return text.includes('\0') ? new Binary(Buffer.from(text, 'utf8')) : text;
}

/** The text of a document; undefined if it was removed. */
export function documentText({ text }: Pick<ProjectionDocument, 'text'>): string | undefined {
  if (text === null || typeof text === 'string') return text ?? undefined;
  return Buffer.from(text.value()).toString('utf8');
}

/** Writes a document over an earlier one only. */
export function guarded(document: ProjectionDocument): AnyBulkWriteOperation<ProjectionDocument> {
  const { _id, commit } = document;
  return { replaceOne: { filter: { _id, commit: { $lt: commit } }, replacement: document } };
}
