/**
 * Two people erase a patient: no file keeps any of the patient's data, decisions stay to the cent, and can still be verified, proved and
 * calculated again.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { digestOf } from '#libs/commands/digest.ts';
import { requestJob } from '#libs/jobs/job/jobs.ts';
import { dayInFrance, dayText } from '#libs/kernel/day.ts';
import { openLogAt, storePaths } from '#libs/runtime/stores.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { metaOf } from '#test/support/experiment.ts';
import { COMMIT } from '#test/support/commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { systemClock } from '#test/support/system-clock.ts';

const SAMPLE = fileURLToPath(new URL('samples/tiny/facts', import.meta.url));
const folder = temporaryFolder();
const facts = join(folder, 'facts');
const stores = join(folder, 'data');
const data = ['--data', stores];
const ERASED = 'P0000001';
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function does(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await decompteHere([...args, ...data]);
  assert.equal(status, 0, `${args.join(' ')}: ${stderr}`);
  return stdout;
}

async function refuses(said: RegExp, ...args: readonly string[]): Promise<void> {
  const { status, stderr } = await decompteHere([...args, ...data]);
  assert.deepEqual([status !== 0, said.test(stderr)], [true, true], `${args.join(' ')}: ${stderr}`);
}

const CALCULATE = ['calculate', '--from', '2021-Q1', '--to', '2021-Q4', '--known-on', '2022-01-31'];

/** Data that only the rows of the patient have: identifier, acts, days and unique amounts. */
function toldOf(patient: string): string[] {
  const ofHim = new Set<string>();
  const ofOthers = new Set<string>();
  for (const name of readdirSync(facts))
    for (const row of readFileSync(join(facts, name), 'utf8').split('\n')) {
      // The day a fact became known stays with its event.
      const fields = row.split(',');
      ofOthers.add(fields.pop() ?? '');
      for (const field of fields) (fields.includes(patient) ? ofHim : ofOthers).add(field);
    }
  return [...ofHim].filter((field) => field.length >= 8 && !ofOthers.has(field));
}

/** Each text with the files that contain it, in any encoding, among all below a folder. */
function foundIn(place: string, told: readonly string[]): string[] {
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name));
    return told
      .filter((text) => writingsOf(text).some((one) => bytes.includes(one)))
      .map((text) => `${text} in ${name}`);
  });
}

/** As text, in base64 and in hexadecimal; a digest in hexadecimal also as its bytes. */
function writingsOf(text: string): readonly (string | Buffer)[] {
  const bytes = Buffer.from(text);
  const digest = /^[0-9a-f]{32,}$/.test(text) ? [Buffer.from(text, 'hex')] : [];
  return [text, bytes.toString('base64'), bytes.toString('hex'), ...digest];
}

/** The ids of the patient's events, derived from their content: they lead from a guessed content to the event. */
async function idsOf(patient: string): Promise<readonly string[]> {
  const log = await openLogAt(storePaths(stores, {}), systemClock);
  try {
    return (await log.readStream(`patient-${patient}`)).map(({ id }) => id);
  } finally {
    await log.close();
  }
}

/** A person asks for the bundle of the patient's stream; gives the digest with which a guess could be tested. */
async function askedForBundle(patient: string): Promise<string> {
  const asked = { kind: 'bundle', request: { stream: `patient-${patient}` } };
  const log = await openLogAt(storePaths(stores, {}), systemClock);
  try {
    const commit = { ...COMMIT, recordedAt: new Date().toISOString() };
    await requestJob(log, asked, { ...metaOf('Carl'), at: commit.recordedAt }, commit);
  } finally {
    await log.close();
  }
  return digestOf({ type: 'request', ...asked });
}

/** The amounts of a shown statement. */
function amountsOf(text: string): unknown {
  const { statement } = JSON.parse(text) as { statement: unknown };
  return statement;
}

const formerKeys = join(folder, 'former-keys.db');
let told: readonly string[] = [];
let shown = '';
let erasure = '';

