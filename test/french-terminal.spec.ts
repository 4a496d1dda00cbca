/** Texts at the terminal are French: days, quarters and words, in every list; programs have --json and --raw. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decompteHere } from '#test/support/command-line.ts';
import { paidExperiment } from '#test/support/paid-service.ts';
import { SHIPPED, shippedWithout } from '#test/support/shipped.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { notFrench } from '#test/support/french-sentences.ts';

let data: string;
beforeAll(async () => {
  data = await paidExperiment();
});
afterAll(() => {
  rmSync(data, { recursive: true, force: true });
});

/** Codes of programs that are our own words, or names, and that people read unchanged. */
const WORDS = /^(?:DCPT[0-9A-F]+|FR\d+|AGRIFRPP|IBAN|PEPS|PRIMORDIAL|IPEP|FISS|ALD|RPPS|FINESS)$/;
/** Names of streams, of events of the log and of a journal: people type them unchanged. */
const NAMES = /\b(?:statement|team|patient|payee|debtor|import|simulation)-[\w.-]+/g;

/** The unknown words in capitals, the words of a line that are not French, and those with the apostrophe of a typewriter. */
function foreignIn(line: string): readonly string[] {
  const said = line.replaceAll(NAMES, '').replaceAll(/decompte [^;)\n]*|«[^»]*»/g, '');
  const codes = (said.match(/(?<![\w-])[A-Z]{4,}(?:_[A-Z]+)*(?![\w-])/g) ?? []).filter((word) => !WORDS.test(word));
  const days = said.match(/\b\d{4}-(?:\d\d-\d\d|Q[1-4])\b/g) ?? [];
  const apostrophes = said.match(/\p{L}+'\p{L}+/gu) ?? [];
  return [...notFrench(said), ...days, ...codes, ...apostrophes];
}

const LISTS = [
  ...['todo --no-stale', 'teams', 'show PEPS-01 2022-T1', 'show IPEP-01 2021', 'explain PEPS-01 2022-T1'],
  ...['history statement PEPS-01 2022-T1', 'variance --period 2022-T1', 'variance --period 2021'],
  ...['regularisations --from 2021-T1 --to 2022-T4', 'replay --from 2021-T1 --to 2022-T4', 'compare PEPS-01'],
  ...['quality', 'quality PEPS-01', 'monitoring', 'accruals --year 2021', 'payment list', 'payment show R1'],
  ...['payee show PEPS-01', 'envelope show FISS', 'imports', 'rejected', 'regulation show', 'duplicates'],
  ...['simulate essai --from 2021-T1 --to 2021-T4 --by période', 'simulations', 'close-out show PEPS-01'],
  ...['audit duties', 'audit decisions', 'audit exceptions', 'audit access', 'audit late-facts --days 400'],
  ...['audit extract versements', 'trimestre 2022-T1', 'submit --period 2022-T2 --as Zoé', 'history ledger FISS'],
];

test.each(LISTS)('%s', async (line) => {
  const { stdout, stderr } = await decompteHere([...line.split(' '), '--data', data]);
  expect(stderr).not.toMatch(/commande inconnue|il manque|rien n’est remplacé/);
  expect(`${stdout}${stderr}`.split('\n').flatMap(foreignIn)).toStrictEqual([]);
});

test.each([
  ['simulations essai --by semaine', 'total, expérimentation, équipe, période ou profil'],
  ['payment exception propose E1 --kind autre --reason essai --as Zoé', 'dépassement, compte, échéance ou fin'],
  [
    'payment type P1 --outcome parti --on 01/02/2022 --amount 100 --reason essai --as Zoé',
    'payé, rejeté, revenu, à-la-banque ou payé-deux-fois',
  ],
  ['candidate propose C1 --decision attendre --reason essai --as Zoé', 'accepter ou écarter'],
  ['audit extract tout', 'versements, décisions ou événements'],
])('%s is refused with the words to choose from, in French', async (line, words) => {
  const { status, stderr } = await decompteHere([...line.split(' '), '--data', data]);
  expect(status).toBe(2);
  expect(stderr).toContain(`» ; c’est ${words}`);
});

test('a history of facts has its days, columns and codes in French', async () => {
  const { stdout } = await decompteHere(['history', 'team', 'PEPS-01', '--data', data]);
  expect(stdout).not.toMatch(/\d{4}-\d\d-\d\d|\d{4}-Q\d/);
  expect(stdout).toMatch(/phase : forfait · premier jour : 01\/01\/2021/);
  expect(stdout.split('\n').flatMap(foreignIn)).toStrictEqual([]);
  expect(stdout).toMatch(/membre 10000002757 \(médecin généraliste\) du 01\/01\/2020 sans fin/);
});

test('a history of the ledger names accounts in French', async () => {
  const { stdout } = await decompteHere(['history', 'ledger', 'FISS', '--data', data]);
  expect(stdout).toMatch(/au débit du compte coût \(PEPS-01\), au crédit du compte à payer \(PEPS-01\)/);
  expect(stdout).not.toMatch(/\b(?:charges|due|released|executed|to-recover|demanded|repaid|between):/);
});

