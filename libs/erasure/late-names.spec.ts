/** A process that read about a person before the erasure may record data of the person during or after it: such data do not stay. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AccessKind } from '#libs/access-record/access-record.ts';
import { rowsAfter } from '#libs/intake/import/documents.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import { endJob, requestJob } from '#libs/jobs/job/jobs.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { Accesses } from '#libs/access-record/accesses.ts';
import { SqliteAccessRecord } from '#libs/access-record/sqlite/sqlite-access-record.ts';
import { FinishErasures, FinishErasuresHandler } from '#libs/erasure/commands/finish-erasures.ts';
import { ProposeErasure, ProposeErasureHandler } from '#libs/erasure/commands/propose-erasure.ts';
import { ConfirmErasure, ConfirmErasureHandler } from '#libs/erasure/commands/confirm-erasure.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import { effectsToDecide } from '#libs/erasure/effects.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ConfirmMerge, ConfirmMergeHandler } from '#libs/enrolment/duplicates/commands/confirm-merge.ts';
import { decideOnDuplicates, requireRecorded } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import { erasedAmong } from '#libs/erasure/erased-among.ts';
import { erasureOf } from '#libs/erasure/erasures.ts';
import { forget } from '#libs/erasure/forget.ts';
import { requireReasonWithout } from '#libs/erasure/reason.ts';
import { patientHistory } from '#libs/history/of-facts.ts';
import { NotedReads } from '#apps/cli/reads.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { metaOf } from '#test/support/experiment.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { openRows } from '#libs/week/file-tasks.ts';
import { readUpToDate } from '#libs/read-store/read-store.ts';
import { withOwn } from '#test/support/with-own.ts';
import { FORGETTING, NOW_MS_OF_TEST } from '#test/support/forgetting.ts';

const PATIENT = 'P0000008';
const STORED: unknown = JSON.parse(
  readFileSync(new URL('../../test/stored-events/StatementNoLongerDue.json', import.meta.url), 'utf8'),
);
const AUTHORS = { alice: { meta: metaOf('Alice'), commit: COMMIT }, bob: { meta: metaOf('Bob'), commit: COMMIT } };

let product: Product;
let erasure: string;

beforeEach(async () => {
  product = Product.sealed();
  await product.log.record([described(PATIENT), described('P2')], COMMIT);
  const stores = new Stores(product.log, product.readStore);
  const propose = new ProposeErasure({ patient: PATIENT, ground: 'REQUEST', reason: 'demande' }, AUTHORS.alice);
  ({ erasure } = await new ProposeErasureHandler(stores).execute(propose));
  const state = await erasureOf(product.log, erasure);
  assert.ok(state.status === 'proposed');
  const code = codeOf(state.proposal, await effectsToDecide(product.log, PATIENT));
  await new ConfirmErasureHandler(stores).execute(new ConfirmErasure(erasure, code, AUTHORS.bob));
});
afterEach(() => product.close());

function author(name: string) {
  return { meta: metaOf(name), commit: COMMIT };
}

function factOf(stream: string, type: string, fields: object) {
  const data = JSON.stringify(fields);
  const event = { type, schemaVersion: type === 'RowSetAside' ? 2 : 1, effective: '2021', knownOn: '2021-01-01', data };
  return { stream, event: { id: eventId(type, data), ...event } };
}

function described(id: string) {
  const of = { birth_date: '1950-03-17', sex: 'F', died_on: '', known_on: '2021-01-01' };
  return factOf(`patient-${id}`, 'PatientDescribed', { patient_id: id, ...of });
}

/** A row, the request and result of a job, and a pair, decided on before the erasure. */
async function recordNaming(line: number): Promise<void> {
  const row = { line, code: 'UNKNOWN_VALUE', message: `de ${PATIENT}`, row: `A1,${PATIENT},GP`, fields: [] };
  await product.log.record(
    [
      factOf('import-1', 'RowSetAside', { file: 'acts.csv', sha256: 'x', ...row }),
      factOf('duplicates', 'LookAlikeDismissed', { merge: `m${line}`, patient: PATIENT, into: 'P2', reason: 'autre' }),
    ],
    COMMIT,
  );
  const [asked, ended] = [metaOf('Alice'), metaOf('Bob')];
  const request = { stream: `patient-${PATIENT}` };
  const id = await requestJob(product.log, { kind: 'bundle', request }, asked, COMMIT);
  const result = { files: [], absent: [], ignored: [], warnings: [{ message: PATIENT, line }] };
  await endJob(product.log, id, { type: 'succeed', result }, ended, COMMIT);
}

