/** Letters as PDF from the command line: tagged, readable, the same bytes each time, with the amounts that were decided. */
import assert from 'node:assert/strict';
import { lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { euros } from '#libs/kernel/euros.ts';
import { decompte, decompteHere } from '#test/support/command-line.ts';
import { writeCredits } from '#test/support/fact-folders.ts';
import { NO_PDF_TOOLS, checked, infoOf, metadataOf, structureOf, textOf } from '#test/support/pdf.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { TINY_FACTS } from '#test/support/tiny-data.ts';
import { testUnless } from '#test/support/unless.ts';

const folder = temporaryFolder();
const data = ['--data', join(folder, 'data')];
const RANGE = ['--from', '2021-Q1', '--to', '2021-Q2'];
const LETTERHEAD = {
  LETTER_SENDER: 'Caisse d’essai\\n1 rue du Test',
  LETTER_CONTACT: 'essai@example.org',
  LETTER_APPEAL: 'Deux mois.',
};
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function does(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await decompteHere([...args, ...data], { env: LETTERHEAD });
  assert.equal(status, 0, `${args.join(' ')}: ${stderr}`);
  return stdout;
}

async function credits(name: string, ...rows: readonly string[]): Promise<void> {
  writeCredits(join(folder, name), ...rows);
  await does('import', join(folder, name));
}

/** Path of the letter. */
async function letter(name: string, ...args: readonly string[]): Promise<string> {
  const path = join(folder, `${name}.pdf`);
  await does('letter', ...args, '--out', path);
  return path;
}

const amountsIn = (text: string): readonly string[] => text.match(/−?\d[\d\u202f]*,\d\d[ \u00a0\u202f]€/g) ?? [];

beforeAll(async () => {
  await does('import', TINY_FACTS);
  await credits('first', 'PEPS-01,2021-02-15,avance,50000,2020-12-01');
  await does('calculate', ...RANGE, '--known-on', '2021-07-31');
  await does('envelope', 'propose', 'FISS', '--amount', '1000000', '--schemes', 'PEPS,IPEP', '--as', 'alice');
  const [{ code }] = JSON.parse(await does('payment', 'proposals', '--json')) as [{ code: string }];
  await does('envelope', 'confirm', 'FISS', '--as', 'bob', '--code', code);
  await does('submit', 'PEPS-01', '2021-Q1', '--as', 'alice');
  await does('approve', 'PEPS-01', '2021-Q1', '--as', 'bob');
  await credits('moved', 'PEPS-01,2021-02-15,avance,,2021-07-15', 'PEPS-01,2021-03-15,avance,45000,2021-07-15');
  await does('regularise', 'PEPS-01', '2021-Q1', '--as', 'alice');
  await does('submit', 'PEPS-01', '2021-Q1', '--as', 'alice');
  await does('approve', 'PEPS-01', '2021-Q1', '--as', 'bob');
});

test('gives the same bytes again and in another process, and prints their digest', async () => {
  const [first, second] = [join(folder, 'first.pdf'), join(folder, 'second.pdf')];
  const asked = ['letter', 'statement', 'PEPS-01', '2021-Q1', '--decision', '0', '--json'];
  const said = JSON.parse(await does(...asked, '--out', first)) as { digest: string };
  const elsewhere = await decompte([...asked, '--out', second, ...data], { env: LETTERHEAD });
  expect(elsewhere.stderr).toBe('');
  expect(readFileSync(second).equals(readFileSync(first))).toBe(true);
  expect(JSON.parse(elsewhere.stdout)).toMatchObject({ digest: said.digest });
});

test('writes all letters of a period to the file that a symbolic link names', async () => {
  const [archive, link] = [join(folder, 'all.zip'), join(folder, 'link.zip')];
  writeFileSync(archive, 'before');
  symlinkSync(archive, link);
  expect(await does('letter', 'all', '2021-Q1', '--out', link)).toMatch(/1 lettre|2 lettres/);
  expect([lstatSync(link).isSymbolicLink(), readFileSync(archive).toString('latin1', 0, 2)]).toStrictEqual([
    true,
    'PK',
  ]);
});

test('marks undecided amounts as provisional', async () => {
  const path = join(folder, 'provisional.pdf');
  expect(await does('letter', 'statement', 'PEPS-01', '2021-Q2', '--out', path)).toMatch(/Elle est provisoire/);
});

test('refuses a decision or a calculation that does not exist', async () => {
  const out = ['--out', join(folder, 'none.pdf'), ...data];
  const none = await decompteHere(['letter', 'statement', 'PEPS-01', '2021-Q1', '--decision', '7', ...out]);
  expect([none.status, none.stderr]).toStrictEqual([2, expect.stringMatching(/n’a pas de décision 7/)]);
  const never = await decompteHere(['letter', 'statement', 'PEPS-01', '2024-Q1', ...out]);
  expect(never.stderr).toMatch(/n’a pas de décompte calculé pour 2024-T1/);
});

const withTools = testUnless(NO_PDF_TOOLS);

withTools('is a valid PDF/UA-1 document with title, language and tags', async () => {
  const path = await letter('tagged', 'statement', 'PEPS-01', '2021-Q1', '--decision', '0');
  checked(path);
  expect(metadataOf(path)).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
  expect(metadataOf(path)).toMatch(/<rdf:li>fr(-FR)?<\/rdf:li>/);
  const info = infoOf(path);
  expect([info.get('Tagged'), info.get('Title')]).toStrictEqual(['yes', 'Décompte du 1er trimestre 2021']);
  const tags = structureOf(path);
  for (const tag of ['H1', 'H2', 'Table', 'THead', 'TH', 'TD']) expect(tags).toMatch(new RegExp(`^ *${tag}\\b`, 'm'));
  expect(tags).toMatch(/H1.*\n +"Décompte du 1er trimestre 2021"/);
});

interface Shown {
  readonly statement: { readonly totalCents: string; readonly lines: readonly { readonly amountCents: string }[] };
}

withTools('has the amounts of the statement to the cent, and the installation’s own texts', async () => {
  const path = await letter('amounts', 'statement', 'PEPS-01', '2021-Q1', '--decision', '0');
  const { statement } = JSON.parse(
    await does('show', 'PEPS-01', '2021-Q1', '--known-on', '2021-07-31', '--json'),
  ) as Shown;
  const amounts = [...statement.lines.map(({ amountCents }) => amountCents), statement.totalCents].map((cents) =>
    euros(BigInt(cents)),
  );
  const text = textOf(path);
  const [headline, sentence, ...table] = amountsIn(text);
  expect([headline, sentence]).toStrictEqual([amounts.at(-1), amounts.at(-1)]);
  expect(table.slice(0, amounts.length)).toStrictEqual(amounts);
  expect(text).toMatch(/Caisse d’essai 1 rue du Test .*essai@example\.org.*Deux mois\./);
  expect(text).not.toMatch(/\ufffd/);
});

withTools('states in a regularisation what was decided before, what now, and which due day moved', async () => {
  const text = textOf(await letter('regularisation', 'statement', 'PEPS-01', '2021-Q1'));
  expect(text).toMatch(/Régularisation 1 du 1er trimestre 2021/);
  expect(text).toMatch(/Crédits d’amorçage [^0-9]*500,00.€ 450,00.€ −50,00.€/);
  expect(text).toMatch(/crédit d’amorçage \d\d\/\d\d\/\d{4} 15\/02\/2021 DCPT[0-9A-F]{24} 450,00.€/);
});

withTools('says on each page that nothing is decided, and what the installation has not set', async () => {
  const path = join(folder, 'unset.pdf');
  const { status } = await decompteHere(['letter', 'statement', 'PEPS-01', '2021-Q2', '--out', path, ...data]);
  expect(status).toBe(0);
  const text = textOf(path);
  expect(text.match(/PROVISOIRE/g)).toHaveLength(Number(infoOf(path).get('Pages')));
  expect(text).toMatch(/Expéditeur non réglé.*Contact non réglé/);
});
