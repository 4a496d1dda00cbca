/** An aggregate: what one stream holds, as three pure functions and the codec of its events. */
import type { Event, EventCodec, Recorded } from '#libs/event-store/typed-event.ts';

export interface Aggregate<State, Command, E extends Event> {
  readonly events: EventCodec<E>;
  /** Before the first event; made each time, since a state may be folded in place. */
  readonly initial: () => State;
  /** May change the state given: the repository is its only owner while it folds. */
  readonly evolve: (state: State, event: Recorded<E>) => State;
  /** The events that a command makes. Throws DomainError where the rules refuse it. */
  readonly decide: (command: Command, state: State) => readonly E[];
}
