/** The recorded events about a received file. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { CANONICAL } from '#libs/csv/dialect.ts';
import { importOf, locatedImportEvent } from '#libs/intake/import/decide.ts';
import { IMPORT_EVENTS, type ImportEvent, linesIn, lineRanges } from '#libs/intake/import/events.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import { evolve, waitingLines } from '#libs/intake/import/state.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { specificationOf } from '#test/support/specification.ts';

const FILE = { file: 'acts.csv', sha256: 'ab'.repeat(32) };
const DAY = '2026-11-03';
const READ = { rows: 9, setAside: 1, dialect: CANONICAL };
const ROW = { line: 3, code: 'DATE', message: 'care_on : …', row: 'A1,P1', fields: ['A1', 'P1'] };
const { given } = specificationOf(importOf(FILE), 'import-0123456789abcdef');

const setAside = { type: 'RowSetAside' as const, effective: DAY, data: { ...FILE, ...ROW } } satisfies ImportEvent;
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
      assert.equal(status, 'RECORDED');
    });
});

test('a file that is refused again for the same reason adds no event', () => {
  given(refused).when({ type: 'refuse', reason: 'illisible', day: DAY }).then();
});

test('a sentence that a former program recorded with the other apostrophe is read with the present one, and not recorded again', () => {
  const { json } = IMPORT_EVENTS.write({ ...setAside, data: { ...setAside.data, message: "l'acte n'est pas connu" } });
  const stored = { ...locatedImportEvent(setAside).event, data: JSON.stringify(json), schemaVersion: 2 };
  const read = IMPORT_EVENTS.read({ ...stored, stream: 'import-1', position: 1, revision: 0, commit: 1 });
  assert.ok(read.type === 'RowSetAside');
  expect(read.data.message).toBe('l’acte n’est pas connu');
  given(read)
    .when({ type: 'set-aside', row: { ...ROW, message: 'l’acte n’est pas connu' }, day: DAY })
    .then();
});

test('a file refused while it was read keeps the rows that wait', () => {
  given(setAside)
    .when({ type: 'refuse', reason: 'a changé', day: DAY })
    .thenState((state) => {
      assert.deepEqual([...waitingLines(state).keys()], [3]);
    });
});

test('folding an event does not change the state before it', () => {
  const { state } = given(setAside);
  const before = [...waitingLines(state)];
  for (const event of [rowRecorded, recorded, { ...setAside, data: { ...setAside.data, line: 4 } }])
    evolve(state, event as Recorded<ImportEvent>);
  expect([...waitingLines(state)]).toStrictEqual(before);
});

test('a row of an erased patient is closed: it is not set aside again, nor dismissed', () => {
  const erased: ImportEvent = { ...setAside, data: { ...setAside.data, message: '', row: '', fields: [] } };
  given(erased).when({ type: 'set-aside', row: ROW, day: DAY }).then();
  given(erased, recorded).when({ type: 'dismiss', reason: 'effacé', day: DAY }).thenRefused('NOTHING_SET_ASIDE');
});

const mended: ImportEvent = {
  type: 'SetAsideRowsMended',
  effective: DAY,
  data: { ...FILE, by: 'import-fedcba9876543210', lines: [{ from: 3, to: 3 }] },
};
const dismissed: ImportEvent = {
  type: 'SetAsideDismissed',
  effective: DAY,
  data: { ...FILE, reason: 'essai', lines: [{ from: 3, to: 4 }] },
};
const alsoSetAside: ImportEvent = {
  type: 'RowSetAside',
  effective: DAY,
  data: { ...FILE, ...ROW, line: 4, code: 'CODE' },
};

test('a file of several batches is begun once', () => {
  given().when({ type: 'begin', day: DAY }).then({ type: 'FileBegun', effective: DAY, data: FILE });
  given(setAside).when({ type: 'begin', day: DAY }).then();
});

test('a sentence about a row is not recorded twice, mended or not', () => {
  given(setAside, recorded).when({ type: 'set-aside', row: ROW, day: DAY }).then();
  given(setAside, recorded, mended).when({ type: 'set-aside', row: ROW, day: DAY }).then();
});

test('a row that was mended, recorded or dismissed stays closed, also if it has another fault now', () => {
  const otherwise = { ...ROW, code: 'ACT_CONFLICT', message: 'act_id : … ; care_on : …' };
  given(setAside)
    .when({ type: 'set-aside', row: otherwise, day: DAY })
    .then({ ...setAside, data: { ...FILE, ...otherwise } });
  for (const closed of [mended, rowRecorded, dismissed])
    given(setAside, recorded, closed).when({ type: 'set-aside', row: otherwise, day: DAY }).then();
});

test('the end of a file that came to the same is not recorded again', () => {
  given(setAside, recorded)
    .when({ type: 'finish', ...READ, day: DAY })
    .then();
});

test('rows that another file has no longer wait', () => {
  given(setAside, alsoSetAside, mended)
    .when({ type: 'dismiss', reason: 'essai', line: 3, day: DAY })
    .thenRefused('NOTHING_SET_ASIDE', { file: 'acts.csv' });
});

test('a person dismisses waiting rows, all of them or a part, with a reason', () => {
  given(setAside, alsoSetAside).when({ type: 'dismiss', reason: 'essai', day: DAY }).then(dismissed);
  given(setAside, alsoSetAside)
    .when({ type: 'dismiss', reason: 'essai', code: 'CODE', day: DAY })
    .then({ ...dismissed, data: { ...FILE, reason: 'essai', lines: [{ from: 4, to: 4 }] } });
  given(setAside).when({ type: 'dismiss', reason: ' ', day: DAY }).thenRefused('REASON_REQUIRED');
  given(setAside, alsoSetAside, dismissed)
    .when({ type: 'dismiss', reason: 'essai', day: DAY })
    .thenRefused('NOTHING_SET_ASIDE', { file: 'acts.csv' });
});

test('a person dismisses the refusal of a file once', () => {
  const ofFile: ImportEvent = {
    type: 'SetAsideDismissed',
    effective: DAY,
    data: { ...FILE, reason: 'essai', lines: [] },
  };
  given(refused).when({ type: 'dismiss', reason: 'essai', day: DAY }).then(ofFile);
  given(refused, ofFile)
    .when({ type: 'dismiss', reason: 'essai', day: DAY })
    .thenRefused('NOTHING_SET_ASIDE', { file: 'acts.csv' });
});

test('a dismissed refusal stays dismissed, also if the file is refused for another reason later', () => {
  const ofFile: ImportEvent = {
    type: 'SetAsideDismissed',
    effective: DAY,
    data: { ...FILE, reason: 'essai', lines: [] },
  };
  const again: ImportEvent = { ...refused, data: { ...FILE, reason: 'autrement illisible' } };
  const document = [refused, ofFile, again].reduce<ReturnType<typeof IMPORTS.evolve> | undefined>(
    (before, event, i) => {
      const { stream, event: written } = locatedImportEvent(event);
      return IMPORTS.evolve(before, { ...written, stream, revision: i, position: i + 1, commit: 1 }, '');
    },
    undefined,
  );
  expect(document).toMatchObject({ refused: 'autrement illisible', dismissed: 'essai' });
});

test('lines are kept as ranges', () => {
  const lines = [7, 3, 4, 5, 9, 10];
  assert.deepEqual(lineRanges(lines), [
    { from: 3, to: 5 },
    { from: 7, to: 7 },
    { from: 9, to: 10 },
  ]);
  assert.deepEqual([...linesIn(lineRanges(lines))], [3, 4, 5, 7, 9, 10]);
});

test('the same event on another day has the same id in the same stream', () => {
  const [one, other] = [setAside, { ...setAside, effective: '2026-12-01' }].map(locatedImportEvent);
  assert.equal(one?.event.id, other?.event.id);
  assert.equal(one?.stream, other?.stream);
});

test('a refusal that a person dismissed stays dismissed; one that is made again of itself does not become so', () => {
  const dismissed: ImportEvent = {
    type: 'SetAsideDismissed',
    effective: DAY,
    data: { ...FILE, lines: [], reason: 'doublon' },
  };
  const again: ImportEvent = { ...refused, data: { ...FILE, reason: 'tronqué' } };
  expect(given(refused, again).state).toMatchObject({ status: 'REFUSED', isDismissed: false, reason: 'tronqué' });
  expect(given(refused, dismissed, again).state).toMatchObject({ status: 'REFUSED', isDismissed: true });
});