function accessesHere(): Accesses {
  return new Accesses(new SqliteAccessRecord(join(product.folder, 'accesses.db')));
}

async function naming(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const batch of product.log.read({ after: 0 }))
    for (const { stream, type, data } of batch) if (data.includes(PATIENT)) found.push(`${stream} ${type}`);
  return found;
}

/** The log, with another process that acts before the keys are destroyed and after it. */
function logWhile(before: () => Promise<void>, after: () => Promise<void>): EventStore {
  const { log } = product;
  const { keys } = log;
  assert.ok(keys !== undefined);
  const own = { before, after };
  const destroy = async (...given: Parameters<PatientKeys['destroy']>): Promise<void> => {
    await own.before();
    await keys.destroy(...given);
    await own.after();
    own.before = own.after = async () => undefined;
  };
  return withOwn(log, { keys: withOwn(keys, { destroy }) });
}

test('facts that arrive before the key is destroyed, and just after it, are erased with it', async () => {
  const log = logWhile(
    async () => recordNaming(1),
    async () => recordNaming(2),
  );
  await forget(log, erasure, FORGETTING, async () => undefined);
  expect(await naming()).toStrictEqual([]);
});

test('the erasure closes the set-aside rows of the patient: no task and no file of rows to mend has them', async () => {
  await recordNaming(1);
  const projections = readUpToDate(product);
  expect(await openRows({ projections })).toHaveLength(1);
  await forget(product.log, erasure, FORGETTING, async () => undefined);
  expect(await openRows({ projections })).toStrictEqual([]);
  const rows: unknown[] = [];
  const documents = await projections.documents(IMPORTS);
  for await (const batch of rowsAfter(documents, { after: '', file: 'acts.csv' }))
    rows.push(...batch.map(([, row]) => row));
  expect(rows).toMatchObject([{ line: 1, state: 'ERASED', message: '', row: '' }]);
});

test.each([PATIENT.toLowerCase(), `\u00a0${PATIENT} `, '\u200bＰ０００００08', 'P0000009'])(
  'an erasure destroys the rows set aside and results that have the id in any spelling, such as « %s », and no others',
  async (written) => {
    const names = written !== 'P0000009';
    const row = { code: 'UNKNOWN_VALUE', message: 'x', row: '' };
    const of = { file: 'acts.csv', sha256: 'x' };
    const both = [
      { ...of, line: 1, ...row, fields: ['A1', written, 'GP'] },
      { ...of, line: 2, ...row, row: `A2,"${written}",GP`, fields: [] },
    ];
    const record = async (file: string): Promise<void> => {
      await product.log.record(
        both.map((one) => factOf(`import-${file}`, 'RowSetAside', one)),
        COMMIT,
      );
      const id = await requestJob(product.log, { kind: 'replay', request: { file } }, metaOf('Alice'), COMMIT);
      const result = { warnings: [{ message: written, line: 1 }] };
      await endJob(product.log, id, { type: 'succeed', result }, metaOf('Bob'), COMMIT);
    };
    const left = async (): Promise<number> => {
      let count = 0;
      for await (const batch of product.log.read({ after: 0, categories: ['import', 'job'] }))
        for (const { type, data } of batch)
          if (type !== 'JobRequested' && data.includes(JSON.stringify(written).slice(1, -1))) count++;
      return count;
    };
    await record('1');
    expect(await left()).toBe(3);
    await forget(product.log, erasure, FORGETTING, async () => undefined);
    expect(await left()).toBe(names ? 0 : 3);
    await record('2');
    const accesses = accessesHere();
    await new FinishErasuresHandler(new Stores(product.log, product.readStore), accesses, NOW_MS_OF_TEST).execute(
      new FinishErasures(COMMIT),
    );
    expect(await left()).toBe(names ? 0 : 6);
    await accesses.record.close();
  },
);

test('the id of an erased patient is unknown: no data is shown for it, and no reading of it is recorded', async () => {
  await forget(product.log, erasure, FORGETTING, async () => undefined);
  await expect(patientHistory(product.log, PATIENT, {})).rejects.toMatchObject({ code: 'PATIENT_IS_ERASED' });
  const reads = new NotedReads();
  reads.note('explain', 'PATIENT', [PATIENT, 'P2']);
  reads.note('audit access', 'RECORD', [PATIENT]);
  await reads.keep({ data: product.folder }, product.log);
  const record = new SqliteAccessRecord(join(product.folder, 'accesses.db'));
  const kept = JSON.stringify(await record.find({}, '', 10));
  expect(kept).toContain(`~${erasure}`);
  expect(kept).not.toContain(PATIENT);
  await record.close();
});

