/** Reads events of the former shape: version 1, with a stream for each envelope (`ledger-<envelope>`). */
import type { Field } from '#libs/kernel/field.ts';
import { type EventSchema, type Upcaster, eventSchema } from '#libs/event-store/typed-event.ts';

/** The prefix of the streams of the former shape. */
export const FORMER_CATEGORY = 'ledger';

/** The envelope was the name of the stream. */
const fromStream: Upcaster = (stored, stream) => ({
  envelope: stream.slice(FORMER_CATEGORY.length + 1),
  ...stored,
});
/** Terms had no day: they held from the beginning. */
export const withoutDay: Upcaster = (stored, stream) => ({
  ...fromStream(stored, stream),
  terms: { from: null, ...(stored['terms'] as object) },
  exception: null,
});
/** Every exception was to an amount. */
export const exceedsEnvelope: Upcaster = ({ ceiling, ...stored }, stream) => {
  const { envelope, ...upcast } = fromStream(stored, stream);
  return { ...upcast, terms: { kind: 'EXCEED_ENVELOPE', envelope, amountCents: ceiling } };
};
export const ofInstallation: Upcaster = (stored) => stored;
export const withoutSubmitter: Upcaster = (stored, stream) => ({ ...fromStream(stored, stream), submittedBy: null });
/** Former events used `returned` also for a payment that came back before it was executed. */
export const withoutEnd: Upcaster = (stored, stream) => ({
  ...fromStream(stored, stream),
  end: String(stored['debit']).startsWith('executed:') ? 'returned' : 'rejected',
});
/** A debt was set off in its own envelope only. */
export const inOneEnvelope: Upcaster = (stored, stream) => {
  const upcast = fromStream(stored, stream);
  return { ...upcast, debtEnvelope: upcast['envelope'] };
};

/** The schema of an event that exists in the former shape too. */
export function second<Data extends object>(fields: Field<Data>, upcast: Upcaster = fromStream): EventSchema<Data> {
  return eventSchema(2, fields, { 1: upcast });
}

/** The same for an event whose version 2 had fewer fields; the missing ones may be left out. */
export function third<Data extends object>(fields: Field<Data>, upcast: Upcaster = fromStream): EventSchema<Data> {
  return eventSchema(3, fields, { 1: upcast, 2: (stored) => stored });
}
