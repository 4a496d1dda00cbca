/** The synthetic experiment is reproducible, its manifest is right, and its facts are consistent. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { writeExperiment, type ExperimentOptions, type Scale } from '#libs/synthetic/experiment.ts';
import { finessDigits, luhnHolds } from '#libs/synthetic/identifiers.ts';

const SMALL: Scale = {
  pepsTeams: 6,
  pepsPatients: 500,
  primordialTeams: 2,
  primordialPatients: 150,
  ipepGroups: 3,
  ipepPatients: 150,
  actsPerPatientYear: 3,
  years: 6,
};

type Row = Readonly<Record<string, string>>;

async function read(folder: string, name: string): Promise<Row[]> {
  const [header = '', ...lines] = (await readFile(join(folder, `${name}.csv`), 'utf8')).trimEnd().split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    assert.equal(fields.length, columns.length, line);
    return Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? '']));
  });
}

describe('a synthetic experiment', () => {
  let root = '';
  let main = '';
  const write = async (name: string, options: Partial<ExperimentOptions> = {}): Promise<string> => {
    await writeExperiment(join(root, name), { seed: 7, scale: SMALL, ...options });
    return join(root, name);
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'synthetic-'));
    main = await write('main');
  });
  afterAll(() => rm(root, { recursive: true }));

  test('is the same, byte for byte, for the same seed, and another for another', async () => {
    const [again, other] = [await write('again'), await write('other', { seed: 8 })];
    for (const file of await readdir(main)) {
      assert.ok((await readFile(join(main, file))).equals(await readFile(join(again, file))), file);
    }
    expect(await readFile(join(main, 'acts.csv'), 'utf8')).not.toBe(await readFile(join(other, 'acts.csv'), 'utf8'));
  });

  test('has every kind of fact that intake reads, with its columns', async () => {
    for (const { name, columns } of FACT_KINDS) {
      const [header] = (await readFile(join(main, `${name}.csv`), 'utf8')).split('\n', 1);
      expect(header).toBe(columns.map((column) => column.name).join(','));
    }
  });

  test('has a manifest with the rows and the hash of each file', async () => {
    const manifest = await read(main, 'manifest');
    expect(manifest).toHaveLength(FACT_KINDS.length);
    for (const { file = '', rows, sha256 } of manifest) {
      const bytes = await readFile(join(main, file));
      assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256, file);
      assert.equal(bytes.toString().split('\n').length - 2, Number(rows), file);
    }
  });

  test('holds the same acts by month as by patient', async () => {
    const byMonth = await read(await write('month', { actOrder: 'month' }), 'acts');
    const months = byMonth.map((act) => act['care_on']?.slice(0, 7) ?? '');
    expect(months).toStrictEqual(months.toSorted());
    const sorted = (acts: Row[]): string[] => acts.map((act) => JSON.stringify(act)).sort();
    expect(sorted(byMonth)).toStrictEqual(sorted(await read(main, 'acts')));
  });

  test('keeps the same teams when the patients are multiplied', async () => {
    const larger = await write('larger', { scale: { ...SMALL, patientsFactor: 3 } });
    for (const file of ['teams.csv', 'phases.csv', 'members.csv', 'communes.csv']) {
      assert.equal(await readFile(join(larger, file), 'utf8'), await readFile(join(main, file), 'utf8'), file);
    }
    expect((await read(larger, 'patients')).length).toBeGreaterThan(2.5 * (await read(main, 'patients')).length);
  });

  test('has a right key in every identifier', async () => {
    for (const { rpps = '' } of await read(main, 'members')) assert.ok(/^\d{11}$/.test(rpps) && luhnHolds(rpps), rpps);
    for (const { rpps = '' } of await read(main, 'declarations')) assert.ok(rpps === '' || luhnHolds(rpps), rpps);
    const executants = new Set((await read(main, 'acts')).map((act) => act['executant_rpps'] ?? ''));
    expect([...executants].filter((rpps) => !luhnHolds(rpps))).toStrictEqual([]);
    for (const { finess = '' } of await read(main, 'teams')) {
      assert.ok(/^[0-9][0-9AB]\d{7}$/.test(finess) && luhnHolds(finessDigits(finess)), finess);
    }
    expect((await read(main, 'teams')).some(({ finess = '' }) => finess.startsWith('2A'))).toBe(true);
  });

  test('has acts of living patients only, each numbered once, and reversals that repeat their act', async () => {
    const people = new Map<string, Row>();
    for (const person of await read(main, 'patients')) people.set(person['patient_id'] ?? '', person);
    const acts = new Map<string, Row>();
    let reversals = 0;
    for (const act of await read(main, 'acts')) {
      const [id = '', on = ''] = [act['act_id'], act['care_on']];
      assert.ok(!acts.has(id), id);
      acts.set(id, act);
      const person = people.get(act['patient_id'] ?? '');
      assert.ok(person !== undefined && (person['birth_date'] ?? '') <= on, id);
      assert.ok(person['died_on'] === '' || on <= (person['died_on'] ?? ''), id);
      assert.ok((act['known_on'] ?? '') >= on, id);
      const sign = act['reverses'] === '' ? 1 : -1;
      for (const amount of ['base_cents', 'paid_cents']) assert.ok(sign * Number(act[amount]) >= 0, id);
      assert.ok(sign * Number(act['quantity']) > 0, id);
      if (sign > 0) continue;
      reversals += 1;
      const reversed = acts.get(act['reverses'] ?? '');
      for (const field of ['patient_id', 'executant_rpps', 'profession', 'act_code', 'care_on', 'qualifier']) {
        assert.equal(act[field], reversed?.[field], id);
      }
      expect(Number(act['base_cents'])).toBe(-Number(reversed?.['base_cents']));
    }
    expect(reversals).toBeGreaterThan(20);
  });

  test('orders its dates: versions, periods, thresholds', async () => {
    const known = new Map<string, string>();
    const keys = {
      patients: ['patient_id'],
      coverage: ['patient_id', 'kind', 'ald_number', 'from'],
      declarations: ['patient_id', 'declared_on'],
      members: ['team_id', 'rpps', 'from'],
      spending: ['patient_id', 'year'],
      quality: ['team_id', 'year', 'indicator'],
    };
    for (const [file, fields] of Object.entries(keys)) {
      for (const row of await read(main, file)) {
        const key = [file, ...fields.map((field) => row[field])].join();
        const knownOn = row['known_on'] ?? '';
        assert.ok(knownOn > (known.get(key) ?? '') && knownOn <= '2026-09-30', key);
        known.set(key, knownOn);
        if (row['until']) assert.ok(Date.parse(row['until']) - Date.parse(row['from'] ?? '') >= -86_400_000, key);
        if (file === 'quality') assert.ok(Number(row['numerator']) <= Number(row['denominator']), key);
      }
    }
    for (const { indicator = '', intermediate, target } of await read(main, 'thresholds')) {
      const down = ['BENZO', 'AVOIDHOSP', 'EMERGENCY'].includes(indicator);
      assert.ok(down ? Number(intermediate) >= Number(target) : Number(intermediate) <= Number(target), indicator);
    }
    for (const { from = '', phase } of await read(main, 'phases')) {
      expect(from).toMatch(phase === 'ACTIVE' ? /-01-01$/ : /-(01|04|07|10)-01$/);
    }
  });
});
