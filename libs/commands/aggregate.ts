/** An aggregate: the state of one stream, as three pure functions and the codec of its events. */
import type { Event, EventCodec, Recorded } from '#libs/event-store/typed-event.ts';

export interface Aggregate<State, Command, E extends Event> {
  readonly events: EventCodec<E>;
  /** The state before the first event; created each time, because a state may be folded in place. */
  readonly initial: () => State;
  /**
   * Does not change the given state, except in the payment ledger and the accounts at the bank, which fold in place and say why. The
   * repository is the only owner of a state.
   */
  readonly evolve: (state: State, event: Recorded<E>) => State;
  /**
   * Whether the state after two events that follow each other is the state after the second alone, by their types: the first is then not
   * read. For events that no command makes, and of which a stream has one more each day. Default: never.
   */
  readonly isReplacedBy?: (type: E['type'], next: E['type']) => boolean;
  /** The events that a command makes; changes nothing. Throws DomainError if the rules refuse it. */
  readonly decide: (command: Command, state: State) => readonly E[];
}
