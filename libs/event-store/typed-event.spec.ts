/** Events are read by the schema version they were written in, and what does not fit is refused with its position. */
import { expect, test } from '@jest/globals';
import { cents, day, optional, record, text } from '#libs/kernel/field.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

type Paid = Event<'Paid', { readonly amountCents: bigint; readonly on: number; readonly note?: string | undefined }>;

const codec = eventCodec<Paid>({
  Paid: eventSchema(2, record({ amountCents: cents, on: day, note: optional(text) }), {
    1: ({ amount, ...rest }) => ({ ...rest, amountCents: amount }),
  }),
});

function stored(data: object, schemaVersion = 2, type = 'Paid'): RecordedEvent {
  return {
    id: '0'.repeat(32),
    type,
    schemaVersion,
    effective: '2026',
    knownOn: '2026-01-01',
    data: JSON.stringify(data),
    position: 7,
    stream: 's-1',
    revision: 0,
    commit: 1,
  };
}

test('amounts beyond 2^53 and days come back as they were', () => {
  const event: Paid = { type: 'Paid', effective: '2026', data: { amountCents: 90_071_992_547_409_931n, on: 20_454 } };
  const { schemaVersion, json } = codec.write(event);
  expect(json).toStrictEqual({ amountCents: '90071992547409931', on: '2026-01-01' });
  expect(codec.read(stored(json, schemaVersion)).data).toStrictEqual(event.data);
});

test('an event of an earlier schema version becomes one of today', () => {
  expect(codec.read(stored({ amount: '5', on: '2026-01-01' }, 1)).data.amountCents).toBe(5n);
});

test('an event of a later version, of another type, with a field more or of another kind is refused, naming where', () => {
  const right = { amountCents: '5', on: '2026-01-01' };
  expect(() => codec.read(stored(right, 3))).toThrow(/event 7 \(Paid\): schema version 3 is later/);
  expect(() => codec.read(stored(right, 2, 'Sold'))).toThrow(/event 7 \(Sold\): Sold is not one of Paid/);
  expect(() => codec.read(stored({ ...right, more: 1 }))).toThrow(/there is no field more/);
  expect(() => codec.read(stored({ ...right, amountCents: 5 }))).toThrow(/amountCents: expected whole cents as text/);
});

test('a version that nothing upcasts from cannot be declared', () => {
  expect(() => eventSchema(2, record({}))).toThrow(/no upcaster reads schema version 1/);
});
