/** What reads an event by itself, not by its type, names one that has another content too, not what the program stumbles over. */
import { expect, test } from '@jest/globals';
import { namedElsewhere } from '#libs/erasure/named-elsewhere.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { mayHaveErased } from '#libs/event-store/sealed/forgotten.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { publishedHeads } from '#libs/feed/published-heads.ts';
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import { eventsAbout } from '#libs/payments/ledger/events-about.ts';
import { COMMIT } from '#test/support/commit.ts';
import { withOwn } from '#test/support/with-own.ts';

const keys: Pick<PatientKeys, 'epoch'> = { epoch: async () => 1 };

const READERS: Readonly<Record<string, readonly [stream: string, type: string, (log: EventStore) => unknown]>> = {
  'what is erased': [
    'erasure-e1',
    'ErasureBegun',
    (log) => mayHaveErased(withOwn(log, { keys: keys as PatientKeys }), 0),
  ],
  'who else names a patient': ['team-T1', 'TeamDescribed', (log) => namedElsewhere(log, ['P1'], [])],
  'what is published': ['payment-ledger', 'PaymentExecuted', (log) => publishedHeads(log, 0, 1)],
  'what the ledger has of a payment': ['payment-ledger', 'PaymentExecuted', (log) => eventsAbout(log, ['e1'])],
};

for (const [what, [stream, type, read]] of Object.entries(READERS))
  test(`${what} is not read from a ${type} of another content`, async () => {
    const log = new SqliteEventStore(':memory:');
    const data = '{"name":"P1"';
    const event = { type, schemaVersion: 1, effective: '2026', knownOn: '2026-01-01', data };
    await log.append(stream, [{ ...event, id: eventId(type, data) }], 'any', COMMIT);
    await expect(read(log)).rejects.toMatchObject({ code: 'EVENT_GARBLED', data: { position: 1, type } });
    await log.close();
  });
