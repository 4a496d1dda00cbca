/** Events are read by their schema version; the codec rejects data that does not match, with its position. */
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

test('reads amounts beyond 2^53 and days back unchanged', () => {
  const event: Paid = { type: 'Paid', effective: '2026', data: { amountCents: 90_071_992_547_409_931n, on: 20_454 } };
  const { schemaVersion, json } = codec.write(event);
  expect(json).toStrictEqual({ amountCents: '90071992547409931', on: '2026-01-01' });
  expect(codec.read(stored(json, schemaVersion)).data).toStrictEqual(event.data);
});

test('upcasts an event of an earlier schema version', () => {
  expect(codec.read(stored({ amount: '5', on: '2026-01-01' }, 1)).data.amountCents).toBe(5n);
});

test('rejects a later version, another type, an extra field and a field of another kind, and names the place', () => {
  const right = { amountCents: '5', on: '2026-01-01' };
  expect(() => codec.read(stored(right, 3))).toThrow(/event 7 \(Paid\): schema version 3 is later/);
  expect(() => codec.read(stored(right, 2, 'Sold'))).toThrow(/event 7 \(Sold\): Sold is not one of Paid/);
  expect(() => codec.read(stored({ ...right, more: 1 }))).toThrow(/there is no field more/);
  expect(() => codec.read(stored({ ...right, amountCents: 5 }))).toThrow(/amountCents: expected whole cents as text/);
});

test('rejects a schema that lacks an upcaster', () => {
  expect(() => eventSchema(2, record({}))).toThrow(/no upcaster reads schema version 1/);
});
