/** What deciding commands answer at the terminal: the next step, JSON where it is asked for, and no option that is taken and ignored. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decompteHere } from '#test/support/command-line.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const FACTS = fileURLToPath(new URL('samples/tiny/facts', import.meta.url));
const ACCOUNT = ['--name', 'Maison de santé', '--iban', 'FR7630006000011234567890189', '--bic', 'AGRIFRPP'];
const folder = temporaryFolder();

function typed(...words: readonly string[]) {
  return decompteHere([...words, '--data', join(folder, 'data')]);
}

beforeAll(async () => {
  await typed('import', FACTS);
  await typed('calculate', '--from', '2021-T1', '--to', '2021-T4', '--known-on', '31/01/2022');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a proposal names the commands by which another person reads and confirms it', async () => {
  const envelope = await typed('envelope', 'propose', 'FIR', '--amount', '100000', '--schemes', 'PEPS', '--as', 'Zoé');
  expect(envelope.stderr).toMatch(
    /Ensuite : cette personne lit decompte .*payment proposals, puis decompte .*payment confirm envelope:FIR --code CODE --as NOM\./,
  );
  const payee = await typed('payee', 'propose', 'PEPS-01', ...ACCOUNT, '--as', 'Zoé');
  expect(payee.stderr).toMatch(/payee show PEPS-01, puis decompte .*payee confirm PEPS-01 --code CODE --as NOM\./);
  await typed('payee', 'withdraw', 'PEPS-01', '--as', 'Zoé');
});

test('a command that tells in sentences what it did answers in JSON with --json', async () => {
  const proposed = await typed('payee', 'propose', 'PEPS-01', ...ACCOUNT, '--as', 'Zoé', '--json');
  expect(JSON.parse(proposed.stdout)).toStrictEqual({
    done: ['Compte de PEPS-01 proposé par Zoé ; une autre personne doit le confirmer.'],
  });
  const withdrawn = await typed('payee', 'withdraw', 'PEPS-01', '--as', 'Zoé', '--json');
  expect(JSON.parse(withdrawn.stdout)).toStrictEqual({ done: ['Compte proposé de PEPS-01 retiré par Zoé.'] });
  const hold = await typed('payment', 'hold', '--days', '45', '--reason', 'essai', '--as', 'Zoé', '--json');
  expect(JSON.parse(hold.stdout)).toMatchObject([{ id: 'hold', by: { name: 'Zoé' } }]);
  const listed = await typed('payment', 'proposals', '--json');
  expect(JSON.parse(listed.stdout)).toEqual(expect.arrayContaining(JSON.parse(hold.stdout) as unknown[]));
});

test('a refusal writes no JSON, and its sentence on standard error', async () => {
  const { status, stdout, stderr } = await typed(
    'payee',
    'confirm',
    'PEPS-01',
    '--code',
    '00',
    '--as',
    'Zoé',
    '--json',
  );
  expect([status, stdout]).toStrictEqual([1, '']);
  expect(stderr).toMatch(/^Refusé : aucun changement de compte n’est proposé/);
});

test.each([
  ['submit', ['--from', '2021-T1']],
  ['submit', ['--to', '2021-T1']],
  ['submit', ['--variance', '0123456789ab']],
  ['approve', ['--scheme', 'PEPS']],
  ['approve', ['--regularisations']],
  ['approve', ['--variance', '0123456789ab']],
  ['reject', ['--period', '2021-T2', '--reason', 'essai']],
  ['withdraw', ['--from', '2021-T1', '--reason', 'essai']],
  ['regularise', ['--to', '2021-T4']],
])('%s of one statement refuses %j, which it would ignore', async (command, options) => {
  const { status, stderr } = await typed(command, 'PEPS-01', '2021-T1', ...options, '--as', 'Zoé');
  expect(status).toBe(2);
  expect(stderr).toMatch(
    new RegExp(`^Refusé : ${options[0] ?? ''} .* ; ôtez cette option, ou la période après l’équipe`),
  );
});

test('the example of a command that a reason lacks can be typed', async () => {
  const { stderr } = await typed('reject', '--as', 'Zoé');
  expect(stderr).toMatch(/reject PEPS-01 2026-T1 --reason "pourquoi" --as 'Zoé' ;/);
});

test('a day that does not exist is shown as it was typed', async () => {
  const { status, stderr } = await typed('show', 'PEPS-01', '2021-T1', '--known-on', '31/02/2022');
  expect([status, stderr]).toStrictEqual([
    2,
    'Refusé : --known-on vaut « 31/02/2022 » ; écrivez un jour, par exemple 15/11/2022, ou 2022-11-15.\n',
  ]);
});

test('a calculation agrees in number with what it found', async () => {
  const { stdout } = await typed('calculate', '--from', '1990-T1', '--to', '1990-T1', '--known-on', '31/01/2022');
  expect(stdout).toMatch(/^0 décompte de 1990-T1 à 1990-T1, connu au 31\/01\/2022/);
});

test('a history names the person of a command once', async () => {
  await typed('submit', 'PEPS-01', '2021-T1', '--as', 'Zoé');
  const { stdout } = await typed('history', 'statement', 'PEPS-01', '2021-T1');
  expect(stdout).toMatch(/soumis · .* par Zoé \(déclaré, session .*\)\n {4}total 239,69 €\n/);
});

test('what was named and is not there is followed by the command that makes or lists it', async () => {
  expect((await typed('replay-compare', 'juin', 'mai')).stderr).toMatch(
    /\(save\) : decompte replay --from PÉRIODE --to PÉRIODE --save juin\.$/m,
  );
  expect((await typed('show', 'PEPS-01', '2021-T1', '--simulation', 'essai')).stderr).toMatch(
    /simulate essai --from PÉRIODE --to PÉRIODE\)\.$/m,
  );
  expect((await typed('payment', 'explain', 'X1', '--reason', 'essai', '--as', 'Zoé')).stderr).toMatch(
    /payment reconcile\)\.$/m,
  );
  const teams = await typed('teams', 'zzz');
  expect([teams.status, teams.stdout]).toStrictEqual([
    1,
    expect.stringMatching(/^Aucune équipe ne se nomme ainsi : « zzz » ; decompte .*teams les montre toutes\.$/m),
  ]);
});

test('an exception about no amount shows none', async () => {
  const { stdout } = await typed('audit', 'exceptions');
  expect(stdout).toMatch(/proposition retirée/);
  expect(stdout).not.toMatch(/ 0,00 €/);
});

test('a file where a folder is needed is named as such', async () => {
  const file = join(folder, 'occupé');
  writeFileSync(file, '');
  const { status, stderr } = await typed('export', '--out', file);
  expect([status, stderr]).toStrictEqual([
    1,
    `Le système refuse ${file} : un fichier porte ce nom, où il faut un dossier : indiquez-en un autre.\n`,
  ]);
});

test.each(['todo', 'audit verify', `backup --to ${join(folder, 'copie')}`])(
  '%s says why it may not look into the folder, not that there is no log',
  async (words) => {
    const closed = join(folder, 'fermé');
    // A link to itself: tests may run as root, who may read every folder.
    symlinkSync(closed, closed);
    const { status, stderr } = await decompteHere([...words.split(' '), '--data', closed]);
    rmSync(closed);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^Refusé : le journal .*fermé.* ne peut pas être lu \(des liens symboliques y tournent en rond\)/,
    );
  },
);

test('the record of accesses shows a command as it was recorded, without the folder of its reader', async () => {
  await typed('payee', 'propose', 'PEPS-01', ...ACCOUNT, '--as', 'Zoé');
  await typed('payee', 'show', 'PEPS-01');
  const { stdout } = await typed('audit', 'access');
  expect(stdout).toMatch(/comptes .* terminal : payee show$/m);
});
