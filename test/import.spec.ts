/** Intake on the command line: no fact is recorded twice or lost, even when the import is interrupted. */
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { decompte, decompteHere } from '#test/support/command-line.ts';
import { rounds } from '#test/support/deep.ts';
import { killedAtCommit } from '#test/support/killed-at-commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { openLogAt, storePaths } from '#libs/runtime/stores.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { DEMO, writeExperiment } from '#libs/synthetic/experiment.ts';
import { systemClock } from '#test/support/system-clock.ts';

const FACTS = fileURLToPath(new URL('samples/tiny/facts', import.meta.url));
const HOSTILE = fileURLToPath(new URL('samples/hostile/facts', import.meta.url));
const folder = temporaryFolder();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Summary {
  readonly files: readonly {
    file: string;
    read: number;
    recorded: number;
    known: number;
    setAside: number;
    mended?: number;
    refused?: string;
  }[];
  readonly absent: readonly string[];
}

async function imported(
  facts: string,
  data: string,
  ...more: string[]
): Promise<{ status: number | null; summary: Summary }> {
  const { status, stdout } = await decompteHere(['import', facts, '--data', join(folder, data), '--json', ...more]);
  return { status, summary: JSON.parse(stdout) as Summary };
}

/** Everything recorded except the time and the run: order, ids and payloads. */
async function recorded(data: string): Promise<string[]> {
  const log = await openLogAt(storePaths(join(folder, data), {}), systemClock);
  const rows: string[] = [];
  for await (const batch of log.read({ after: 0 }))
    for (const { commit: _, ...event } of batch) rows.push(JSON.stringify(event));
  await log.close();
  return rows;
}

test('records nothing when the same folder is imported again', async () => {
  await imported(FACTS, 'again');
  const before = await recorded('again');
  const { status, summary } = await imported(FACTS, 'again');
  expect(status).toBe(0);
  expect(summary.files.every(({ read, known }) => read === known)).toBe(true);
  expect(await recorded('again')).toStrictEqual(before);
});

test('a table of a spreadsheet program is recognised as a repeat of the same canonical file, and says how it was read', async () => {
  const cases = fileURLToPath(new URL('cases/intake', import.meta.url));
  const canonical = join(folder, 'canonical-patients');
  mkdirSync(canonical);
  const table = 'patient_id,birth_date,sex,died_on,known_on\nP7,1950-02-28,M,,2020-01-01\n';
  writeFileSync(join(canonical, 'patients.csv'), table);
  await imported(canonical, 'excel');
  const excel = join(folder, 'excel-patients');
  mkdirSync(excel);
  cpSync(join(cases, 'excel-fr-patients.csv'), join(excel, 'patients.csv'));
  const { status, stdout, stderr } = await decompteHere(['import', excel, '--data', join(folder, 'excel'), '--json']);
  const [patients] = (JSON.parse(stdout) as Summary).files;
  expect([status, patients]).toMatchObject([0, { read: 1, recorded: 0, known: 1, setAside: 0 }]);
  expect(stderr).toMatch(/patients.csv, lu comme : séparateur ;, dates JJ\/MM\/AAAA, encodage UTF-8\./);
  expect((await recorded('excel')).at(-1)).toMatch(/FileRecorded.*DD\/MM\/YYYY/);
});

test('days with an unclear order are read once a person says that the day comes first', async () => {
  const ambiguous = join(folder, 'ambiguous');
  mkdirSync(ambiguous);
  const table = 'patient_id;birth_date;sex;died_on;known_on\nP7;02/03/1950;M;;01/01/2020\n';
  writeFileSync(join(ambiguous, 'patients.csv'), table);
  expect((await imported(ambiguous, 'ambiguous-data')).status).toBe(2);
  const { status, summary } = await imported(ambiguous, 'ambiguous-data', '--dates', 'JJ/MM/AAAA');
  expect([status, summary.files]).toMatchObject([0, [{ recorded: 1 }]]);
  expect((await recorded('ambiguous-data')).filter((row) => row.includes('1950-03-02'))).toHaveLength(1);
});