beforeAll(async () => {
  cpSync(SAMPLE, facts, { recursive: true });
  // A row of the patient that is set aside.
  const patients = readFileSync(join(facts, 'patients.csv'), 'utf8');
  writeFileSync(join(facts, 'patients.csv'), `${patients.trimEnd()}\n${ERASED},1975-13-77,M,,2019-12-12\n`);
  told = toldOf(ERASED);
  expect((await decompteHere(['import', facts, ...data])).status).toBe(3);
  await does(...CALCULATE);
  await does('envelope', 'propose', 'FISS', '--amount', '1000000', '--schemes', 'PEPS,IPEP', '--as', 'alice');
  const [{ code }] = JSON.parse(await does('payment', 'proposals', '--json')) as [{ code: string }];
  await does('envelope', 'confirm', 'FISS', '--as', 'bob', '--code', code);
  await does('submit', 'PEPS-01', '2021-Q1', '--as', 'alice');
  await does('approve', 'PEPS-01', '2021-Q1', '--as', 'bob');
  shown = await does('show', 'PEPS-01', '2021-Q1', '--json');
  await does('explain', 'PEPS-01', '2021-Q1', '--all');
  const ids = await idsOf(ERASED);
  expect(ids.length).toBeGreaterThan(5);
  told = [...told, ...ids, await askedForBundle(ERASED)];
});

test('before it, the patient is in the read store and in no file of the log', () => {
  expect(told.length).toBeGreaterThan(5);
  expect(foundIn(join(stores, 'read'), [ERASED])).not.toStrictEqual([]);
  expect(foundIn(stores, told).filter((found) => !/-v\d+-|postings|accesses/.test(found))).toStrictEqual([]);
});

test('refuses the pseudonym of a patient in a reason, a name or a key that would keep it', async () => {
  const said = /le motif contient le pseudonyme d’un patient/;
  const files = JSON.parse(await does('imports', '--json')) as { id: string; setAside: number }[];
  const file = files.find(({ setAside }) => setAside > 0)?.id ?? '';
  const as = ['--as', 'alice'];
  await refuses(said, 'dismiss', file, '--reason', `${ERASED} a deux naissances`, ...as);
  await refuses(said, 'withdraw', 'PEPS-01', '2021-Q1', '--reason', 'à cause de p-0000001', ...as);
  const quarter = ['--from', '2021-Q1', '--to', '2021-Q1'];
  await refuses(/un texte contient le pseudonyme/, 'dismiss', file, '--reason', 'sans suite', '--as', `a ${ERASED}`);
  await refuses(/un texte contient le pseudonyme/, 'simulate', `sans-${ERASED}`, ...quarter);
  const key = ['--key', `efface-${ERASED}`];
  await refuses(/la clé d’idempotence contient/, 'erase', ERASED, '--reason', 'demande', ...as, ...key);
});

test('one person proposes it with a reason that does not name the patient, and another confirms the proposal', async () => {
  await refuses(
    /le motif contient le pseudonyme/,
    'erase',
    ERASED,
    '--reason',
    `${ERASED} le demande`,
    '--as',
    'alice',
  );
  await refuses(/le motif contient le pseudonyme/, 'erase', ERASED, '--reason', 'p0000001', '--as', 'alice');
  await refuses(/n’a rien de ce patient/, 'erase', 'P9999999', '--reason', 'demande', '--as', 'alice');
  const proposed = JSON.parse(
    await does('erase', ERASED, '--reason', 'demande du 12 mars', '--as', 'alice', '--json'),
  ) as { erasure: string; proposed: { code: string } };
  ({ erasure } = proposed);
  expect(proposed).toMatchObject({
    patient: ERASED,
    status: 'proposed',
    content: { rowsSetAside: 1, decided: 1 },
  });
  const { code } = proposed.proposed;
  await refuses(
    /le motif contient le pseudonyme/,
    'erasures',
    'refuse',
    erasure,
    '--reason',
    'p0000001 doit rester',
    '--as',
    'bob',
  );
  await refuses(/Alice a proposé l’effacement/, 'erasures', 'confirm', erasure, '--code', code, '--as', 'Alice');
  await refuses(/donnez le code/, 'erasures', 'confirm', erasure, '--as', 'bob');
  cpSync(join(stores, 'keys.db'), formerKeys);
  const confirmed: unknown = JSON.parse(
    await does('erasures', 'confirm', erasure, '--code', code, '--as', 'bob', '--json'),
  );
  expect(confirmed).toMatchObject({ patient: null, status: 'completed' });
});

