/** Events of a file that came in (stream `import-<id>`): what was refused, set aside, recorded. */
import { type Dialect, CANONICAL, dialectField } from '#libs/csv/dialect.ts';
import { list, record, text, whole } from '#libs/kernel/field.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

/** A file by its name and its content; no digest where it could not be read at all. */
export interface FileIdentity {
  readonly file: string;
  readonly sha256: string;
}

export interface SetAsideRow {
  readonly line: number;
  readonly code: string;
  /** In French: what is wrong and what would be right, a sentence for each fault. */
  readonly message: string;
  /** Verbatim, but for what has the shape of a social security number. */
  readonly row: string;
  /**
   * The same in the canonical form and order of the columns, to be mended and sent again; empty where the row has not as many fields as
   * columns, and where it was set aside before this was kept.
   */
  readonly fields: readonly string[];
}

/** What reading a file to its end came to. */
export interface ReadFile {
  readonly rows: number;
  readonly setAside: number;
  /** How it is written; what is recorded of it is the canonical form of its rows. */
  readonly dialect: Dialect;
}

type FileRefused = Event<'FileRefused', FileIdentity & { readonly reason: string }>;
type RowSetAside = Event<'RowSetAside', FileIdentity & SetAsideRow>;
type SetAsideRowRecorded = Event<'SetAsideRowRecorded', FileIdentity & { readonly line: number }>;
type FileRecorded = Event<'FileRecorded', FileIdentity & ReadFile>;

export type ImportEvent = FileRefused | RowSetAside | SetAsideRowRecorded | FileRecorded;

const IDENTITY = { file: text, sha256: text };

export const IMPORT_EVENTS = eventCodec<ImportEvent>({
  FileRefused: eventSchema(1, record({ ...IDENTITY, reason: text })),
  RowSetAside: eventSchema(
    2,
    record({ ...IDENTITY, line: whole, code: text, message: text, row: text, fields: list(text) }),
    { 1: (json) => ({ ...json, fields: [] }) },
  ),
  SetAsideRowRecorded: eventSchema(1, record({ ...IDENTITY, line: whole })),
  FileRecorded: eventSchema(2, record({ ...IDENTITY, rows: whole, setAside: whole, dialect: dialectField }), {
    // No other form was read.
    1: (json) => ({ ...json, dialect: dialectField.write(CANONICAL) }),
  }),
});