test('a text that begins like a formula is marked in a row to mend, and recorded without the mark', async () => {
  const [facts, out] = [join(folder, 'formula-facts'), join(folder, 'formula-to-mend')];
  mkdirSync(facts);
  const teams = 'team_id,from,name,scheme,option,scope,structure,finess,commune,known_on';
  writeFileSync(join(facts, 'teams.csv'), `${teams}\nT1,2020-01-01,T1,IPEP,,,MSP,010000008,01004,2020-01-01\n`);
  const labels = ['- reprise', "'- reprise", '+3 %', '=1'];
  const credits = labels.map((label) => `T1,2020-02-01,${label},x,2020-01-01`);
  writeFileSync(join(facts, 'credits.csv'), `team_id,due_on,label,amount_cents,known_on\n${credits.join('\n')}\n`);
  expect((await imported(facts, 'formula-data')).status).toBe(3);
  await decompteHere(['rejected', '--out', out, '--data', join(folder, 'formula-data')]);
  const toMend = readFileSync(join(out, 'credits.csv'), 'utf8');
  expect(toMend).toContain(";'- reprise;x;");
  writeFileSync(join(out, 'credits.csv'), toMend.replaceAll(';x;', ';500;'));
  const { summary } = await imported(out, 'formula-data');
  expect(summary.files).toMatchObject([{ recorded: 4, setAside: 0, mended: 4 }]);
  const found = (await recorded('formula-data')).flatMap((row) => /"label\\":\\"([^\\]+)\\"/.exec(row)?.[1] ?? []);
  expect(found).toStrictEqual(labels);
});

test('rows set aside are written to mend, and closed by the import that has them again or by a person', async () => {
  const data = ['--data', join(folder, 'to-mend-data')];
  const facts = join(folder, 'to-mend-facts');
  mkdirSync(facts);
  const patients = ['P1;28/02/1950;M;;01/01/2020', 'P2;31/02/1950;M;;01/01/2020', 'P3;28/02/1950;X;;01/01/2020;'];
  const header = 'patient_id;birth_date;sex;died_on;known_on';
  writeFileSync(join(facts, 'patients.csv'), `${[header, ...patients].join('\n')}\n`);
  const says = async (...args: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await decompteHere([...args, ...data]);
    return stdout + stderr;
  };
  expect(await says('import', facts)).toContain(`${FACT_KINDS.length - 1} des ${FACT_KINDS.length} fichiers de faits`);
  expect(await says('rejected')).toMatch(
    /^fichier +reçu le +ce qui ne va pas +lignes +première +code +numéro\npatients.csv +[\d/]+ +date +1 +\d+ +DATE +import-/,
  );
  const out = join(folder, 'to-mend');
  expect(await says('rejected', '--out', out)).toMatch(/2 lignes à corriger/);
  const toMend = readFileSync(join(out, 'patients.csv'), 'utf8');
  expect(toMend).toMatch(
    /^\uFEFFpatient_id;birth_date;sex;died_on;known_on;a_faire;reference\r\nP2;31\/02\/1950;M;;2020-01-01;/,
  );
  // An ambiguous day, in the form in which French Excel saves the corrected row; the other row is unchanged.
  writeFileSync(join(out, 'patients.csv'), toMend.replace('31/02/1950', '03/02/1950'));
  const { status, summary } = await imported(out, 'to-mend-data');
  expect([status, summary.files]).toMatchObject([3, [{ recorded: 1, setAside: 1, mended: 2 }]]);
  expect(await says('todo', '--no-stale')).toMatch(/Lignes mises de côté : 1\n/);
  // The old file reopens nothing, and changes nothing for the one that has its rows now.
  expect(await says('import', facts)).toMatch(/2 lignes mises de côté auparavant sont réglées depuis/);
  expect(await says('todo', '--no-stale')).toMatch(/Lignes mises de côté : 1\n/);
  // Matched by its key, from a file without any link to it.
  writeFileSync(
    join(facts, 'patients.csv'),
    'patient_id,birth_date,sex,died_on,known_on\nP3,1950-02-28,F,,2020-01-01\n',
  );
  await says('import', facts);
  expect(await says('rejected')).toMatch(/^Aucune ligne mise de côté/);

  writeFileSync(join(facts, 'patients.csv'), `${header}\nP4;28/02/1950;X;;01/01/2020\nP5;28/02/1950;Y;;01/01/2020\n`);
  await says('import', facts);
  const [id = ''] = /import-[0-9a-f]{16}/.exec(await says('rejected')) ?? [];
  expect(await says('dismiss', id, '--reason', 'lignes d’essai', '--as', 'Alice')).toMatch(
    /Classé sans suite par Alice/,
  );
  expect(await says('rejected')).toMatch(/^Aucune ligne mise de côté/);
  expect(await says('dismiss', id, '--reason', 'encore', '--as', 'Alice')).toMatch(
    /n’a aucune ligne de côté qui attende/,
  );
  expect(await says('dismiss', 'import-0', '--reason', 'encore', '--as', 'Alice')).toMatch(
    /aucun fichier n’est reçu sous/,
  );
});