test('a patient is erased too if all their rows were set aside', async () => {
  const stores = new Stores(product.log, product.readStore);
  const propose = (patient: string) =>
    new ProposeErasureHandler(stores).execute(
      new ProposeErasure({ patient, ground: 'REQUEST', reason: 'demande' }, AUTHORS.alice),
    );
  const row = { line: 9, code: 'UNKNOWN_VALUE', message: 'de P9', row: 'A9,P9,GP', fields: [] };
  await product.log.record([factOf('import-9', 'RowSetAside', { file: 'a.csv', sha256: 'x', ...row })], COMMIT);
  await expect(propose('P99')).rejects.toMatchObject({ code: 'NO_PATIENT_TO_ERASE' });
  const { erasure: id } = await propose('P9');
  const state = await erasureOf(product.log, id);
  assert.ok(state.status === 'proposed');
  expect(state.proposal.content).toMatchObject({ facts: 0, rowsSetAside: 1 });
  const code = codeOf(state.proposal, await effectsToDecide(product.log, 'P9'));
  await new ConfirmErasureHandler(stores).execute(new ConfirmErasure(id, code, AUTHORS.bob));
  await forget(product.log, id, FORGETTING, async () => undefined);
  expect((await product.log.readStream('import-9')).map(({ data }) => data).join()).not.toContain('P9');
  await expect(product.log.record([described('P9')], COMMIT)).rejects.toMatchObject({ code: 'SUBJECT_ERASED' });
});

test('erases also a patient with only a key, left by a stopped import', async () => {
  const stores = new Stores(product.log, product.readStore);
  const { keys } = product.log;
  assert.ok(keys);
  await keys.ensured(['patient/P9']);
  const asked = new ProposeErasure({ patient: 'P9', ground: 'REQUEST', reason: 'demande' }, AUTHORS.alice);
  const { erasure: id } = await new ProposeErasureHandler(stores).execute(asked);
  const state = await erasureOf(product.log, id);
  assert.ok(state.status === 'proposed');
  const code = codeOf(state.proposal, await effectsToDecide(product.log, 'P9'));
  await new ConfirmErasureHandler(stores).execute(new ConfirmErasure(id, code, AUTHORS.bob));
  await forget(product.log, id, FORGETTING, async () => undefined);
  expect((await keys.destroyed()).has(keys.referenceOf('patient/P9'))).toBe(true);
});

test.each(['P-0000008', 'p0000008', 'P 00.000 08', '« P0000008 »', String.raw`{"id":"\u0050000000\u0038"}`])(
  'no reason has the id of the patient, as %s',
  async (written) => {
    await expect(requireReasonWithout(product.log, PATIENT, `demande de ${written}, reçue`)).rejects.toMatchObject({
      code: 'REASON_NAMES_PATIENT',
    });
  },
);

test('finishing erasures destroys facts that arrived after the end of an erasure, or after it was cut off', async () => {
  const accesses = accessesHere();
  const finish = async () =>
    new FinishErasuresHandler(new Stores(product.log, product.readStore), accesses, NOW_MS_OF_TEST).execute(
      new FinishErasures(COMMIT),
    );
  const killed = logWhile(
    async () => recordNaming(1),
    async () => Promise.reject(new Error('killed')),
  );
  await expect(forget(killed, erasure, FORGETTING, async () => undefined)).rejects.toThrow('killed');
  expect(await finish()).toStrictEqual({ ended: [erasure], isBack: false, inClear: 0 });
  expect(await naming()).toStrictEqual([]);
  await recordNaming(2);
  expect(await naming()).toHaveLength(4);
  expect(await finish()).toStrictEqual({ ended: [], isBack: true, inClear: 0 });
  expect(await naming()).toStrictEqual([]);
  expect(await finish()).toStrictEqual({ ended: [], isBack: false, inClear: 0 });
  await accesses.record.close();
});

