/** The documents of received files and set-aside rows, listed in the order of their keys. */
import type { Keyed } from '#libs/kernel/page.ts';
import {
  FILE_PREFIX,
  type ReceivedFile,
  type ReceivedRow,
  SET_ASIDE_PREFIX,
  WAITING_ROW_PREFIX,
  streamOfKey,
} from '#libs/intake/import/imports.ts';
import { orDocumentGarbled } from '#libs/read-store/document-garbled.ts';
import type { DocumentStore } from '#libs/read-store/document-store.ts';

export interface FoundFile extends ReceivedFile {
  /** The stream of the file: `import-…`. */
  readonly id: string;
}

export interface FoundRow extends ReceivedRow {
  /** The stream of its file: `import-…`. */
  readonly import: string;
}

interface Asked {
  /** Only items after this key. */
  readonly after: string;
  /** Only files of this name; all if undefined. */
  readonly file: string | undefined;
}

type Documents = Pick<DocumentStore, 'scan'>;

export function filesAfter(documents: Documents, asked: Asked): AsyncIterable<readonly Keyed<FoundFile>[]> {
  return listed(documents, FILE_PREFIX, asked, foundFile);
}

export function rowsAfter(documents: Documents, asked: Asked): AsyncIterable<readonly Keyed<FoundRow>[]> {
  return listed(documents, SET_ASIDE_PREFIX, asked, foundRow);
}

/** Those that wait, under the same keys: reading them costs the same however many were mended or dismissed. */
export function waitingRowsAfter(documents: Documents, asked: Asked): AsyncIterable<readonly Keyed<FoundRow>[]> {
  return listed(documents, WAITING_ROW_PREFIX, asked, foundRow);
}

function foundRow(key: string, text: string): FoundRow {
  return { ...(received(text) as ReceivedRow), import: streamOfKey(key, 'row') };
}

/** `key` without its prefix. */
export function foundFile(key: string, text: string): FoundFile {
  return { ...(received(text) as ReceivedFile), id: streamOfKey(key, 'file') };
}

function received(text: string): { readonly file: string } {
  return orDocumentGarbled('imports', () => {
    const item = JSON.parse(text) as { readonly file: string | undefined };
    const { file } = item;
    if (typeof file !== 'string') throw new RangeError('it names no file');
    return { ...item, file };
  });
}

async function* listed<Item extends { readonly file: string }>(
  documents: Documents,
  prefix: string,
  { after, file }: Asked,
  make: (key: string, text: string) => Item,
): AsyncIterable<readonly Keyed<Item>[]> {
  const under = file === undefined ? prefix : `${prefix}${file}/`;
  for await (const batch of documents.scan(under, { after: prefix + after }))
    yield batch.flatMap(([key, text]) => {
      const own = key.slice(prefix.length);
      const item = make(own, text);
      // The name of another file can begin with the name of this one and a slash.
      return (file ?? item.file) === item.file ? [[own, item] as const] : [];
    });
}