test('after it, no file, backup, dump or export holds data about the patient', async () => {
  expect(foundIn(stores, told)).toStrictEqual([]);
  const copies = join(folder, 'copies');
  await does('backup', '--to', join(copies, 'backup'));
  await does('dump', '--out', join(copies, 'dump'));
  await does('export', '--out', join(copies, 'export'), '--from', '2021-Q1', '--to', '2021-Q4');
  expect(foundIn(copies, told)).toStrictEqual([]);
  const read = JSON.parse(await does('audit', 'access', '--json')) as { address: string; ids: string[] }[];
  expect(read.find(({ address }) => address === 'decompte dump')?.ids).toContain('statements-latest.csv');
});

test('with a former copy of the keys put back, every command is refused until the erasure is ended again', async () => {
  for (const file of ['keys.db-wal', 'keys.db-shm', 'read'])
    rmSync(join(stores, file), { recursive: true, force: true });
  cpSync(formerKeys, join(stores, 'keys.db'));
  // Other commands refuse these keys, so that the patient does not come back into derived data.
  const first = /achevez d’abord : decompte erasures finish/;
  await refuses(first, 'projections', 'rebuild', 'dossiers');
  await refuses(first, 'backup', '--to', join(folder, 'of-former-keys'));
  await refuses(first, 'dump', '--out', join(folder, 'dump-of-former-keys'));
  // The chain holds, and the output says so too.
  await refuses(first, 'audit', 'verify');
  const bundle = join(folder, 'of-former-keys.jsonl');
  await refuses(first, 'audit', 'export', '--stream', `patient-${ERASED}`, '--checkpoints', folder, '--out', bundle);
  expect(existsSync(bundle)).toBe(false);
  expect(foundIn(stores, [ERASED])).toStrictEqual([]);
  await does('erasures', 'finish');
  expect(foundIn(stores, told)).toStrictEqual([]);
});

test('decided statements stay to the cent, the log verifies, and everything is calculated again from it', async () => {
  expect(await does('show', 'PEPS-01', '2021-Q1', '--json')).toBe(shown);
  await does('audit', 'verify');
  const recomputed = JSON.parse(await does('audit', 'recompute', '--json')) as { differing: unknown[] };
  expect(recomputed.differing).toStrictEqual([]);
  const replayed = JSON.parse(
    await does('replay', '--from', '2021-Q1', '--to', '2021-Q1', '--known-on', '2022-01-31', '--json'),
  ) as { decided: boolean; differenceCents: string }[];
  expect(replayed.filter(({ decided }) => decided).map((one) => one.differenceCents)).toStrictEqual(['0']);
  await does(...CALCULATE);
  expect(amountsOf(await does('show', 'PEPS-01', '2021-Q1', '--json'))).toStrictEqual(amountsOf(shown));
  await does('explain', 'PEPS-01', '2021-Q1', '--all');
});

test('a decided statement gives the number of its erased patients', async () => {
  const { stderr } = await decompteHere(['show', 'PEPS-01', '2021-Q1', ...data]);
  expect(stderr).toMatch(/1 patient effacé/);
});

test('an auditor calculates a decision again from a bundle, with Node alone', async () => {
  const [keys, checkpoints, out] = ['keys', 'checkpoints', 'bundle.jsonl'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await does('audit', 'keygen', '--out', keys);
  await does('audit', 'checkpoint', '--key', join(keys, 'decompte-audit.key.pem'), '--to', checkpoints);
  await does('audit', 'export', '--statement', 'PEPS-01', '2021-Q1', '--checkpoints', checkpoints, '--out', out);
  const script = fileURLToPath(new URL('../apps/audit-verifier/recalculate.mjs', import.meta.url));
  const args = [script, out, '--public-key', join(keys, 'decompte-audit.pub.pem')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: {} });
  expect(stdout + stderr).toMatch(/Tout est prouvé et recalculé/);
  expect(status).toBe(0);
  expect(foundIn(folder, told).filter((found) => found.endsWith('bundle.jsonl'))).toStrictEqual([]);
});

test('the facts of the patient are not recorded again', async () => {
  expect((await decompteHere(['import', facts, ...data])).status).toBe(3);
  expect(await does('rejected')).toMatch(/est effacé/);
  expect(foundIn(stores, told)).toStrictEqual([]);
});