test('a machine that did not run the erasure folds later events that name the patient again', async () => {
  await forget(product.log, erasure, FORGETTING, async () => undefined);
  const other = openSqliteReadStore(join(product.folder, 'other'));
  const named = async (): Promise<number> => {
    let count = 0;
    for await (const batch of (await other.upToDate(IMPORTS, product.log)).scan())
      count += batch.filter(([, text]) => text.includes(PATIENT)).length;
    return count;
  };
  await recordNaming(1);
  // Once as a row set aside, and once among those that wait.
  expect(await named()).toBe(2);
  const accesses = accessesHere();
  const killed = withOwn(product.log, {
    append: async () => Promise.reject(new Error('killed')),
  });
  const finishOn = async (log: EventStore) =>
    new FinishErasuresHandler(new Stores(log, product.readStore), accesses, NOW_MS_OF_TEST).execute(
      new FinishErasures(COMMIT),
    );
  // The key is destroyed, and the process dies before it records that.
  await expect(finishOn(killed)).rejects.toThrow('killed');
  await finishOn(product.log);
  expect(await named()).toBe(0);
  await accesses.record.close();
  await other.close();
});

test('the readers of the patient stay known, under the name of the erasure, also if a reading was written late', async () => {
  const accesses = accessesHere();
  await forget(product.log, erasure, FORGETTING, async () => undefined);
  const said = { at: '2026-11-01T08:00:00.000Z', subject: 'u', name: 'Zoé', roles: [], session: 's', request: 'r' };
  const entry = (key: string, kind: AccessKind, ids: readonly string[]) => ({
    ...said,
    ...{ key: `${said.at} ${key}`, address: `/patients/${PATIENT}`, kind, ids, count: ids.length },
  });
  // The last as former versions wrote it.
  const entries = [
    entry('1', 'PATIENT', ['P2', PATIENT]),
    entry('2', 'RECORD', [PATIENT]),
    entry('3', 'RECORD', [`${PATIENT} * *`]),
    { ...entry('4', 'PATIENT', [PATIENT.toLowerCase()]), address: `/patients/${PATIENT.toLowerCase()}` },
  ];
  const finish = async () =>
    new FinishErasuresHandler(new Stores(product.log, product.readStore), accesses, NOW_MS_OF_TEST).execute(
      new FinishErasures(COMMIT),
    );
  for (const one of entries) {
    await accesses.record.add([one]);
    await finish();
  }
  const found = await accesses.record.find({}, '', 10);
  expect(found.map(({ ids }) => ids)).toStrictEqual([
    ['P2', `~${erasure}`],
    [`~${erasure}`],
    [`~${erasure} * *`],
    [`~${erasure}`],
  ]);
  expect(found.at(-1)?.address).toBe(`/patients/~${erasure}`);
  expect(JSON.stringify(found.slice(0, 2))).not.toContain(PATIENT);
  await accesses.record.close();
});

test('a fact recorded while the key was being destroyed follows the kept part and changes nothing', async () => {
  const { keys } = product.log;
  assert.ok(keys !== undefined);
  await forget(product.log, erasure, FORGETTING, async () => undefined);
  const stream = `patient-~${keys.referenceOf(`patient/${PATIENT}`)}`;
  const late = { ...described(PATIENT).event, id: eventId('late', ''), effective: '', data: '' };
  await product.log.record([{ stream, event: late }], COMMIT);
  expect((await product.log.readStream(stream)).at(-1)?.type).toBe('PatientDescribed');
  expect(await erasedAmong(product.log, [PATIENT, 'P2'])).toStrictEqual(new Map([[PATIENT, `~${erasure}`]]));
  const pair = { patient: PATIENT, into: 'P2' };
  await expect(requireRecorded(product.log, pair)).rejects.toMatchObject({ code: 'MERGE_OF_ERASED' });
  const dossiers = await product.readStore.upToDate(DOSSIERS, product.log);
  const patients: string[] = [];
  for await (const batch of dossiers.scan()) patients.push(...batch.map(([patient]) => patient));
  expect(patients.sort()).toStrictEqual(['P2', stream.slice('patient-'.length)].sort());
});

test('a merge with the patient that was proposed while the key was being destroyed is not confirmed', async () => {
  await forget(product.log, erasure, FORGETTING, async () => undefined);
  const { meta, commit } = author('Alice');
  const { by, at } = meta;
  // The command looked at the two before the end of the erasure.
  const asked = { type: 'propose-merge', merge: 'm1', patient: 'P2', into: PATIENT, reason: 'x', by, at } as const;
  await decideOnDuplicates(product.log, asked, { meta, commit });
  const proposal = (await duplicatesOf(product.log)).proposals.get('P2');
  assert.ok(proposal !== undefined);
  const confirm = new ConfirmMerge('P2', codeOf(proposal), author('Bob'));
  const confirming = new ConfirmMergeHandler(new Stores(product.log, product.readStore));
  await expect(confirming.execute(confirm)).rejects.toMatchObject({ code: 'MERGE_OF_ERASED' });
  expect((await duplicatesOf(product.log)).merges.size).toBe(0);
});

