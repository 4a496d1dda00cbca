/** What is recorded of a file that came in. */
import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import { CANONICAL } from '#libs/csv/dialect.ts';
import { importOf, locatedImportEvent } from '#libs/intake/import/decide.ts';
import type { ImportEvent } from '#libs/intake/import/events.ts';
import { waitingLines } from '#libs/intake/import/state.ts';
import { specificationOf } from '#test/support/specification.ts';

const FILE = { file: 'acts.csv', sha256: 'ab'.repeat(32) };
const DAY = '2026-11-03';
const READ = { rows: 9, setAside: 1, dialect: CANONICAL };
const ROW = { line: 3, code: 'DATE', message: 'care_on : …', row: 'A1,P1', fields: ['A1', 'P1'] };
const { given } = specificationOf(importOf(FILE), 'import-0123456789abcdef');

const setAside: ImportEvent = { type: 'RowSetAside', effective: DAY, data: { ...FILE, ...ROW } };
const rowRecorded: ImportEvent = { type: 'SetAsideRowRecorded', effective: DAY, data: { ...FILE, line: 3 } };
const recorded: ImportEvent = { type: 'FileRecorded', effective: DAY, data: { ...FILE, ...READ } };
const refused: ImportEvent = { type: 'FileRefused', effective: DAY, data: { ...FILE, reason: 'illisible' } };

test('a bad row is set aside and the end of the file is recorded', () => {
  given().when({ type: 'set-aside', row: ROW, day: DAY }).then(setAside);
  given(setAside)
    .when({ type: 'finish', ...READ, day: DAY })
    .then(recorded);
});

test('a good row makes no event of the file unless it was set aside before', () => {
  given().when({ type: 'record-row', line: 3, day: DAY }).then();
  given(setAside, recorded).when({ type: 'record-row', line: 4, day: DAY }).then();
  given(setAside, recorded).when({ type: 'record-row', line: 3, day: DAY }).then(rowRecorded);
});

test('a row set aside is recorded once', () => {
  given(setAside, recorded, rowRecorded).when({ type: 'record-row', line: 3, day: DAY }).then();
});

test('an import that was cut off still knows the rows it set aside', () => {
  given(setAside).when({ type: 'record-row', line: 3, day: DAY }).then(rowRecorded);
});

test('a file is refused with its reason, and can be recorded later', () => {
  given().when({ type: 'refuse', reason: 'illisible', day: DAY }).then(refused);
  given(refused)
    .when({ type: 'finish', ...READ, setAside: 0, day: DAY })
    .thenState(({ status }) => {
      assert.equal(status, 'recorded');
    });
});

test('a file refused while it was read keeps the rows that wait', () => {
  given(setAside)
    .when({ type: 'refuse', reason: 'a changé', day: DAY })
    .thenState((state) => {
      assert.deepEqual([...waitingLines(state).keys()], [3]);
    });
});

test('the same event on another day has the same id in the same stream', () => {
  const [one, other] = [setAside, { ...setAside, effective: '2026-12-01' }].map(locatedImportEvent);
  assert.equal(one?.event.id, other?.event.id);
  assert.equal(one?.stream, other?.stream);
});
