/** Stored examples of every event type and schema version can be read and written back to the same bytes. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { canonical } from '#libs/commands/digest.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { type Event, eventCodec } from '#libs/event-store/typed-event.ts';
import { EVERY_EVENT } from '#libs/runtime/event-codecs.ts';

const FOLDER = new URL('stored-events/', import.meta.url);
const examples = readdirSync(FOLDER).flatMap(
  (name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as RecordedEvent[],
);
const versionsOf = Map.groupBy(examples, ({ type, schemaVersion }) => `${type} ${schemaVersion}`);

for (const { schemas } of EVERY_EVENT) {
  const codec = eventCodec<Event>(schemas);
  for (const [type, { version }] of Object.entries(schemas))
    for (let one = 1; one <= version; one++)
      test(`reads stored ${type} of schema version ${one}`, () => {
        const stored = versionsOf.get(`${type} ${one}`) ?? [];
        assert.ok(stored.length > 0, `test/stored-events has no ${type} of schema version ${one}`);
        for (const event of stored) {
          const read = codec.read(event);
          if (one < version) continue;
          const { schemaVersion, json } = codec.write(read);
          const { command } = read.meta;
          expect(schemaVersion).toBe(event.schemaVersion);
          expect(canonical(command === undefined ? json : { ...json, command })).toBe(event.data);
        }
      });
}
