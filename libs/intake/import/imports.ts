/** The files received and the rows set aside, as documents to read. */
import type { Dialect } from '#libs/csv/dialect.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { type FileIdentity, IMPORT_EVENTS, type SetAsideRow } from '#libs/intake/import/events.ts';
import { IMPORT_PREFIX } from '#libs/intake/import/decide.ts';
import type { Projection } from '#libs/read-store/projection.ts';

export interface ReceivedFile extends FileIdentity {
  readonly rows: number;
  readonly setAside: number;
  readonly refused: string | null;
  /** Undefined where it was refused. */
  readonly dialect?: Dialect;
}

export interface ReceivedRow extends SetAsideRow {
  readonly file: string;
  /** It was recorded since: what it lacked has come in. */
  readonly recorded: boolean;
}

type ImportDocument = ReceivedFile | ReceivedRow;

export const FILE_PREFIX = 'file/';
export const SET_ASIDE_PREFIX = 'set-aside/';
const LINE_DIGITS = 12;

export const IMPORTS: Projection<ImportDocument> = {
  name: 'imports',
  version: 2,
  categories: ['import'],
  documentPerStream: false,
  keys: (recorded) => {
    const { data } = IMPORT_EVENTS.read(recorded);
    return ['line' in data ? rowKey(data.file, recorded.stream, data.line) : fileKey(data.file, recorded.stream)];
  },
  evolve: evolveImport,
};

/** Key of the document of a file, by its name and the stream of what was received. */
export function fileKey(file: string, stream: string): string {
  return `${FILE_PREFIX}${file}/${stream.slice(IMPORT_PREFIX.length)}`;
}

function rowKey(file: string, stream: string, line: number): string {
  const id = stream.slice(IMPORT_PREFIX.length);
  return `${SET_ASIDE_PREFIX}${file}/${id}/${String(line).padStart(LINE_DIGITS, '0')}`;
}

/** Stream of what was received, from the key of any of its documents, its prefix taken off. */
export function streamOfKey(key: string, of: 'file' | 'row'): string {
  return IMPORT_PREFIX + (key.split('/').at(of === 'file' ? -1 : -2) ?? '');
}

function evolveImport(document: ImportDocument | undefined, recorded: RecordedEvent): ImportDocument {
  const event = IMPORT_EVENTS.read(recorded);
  switch (event.type) {
    case 'RowSetAside': {
      const { file, line, code, message, row, fields } = event.data;
      return { file, line, code, message, row, fields, recorded: false };
    }
    case 'SetAsideRowRecorded':
      if (document === undefined || !('recorded' in document))
        throw new RangeError(`line ${event.data.line} of ${event.data.file} was not set aside before`);
      return { ...document, recorded: true };
    case 'FileRefused': {
      const { file, sha256, reason } = event.data;
      return { file, sha256, rows: 0, setAside: 0, refused: reason };
    }
    case 'FileRecorded': {
      const { file, sha256, rows, setAside, dialect } = event.data;
      return { file, sha256, rows, setAside, refused: null, dialect };
    }
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}
