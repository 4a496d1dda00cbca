/**
 * What came in and what was set aside, as events of `import-<id>`: one stream per file received, named by its content, so that
 * the same file again adds nothing to it.
 */
import { hash } from 'node:crypto';
import type { Located } from '#libs/intake/recorder.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { Projection } from '#libs/read-store/projection.ts';

export interface SetAsideRow {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  /** In French: what is wrong and what would be right, a sentence for each fault. */
  readonly message: string;
  /** Verbatim, but for what has the shape of a social security number. */
  readonly row: string;
}

/** A file whose bytes are known, or one that could not be read at all. */
export interface FileIdentity {
  readonly file: string;
  readonly sha256: string;
}

export interface ReceivedFile {
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
  readonly setAside: number;
  readonly refused: string | null;
}

const SCHEMA_VERSION = 1;

export function importStream({ file, sha256 }: FileIdentity): string {
  return `import-${hash('sha256', `${file}\n${sha256}`, 'hex').slice(0, 16)}`;
}

function located(
  identity: FileIdentity,
  type: string,
  content: object,
  day: string,
  idContent: object = content,
): Located {
  return {
    stream: importStream(identity),
    event: {
      id: eventId(type, JSON.stringify({ ...identity, ...idContent })),
      type,
      schemaVersion: SCHEMA_VERSION,
      effective: day,
      knownOn: day,
      data: JSON.stringify({ ...identity, ...content }),
    },
  };
}

export function fileRefused(identity: FileIdentity, reason: string, day: string): Located {
  return located(identity, 'FileRefused', { reason }, day);
}

export function rowSetAside(identity: FileIdentity, { line, code, message, row }: SetAsideRow, day: string): Located {
  return located(identity, 'RowSetAside', { line, code, message, row }, day);
}

/** A row set aside before is good now: what it lacked has come in since. */
export function setAsideRowRecorded(identity: FileIdentity, line: number, day: string): Located {
  return located(identity, 'SetAsideRowRecorded', { line }, day);
}

export function fileRecorded(identity: FileIdentity, rows: number, setAside: number, day: string): Located {
  return located(identity, 'FileRecorded', { rows, setAside }, day);
}

type ImportDocument = ReceivedFile | (SetAsideRow & { readonly recorded: boolean });

export const FILE_PREFIX = 'file/';
export const SET_ASIDE_PREFIX = 'set-aside/';
const LINE_DIGITS = 12;
const STREAM_PREFIX = 'import-';

/** Key of the document of a file, by its name and the stream of what was received. */
export function fileKey(file: string, stream: string): string {
  return `${FILE_PREFIX}${file}/${stream.slice(STREAM_PREFIX.length)}`;
}

/** Stream of what was received, from the key of any of its documents, its prefix taken off. */
export function streamOfKey(key: string, of: 'file' | 'row'): string {
  return STREAM_PREFIX + (key.split('/').at(of === 'file' ? -1 : -2) ?? '');
}

export const IMPORTS: Projection<ImportDocument> = {
  name: 'imports',
  version: 1,
  categories: ['import'],
  documentPerStream: false,
  keys: (event) => {
    const { file, line } = JSON.parse(event.data) as { file: string; line?: number };
    if (line === undefined) return [fileKey(file, event.stream)];
    const id = event.stream.slice(STREAM_PREFIX.length);
    return [`${SET_ASIDE_PREFIX}${file}/${id}/${String(line).padStart(LINE_DIGITS, '0')}`];
  },
  evolve: evolveImport,
};

function evolveImport(document: ImportDocument | undefined, event: RecordedEvent): ImportDocument {
  const content = JSON.parse(event.data) as Record<string, unknown>;
  const { file, sha256 } = content as { file: string; sha256: string };
  switch (event.type) {
    case 'RowSetAside': {
      const { line, code, message, row } = content as unknown as SetAsideRow;
      return { file, line, code, message, row, recorded: false };
    }
    case 'SetAsideRowRecorded':
      return { ...(document as SetAsideRow), recorded: true };
    case 'FileRefused':
      return { file, sha256, rows: 0, setAside: 0, refused: String(content['reason']) };
    case 'FileRecorded':
      return { file, sha256, rows: Number(content['rows']), setAside: Number(content['setAside']), refused: null };
    default:
      throw new RangeError(`${event.type} is not an event of an import`);
  }
}
