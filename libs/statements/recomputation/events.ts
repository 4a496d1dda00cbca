/**
 * Records that every statement up to a position was recomputed from the log without a difference (stream `recomputation`). Older logs also
 * have the digest of the index of patients (stream `index-of-patients`), which is no longer recorded or used.
 */
import { record, text, whole } from '#libs/kernel/field.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

export type StatementsRecomputed = Event<
  'StatementsRecomputed',
  {
    /** The position in the log up to which every decision and latest calculation was compared. */
    readonly position: number;
    /** How many calculations were compared. */
    readonly calculations: number;
    readonly rulesVersion: string;
    /** The mark of the program that recorded it (own-mark.ts); empty in logs in clear and in old logs: then the event is not trusted. */
    readonly mark: string;
  }
>;

export const RECOMPUTATION_STREAM = 'recomputation';

export const RECOMPUTATION_EVENTS = eventCodec<StatementsRecomputed>({
  StatementsRecomputed: eventSchema(
    2,
    record({ position: whole, calculations: whole, rulesVersion: text, mark: text }),
    { 1: (json) => ({ ...json, mark: '' }) },
  ),
});

type PatientsIndexed = Event<
  'PatientsIndexed',
  {
    /** The position in the log up to which the index has every event. */
    readonly position: number;
    /** Digest of its texts: SHA-256 in hexadecimal. */
    readonly digest: string;
  }
>;

export const INDEX_EVENTS = eventCodec<PatientsIndexed>({
  PatientsIndexed: eventSchema(1, record({ position: whole, digest: text })),
});