test('a version to publish shows the amounts of its grids by profile, in euros', async () => {
  const folder = temporaryFolder();
  const [parameters, grids] = [join(folder, 'parameters.json'), join(folder, 'grids.csv')];
  mkdirSync(folder, { recursive: true });
  const changed = SHIPPED.parameters.replace(/"version": "[^"]+"/, '"version": "2031-01"');
  writeFileSync(parameters, changed.replace(/("fidelisation_floor": [^]*?"value": )"0"/, '$1"1/20"'));
  writeFileSync(grids, SHIPPED.grids.replace('GP-2021,0-6,F,1,1,23130', 'GP-2021,0-6,F,1,1,23131'));
  const asked = ['--data', data];
  const proposed = ['regulation', 'propose', '--parameters', parameters, '--grids', grids, '--as', 'Alice', ...asked];
  expect(await decompteHere(proposed)).toMatchObject({ status: 0 });
  const { stdout } = await decompteHere(['regulation', 'show', ...asked]);
  expect(stdout).toContain('grille GP-2021, 0-6 ans, femmes, ALD, C2S : 231,30 € → 231,31 €');
  expect(stdout).toMatch(
    /\.fidelisation_floor\.values\[\S+\]\.value \(Taux de fidélisation au moins retenu\) : 0 → 1\/20/,
  );
});

test('quarters to compare in the wrong order are refused as in every range', async () => {
  const line = ['compare', 'PEPS-01', '--from', '2022-T1', '--to', '2021-T1', '--data', data];
  const { status, stderr } = await decompteHere(line);
  expect([status, stderr]).toStrictEqual([2, 'Refusé : --from 2022-T1 est après --to 2021-T1 ; inversez-les.\n']);
});

test('--version names the program, its rules and the regulation that it ships', async () => {
  const { status, stdout } = await decompteHere(['--version']);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^decompte \d+\.\d+\.\d+\nRègles : version 2\.\nRéglementation livrée : version \S+ \(empreinte [0-9a-f]{16}\)\.$/m,
  );
});

test('a mistyped command or team is answered with the nearest one, and a far one with none', async () => {
  const told = async (...line: string[]) => (await decompteHere([...line, '--data', data])).stderr;
  expect(await told('tood')).toContain('vouliez-vous dire todo ?');
  expect(await told('foo')).not.toContain('vouliez-vous dire');
  expect(await told('show', 'pesp-01', '2021-T1')).toContain('aucune équipe pesp-01 ; vouliez-vous dire PEPS-01 ?');
  expect(await told('show', 'PEPS-99', '2021-T1')).toContain('aucune équipe PEPS-99 ; decompte teams PEPS-99');
});

test.each([
  ['motinconnu', '--help'],
  ['-h', 'motinconnu'],
  ['motinconnu', 'show', '--help'],
  ['payment', 'motinconnu', '--help'],
  ['--data', 'show', 'motinconnu', '--version'],
])('an unknown command is refused also beside a request for help: %s', async (...line) => {
  const { status, stdout, stderr } = await decompteHere(line);
  expect([status, stdout, stderr]).toStrictEqual([2, '', expect.stringContaining('commande inconnue « motinconnu »')]);
  expect(stderr).toContain(line[0] === 'payment' ? 'decompte payment --help' : 'decompte --help');
});

test('the help of a command is shown wherever its options stand', async () => {
  for (const line of ['show --help', '--help show', '--data show payment list -h', '--help'])
    expect(await decompteHere(line.split(' '))).toMatchObject({ status: 0, stderr: '' });
});

test('checking a version refuses other content under a published name, where there is a log', async () => {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const grids = join(folder, 'grids.csv');
  writeFileSync(grids, SHIPPED.grids.replace('GP-2021,0-6,F,1,1,23130', 'GP-2021,0-6,F,1,1,23131'));
  const check = ['regulation', 'check', '--grids', grids];
  const besideLog = await decompteHere([...check, '--data', data]);
  expect([besideLog.status, besideLog.stderr]).toStrictEqual([2, expect.stringContaining('déjà publiée')]);
  expect(await decompteHere([...check, '--data', folder])).toMatchObject({ status: 0 });
  expect(await decompteHere(['regulation', 'check', '--data', data])).toMatchObject({ status: 0 });
});

test('a version without a scheme that has teams says what that stops, to who proposes it and to who publishes it', async () => {
  const file = join(temporaryFolder(), 'parameters.json');
  writeFileSync(file, shippedWithout('PRIMORDIAL', '2032-01').parameters);
  const asked = ['--data', data];
  const says = 'Attention : PRIMORDIAL n’y est plus : tant qu’une équipe en est, rien ne se calcule plus';
  const proposed = await decompteHere(['regulation', 'propose', '--parameters', file, '--as', 'Alice', ...asked]);
  expect([proposed.status, proposed.stderr]).toStrictEqual([0, expect.stringContaining(says)]);
  const { stdout } = await decompteHere(['regulation', 'show', ...asked]);
  expect(stdout).toContain(says);
  const code = /Code : (\S+)/.exec(stdout)?.[1] ?? '';
  expect(await decompteHere(['regulation', 'publish', '--code', code, '--as', 'Bruno', ...asked])).toMatchObject({
    status: 0,
  });
  const calculated = await decompteHere(['calculate', '--from', '2022-T1', '--to', '2022-T1', ...asked]);
  expect([calculated.status, calculated.stderr]).toStrictEqual([
    2,
    expect.stringContaining('l’expérimentation PRIMORDIAL n’est pas dans la version 2032-01'),
  ]);
});
