/** That every statement up to a position was recomputed from the log without a difference, in the stream `recomputation`. */
import { record, text, whole } from '#libs/kernel/field.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

export type StatementsRecomputed = Event<
  'StatementsRecomputed',
  {
    /** Of the log, up to which every decision and latest calculation was compared. */
    readonly position: number;
    /** How many calculations were compared. */
    readonly calculations: number;
    readonly rulesVersion: string;
  }
>;

export const RECOMPUTATION_STREAM = 'recomputation';

export const RECOMPUTATION_EVENTS = eventCodec<StatementsRecomputed>({
  StatementsRecomputed: eventSchema(1, record({ position: whole, calculations: whole, rulesVersion: text })),
});
