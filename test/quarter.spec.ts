/** The routine of a quarter by the guided command: from a folder of files to the file for the bank, by four people who each go on where it stands. */
import { dayInFrance, dayText } from '#libs/kernel/day.ts';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { quarterCommand } from '#apps/cli/commands/quarter.ts';
import type { Talk } from '#apps/cli/talk.ts';
import type { AccountKey } from '#libs/payments/accounts/accounts.ts';
import { run } from '#apps/cli/program.ts';
import { type Outcome, decompteHere, outcomeOf } from '#test/support/command-line.ts';
import { TINY_SAMPLE, metaOf } from '#test/support/experiment.ts';
import { accountInPlace, envelopeInPlace, holdInPlace } from '#test/support/money.ts';
import { COMMIT, Product } from '#test/support/product.ts';

const product = new Product();
const data = product.folder;
const out = join(data, 'banque.xml');

beforeAll(async () => {
  const [first, second] = ['Alice', 'Bob'].map((name) => ({ meta: metaOf(name), commit: COMMIT })) as [Author, Author];
  const terms = { amountCents: 100_000_000n, schemes: ['PEPS', 'PRIMORDIAL', 'IPEP'] };
  await envelopeInPlace(product.log, 'FISS', terms, { first, second });
  await holdInPlace(product.log, 0, COMMIT.recordedAt);
  const account = { iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
  const keys: AccountKey[] = [
    { side: 'debtor', holder: 'FISS' },
    { side: 'payee', holder: 'PEPS-01' },
  ];
  for (const key of keys)
    await accountInPlace(product, key, { name: `Compte de ${key.holder}`, ...account }, { first, second });
  await product.readStore.close();
  await product.log.close();
});
afterAll(() => {
  rmSync(data, { recursive: true, force: true });
});

interface Author {
  readonly meta: ReturnType<typeof metaOf>;
  readonly commit: typeof COMMIT;
}

interface Told extends Outcome {
  readonly asked: readonly string[];
}

/** A person who says yes to what matches, and types what is given for a question. */
async function goesOn(
  as: string,
  yes: RegExp,
  { typed = {}, ...options }: { readonly typed?: Readonly<Record<string, string>>; readonly import?: string } = {},
): Promise<Told> {
  const asked: string[] = [];
  const talk: Talk = {
    isInteractive: true,
    confirm: async (question) => {
      asked.push(question);
      process.stdout.write(`${question}\n`);
      return yes.test(question);
    },
    text: async (question, otherwise) => typed[question] ?? otherwise,
    end: () => undefined,
  };
  const outcome = await outcomeOf(() => quarterCommand('2022-T2', { data, as, out, ...options }, talk));
  return { ...outcome, asked };
}

test('four people take a quarter from its files to the answer of the bank, each from where it stands', async () => {
  const reader = await goesOn('Alice', /Enregistrer|Calculer/, { import: `${TINY_SAMPLE}/facts` });
  expect(reader.asked.map((question) => question.replaceAll(/\d[\d\s\u202f]*,\d\d €/g, '€'))).toStrictEqual([
    'Enregistrer ces faits ?',
    'Calculer 2022-Q2, tel que connu aujourd’hui ?',
    expect.stringMatching(/^Soumettre \d décomptes, € \?$/),
  ]);
  expect(reader.stdout).toMatch(/avec ces fichiers/);
  expect(reader.stderr).toContain('Ensuite : decompte variance --period 2022-Q2, puis');
  // The variance is read before the answer, and one who says no after reading it has submitted nothing.
  expect(reader.stdout).toMatch(/\nSoumission : [^]*\nÉcarts de 2022-Q2 [^]*\nSoumettre \d décomptes/);
  expect(reader.stdout).toMatch(/\n {2}Approbation +rien à approuver\n/);

  const alice = await goesOn('Alice', /Soumettre/);
  expect(alice.stderr).not.toMatch(/Refusé/);
  expect(alice.stderr).toContain('lit decompte variance --period 2022-Q2, qui donne');
  expect(alice.stderr).toMatch(/Vous les avez soumis : une autre personne approuve/);

  const bruno = await goesOn('Bruno', /écarts|Approuver/);
  expect(bruno.asked.slice(0, 2)).toStrictEqual([
    'Lire le rapport des écarts de 2022-Q2 ?',
    expect.stringMatching(/^Approuver \d décomptes, .* tels que lus \(code [0-9a-f]+\) \?$/),
  ]);

  // Who approved releases nothing: he is refused, and the run waits.
  const again = await goesOn('Bruno', /Préparer|Lire la campagne|Libérer/);
  expect(again.stderr).toMatch(/Refusé/);

  const chloe = await goesOn('Chloé', /Lire la campagne|Libérer|Écrire/);
  expect(chloe.asked.some((question) => /^Libérer .*, une seule fois \?$/.test(question))).toBe(true);
  expect(chloe.stderr).not.toMatch(/Refusé/);
  const file = readFileSync(out, 'utf8');
  expect(file).toMatch(/<Nm>Compte de PEPS-01/);

  const [reference = ''] = /(?<=<EndToEndId>)[^<]+/.exec(file) ?? [];
  const [amount = ''] = /(?<=<InstdAmt Ccy="EUR">)[^<]+/.exec(file) ?? [];
  const answer = join(data, 'reponse.csv');
  const row = `${reference},EXECUTED,${dayText(dayInFrance(new Date()))},${amount.replace('.', '')},`;
  writeFileSync(answer, `end_to_end_id,status,day,amount_cents,reason\n${row}\n`);
  const david = await goesOn('David', /Avez-vous/, { typed: { 'Fichier de la banque': answer } });
  expect(david.stderr).toMatch(/à confirmer/);
});

test('without a terminal it says where the quarter stands, does nothing and ends', async () => {
  const { status, stdout, stderr } = await decompteHere(['trimestre', '2022-Q2', '--data', data]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/Trimestre 2022-Q2\n {2}Lignes mises de côté +aucune\n {2}Calcul +à jour\n/);
  expect(stdout).toMatch(/Décidé +\d décomptes, /);
  expect(stdout).toMatch(/Réponse de la banque +2022-T2-FISS : \d versements?, /);
  expect(stderr).toMatch(/Rien n’a été fait/);
  expect((await decompteHere(['trimestre', '2022', '--data', data])).status).toBe(2);
});

test('amounts are taken in euros with a comma or in cents, and shown back; commands in texts can be typed as they are', async () => {
  const propose = (amount: string): Promise<Outcome> =>
    decompteHere([
      'envelope',
      'propose',
      'FISS',
      '--amount',
      amount,
      '--schemes',
      'PEPS',
      '--as',
      'Alice',
      '--data',
      data,
    ]);
  for (const amount of ['5000000', '50 000,00 €', '50\u202f000,00', '50000 €'])
    expect((await propose(amount)).stderr).toMatch(/--amount : 50\u202f000,00 €\./);
  for (const amount of ['50 000', '50000,5', '50.000,00', '12,345 €']) expect((await propose(amount)).status).toBe(2);
  const { stderr } = await outcomeOf(() => run(['envelope', 'confirm', 'FISS', '--as', 'Bob', '--data', data]));
  expect(stderr).toContain(`(decompte --data ${data} envelope show FISS, puis --code CODE)`);
});

test('teams are found by any part of their name, without accents and case', async () => {
  const found = async (text: string): Promise<Outcome> => decompteHere(['teams', text, '--data', data]);
  expect((await found('SANTE de gennev')).stdout).toMatch(/\nPEPS-01 +Centre de santé de Gennevilliers +PEPS/);
  expect((await found('Santé')).stdout.trimEnd().split('\n').length).toBeGreaterThan(2);
  expect((await found('nulle part')).status).toBe(1);
});

test('a statement that is shown says what became of it, and what comes next', async () => {
  const { stderr } = await decompteHere(['show', 'PEPS-01', '2022-Q2', '--data', data]);
  expect(stderr).toMatch(/Où il en est : approuvé ; à la banque : [\d\u202f]+,\d\d €/);
  expect(stderr).toContain('Ensuite : decompte payment answer FICHIER --as NOM');
});
