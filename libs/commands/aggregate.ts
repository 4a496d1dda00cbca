/** An aggregate: what one stream holds, as three functions of their arguments alone and the codec of its events. */
import type { Event, EventCodec, Recorded } from '#libs/event-store/typed-event.ts';

export interface Aggregate<State, Command, E extends Event> {
  readonly events: EventCodec<E>;
  /** Before the first event; made each time, since a state may be folded in place. */
  readonly initial: () => State;
  /** Leaves the state given as it was, but for the payment ledger and the accounts at the bank, which fold in place and say why. The repository is the only owner of a state. */
  readonly evolve: (state: State, event: Recorded<E>) => State;
  /** The events that a command makes; changes nothing. Throws DomainError where the rules refuse it. */
  readonly decide: (command: Command, state: State) => readonly E[];
}