test('a refused file stays a task until one of its name is read, or a person dismisses it', async () => {
  const data = ['--data', join(folder, 'refused-file')];
  const facts = join(folder, 'refused-facts');
  mkdirSync(facts);
  const todo = async (): Promise<string> => (await decompteHere(['todo', '--no-stale', ...data])).stdout;
  const bad = (text: string): Promise<unknown> => {
    writeFileSync(join(facts, 'patients.csv'), text);
    return decompteHere(['import', facts, ...data]);
  };
  await bad('patient;birth\n');
  expect(await todo()).toMatch(/Fichiers refusés.*: 1\n/);
  await bad('patient_id,birth_date,sex,died_on,known_on\nP3,1950-02-28,F,,2020-01-01\n');
  expect(await todo()).not.toMatch(/Fichiers refusés/);
});

test('records nothing when a folder with bad rows and files is imported again', async () => {
  await imported(HOSTILE, 'hostile-again');
  const before = await recorded('hostile-again');
  const { status } = await imported(HOSTILE, 'hostile-again');
  expect(status).toBe(2);
  expect(await recorded('hostile-again')).toStrictEqual(before);
});

test('a dry run gives the report of the import and records nothing', async () => {
  const dry = await imported(HOSTILE, 'dry', '--dry-run');
  const real = await imported(HOSTILE, 'dry');
  expect({ ...dry, summary: { ...dry.summary, effect: undefined } }).toStrictEqual({
    ...real,
    summary: { ...real.summary, effect: undefined },
  });
  const again = await imported(HOSTILE, 'dry', '--dry-run');
  expect(again.summary.files.every(({ recorded: count }) => count === 0)).toBe(true);
});

test('a trial says which rows are bad, by their fault, and shows no data of a patient', async () => {
  const bad = join(folder, 'bad-patients');
  mkdirSync(bad);
  const rows = ['P1,31/02/1950x,M,,2020-01-01', 'P2,1951-02-03,M,1940-01-01,2020-01-01', 'P3,,F,,2020-01-01'];
  writeFileSync(join(bad, 'patients.csv'), `patient_id,birth_date,sex,died_on,known_on\n${rows.join('\n')}\n`);
  writeFileSync(join(bad, 'declarations.csv'), 'patient_id,rpps,declared_on,known_on\nP1,,2020-01-01,2020-01-01\n');
  const others = Array.from({ length: 12 }, (_, i) => `lisez-moi-${10 + i}.txt`);
  for (const name of ['Acts (1).csv', 'teams.xlsx', ...others]) writeFileSync(join(bad, name), 'x');
  const { status, stderr } = await decompteHere([
    'import',
    bad,
    '--dry-run',
    '--data',
    join(folder, 'bad-patients-data'),
  ]);
  expect(status).toBe(3);
  expect(stderr).toContain('patients.csv, 1 ligne (la 2) : birth_date n’est pas un jour du calendrier');
  expect(stderr).toContain('patients.csv, 1 ligne (la 3) : died_on est avant la naissance ;');
  expect(stderr).toContain('Ces lignes seraient mises de côté : corrigez-les dans vos fichiers');
  expect(stderr).not.toMatch(/1950|1951|1940|P\d|rejected/);
  expect(stderr).toMatch(
    /declarations\.csv, ligne 2 : 1 ligne est de 1 patient qu’aucune bonne ligne de patients ne décrit/,
  );
  expect(stderr).toMatch(/Attention : Acts \(1\)\.csv n’est pas lu, car il devrait se nommer acts\.csv/);
  expect(stderr).toMatch(/Attention : teams\.xlsx est un classeur de tableur .* et nommez-le teams\.csv\.\n/);
  expect(stderr).toMatch(
    /Ignorés, car ce ne sont pas des fichiers de faits : (?:lisez-moi-1\d\.txt,? ){10}et 2 autres\./,
  );
});