test('a new proposal replaces a waiting one; the same one, sent again, replaces none', async () => {
  const [asked, next] = [author('Alice'), author('Alice')].map(
    (of) => new ProposeErasure({ patient: 'P2', ground: 'REQUEST', reason: 'demande' }, of),
  );
  assert.ok(asked !== undefined && next !== undefined);
  const proposing = new ProposeErasureHandler(new Stores(product.log, product.readStore));
  const found: boolean[] = [];
  for (const one of [asked, asked, next, next]) found.push((await proposing.execute(one)).isInPlaceOfAnother);
  expect(found).toStrictEqual([false, false, true, false]);
});

test('if two ids were one person for a time and are erased at once, the second is worked out after the first is gone', async () => {
  const pair = { merge: 'm', patient: PATIENT, into: 'P2' };
  await product.log.record(
    [factOf('duplicates', 'PatientsMerged', pair), factOf('duplicates', 'PatientsSeparated', pair)],
    COMMIT,
  );
  const stores = new Stores(product.log, product.readStore);
  const propose = new ProposeErasure({ patient: 'P2', ground: 'REQUEST', reason: 'demande' }, author('Alice'));
  const { erasure: other } = await new ProposeErasureHandler(stores).execute(propose);
  const state = await erasureOf(product.log, other);
  assert.ok(state.status === 'proposed');
  const code = codeOf(state.proposal, await effectsToDecide(product.log, 'P2'));
  await new ConfirmErasureHandler(stores).execute(new ConfirmErasure(other, code, author('Bob')));
  // Both begin before a key is destroyed.
  const keys = product.log.keys;
  assert.ok(keys !== undefined);
  const begun = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const erase = async (id: string, at: number): Promise<void> => {
    const record: EventStore['record'] = async (...given) => {
      const outcome = await product.log.record(...given);
      begun[at]?.resolve(undefined);
      await begun[1 - at]?.promise;
      return outcome;
    };
    return forget(withOwn(product.log, { record }), id, FORGETTING, async () => undefined);
  };
  const ended = await Promise.allSettled([erase(erasure, 0), erase(other, 1)]);
  expect(ended.map(({ status }) => status).sort()).toStrictEqual(['fulfilled', 'rejected']);
  const accesses = accessesHere();
  await new FinishErasuresHandler(stores, accesses, NOW_MS_OF_TEST).execute(new FinishErasures(COMMIT));
  await accesses.record.close();
  expect((await erasureOf(product.log, erasure)).status).toBe('completed');
  expect((await erasureOf(product.log, other)).status).toBe('completed');
  expect(await naming()).toStrictEqual([]);
});

test('the kept part of the patient is recorded once, however many decisions of other teams come meanwhile', async () => {
  const { log } = product;
  const [{ data }] = STORED as [{ data: string }];
  let calculated = 0;
  const end = async (): Promise<number> => {
    const position = await log.end();
    const event = { type: 'StatementNoLongerDue', schemaVersion: 1, effective: '2021', knownOn: '2022-03-31', data };
    const id = eventId(event.type, String(++calculated));
    await log.record([{ stream: 'statement-IPEP-01-2021', event: { ...event, id } }], COMMIT);
    return position;
  };
  const busy = withOwn(log, { end });
  await forget(busy, erasure, FORGETTING, async () => undefined);
  const types: string[] = [];
  for await (const batch of log.read({ after: 0, categories: ['erasure', 'patient'] }))
    types.push(...batch.map(({ type }) => type));
  expect(calculated).toBeGreaterThan(0);
  expect(types.filter((type) => type === 'ErasureBegun' || type === 'PatientErased')).toHaveLength(2);
});

test('a fact of the patient that arrives at each try stops the erasure from beginning, and no event is recorded', async () => {
  const { log } = product;
  let day = 0;
  const end = async (): Promise<number> => {
    const position = await log.end();
    day++;
    await log.record(
      [{ ...described(PATIENT), event: { ...described(PATIENT).event, id: eventId('x', `${day}`) } }],
      COMMIT,
    );
    return position;
  };
  await expect(forget(withOwn(log, { end }), erasure, FORGETTING, async () => undefined)).rejects.toThrow();
  const begun = async (): Promise<readonly string[]> =>
    (await log.readStream(`erasure-${erasure}`)).map(({ type }) => type).filter((type) => type === 'ErasureBegun');
  expect(await begun()).toStrictEqual([]);
  await forget(log, erasure, FORGETTING, async () => undefined);
  expect(await begun()).toHaveLength(1);
});
