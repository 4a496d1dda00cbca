/** The samples on the command line: every output file matches to the byte, every bad row by file, line and code. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { type Outcome, decompte, decompteHere } from '#test/support/command-line.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { SAMPLES, WHAT_IFS_ON_OPTIONS, assertFilesOf, calculationOf } from '#test/support/samples.ts';

const folder = temporaryFolder();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function succeeds(outcome: Promise<Outcome>): Promise<void> {
  const { status, stderr } = await outcome;
  assert.equal(status, 0, stderr);
}

for (const sample of ['tiny', 'boundaries', 'corrections', 'days'])
  test(`the sample ${sample} gives its six files to the byte`, async () => {
    const data = ['--data', join(folder, sample)];
    await succeeds(decompteHere(['import', join(SAMPLES, sample, calculationOf(sample).facts), ...data]));
    await givesItsFiles(sample, data);
  });

test('each what-if on the sample of the options gives its six files to the byte', async () => {
  const data = ['--data', join(folder, 'options')];
  await succeeds(decompteHere(['import', join(SAMPLES, 'options', 'facts'), ...data]));
  for (const whatIf of WHAT_IFS_ON_OPTIONS) await givesItsFiles(whatIf, data);
});

test('scenarios of one file are calculated together, and compared by profile, with what they leave alone at no difference', async () => {
  const data = ['--data', join(folder, 'options')];
  const asked = ['--from', '2024-Q4', '--to', '2025-Q3', '--known-on', '2026-09-30'];
  const file = join(folder, 'scenarios.json');
  const scenarios = [
    { name: 'jours', presence: 'DAYS' },
    {
      name: 'qualite',
      overrides: [
        { scheme: 'PEPS', parameter: 'quality_max_rate', from: '2025-04-01', until: '2025-06-30', value: '1/10' },
      ],
    },
  ];
  writeFileSync(file, JSON.stringify({ scenarios }));
  const run = await decompteHere(['simulate', 'avance', '--parameters', file, '--by', 'profile', ...asked, ...data]);
  expect(run.stdout).toMatch(/^Simulation avance\.jours : /m);
  expect(run.stdout).toMatch(/^profil des patients +en vigueur +jours +qualite$/m);
  expect(run.stdout).toMatch(/^PEPS, 40-49 ans, femmes, ALD +\S.*€ +/m);
  const compared = await decompteHere([
    'simulations',
    'avance.jours',
    'avance.qualite',
    '--by',
    'period',
    '--json',
    ...data,
  ]);
  const { groups } = JSON.parse(compared.stdout) as {
    groups: { group: string; simulation: string; differenceCents: string | number }[];
  };
  const moved = groups.filter(({ differenceCents }) => String(differenceCents) !== '0');
  expect(moved.map(({ group, simulation }) => `${group} ${simulation}`)).toStrictEqual([
    '2025-Q1 avance.jours',
    '2025-Q2 avance.jours',
    '2025-Q2 avance.qualite',
  ]);
  expect((await decompteHere(['simulations', ...data])).stdout).toMatch(/^avance\.qualite +2024-T4 à 2025-T3/m);
  const { status, stderr } = await decompteHere(['simulations', 'avance.jours', 'options-patient', ...data]);
  expect(status).not.toBe(0);
  expect(stderr).toMatch(/ne sont pas de la même plage/);
});

async function givesItsFiles(sample: string, data: readonly string[]): Promise<void> {
  const { from, to, known_on: knownOn, parameters } = calculationOf(sample);
  const asked = ['--from', from, '--to', to, '--known-on', knownOn];
  const out = join(folder, `${sample.replace('/', '-')}-out`);
  if (Object.keys(parameters).length === 0) {
    await succeeds(decompteHere(['calculate', ...asked, ...data]));
    await succeeds(decompteHere(['export', '--out', out, ...asked, ...data]));
  } else {
    const name = sample.replace('/', '-');
    const overrides = join(folder, `${name}.json`);
    writeFileSync(overrides, JSON.stringify(parameters));
    await succeeds(decompteHere(['simulate', name, '--parameters', overrides, ...asked, ...data]));
    await succeeds(decompteHere(['export', '--out', out, '--simulation', name, ...data]));
  }
  assertFilesOf(sample, out);
}

test('the hostile sample sets its bad rows aside by file, line and code, and refuses its bad files', async () => {
  const data = ['--data', join(folder, 'hostile')];
  const { status, stderr } = await decompte(['import', join(SAMPLES, 'hostile', 'facts'), ...data]);
  expect(status).toBe(2);
  const refused = parse(readFileSync(join(SAMPLES, 'hostile', 'expected', 'refused_files.csv')), { columns: true });
  for (const { file } of refused as unknown as { file: string }[])
    expect(stderr).toMatch(new RegExp(`Refusé : ${file}`));
  expect(stderr.match(/^Refusé : /gm)?.length).toBe(refused.length);
  const exported = join(folder, 'rejected.csv');
  await succeeds(decompte(['rejected', '--export', exported, ...data]));
  const rows = parse(readFileSync(exported), { columns: true }) as unknown as Record<string, string>[];
  const found = rows.map(({ file, line, code }) => `${file},${line},${code}`);
  const expected = readFileSync(join(SAMPLES, 'hostile', 'expected', 'rejected.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  expect(found).toStrictEqual(expected);
  for (const { message, row } of rows) {
    assert.ok(message !== undefined && message.length > 20, message);
    expect(`${message}${row ?? ''}`).not.toMatch(/185057800608491|1850578006084|285052A00608491/);
  }
});
