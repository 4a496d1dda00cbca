/**
 * That every statement up to a position was recomputed from the log without a difference (stream `recomputation`); and the digest of the index
 * of patients, made of the log, that is kept beside the read store (stream `index-of-patients`).
 */
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

export type PatientsIndexed = Event<
  'PatientsIndexed',
  {
    /** Of the log, up to which the index has every event. */
    readonly position: number;
    /** Of its texts (patient-index.ts): SHA-256 in hexadecimal. */
    readonly digest: string;
  }
>;

export const INDEX_STREAM = 'index-of-patients';

export const INDEX_EVENTS = eventCodec<PatientsIndexed>({
  PatientsIndexed: eventSchema(1, record({ position: whole, digest: text })),
});