test('a person of several ids is erased with all of them, and decisions on the merged person stay equal to the cent', async () => {
  const [first, second] = ['P0000002', 'P0000003'];
  await does('duplicates', 'merge', second, first, '--reason', 'une seule personne', '--as', 'alice');
  const { merges } = JSON.parse(await does('duplicates', '--json')) as { merges: [{ waiting: { code: string } }] };
  await does('duplicates', 'confirm', second, '--code', merges[0].waiting.code, '--as', 'bob');
  const today = dayText(dayInFrance(new Date()));
  const now = ['calculate', '--from', '2021-Q2', '--to', '2021-Q2', '--known-on', today];
  await does(...now);
  await does('submit', 'PEPS-01', '2021-Q2', '--as', 'alice');
  await does('approve', 'PEPS-01', '2021-Q2', '--as', 'bob');
  const decided = await does('show', 'PEPS-01', '2021-Q2', '--json');
  await refuses(/le motif contient le pseudonyme/, 'erase', second, '--reason', first, '--as', 'alice');
  const proposed = JSON.parse(
    await does('erase', second, '--reason', 'demande du 14 mars', '--as', 'alice', '--json'),
  ) as { erasure: string; proposed: { code: string } };
  await does('erasures', 'confirm', proposed.erasure, '--code', proposed.proposed.code, '--as', 'bob');
  expect(foundIn(stores, [first, second, ...toldOf(first), ...toldOf(second)])).toStrictEqual([]);
  expect(JSON.parse(await does('duplicates', '--json'))).toMatchObject({ merges: [] });
  const living = ['--reason', 'une seule personne', '--as', 'alice'];
  await refuses(/d’un patient effacé/, 'duplicates', 'merge', 'P0000004', first, ...living);
  const recomputed = JSON.parse(await does('audit', 'recompute', '--json')) as { differing: unknown[] };
  expect(recomputed.differing).toStrictEqual([]);
  await does(...now);
  expect(amountsOf(await does('show', 'PEPS-01', '2021-Q2', '--json'))).toStrictEqual(amountsOf(decided));
  await does('audit', 'verify');
});

async function decidesOn(patient: string): Promise<void> {
  const { merges } = JSON.parse(await does('duplicates', '--json')) as {
    merges: { patient: string; waiting: { code: string } }[];
  };
  const code = merges.find((merge) => merge.patient === patient)?.waiting.code;
  await does('duplicates', 'confirm', patient, '--code', code ?? '', '--as', 'bob');
}

test('an id that was separated again is another person, who stays when the first is erased', async () => {
  const [one, other] = ['P0000004', 'P0000005'];
  await does('duplicates', 'merge', one, other, '--reason', 'une seule personne', '--as', 'alice');
  await decidesOn(one);
  await does('duplicates', 'separate', one, '--reason', 'deux personnes', '--as', 'alice');
  await decidesOn(one);
  const proposed = JSON.parse(await does('erase', one, '--reason', 'demande', '--as', 'alice', '--json')) as {
    erasure: string;
    proposed: { code: string };
  };
  await does('erasures', 'confirm', proposed.erasure, '--code', proposed.proposed.code, '--as', 'bob');
  expect(foundIn(stores, [one, ...toldOf(one)])).toStrictEqual([]);
  // The patient exists and can be erased by a separate proposal.
  await does('erase', other, '--reason', 'demande', '--as', 'alice');
  await does('audit', 'verify');
  // Who was shown the name at this terminal.
  await does('erasures', 'list');
  const reads = JSON.parse(await does('audit', 'access', '--json')) as { address: string; ids: string[] }[];
  for (const address of ['decompte erase', 'decompte erasures list'])
    expect(reads).toContainEqual(
      expect.objectContaining({ address, ids: expect.arrayContaining([other]) as unknown as string[] }),
    );
  expect(JSON.stringify(reads)).not.toContain(one);
});

test('a rotation to the key that is there already is refused: older copies of the keys would open with it', async () => {
  const key = join(stores, 'patients.key');
  const copy = join(folder, 'the-same.key');
  cpSync(key, copy);
  await refuses(/protège déjà les clés/, 'keys', 'rotate', '--to', copy);
  await refuses(
    /faites-y d’abord la nouvelle clé, .*base64 > /,
    'keys',
    'rotate',
    '--to',
    join(folder, 'not-made.key'),
  );
  const before = readFileSync(key, 'utf8');
  await does('keys', 'rotate');
  expect(readFileSync(key, 'utf8')).not.toBe(before);
  expect(readdirSync(stores).filter((name) => name.startsWith('patients.key'))).toStrictEqual(['patients.key']);
  await does('audit', 'verify');
});