test('an import that a person stops names the recorded rows and the next command, and continues from there', async () => {
  const data = ['--data', join(folder, 'stopped-data')];
  const before = process.listenerCount('SIGINT');
  const running = decompteHere(['import', FACTS, ...data]);
  while (process.listenerCount('SIGINT') === before) await setImmediate();
  process.emit('SIGINT');
  const { status, stderr } = await running;
  expect(status).toBe(130);
  expect(stderr).toMatch(
    /Arrêt demandé.*\n[^]*Import arrêté pendant .*, qui le restent\. Pour continuer : la même commande/,
  );
  expect(process.listenerCount('SIGINT')).toBe(before);
  expect((await imported(FACTS, 'stopped-data')).summary.files.every(({ refused }) => refused === undefined)).toBe(
    true,
  );
});

test('an import killed just before or after a commit and repeated ends like one clean run', async () => {
  const facts = join(folder, 'experiment');
  await writeExperiment(facts, {
    seed: 5,
    scale: { ...DEMO, pepsPatients: 600, primordialPatients: 200, ipepPatients: 600 },
  });
  await imported(facts, 'clean');
  const clean = await recorded('clean');
  // At the first commits, between those of one large file, and at the last.
  const kills = [
    [0.1, 'BEFORE'],
    [0.8, 'AFTER'],
    [1, 'BEFORE'],
    [0.3, 'AFTER'],
    [0.5, 'BEFORE'],
  ] as const;
  for (const [share, when] of kills.slice(0, rounds(3, kills.length))) {
    const data = `killed-${share}`;
    const { status } = await decompte(['import', facts, '--data', join(folder, data)], {
      env: killedAtCommit(share * clean.length, when),
    });
    expect([share, status]).toStrictEqual([share, null]);
    const finished = await imported(facts, data);
    assert.equal(finished.status, 0, `after a first run that was killed at ${share}`);
    assert.ok(isDeepStrictEqual(await recorded(data), clean), `differs after a first run that was killed at ${share}`);
  }
});

test('refuses a file that is missing, differs from the manifest or is short, and records the others', async () => {
  const facts = join(folder, 'manifest');
  cpSync(FACTS, facts, { recursive: true });
  const digest = (name: string): string => hash('sha256', readFileSync(join(facts, name)), 'hex');
  const rows = (name: string): number => readFileSync(join(facts, name), 'utf8').trim().split('\n').length - 1;
  writeFileSync(
    join(facts, 'manifest.csv'),
    `file,rows,sha256\nteams.csv,${rows('teams.csv')},${digest('teams.csv')}\nphases.csv,5,${digest('phases.csv')}\n` +
      `members.csv,${rows('members.csv')},${'0'.repeat(64)}\nquality.csv,1,${digest('quality.csv')}\n`,
  );
  rmSync(join(facts, 'quality.csv'));
  const { status, summary } = await imported(facts, 'manifest-data');
  expect(status).toBe(2);
  const refused = summary.files.filter((file) => file.refused !== undefined).map(({ file }) => file);
  expect(refused).toStrictEqual(['phases.csv', 'members.csv', 'quality.csv']);
  expect(summary.files.find(({ file }) => file === 'teams.csv')?.recorded ?? 0).toBeGreaterThan(0);
  expect(summary.absent).toStrictEqual(['quality.csv']);
});

