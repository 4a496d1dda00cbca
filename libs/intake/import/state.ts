/** Where a file that came in stands, and which of its rows wait for something that they lack. */
import type { Recorded } from '#libs/event-store/typed-event.ts';
import type { ImportEvent, ReadFile } from '#libs/intake/import/events.ts';

export type ImportState =
  | { readonly status: 'new' }
  | { readonly status: 'refused'; readonly reason: string }
  /** Some rows were set aside, and its end was never reached: an import of it was cut off. */
  | { readonly status: 'begun'; readonly waiting: Map<number, string> }
  | ({ readonly status: 'recorded'; readonly waiting: Map<number, string> } & ReadFile);

/** Lines set aside and not recorded since, each with what is wrong with it. */
export function waitingLines(state: ImportState): ReadonlyMap<number, string> {
  return 'waiting' in state ? state.waiting : new Map();
}

export function evolve(state: ImportState, event: Recorded<ImportEvent>): ImportState {
  switch (event.type) {
    case 'FileRefused':
      // A file that is refused while it is read keeps what was recorded of it.
      return state.status === 'new' ? { status: 'refused', reason: event.data.reason } : state;
    case 'RowSetAside': {
      const begun = inProgress(state);
      begun.waiting.set(event.data.line, event.data.message);
      return begun;
    }
    case 'SetAsideRowRecorded': {
      const begun = inProgress(state);
      begun.waiting.delete(event.data.line);
      return begun;
    }
    case 'FileRecorded':
      return {
        status: 'recorded',
        rows: event.data.rows,
        setAside: event.data.setAside,
        dialect: event.data.dialect,
        waiting: inProgress(state).waiting,
      };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

/** A file that was refused can be read later, when what made it unreadable is gone. */
function inProgress(state: ImportState): Extract<ImportState, { readonly waiting: Map<number, string> }> {
  return 'waiting' in state ? state : { status: 'begun', waiting: new Map() };
}
