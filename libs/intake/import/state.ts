/** The state of a received file, with the rows that wait to be mended. */
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { WholeNumberMap } from '#libs/kernel/whole-number-map.ts';
import {
  type ImportEvent,
  type ReadFile,
  type SetAsideRow,
  isContentErased,
  linesIn,
} from '#libs/intake/import/events.ts';

/** The fault of a row. */
type Wrong = Pick<SetAsideRow, 'code' | 'message'>;

const NO_LINES = WholeNumberMap.empty<SetAside>();

interface SetAside extends Wrong {
  /** The row was not recorded, mended, dismissed or erased since. */
  readonly waits: boolean;
}

interface Rows {
  /** All lines ever set aside, each with its last message. */
  readonly lines: WholeNumberMap<SetAside>;
}

export type ImportState =
  | { readonly status: 'NEW' }
  | { readonly status: 'REFUSED'; readonly reason: string; readonly isDismissed: boolean }
  /** The end was not reached: an import is running, or was interrupted. */
  | ({ readonly status: 'BEGUN' } & Rows)
  | ({ readonly status: 'RECORDED' } & Rows & ReadFile);

/** The set-aside lines that still wait, in order, each with its fault. */
export function waitingLines(state: ImportState): ReadonlyMap<number, Wrong> {
  return new Map(
    linesOf(state)
      .entries()
      .filter(([, { waits }]) => waits),
  );
}

/** Whether a row was set aside and waits. */
export function isWaiting(state: ImportState, line: number): boolean {
  return linesOf(state).get(line)?.waits === true;
}

/** The last message about a set-aside row; undefined if the row was never set aside. */
export function saidOf(state: ImportState, line: number): string | undefined {
  return linesOf(state).get(line)?.message;
}

/** Whether a set-aside row no longer waits: it was recorded, another file has it, a person dismissed it, or its patient was erased. */
export function isRowSettled(state: ImportState, line: number): boolean {
  return linesOf(state).get(line)?.waits === false;
}

export function evolve(state: ImportState, event: Recorded<ImportEvent>): ImportState {
  switch (event.type) {
    case 'FileBegun':
      return inProgress(state);
    case 'FileRefused':
      // A file that is refused during its reading keeps its recorded state.
      return state.status === 'BEGUN' || state.status === 'RECORDED'
        ? state
        : {
            status: 'REFUSED',
            reason: event.data.reason,
            isDismissed: state.status === 'REFUSED' && state.isDismissed,
          };
    case 'RowSetAside': {
      const begun = inProgress(state);
      const { line, code, message } = event.data;
      const waits = isContentErased(event.data) ? isWaiting(state, line) : true;
      return { ...begun, lines: begun.lines.with(line, { code, message, waits }) };
    }
    case 'SetAsideRowRecorded':
      return without(state, [event.data.line]);
    case 'SetAsideRowsMended':
      return without(state, linesIn(event.data.lines));
    case 'SetAsideDismissed':
      return state.status === 'REFUSED' ? { ...state, isDismissed: true } : without(state, linesIn(event.data.lines));
    case 'FileRecorded': {
      const { rows, setAside, dialect } = event.data;
      return { status: 'RECORDED', rows, setAside, dialect, lines: inProgress(state).lines };
    }
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

function without(state: ImportState, settled: Iterable<number>): ImportState {
  const begun = inProgress(state);
  let { lines } = begun;
  for (const line of settled) {
    const row = lines.get(line);
    if (row?.waits === true) lines = lines.with(line, { ...row, waits: false });
  }
  return { ...begun, lines };
}

/** A refused file can be read later, when the cause is gone. */
function inProgress(state: ImportState): Extract<ImportState, Rows> {
  return state.status === 'BEGUN' || state.status === 'RECORDED' ? state : { status: 'BEGUN', lines: NO_LINES };
}

function linesOf(state: ImportState): Rows['lines'] {
  return inProgress(state).lines;
}
