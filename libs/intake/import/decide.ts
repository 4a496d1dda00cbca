/**
 * The recorded events about a received file, besides its facts. Each received file has one stream, named by its content, so that the same
 * file adds nothing to it: its content determines the ids, and the log knows them.
 */
import type { Dialect } from '#libs/csv/dialect.ts';
import type { Aggregate } from '#libs/commands/aggregate.ts';
import { requireReason } from '#libs/commands/refusals.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import {
  type FileIdentity,
  IMPORT_EVENTS,
  type ImportEvent,
  type ReadFile,
  type SetAsideRow,
  lineRanges,
} from '#libs/intake/import/events.ts';
import { importStream } from '#libs/intake/import/import-stream.ts';
import { type ImportState, evolve, isRowSettled, isWaiting, saidOf, waitingLines } from '#libs/intake/import/state.ts';
import { nothingSetAside } from '#libs/intake/refusals.ts';
import type { FactWithPlace } from '#libs/intake/recorder.ts';

/** `day`: when it came in, YYYY-MM-DD. */
export type ImportCommand = { readonly day: string } & (
  | { readonly type: 'begin' }
  | { readonly type: 'refuse'; readonly reason: string }
  | { readonly type: 'set-aside'; readonly row: SetAsideRow }
  /** The row of this line is good. */
  | { readonly type: 'record-row'; readonly line: number }
  | ({ readonly type: 'finish' } & ReadFile)
  /** Another file, with the stream `by`, has the rows of these lines. */
  | { readonly type: 'mend'; readonly by: string; readonly lines: readonly number[] }
  | ({ readonly type: 'dismiss'; readonly reason: string } & DismissedRows)
);

/** Which waiting rows of a file; all of them if empty. */
export interface DismissedRows {
  readonly code?: string | undefined;
  readonly line?: number | undefined;
}

export function importOf(identity: FileIdentity): Aggregate<ImportState, ImportCommand, ImportEvent> {
  return {
    events: IMPORT_EVENTS,
    initial: () => ({ status: 'NEW' }),
    evolve,
    decide: (command, state) => decide(identity, command, state),
  };
}

function decide(identity: FileIdentity, command: ImportCommand, state: ImportState): readonly ImportEvent[] {
  const effective = command.day;
  switch (command.type) {
    case 'begin':
      return state.status === 'NEW' ? [{ type: 'FileBegun', effective, data: identity }] : [];
    case 'refuse':
      return refused(identity, command, state);
    case 'set-aside':
      return setAside(identity, command, state);
    case 'record-row':
      return isWaiting(state, command.line)
        ? [{ type: 'SetAsideRowRecorded', effective, data: { ...identity, line: command.line } }]
        : [];
    case 'mend':
      return mended(identity, command);
    case 'dismiss':
      return dismissed(identity, command, state);
    case 'finish': {
      const { rows, setAside, dialect } = command;
      // An older event says the same in fewer fields, and so has another id.
      if (state.status === 'RECORDED' && isSame(state, command)) return [];
      return [{ type: 'FileRecorded', effective, data: { ...identity, rows, setAside, dialect } }];
    }
  }
}

function refused(
  identity: FileIdentity,
  { day, reason }: Extract<ImportCommand, { readonly type: 'refuse' }>,
  state: ImportState,
): readonly ImportEvent[] {
  // An older event of the same may have other apostrophes, and so another id.
  if (state.status === 'REFUSED' && state.reason === reason) return [];
  return [{ type: 'FileRefused', effective: day, data: { ...identity, reason } }];
}

function setAside(
  identity: FileIdentity,
  { day, row }: Extract<ImportCommand, { readonly type: 'set-aside' }>,
  state: ImportState,
): readonly ImportEvent[] {
  // The state of the row stays, though it has another fault now: the row that mended it may exist.
  if (isRowSettled(state, row.line)) return [];
  // As for the end of a file: no new event, although an older event with this content has another id.
  if (saidOf(state, row.line) === row.message) return [];
  return [{ type: 'RowSetAside', effective: day, data: { ...identity, ...row } }];
}

function mended(
  identity: FileIdentity,
  { day, by, lines }: Extract<ImportCommand, { readonly type: 'mend' }>,
): readonly ImportEvent[] {
  if (lines.length === 0) return [];
  return [{ type: 'SetAsideRowsMended', effective: day, data: { ...identity, by, lines: lineRanges(lines) } }];
}

/** Throws REASON_REQUIRED, NOTHING_SET_ASIDE. */
function dismissed(
  identity: FileIdentity,
  { day, reason: typed, code, line }: Extract<ImportCommand, { readonly type: 'dismiss' }>,
  state: ImportState,
): readonly ImportEvent[] {
  const reason = requireReason(typed);
  const chosen = [...waitingLines(state)].filter(
    ([of, wrong]) => (line ?? of) === of && (code ?? wrong.code) === wrong.code,
  );
  const isRefused = state.status === 'REFUSED' && !state.isDismissed;
  if (chosen.length === 0 && !isRefused) throw nothingSetAside(identity.file);
  const lines = lineRanges(chosen.map(([of]) => of));
  return [{ type: 'SetAsideDismissed', effective: day, data: { ...identity, reason, lines } }];
}

function isSame(one: ReadFile, other: ReadFile): boolean {
  const parts = Object.keys(one.dialect) as (keyof Dialect)[];
  const isSameDialect = parts.every((part) => one.dialect[part] === other.dialect[part]);
  return isSameDialect && one.rows === other.rows && one.setAside === other.setAside;
}

/** The form in which the log takes it. */
export function locatedImportEvent(event: ImportEvent): FactWithPlace {
  const { schemaVersion, json } = IMPORT_EVENTS.write(event);
  const data = JSON.stringify(json);
  const { type, effective } = event;
  return {
    stream: importStream(event.data),
    event: { id: eventId(type, data), type, schemaVersion, effective, knownOn: effective, data },
  };
}
