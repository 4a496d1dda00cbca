/** The files received and the rows set aside, as documents to read. */
import type { Dialect } from '#libs/csv/dialect.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import {
  type FileIdentity,
  IMPORT_EVENTS,
  type ImportEvent,
  type SetAsideRow,
  isContentErased,
  linesIn,
} from '#libs/intake/import/events.ts';
import { IMPORT_CATEGORY, IMPORT_PREFIX } from '#libs/intake/import/import-stream.ts';
import type { Projection } from '#libs/read-store/projection.ts';

export interface ReceivedFile extends FileIdentity {
  readonly rows: number;
  readonly setAside: number;
  readonly refused: string | null;
  /** Undefined if the file was not read to its end. */
  readonly dialect?: Dialect;
  /** False if its first rows are recorded and its end was never reached. */
  readonly isFinished: boolean;
  /** The position of its last event. */
  readonly position: number;
  /** The reason of a person who decided that its refusal needs no action. */
  readonly dismissed: string | null;
}

/**
 * OPEN: the row waits. RECORDED: it was good when its file came again. MENDED: another file has it. DISMISSED: a person decided that it
 * needs no action. ERASED: its patient is erased, together with its content.
 */
export const ROW_STATES = ['OPEN', 'RECORDED', 'MENDED', 'DISMISSED', 'ERASED'] as const;
export type RowState = (typeof ROW_STATES)[number];

export interface ReceivedRow extends SetAsideRow, FileIdentity {
  readonly state: RowState;
  /** Why it was dismissed. */
  readonly reason: string | null;
}

/** Its fact is recorded, from its own file or another one. */
export function isRecorded({ state }: ReceivedRow): boolean {
  return state === 'RECORDED' || state === 'MENDED';
}

/** The last file of a name that was read to its end: earlier ones that were refused or cut off need nothing any more. */
export interface ReadOn {
  readonly position: number;
}

type ImportDocument = ReceivedFile | ReceivedRow | ReadOn;

export const FILE_PREFIX = 'file/';
export const SET_ASIDE_PREFIX = 'set-aside/';
/** The same documents, only of rows that wait, and of files that were refused or not read to their end: few, however many were received. */
export const WAITING_ROW_PREFIX = 'waiting-row/';
export const WAITING_FILE_PREFIX = 'waiting-file/';
export const READ_ON_PREFIX = 'read-on/';
const LINE_DIGITS = 12;

export const IMPORTS: Projection<ImportDocument> = {
  name: 'imports',
  version: 7,
  categories: [IMPORT_CATEGORY],
  documentPerStream: false,
  // A row set aside is of a patient.
  ofPeople: { scratch: [] },
  keys: (recorded) => {
    const { type, data } = IMPORT_EVENTS.read(recorded);
    const ofRow = (line: number): string[] =>
      [SET_ASIDE_PREFIX, WAITING_ROW_PREFIX].map((prefix) => prefix + rowKey(data.file, recorded.stream, line));
    if ('line' in data) return ofRow(data.line);
    if ('lines' in data && data.lines.length > 0) return [...linesIn(data.lines)].flatMap(ofRow);
    const key = fileKey(data.file, recorded.stream);
    const waiting = WAITING_FILE_PREFIX + key.slice(FILE_PREFIX.length);
    return type === 'FileRecorded' ? [key, waiting, READ_ON_PREFIX + data.file] : [key, waiting];
  },
  evolve: (document, recorded, key) => {
    if (key.startsWith(READ_ON_PREFIX)) return { position: recorded.position };
    const isGone = document === undefined && key.startsWith(WAITING_ROW_PREFIX) && recorded.type !== 'RowSetAside';
    return isGone ? NO_LONGER_WAITS : evolveImport(document, recorded);
  },
  keeps: (document, key) => {
    if (key.startsWith(WAITING_ROW_PREFIX)) return 'state' in document && document.state === 'OPEN';
    if (key.startsWith(WAITING_FILE_PREFIX)) return 'rows' in document && !isReadToItsEnd(document);
    return true;
  },
};

/** Of a row whose document was removed; it is removed too. */
const NO_LONGER_WAITS: ReadOn = { position: 0 };

/** Also a dismissed refusal waits: the dismissal stays if the file is refused again. */
function isReadToItsEnd({ refused, isFinished }: ReceivedFile): boolean {
  return isFinished && refused === null;
}

/** The document key of a file, made of its name and its stream. */
export function fileKey(file: string, stream: string): string {
  return `${FILE_PREFIX}${file}/${stream.slice(IMPORT_PREFIX.length)}`;
}

function rowKey(file: string, stream: string, line: number): string {
  const id = stream.slice(IMPORT_PREFIX.length);
  return `${file}/${id}/${String(line).padStart(LINE_DIGITS, '0')}`;
}

/** The stream of a received file, from the key of any of its documents without its prefix. */
export function streamOfKey(key: string, of: 'file' | 'row'): string {
  return IMPORT_PREFIX + (key.split('/').at(of === 'file' ? -1 : -2) ?? '');
}

function evolveImport(document: ImportDocument | undefined, recorded: RecordedEvent): ImportDocument {
  const event = IMPORT_EVENTS.read(recorded);
  switch (event.type) {
    case 'RowSetAside':
      return { ...event.data, state: isContentErased(event.data) ? 'ERASED' : 'OPEN', reason: null };
    case 'SetAsideRowRecorded':
      return { ...rowOf(document, event), state: 'RECORDED' };
    case 'SetAsideRowsMended':
      return { ...rowOf(document, event), state: 'MENDED' };
    case 'SetAsideDismissed':
      return dismissed(document, event);
    case 'FileBegun':
    case 'FileRefused':
    case 'FileRecorded':
      return fileAfter(document, event);
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

type Of<Type extends ImportEvent['type']> = Extract<Recorded<ImportEvent>, { readonly type: Type }>;

function dismissed(document: ImportDocument | undefined, event: Of<'SetAsideDismissed'>): ImportDocument {
  const { reason, lines, file } = event.data;
  if (lines.length > 0) return { ...rowOf(document, event), state: 'DISMISSED', reason };
  if (document === undefined || !('rows' in document)) throw new RangeError(`${file} was not refused before`);
  return { ...document, dismissed: reason };
}

function dismissedBefore(document: ImportDocument | undefined): string | null {
  return document !== undefined && 'dismissed' in document ? document.dismissed : null;
}

function rowOf(document: ImportDocument | undefined, { data, meta }: Recorded<ImportEvent>): ReceivedRow {
  if (document === undefined || !('state' in document))
    throw new RangeError(`event ${meta.position}: a row of ${data.file} was not set aside before`);
  return document;
}

function fileAfter(
  document: ImportDocument | undefined,
  event: Of<'FileBegun' | 'FileRefused' | 'FileRecorded'>,
): ReceivedFile {
  const { file, sha256 } = event.data;
  const { position } = event.meta;
  const nothing = { file, sha256, rows: 0, setAside: 0, refused: null, dismissed: null, position };
  switch (event.type) {
    case 'FileBegun':
      return { ...nothing, isFinished: false };
    case 'FileRefused':
      // The dismissal of a person stays, though the file is now refused for another reason.
      return { ...nothing, refused: event.data.reason, isFinished: true, dismissed: dismissedBefore(document) };
    case 'FileRecorded': {
      const { rows, setAside, dialect } = event.data;
      return { ...nothing, rows, setAside, dialect, isFinished: true };
    }
  }
}
