/** The epoch of an event survives the erasure of a patient, and changes with any other change of the log. */
import { expect, test } from '@jest/globals';
import { feedEpoch } from '#libs/feed/epoch.ts';
import { COMMIT } from '#test/support/commit.ts';

const EVENT = { position: 7, revision: 0, schemaVersion: 1, knownOn: '2026-11-01' };

/** One stream of each category in which the key of a patient seals some content. */
test.each([
  ['patient-P1', 'ActRecorded'],
  ['duplicates', 'PatientsMerged'],
  ['import-1', 'RowSetAside'],
  ['job-1', 'JobSucceeded'],
])('the epoch at an event of %s is the same once its key is destroyed and its id is another', (stream, type) => {
  const [before, after] = ['an id', 'the stored id'].map((id) =>
    feedEpoch({ ...EVENT, stream, type, id, commit: 3 }, COMMIT),
  );
  expect(after).toBe(before);
});

test('of other streams, another id makes another epoch', () => {
  const stream = 'envelope-FISS';
  const [one, other] = ['a', 'b'].map((id) =>
    feedEpoch({ ...EVENT, stream, type: 'EnvelopeProposed', id, commit: 3 }, COMMIT),
  );
  expect(other).not.toBe(one);
});