test('records corrected rows, and a row whose team arrived later', async () => {
  const facts = join(folder, 'mended');
  mkdirSync(facts);
  writeFileSync(join(facts, 'phases.csv'), 'team_id,phase,from,known_on\nT1,SETUP,2020-01-01,2020-01-01\n');
  expect((await imported(facts, 'mended-data')).status).toBe(3);
  const teams = 'team_id,from,name,scheme,option,scope,structure,finess,commune,known_on\n';
  writeFileSync(join(facts, 'teams.csv'), `${teams}T1,2020-01-01,Maison,PEPS,ALL,GP,MSP,010780054,01283,2020-01-01\n`);
  const { status, summary } = await imported(facts, 'mended-data');
  expect(status).toBe(0);
  expect(summary.files.map(({ recorded: count }) => count)).toStrictEqual([1, 1]);
  const { stdout } = await decompteHere(['rejected', '--json', '--data', join(folder, 'mended-data')]);
  expect(JSON.parse(stdout)).toStrictEqual([]);
});

test('the row that came last holds, even when it looks like an older one', async () => {
  const facts = join(folder, 'versions');
  mkdirSync(facts);
  const teams = 'team_id,from,name,scheme,option,scope,structure,finess,commune,known_on\n';
  writeFileSync(join(facts, 'teams.csv'), `${teams}T1,2020-01-01,Maison,PEPS,ALL,GP,MSP,010780054,01283,2020-01-01\n`);
  writeFileSync(join(facts, 'phases.csv'), 'team_id,phase,from,known_on\nT1,SETUP,2021-01-01,2020-01-01\n');
  const credits = ['100', '200', '0100'].map((cents) => `T1,2021-02-01,a,${cents},2020-01-01`);
  writeFileSync(join(facts, 'credits.csv'), `team_id,due_on,label,amount_cents,known_on\n${credits.join('\n')}\n`);
  const data = ['--data', join(folder, 'versions-data')];
  await decompteHere(['import', facts, ...data]);
  await decompteHere(['calculate', '--from', '2021-Q1', '--to', '2021-Q1', '--known-on', '2021-01-01', ...data]);
  const { stdout } = await decompteHere(['show', 'T1', '2021-Q1', ...data]);
  expect(stdout).toMatch(/Total +1,00 €/);
});

test('rebuilds a read store that belongs to another log or to a restored one', async () => {
  const [a, b] = ['log-a', 'log-b'].map((name) => join(folder, name, 'events.db'));
  const read = { READ_STORE_URL: `sqlite:${join(folder, 'shared-read')}` };
  const boundaries = fileURLToPath(new URL('samples/boundaries/facts', import.meta.url));
  const asked = ['calculate', '--from', '2021-Q1', '--to', '2021-Q4', '--known-on', '2026-09-30', '--json'];
  const totals = [];
  for (const [log, facts] of [
    [a, FACTS],
    [b, boundaries],
  ] as const) {
    const env = { ...read, EVENT_STORE_URL: `sqlite:${log ?? ''}` };
    await decompteHere(['import', facts], { env });
    totals.push((JSON.parse((await decompteHere(asked, { env })).stdout) as { statements: number }).statements);
  }
  expect(totals).toStrictEqual([5, 26]);
});

test('refuses an unreadable file and records the others', async () => {
  const facts = join(folder, 'unreadable');
  cpSync(FACTS, facts, { recursive: true });
  rmSync(join(facts, 'credits.csv'));
  mkdirSync(join(facts, 'credits.csv'));
  const { status, summary } = await imported(facts, 'unreadable-data');
  expect(status).toBe(2);
  expect(summary.files.filter(({ refused }) => refused !== undefined).map(({ file }) => file)).toStrictEqual([
    'credits.csv',
  ]);
});

