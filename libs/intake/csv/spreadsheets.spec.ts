/**
 * Files that spreadsheet programs in France write: each is read like the canonical file of the same table, so that its facts have the same
 * ids, or it is refused, or its rows are set aside, with the fault and the remedy.
 */
import assert from 'node:assert/strict';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { toEvent } from '#libs/facts/fact-event.ts';
import { canonicalFields } from '#libs/intake/csv/canonical-fields.ts';
import { checkFile, dataRows } from '#libs/intake/csv/fact-csv.ts';
import { type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import { RefusedFile } from '#libs/intake/refusals.ts';
import { rowCheck } from '#libs/intake/row-check.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';
import { FACT_TEMPLATES, templateCsv } from '#libs/words/texts/fact-templates.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';

const CASES = fileURLToPath(new URL('../../../test/cases/intake', import.meta.url));
const FROM_SPREADSHEETS = globSync('*/*.csv', { cwd: join(CASES, 'spreadsheets') }).sort();
const CONTEXT = {
  regulation: loadRegulation(shippedRegulation()),
  schemes: new Map([
    ['PEPS-90', 'PEPS'],
    ['PEPS-91', 'PEPS'],
    ['T1', 'PEPS'],
    ['PEPS-01', 'PEPS'],
    ['IPEP-01', 'IPEP'],
  ]),
};
const folder = mkdtempSync(join(tmpdir(), 'spreadsheets-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The result of a file: its dialect, the ids of its facts, and the sentences about its bad rows; or the reason of its refusal. */
interface Outcome {
  readonly readAs: string;
  readonly ids: readonly string[];
  readonly aside: readonly string[];
}

async function outcome(path: string, name: FactName, isDayFirst = false): Promise<Outcome | string> {
  const kind = factKindOf(name);
  try {
    const checked = await checkFile(path, kind, { isDayFirst });
    const canonical = canonicalFields(kind, checked.dialect);
    const [check, event] = [rowCheck(kind, CONTEXT), toEvent(kind)];
    const ids: string[] = [];
    const aside: string[] = [];
    for await (const rows of dataRows(checked))
      for (const { fields: written } of rows) {
        const ordered = checked.places.map((place) => written[place] ?? '');
        const fields = canonical?.(ordered) ?? ordered;
        const faults = check(fields);
        if (faults.length === 0) ids.push(event(fields).event.id);
        else aside.push(INTAKE_WORDS.ofFaults(faults));
      }
    return { readAs: INTAKE_WORDS.ofDialect(checked.dialect), ids, aside };
  } catch (error) {
    assert.ok(error instanceof RefusedFile, String(error));
    return INTAKE_WORDS.ofRefusal(error.refusal, 0);
  }
}

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const CANONICAL: Partial<Record<FactName, string>> = {
  patients: `patient_id,birth_date,sex,died_on,known_on
P7,1950-02-28,M,,2020-01-01
P8,1961-12-31,F,2021-03-04,2021-04-02
P9,2012-01-05,F,,2021-04-02
`,
  teams: `team_id,from,name,scheme,option,scope,structure,finess,commune,known_on
PEPS-90,2020-01-01,"Maison de santé « L’Été », bâtiment B",PEPS,ALL,GP,MSP,010780054,01283,2020-01-01
PEPS-91,2020-01-31,"Pôle ""Cœur de forêt""; Ajaccio",PEPS,ALL,GP,CDS,2A0000154,2A004,2020-02-15
`,
  thresholds: `indicator,year,intermediate,target,known_on
FLU65,2021,48,62.5,2022-05-15
BENZO,2021,18.25,11,2022-05-15
`,
  communes: `commune,name,year,poverty_rate,known_on
2A004,Ajaccio,2021,16.2,2021-09-30
01059,Brénaz,2021,,2021-09-30
44109,Nantes,2021,17.9,2021-09-30
`,
  acts: `act_id,patient_id,executant_rpps,profession,act_code,quantity,care_on,base_cents,paid_cents,qualifier,reverses,known_on
A1,P7,10000001916,GP,1110,1,2021-01-05,2500,1750,,,2021-01-20
A2,P8,10000001916,GP,1110,1,2021-02-25,2500,1750,,,2021-03-20
`,
  credits: `team_id,due_on,label,amount_cents,known_on
PEPS-90,2020-02-28,amorçage : 1re année,100000,2020-01-01
PEPS-91,2020-03-31,amorçage,-50000,2020-01-01
`,
};

async function canonicalIds(name: FactName): Promise<readonly string[]> {
  const found = await outcome(written(`canonical-${name}.csv`, CANONICAL[name] ?? ''), name);
  assert.ok(typeof found === 'object');
  assert.deepEqual([found.aside, found.readAs], [[], 'séparateur ,, dates AAAA-MM-JJ, encodage UTF-8']);
  return found.ids;
}

/** Files that differ from the canonical one: refused, or with rows set aside. */
const OTHERWISE: Readonly<Record<string, RegExp>> = {
  'utf8/patients-short-years.csv': /^ligne 2 : les années n’ont que deux chiffres.*JJ\/MM\/AAAA/,
  'utf8/patients-american.csv': /^ligne 2 : les dates ont le mois avant le jour/,
  'utf8/patients-ambiguous.csv':
    /^ligne 2 : la date « 03\/02\/… » peut être le 3.février ou le 2.mars, et aucune autre/,
  'utf8/patients-as-numbers.csv':
    /« 18322 » est un jour que le tableur a écrit comme un nombre \(le 1950-02-28.*format Date/,
  'utf8/patients-rounded.csv': /un identifiant que le tableur a pris pour un nombre et arrondi.*format Texte/,
  'utf8/teams-zeros-lost.csv': /FINESS dont le tableur a ôté le zéro.*code INSEE dont le tableur a ôté le zéro/,
  'utf8/acts-euros.csv': /« 25,5 » n’est pas un nombre entier.*centimes/,
  'macintosh/teams.csv': /^ligne 2 : le texte n’est pas en UTF-8, ni tout entier en Windows-1252/,
  'latin-9/teams.csv': /^ligne 3 : le texte n’est pas en UTF-8, ni tout entier en Windows-1252/,
  'utf16/patients.csv': /^le fichier est en UTF-16.*« CSV UTF-8 »/,
};
/** The same table with other rows. */
const OF_OTHER_ROWS = ['utf8/patients-same-day-and-month.csv'];

for (const file of FROM_SPREADSHEETS)
  test(`${file} is read as the canonical file of its table, or says what happened`, async () => {
    const [name = ''] = file.split('/')[1]?.split(/[-.]/) ?? [];
    const found = await outcome(join(CASES, 'spreadsheets', file), name as FactName);
    const otherwise = OTHERWISE[file];
    if (otherwise !== undefined) {
      expect(typeof found === 'string' ? found : found.aside.join(' ')).toMatch(otherwise);
      return;
    }
    assert.ok(typeof found === 'object', typeof found === 'string' ? found : '');
    expect(found.aside).toStrictEqual([]);
    if (!OF_OTHER_ROWS.includes(file)) expect(found.ids).toStrictEqual(await canonicalIds(name as FactName));
  });

test('the dialect of a file is reported before its rows are recorded', async () => {
  const readAs = async (file: string, name: FactName): Promise<string> => {
    const found = await outcome(join(CASES, file), name);
    return typeof found === 'string' ? found : found.readAs;
  };
  expect(await readAs('excel-fr-patients.csv', 'patients')).toBe('séparateur ;, dates JJ/MM/AAAA, encodage UTF-8');
  expect(await readAs('cr-only-patients.csv', 'patients')).toBe(
    'séparateur ,, dates AAAA-MM-JJ, encodage UTF-8, fins de ligne CR',
  );
  expect(await readAs('spreadsheets/windows-1252/teams.csv', 'teams')).toBe(
    'séparateur ;, dates JJ/MM/AAAA, encodage Windows-1252',
  );
  expect(await readAs('spreadsheets/comma/thresholds.csv', 'thresholds')).toBe(
    'séparateur ,, dates JJ/MM/AAAA, virgule décimale, encodage UTF-8',
  );
  expect(await readAs('spreadsheets/tab/teams.csv', 'teams')).toBe(
    'séparateur tabulation, dates JJ/MM/AAAA, encodage UTF-8',
  );
});

test('a person says that the day comes first if a file does not show it', async () => {
  const found = await outcome(join(CASES, 'spreadsheets/utf8/patients-ambiguous.csv'), 'patients', true);
  assert.ok(typeof found === 'object');
  expect(found.aside).toStrictEqual([]);
  expect(found.readAs).toBe('séparateur ;, dates JJ/MM/AAAA, encodage UTF-8');
});

for (const template of FACT_TEMPLATES)
  test(`the template of ${template.file} is read, and its example is a good row`, async () => {
    const path = written(template.file, templateCsv(template, true));
    const found = await outcome(path, template.file.replace('.csv', '') as FactName);
    expect(found).toMatchObject({ readAs: 'séparateur ;, dates AAAA-MM-JJ, encodage UTF-8', aside: [] });
    expect(template.columns.every(({ holds }) => holds.length > 3)).toBe(true);
  });

const HEADER = 'patient_id;birth_date;sex;died_on;known_on';

test('a file in which some days have the day first and others the month has two readings', async () => {
  const path = written('patients.csv', `${HEADER}\nP1;28/02/1950;M;;01/01/2020\nP2;02/28/1950;M;;01/01/2020\n`);
  expect(await outcome(path, 'patients')).toMatch(
    /le jour vient avant le mois ligne 2, et le mois avant le jour ligne 3/,
  );
});

test('a day that no calendar has is set aside in its file', async () => {
  const path = written('patients.csv', `${HEADER}\nP1;28/02/1950;M;;01/01/2020\nP2;31/02/1950;M;;01/01/2020\n`);
  const found = await outcome(path, 'patients');
  assert.ok(typeof found === 'object');
  expect(found.aside).toStrictEqual([expect.stringMatching(/« 31\/02\/1950 » n’est pas un jour du calendrier/)]);
});

test('a few days with slashes in a file of canonical days are set aside', async () => {
  const rows = Array.from({ length: 10 }, (_, i) => `P${i},1950-02-28,M,,2020-01-01`).join('\n');
  const header = HEADER.replaceAll(';', ',');
  const found = await outcome(
    written('patients.csv', `${header}\n${rows}\nP99,28/02/1950,M,,2020-01-01\n`),
    'patients',
  );
  assert.ok(typeof found === 'object');
  expect(found.readAs).toBe('séparateur ,, dates AAAA-MM-JJ, encodage UTF-8');
  expect(found.aside).toHaveLength(1);
});

test('the line sep=; of Excel is no row, and lines keep their numbers', async () => {
  const path = written(
    'patients.csv',
    `sep=;\r\n${HEADER}\r\nP1;28/02/1950;M;;01/01/2020\r\n;;;;\r\nP2;x;M;;01/01/2020`,
  );
  const lines: number[] = [];
  for await (const rows of dataRows(await checkFile(path, factKindOf('patients'))))
    lines.push(...rows.map(({ line }) => line));
  expect(lines).toStrictEqual([3, 5]);
});

test('takes a header in capitals, with spaces or in quotes', async () => {
  const row = 'P1;28/02/1950;M;;01/01/2020\r\n';
  for (const header of [HEADER.toUpperCase(), 'Patient id;"Birth date";Sex;Died on;Known  on'])
    expect(await outcome(written('patients.csv', `${header}\r\n${row}`), 'patients')).toMatchObject({ aside: [] });
});

test('names the place of a null byte, and the blank before a value', async () => {
  const row = 'P1;28/02/1950;M;;01/01/2020\r\n';
  expect(await outcome(written('patients.csv', `${HEADER}\r\n${row}\0`), 'patients')).toMatch(
    /^ligne 3, au caractère 1 : un octet nul/,
  );
  const spaced = await outcome(written('patients.csv', `${HEADER}\r\n${row.replace('M', ' M')}`), 'patients');
  expect(spaced).toMatchObject({ aside: [expect.stringMatching(/il y a un espace avant ou après : ôtez-le\.$/)] });
});

test('a workbook under the name of a CSV file is recognised', async () => {
  const path = written('patients.csv', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]));
  expect(await outcome(path, 'patients')).toMatch(/^c’est un classeur de tableur, pas un CSV/);
});

test('UTF-16 is recognised without a byte order mark too', async () => {
  const path = written('patients.csv', Buffer.from(HEADER, 'utf16le'));
  expect(await outcome(path, 'patients')).toMatch(/UTF-16/);
});

test('UTF-8 and Windows-1252 in one file have two readings', async () => {
  const header = 'team_id;due_on;label;amount_cents;known_on\n';
  const mixed = Buffer.concat([
    Buffer.from(`${header}T1;28/02/2020;é;1;01/01/2020\nT1;28/02/2020;`),
    Buffer.from([0xe9]),
    Buffer.from(';1;01/01/2020\n'),
  ]);
  expect(await outcome(written('credits.csv', mixed), 'credits')).toMatch(/^ligne 3 : le texte n’est pas en UTF-8/);
});

test('a refusal quotes no part of a row', async () => {
  for (const content of [
    `${HEADER}\nSECRET1;"a"b;M;;01/01/2020\n`,
    `${HEADER}\nSECRET2;a"b;M;;01/01/2020\n`,
    `${HEADER}\nSECRET3;"ab;M;;01/01/2020\n`,
    `${HEADER}\nSECRET4;03/04/1950;M;;01/01/2020\n`,
    `SECRET5;28/02/1950;M;;01/01/2020\n`,
  ]) {
    const refused = await outcome(written('patients.csv', content), 'patients');
    assert.ok(typeof refused === 'string');
    expect(refused).not.toMatch(/SECRET|1950/);
  }
});
