/** Where a file that came in stands, and which of its rows wait to be mended. */
import type { Recorded } from '#libs/event-store/typed-event.ts';
import {
  type ImportEvent,
  type ReadFile,
  type SetAsideRow,
  isContentErased,
  linesIn,
} from '#libs/intake/import/events.ts';

/** What is wrong with a row. */
type Wrong = Pick<SetAsideRow, 'code' | 'message'>;

/** Lines of the rows set aside. */
interface Rows {
  /** All there ever were, each with what was said of it last. */
  readonly said: Map<number, Wrong>;
  /** Neither recorded nor mended nor dismissed nor erased since. */
  readonly waiting: Set<number>;
}

export type ImportState =
  | { readonly status: 'new' }
  | { readonly status: 'refused'; readonly reason: string; readonly isDismissed: boolean }
  /** Its end was never reached: an import of it goes on, or was cut off. */
  | ({ readonly status: 'begun' } & Rows)
  | ({ readonly status: 'recorded' } & Rows & ReadFile);

/** Lines set aside that still wait, each with what is wrong with it. */
export function waitingLines(state: ImportState): ReadonlyMap<number, Wrong> {
  if (!('waiting' in state)) return new Map();
  return new Map([...state.said].filter(([line]) => state.waiting.has(line)));
}

/** What was said last of a row set aside; undefined where it never was. */
export function saidOf(state: ImportState, line: number): string | undefined {
  return 'said' in state ? state.said.get(line)?.message : undefined;
}

/** Whether a row that was set aside waits no more: it was recorded, another file has it, a person dismissed it, or it went with an erased patient. */
export function isSettled(state: ImportState, line: number): boolean {
  return 'waiting' in state && state.said.has(line) && !state.waiting.has(line);
}

export function evolve(state: ImportState, event: Recorded<ImportEvent>): ImportState {
  switch (event.type) {
    case 'FileBegun':
      return inProgress(state);
    case 'FileRefused':
      // A file that is refused while it is read keeps what was recorded of it.
      return 'waiting' in state
        ? state
        : {
            status: 'refused',
            reason: event.data.reason,
            isDismissed: state.status === 'refused' && state.isDismissed,
          };
    case 'RowSetAside': {
      const begun = inProgress(state);
      const { line, code, message } = event.data;
      begun.said.set(line, { code, message });
      if (!isContentErased(event.data)) begun.waiting.add(line);
      return begun;
    }
    case 'SetAsideRowRecorded':
      return without(state, [event.data.line]);
    case 'SetAsideRowsMended':
      return without(state, linesIn(event.data.lines));
    case 'SetAsideDismissed':
      return state.status === 'refused' ? { ...state, isDismissed: true } : without(state, linesIn(event.data.lines));
    case 'FileRecorded': {
      const { rows, setAside, dialect } = event.data;
      const { said, waiting } = inProgress(state);
      return { status: 'recorded', rows, setAside, dialect, said, waiting };
    }
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

function without(state: ImportState, lines: Iterable<number>): ImportState {
  const begun = inProgress(state);
  for (const line of lines) begun.waiting.delete(line);
  return begun;
}

/** A file that was refused can be read later, when what made it unreadable is gone. */
function inProgress(state: ImportState): Extract<ImportState, { readonly waiting: Set<number> }> {
  return 'waiting' in state ? state : { status: 'begun', said: new Map(), waiting: new Set() };
}