test('names the process that holds the log', async () => {
  const data = join(folder, 'held');
  mkdirSync(data);
  const log = new SqliteEventStore(join(data, 'events.db'));
  const lease = await log.acquireLease(
    'intake',
    { host: hostname(), pid: process.pid, isAlive: () => true },
    Date.now(),
  );
  const held = await decompte(['import', FACTS, '--data', data]);
  expect(held.status).toBe(1);
  expect(held.stderr).toMatch(new RegExp(`un autre enregistrement est en cours \\(processus ${process.pid} `));
  await log.releaseLease(lease);
  await log.close();
  expect((await decompte(['import', FACTS, '--data', data])).status).toBe(0);
});

test('refuses bad command lines and folders with status 2 and a French sentence', async () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  appendFileSync(join(empty, 'notes.txt'), 'rien');
  for (const [args, said] of [
    [['import'], /il manque un argument/],
    [['import', join(folder, 'nowhere')], /ne peut pas être lu \(il n’y est pas\)/],
    [['import', empty], /ne contient aucun fichier de faits/],
    [['calculate', '--from', '2020', '--to', '2020-Q4'], /--from vaut « 2020 »/],
    [['calculate', '--from', '2021-Q1', '--to', '2020-Q4'], /est après/],
    [['calculate', '--from', '2020-Q1', '--to', '2020-Q4', '--known-on', '2020-02-30'], /--known-on vaut/],
    [['calculate', '--from', '2020-Q1'], /il manque une option obligatoire/],
    [['calcul'], /commande inconnue/],
    [['show', 'PEPS-01', '2021-Q5'], /n’est pas une période/],
    [['show', 'PEPS-01', '2021-Q1', '--data', join(folder, 'nowhere')], /il n’y a pas de journal/],
    [['rejected', '--colour'], /option inconnue/],
    [['show', 'PEPS-01', '2021-T1', '2021-T2'], /trop d’arguments pour « show » : il en faut 2, vous en donnez 3/],
    [['rejected', '--export'], /il manque une valeur à l’option « --export <fichier> » ; .* rejected --export FICHIER/],
    // A variable of the shell that is empty: the next option is not its value.
    [
      ['payment', 'confirm', 'exception:C1', '--code', '--as', 'Emma'],
      /il manque une valeur à l’option « --code <code> » ; .* payment confirm PROPOSITION --code CODE --as NOM ;/,
    ],
    [['payment', 'confirm', 'exception:C1', '--code', 'a1', '--as'], /à l’option « --as <nom> » ; .* --as NOM ;/],
    [['projections', 'rebuild', 'nothing', '--data', join(folder, 'again')], /il n’y a pas de projection/],
    [
      ['calculate', '--from', '2020-Q1', '--to', '2020-Q4', '--team', 'NO-1', '--data', join(folder, 'again')],
      /aucune équipe NO-1/,
    ],
    [
      ['export', '--out', join(folder, 'x'), '--simulation', 'none', '--data', join(folder, 'again')],
      /pas de simulation/,
    ],
  ] as const) {
    const { status, stderr } = await decompteHere([...args]);
    assert.equal(status, 2, `${args.join(' ')}: ${stderr}`);
    expect(stderr).toMatch(said);
  }
  const { status, stderr } = await decompteHere(['show', 'PEPS-01', '2021-Q1'], {
    env: { EVENT_STORE_URL: 'mongodb://x' },
  });
  expect([status, stderr.includes('sqlite:CHEMIN')]).toStrictEqual([2, true]);
  const notFolder = /^Refusé : READ_STORE_URL : .*notes\.txt n’est pas un dossier/;
  for (const [of, path, said] of [
    ['other', join(empty, 'notes.txt'), notFolder],
    // The folder of the log has a name that begins like the other one, but is not in it.
    [join('empty', 'notes.txt-log'), join(empty, 'notes.txt'), notFolder],
    ['other', '/proc/none', /^Refusé : READ_STORE_URL : \/proc\/none ne peut pas servir \(il n’y est pas\)/],
  ] as const) {
    const env = { EVENT_STORE_URL: `sqlite:${join(folder, of, 'events.db')}`, READ_STORE_URL: `sqlite:${path}` };
    const refused = await decompteHere(['import', FACTS], { env });
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringMatching(said) });
  }
});
