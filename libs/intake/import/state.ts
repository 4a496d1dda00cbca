/** Where a file that came in stands, and which of its rows wait for something that they lack. */
import type { Recorded } from '#libs/event-store/typed-event.ts';
import type { ImportEvent } from '#libs/intake/import/events.ts';

export type ImportState =
  | { readonly status: 'new' }
  | { readonly status: 'refused'; readonly reason: string }
  /** Some rows were set aside, and its end was never reached: an import of it was cut off. */
  | { readonly status: 'begun'; readonly waiting: Set<number> }
  | { readonly status: 'recorded'; readonly rows: number; readonly waiting: Set<number> };

/** Lines set aside and not recorded since. */
export function waitingLines(state: ImportState): ReadonlySet<number> {
  return 'waiting' in state ? state.waiting : new Set();
}

export function evolve(state: ImportState, event: Recorded<ImportEvent>): ImportState {
  switch (event.type) {
    case 'FileRefused':
      // A file that is refused while it is read keeps what was recorded of it.
      return state.status === 'new' ? { status: 'refused', reason: event.data.reason } : state;
    case 'RowSetAside': {
      const begun = inProgress(state);
      begun.waiting.add(event.data.line);
      return begun;
    }
    case 'SetAsideRowRecorded': {
      const begun = inProgress(state);
      begun.waiting.delete(event.data.line);
      return begun;
    }
    case 'FileRecorded':
      return { status: 'recorded', rows: event.data.rows, waiting: inProgress(state).waiting };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

/** A file that was refused can be read later, when what made it unreadable is gone. */
function inProgress(state: ImportState): Extract<ImportState, { readonly waiting: Set<number> }> {
  return 'waiting' in state ? state : { status: 'begun', waiting: new Set() };
}
