/** Events of a received file (stream `import-<id>`): refused, set aside, recorded, mended, dismissed. */
import { type Dialect, CANONICAL, dialectField } from '#libs/csv/dialect.ts';
import { list, record, text, typed, whole } from '#libs/kernel/field.ts';
import { withFrenchApostrophes } from '#libs/kernel/french-apostrophes.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

/** A file by its name and its content; without a digest if it could not be read at all. */
export interface FileIdentity {
  readonly file: string;
  readonly sha256: string;
}

export interface SetAsideRow {
  readonly line: number;
  readonly code: string;
  /** In French: the fault and the right form, one sentence for each fault. */
  readonly message: string;
  /** Verbatim, except for texts with the shape of a social security number. */
  readonly row: string;
  /**
   * The same row in the canonical form and order of the columns, to be mended and sent again; empty if the row has another number of fields
   * than columns, and if it was set aside before this field existed.
   */
  readonly fields: readonly string[];
}

/** Whether its content was erased with a patient, together with the key of the row: there is a message as long as there is content. */
export function isContentErased({ message }: Pick<SetAsideRow, 'message'>): boolean {
  return message === '';
}

/** The result of reading a file to its end. */
export interface ReadFile {
  readonly rows: number;
  readonly setAside: number;
  /** The dialect of the file; its rows are recorded in canonical form. */
  readonly dialect: Dialect;
}

/** Lines of set-aside rows, both included. */
interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Recorded if a file has more than one batch of rows, so that an interrupted import is known. */
type FileBegun = Event<'FileBegun', FileIdentity>;
type FileRefused = Event<'FileRefused', FileIdentity & { readonly reason: string }>;
type RowSetAside = Event<'RowSetAside', FileIdentity & SetAsideRow>;
type SetAsideRowRecorded = Event<'SetAsideRowRecorded', FileIdentity & { readonly line: number }>;
type FileRecorded = Event<'FileRecorded', FileIdentity & ReadFile>;

/** Set-aside rows that another file repeats, by their keys; the events of that file give the result. */
type SetAsideRowsMended = Event<
  'SetAsideRowsMended',
  FileIdentity & {
    /** The stream of that file. */
    readonly by: string;
    readonly lines: readonly LineRange[];
  }
>;

/** A person decides that no action is needed for these rows; or for the whole file, if it was refused and `lines` is empty. */
type SetAsideDismissed = Event<
  'SetAsideDismissed',
  FileIdentity & { readonly reason: string; readonly lines: readonly LineRange[] }
>;

export type ImportEvent =
  | FileBegun
  | FileRefused
  | RowSetAside
  | SetAsideRowRecorded
  | FileRecorded
  | SetAsideRowsMended
  | SetAsideDismissed;

/** Earlier programs wrote sentences with another apostrophe: the stored text stays, and is read with the present apostrophe. */
const ofToday = (sentence: unknown): string => withFrenchApostrophes(text.read(sentence));

const IDENTITY = { file: text, sha256: text };
const LINES = list(record<LineRange>({ from: whole, to: whole }));

export const IMPORT_EVENTS = eventCodec<ImportEvent>({
  FileBegun: eventSchema(1, record({ ...IDENTITY })),
  FileRefused: eventSchema(2, record({ ...IDENTITY, reason: text }), {
    1: (json) => ({ ...json, reason: ofToday(json['reason']) }),
  }),
  RowSetAside: eventSchema(
    3,
    record({ ...IDENTITY, line: whole, code: text, message: text, row: text, fields: list(text) }),
    { 1: (json) => ({ ...json, fields: [] }), 2: (json) => ({ ...json, message: ofToday(json['message']) }) },
  ),
  SetAsideRowRecorded: eventSchema(1, record({ ...IDENTITY, line: whole })),
  FileRecorded: eventSchema(2, record({ ...IDENTITY, rows: whole, setAside: whole, dialect: dialectField }), {
    // Version 1 read no other form.
    1: (json) => ({ ...json, dialect: dialectField.write(CANONICAL) }),
  }),
  SetAsideRowsMended: eventSchema(1, record({ ...IDENTITY, by: text, lines: LINES })),
  SetAsideDismissed: eventSchema(1, record({ ...IDENTITY, reason: typed, lines: LINES })),
});

/** Ascending lines as ranges. */
export function lineRanges(lines: Iterable<number>): readonly LineRange[] {
  const ranges: { from: number; to: number }[] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.to === line - 1) last.to = line;
    else ranges.push({ from: line, to: line });
  }
  return ranges;
}

export function* linesIn(ranges: readonly LineRange[]): Iterable<number> {
  for (const { from, to } of ranges) for (let line = from; line <= to; line++) yield line;
}
