/**
 * The routine of a quarter by the guided command: from a folder of files to the file for the bank, by four people who each continue where
 * the log stands, and whose sessions end after each step.
 */
import { dayInFrance, dayText } from '#libs/kernel/day.ts';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { quarterCommand } from '#apps/cli/commands/quarter.ts';
import { type Talk, TalkEnded } from '#apps/cli/talk.ts';
import type { AccountKey } from '#libs/payments/accounts/account-key.ts';
import { run } from '#apps/cli/program.ts';
import { type Outcome, decompteHere, outcomeOf } from '#test/support/command-line.ts';
import { TINY_SAMPLE, metaOf } from '#test/support/experiment.ts';
import { accountInPlace, envelopeInPlace, holdInPlace } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';

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

class Killed extends Error {}

interface Session {
  readonly typed?: Readonly<Record<string, string>>;
  readonly import?: string;
  readonly quarter?: string;
  readonly data?: string;
  /** Runs before the first answer to a question with these words; this session is not killed. */
  readonly before?: readonly [words: string, work: () => Promise<unknown>];
}

/** A person who accepts matching steps, and types the given answer to a question; the session is killed after the first step. */
async function session(
  as: string,
  yes: RegExp,
  { typed = {}, quarter = '2022-T2', before, ...options }: Session,
): Promise<Told> {
  const asked: string[] = [];
  let [steps, changed] = [0, false];
  const confirm = async (question: string): Promise<boolean> => {
    // One step has two questions: read, then do.
    if (steps > 0 && before === undefined && !/^(?:Soumettre|Approuver|Libérer)/.test(question)) throw new Killed();
    asked.push(question);
    process.stdout.write(`${question}\n`);
    const [words, work] = before ?? [];
    if (words !== undefined && question.includes(words) && !changed) {
      changed = true;
      await work?.();
    }
    const says = yes.test(question);
    if (says) steps++;
    return says;
  };
  const talk: Talk = {
    isInteractive: true,
    confirm,
    text: async (question, otherwise) => typed[question] ?? otherwise,
    end: () => undefined,
  };
  const outcome = await outcomeOf(async () => {
    try {
      return await quarterCommand(quarter, { data, as, out, ...options }, talk);
    } catch (error) {
      if (error instanceof Killed) return KILLED;
      throw error;
    }
  });
  return { ...outcome, asked };
}

const KILLED = 137;

/** One session after the other, each from the position of the log, until a session finds no step that the person accepts. */
async function goesOn(as: string, yes: RegExp, options: Session = {}): Promise<Told> {
  const told: Told[] = [];
  let next = options;
  do {
    told.push(await session(as, yes, next));
    const { import: _, ...again } = next;
    next = again;
  } while (told.at(-1)?.status === KILLED && told.length < 10);
  return {
    status: told.at(-1)?.status ?? null,
    stdout: told.map(({ stdout }) => stdout).join(''),
    stderr: told.map(({ stderr }) => stderr).join(''),
    asked: told.flatMap(({ asked }) => asked),
  };
}

test('four people take a quarter from its files to the answer of the bank, though each session ends after a step', async () => {
  const reader = await goesOn('Alice', /Enregistrer|Calculer/, { import: `${TINY_SAMPLE}/facts` });
  expect(reader.asked.map((question) => question.replaceAll(/\d[\d\s\u202f]*,\d\d €/g, '€'))).toStrictEqual([
    'Enregistrer ces faits ?',
    'Calculer 2022-T2, tel que connu aujourd’hui ?',
    'Lire le rapport des écarts de 2022-T2 ?',
  ]);
  // The report of a thousand teams is shown on request.
  expect(reader.stdout).not.toMatch(/Écarts de/);
  // Reported early, because an account takes two people.
  expect(reader.stdout).toMatch(/Comptes : 1 équipe n’a pas de compte \(PRIM-01\)[^]*\nSoumission de 2022-T2/);
  expect(reader.stdout).toMatch(/avec ces fichiers/);
  expect(reader.stderr).toContain('Ensuite : decompte variance --period 2022-T2, puis');
  expect(reader.stdout).toMatch(/\n {2}Approbation +rien à approuver\n/);

  const alice = await goesOn('Alice', /écarts|Soumettre/);
  // The variance is read before the answer, and a person who declines after reading it has submitted nothing.
  expect(alice.stdout).toMatch(/\nSoumission de 2022-T2 : [^]*\nÉcarts de 2022-T2 [^]*\nSoumettre \d décomptes/);
  expect(alice.asked.map((question) => question.replaceAll(/\d[\d\s\u202f]*,\d\d €/g, '€')).at(1)).toMatch(
    /^Soumettre \d décomptes, €, tels que lus \(code [0-9a-f]{12}\) \?$/,
  );
  expect(alice.stderr).not.toMatch(/Refusé/);
  expect(alice.stderr).toContain('lit decompte variance --period 2022-T2, qui donne');
  expect(alice.stderr).toMatch(/Vous les avez soumis : une autre personne approuve/);

  const bruno = await goesOn('Bruno', /écarts|Approuver/);
  expect(bruno.asked.slice(0, 2)).toStrictEqual([
    'Lire le rapport des écarts de 2022-T2 ?',
    expect.stringMatching(/^Approuver \d décomptes, .* tels que lus \(code [0-9a-f]+\) \?$/),
  ]);

  // A run for one team stays one for that team if it is prepared again.
  const does = async (...args: readonly string[]): Promise<string> =>
    (await decompteHere([...args, '--data', data])).stdout;
  const today = dayText(dayInFrance(new Date()));
  const asked = ['--envelope', 'FISS', '--team', 'PEPS-01', '--due-by', today];
  await does('payment', 'prepare', 'UNE', ...asked, '--as', 'Bruno');
  const other = ['--name', 'Compte de PEPS-01', '--iban', 'FR1420041010050500013M02606', '--bic', 'PSSTFRPP'];
  await does('payee', 'propose', 'PEPS-01', ...other, '--as', 'Alice');
  const { proposed } = JSON.parse(await does('payee', 'show', 'PEPS-01', '--json')) as { proposed: { code: string } };
  await does('payee', 'confirm', 'PEPS-01', '--code', proposed.code, '--as', 'Bob');
  const nothing = ['Lire la campagne', () => Promise.resolve()] as const;
  const once = await session('Bruno', /Lire la campagne UNE|de nouveau/, { before: nothing });
  expect(once.stderr).not.toMatch(/Refusé/);
  const shown = JSON.parse(await does('payment', 'show', 'UNE', '--json')) as Record<string, unknown>;
  expect(shown).toMatchObject({ changed: null, request: { team: 'PEPS-01', dueBy: today } });
  await does('payment', 'drop', 'UNE', '--as', 'Bruno');

  // The approver may not release: the release is refused, and the run waits.
  const again = await goesOn('Bruno', /Préparer/);
  expect(again.stderr).not.toMatch(/Refusé/);
  expect((await session('Bruno', /Lire la campagne|Libérer/, {})).stderr).toMatch(/Refusé/);

  const chloe = await goesOn('Chloé', /Lire la campagne|Libérer|Écrire/);
  expect(chloe.asked.filter((question) => /^Libérer .*, une seule fois \(code .*\) \?$/.test(question))).toHaveLength(
    1,
  );
  expect(chloe.stderr).not.toMatch(/Refusé/);
  const file = readFileSync(out, 'utf8');
  expect(file).toMatch(/<Nm>Compte de PEPS-01/);

  const [reference = ''] = /(?<=<EndToEndId>)[^<]+/.exec(file) ?? [];
  const [amount = ''] = /(?<=<InstdAmt Ccy="EUR">)[^<]+/.exec(file) ?? [];
  const answer = join(data, 'reponse.csv');
  const row = `${reference},EXECUTED,${dayText(dayInFrance(new Date()))},${amount.replace('.', '')},`;
  writeFileSync(answer, `end_to_end_id,status,day,amount_cents,reason\n${row}\n`);
  const david = await session('David', /Avez-vous/, { typed: { 'Fichier de la banque': answer } });
  expect(david.stderr).toMatch(/à confirmer/);
});

describe('without an envelope for the teams', () => {
  const other = join(data, 'sans-enveloppe');
  const asked = { data: other, quarter: '2022-T4' };

  test('the fourth quarter has the year of the teams that are paid by the year', async () => {
    const alice = await goesOn('Alice', /Enregistrer|Calculer|écarts|Soumettre/, {
      ...asked,
      import: `${TINY_SAMPLE}/facts`,
    });
    expect(alice.stderr).not.toMatch(/Refusé/);
    const submitted = alice.asked.filter((question) => question.startsWith('Soumettre'));
    expect(submitted).toStrictEqual([
      expect.stringMatching(/^Soumettre 2 décomptes/),
      expect.stringMatching(/^Soumettre 1 décompte,/),
    ]);
    expect(alice.stdout).toMatch(/\n {2}Approbation 2022 +1 décompte, [\d\u202f]+,\d\d € à approuver\n/);
  });

  test('one step asks for the envelope before any approval is refused, and a second person confirms it', async () => {
    const typed = { 'Nom de l’enveloppe': 'FISS', Montant: '1 000 000,00' };
    const bruno = await session('Bruno', /Proposer|écarts|Approuver/, { ...asked, typed });
    expect(bruno.asked).toStrictEqual(['Proposer une enveloppe ? Une autre personne la confirme.']);
    expect(bruno.stdout).toMatch(
      /aucune ne finance IPEP \(1 décompte, .*\), PEPS \(1 décompte, .*\), PRIMORDIAL \(1 décompte/,
    );
    expect(bruno.stderr).not.toMatch(/Refusé/);
    const waiting = await session('Bruno', /écarts|Approuver/, asked);
    expect(waiting.asked).toStrictEqual([]);
    expect(waiting.stderr).toMatch(
      /Vous l’avez proposée : une autre personne la confirme\.\n[^]*Il y manque une enveloppe/,
    );

    const chloe = await session('Chloé', /Confirmer/, asked);
    expect(chloe.stdout).toMatch(
      /Enveloppe proposée par Bruno : FISS : enveloppe de 1.000.000,00 € pour IPEP, PEPS, PRIMORDIAL/,
    );
    const approved = await goesOn('Chloé', /écarts|Approuver/, asked);
    expect(approved.asked.filter((question) => question.startsWith('Approuver'))).toHaveLength(2);
    expect(approved.stderr).not.toMatch(/Refusé/);
    expect(approved.stdout).toMatch(/\n {2}Décidé 2022 +1 décompte/);
    expect(approved.stderr).toMatch(/Proposez-le : decompte .*debtor propose FISS --name TITULAIRE/);
  });

  test('a change between reading and submitting is refused, and read again', async () => {
    const facts = join(data, 'credit');
    mkdirSync(facts);
    const day = dayText(dayInFrance(new Date()));
    const changes = async (): Promise<void> => {
      writeFileSync(
        join(facts, 'credits.csv'),
        `team_id,due_on,label,amount_cents,known_on\nPRIM-01,2022-08-15,rappel,100,${day}\n`,
      );
      await run(['import', facts, '--data', other]);
      await run(['calculate', '--from', '2022-Q3', '--to', '2022-Q3', '--data', other]);
    };
    const options: Session = { ...asked, quarter: '2022-T3', before: ['Soumettre', changes] };
    await session('Alice', /Calculer/, { ...asked, quarter: '2022-T3' });
    const alice = await session('Alice', /écarts|Soumettre/, options);
    const [read, readAgain] = alice.asked.filter((question) => question.startsWith('Soumettre'));
    expect(alice.asked).toHaveLength(4);
    expect(readAgain).toMatch(/^Soumettre 2 décomptes/);
    expect(readAgain).not.toBe(read);
    expect(alice.stderr).toMatch(/Refusé : ce qui est à soumettre pour 2022-T3 n’est pas ce que montrait un rapport/);
    expect(alice.stdout).toMatch(/\n {2}Approbation +2 décomptes, [\d\u202f]+,\d\d € à approuver\n/);
  });

  test('a submission of many gives the code of the report; one statement needs no code', async () => {
    const submit = (...more: readonly string[]): Promise<Outcome> =>
      decompteHere(['submit', ...more, '--as', 'Alice', '--data', other]);
    await decompteHere(['calculate', '--from', '2022-Q2', '--to', '2022-Q2', '--data', other]);
    const range = ['--from', '2022-Q2', '--to', '2022-Q2'];
    const refused = await submit(...range, '--variance', '0123456789ab');
    expect([refused.status, refused.stderr]).toStrictEqual([
      1,
      expect.stringContaining('pour 2022-T2 n’est pas ce que'),
    ]);
    const { stdout } = await decompteHere(['variance', '--period', '2022-Q2', '--data', other]);
    const [hint = ''] = /(?<=→ decompte )submit .*/.exec(stdout) ?? [];
    expect((await decompteHere([...hint.replace('NOM', 'Alice').split(' '), '--data', other])).status).toBe(0);
    expect((await submit('PEPS-01', '2022-Q1', '--variance', '0123456789ab')).status).toBe(2);
  });
});

test('Ctrl-C at a question ends without an error trace, and names the next command; it asks for dates that a file does not tell', async () => {
  const facts = join(data, 'dates');
  mkdirSync(facts);
  writeFileSync(
    join(facts, 'patients.csv'),
    'PATIENT_ID;Birth date;SEX;DIED_ON;KNOWN_ON\nPX;02/03/1950;M;;01/02/2020\n',
  );
  const asked: string[] = [];
  const talk: Talk = {
    isInteractive: true,
    confirm: async (question) => {
      asked.push(question);
      if (asked.length > 1) throw new TalkEnded('Ctrl-C');
      return true;
    },
    text: async (_, otherwise) => otherwise,
    end: () => undefined,
  };
  const options = { data: join(data, 'sans-enveloppe'), as: 'Alice', import: facts };
  const { status, stderr } = await outcomeOf(() => quarterCommand('2022-T3', options, talk));
  expect(status).toBe(130);
  expect(asked).toStrictEqual([expect.stringContaining('sont-elles toutes JJ/MM/AAAA ?'), 'Enregistrer ces faits ?']);
  expect(stderr).toMatch(
    /avec --dates JJ\/MM\/AAAA\.\n[^]*Arrêté ; ce qui est fait le reste\. .*trimestre 2022-T3 --as NOM reprend ici\.\n$/,
  );
});

test('every list that a command writes as CSV is written for Excel in France, or raw for a program', async () => {
  const path = (name: string): string => join(data, name);
  const at = ['--data', join(data, 'sans-enveloppe')];
  const does = async (...args: readonly string[]): Promise<void> => {
    expect([args, (await decompteHere([...args, ...at])).status]).toStrictEqual([args, 0]);
  };
  const variance = ['variance', '--period', '2022-Q4', '--export'];
  await does(...variance, path('ecarts.csv'), '--excel');
  expect(readFileSync(path('ecarts.csv'), 'utf8')).toMatch(
    /^\uFEFFteam_id;[^]*;amount_euros;[^]*\r\nPEPS-01;PEPS;2022-Q4;APPROVED;TOTAL;286,51;/,
  );
  await does('export', '--out', path('fichiers'), '--from', '2022-Q4', '--to', '2022-Q4', '--excel');
  expect(readFileSync(path('fichiers/statements.csv'), 'utf8')).toMatch(
    /;known_on;patients;total_euros;flags\r\n.*\d,\d\d;/,
  );
  expect(readFileSync(path('fichiers/act_ledger_entries.csv'), 'utf8')).toMatch(
    /^\uFEFFact_id;.*_euros\r\n.*;\d+,\d\d\r\n/,
  );
  await does('rejected', '--export', path('de-cote.csv'), '--raw');
  await does('replay', '--from', '2022-Q4', '--to', '2022-Q4', '--export', path('rejeu.csv'), '--excel');
  expect(readFileSync(path('rejeu.csv'), 'utf8')).toMatch(/^\uFEFFteam_id;period;line;decided_euros;/);
  await does('audit', 'extract', 'statements', '--out', path('extrait.csv'), '--excel');
  const { stdout } = await decompteHere(['quality', '--csv', '--excel', ...at]);
  expect(stdout).toMatch(/^\uFEFFteam_id;/);
  for (const args of [
    ['rejected', '--excel'],
    ['quality', '--raw'],
    [...variance, path('x.csv'), '--excel', '--raw'],
  ])
    expect((await decompteHere([...args, ...at])).status).toBe(2);
});

test('without a terminal it shows the state of the quarter, changes nothing and ends', async () => {
  const { status, stdout, stderr } = await decompteHere(['trimestre', '2022-Q2', '--data', data]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/Trimestre 2022-T2\n {2}Lignes mises de côté +aucune\n {2}Calcul +à jour\n/);
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

test('a shown statement names its present state and the next step', async () => {
  const { stderr } = await decompteHere(['show', 'PEPS-01', '2022-Q2', '--data', data]);
  expect(stderr).toMatch(/Où il en est : approuvé ; à la banque : [\d\u202f]+,\d\d €/);
  expect(stderr).toContain('Ensuite : decompte payment answer FICHIER --as NOM');
});

describe('a hint can be typed, and promises no more than it does', () => {
  const says = async (...args: readonly string[]): Promise<Outcome> => decompteHere([...args, '--data', data]);

  test('a placeholder in a hint is no value', async () => {
    const statement = ['PEPS-01', '2022-T2'];
    for (const args of [
      ['submit', ...statement, '--as', 'NOM'],
      ['reject', ...statement, '--as', 'Alice', '--reason', 'MOTIF'],
      ['variance', '--period', 'PÉRIODE'],
      ['envelope', 'confirm', 'FISS', '--as', 'Alice', '--code=CODE'],
      ['payment', 'prepare', 'CAMPAGNE', '--envelope', 'FISS', '--as', 'Alice'],
    ]) {
      const { status, stderr } = await says(...args);
      expect([status, stderr]).toStrictEqual([
        2,
        expect.stringMatching(/^Refusé : « [A-ZÉ]+ » tient dans nos exemples/),
      ]);
    }
    const ofFaults = await says('dismiss', '999', '--code', 'CODE', '--reason', 'essai', '--as', 'Alice');
    expect(ofFaults.stderr).not.toMatch(/exemples/);
  });

  test('after a calculation the hint names its team alone, and the report of every period', async () => {
    const many = await says('calculate', '--from', '2021-T3', '--to', '2021-T4');
    expect(many.stderr).toContain(
      'Ensuite : decompte variance --period 2021-T3 (de même pour 2021-T4), puis decompte submit --from 2021-T3 --to 2021-T4 --as NOM.',
    );
    const one = await says('calculate', '--from', '2021-T1', '--to', '2021-T1', '--team', 'PEPS-01');
    expect(one.stderr).toContain(
      'Ensuite : decompte show PEPS-01 2021-T1, puis decompte submit PEPS-01 2021-T1 --as NOM.',
    );
    const early = await says('calculate', '--from', '2020-T1', '--to', '2020-T1', '--known-on', '01/02/2091');
    expect(early.stderr).toContain('Le 01/02/2091 est à venir : ce qui est calculé ainsi ne se soumet pas.');
    expect(early.stderr).not.toContain('decompte submit');
  });

  test('a command for the person has the name that was given; a command for another person has not', async () => {
    const submitted = await says('submit', 'PEPS-01', '2021-T1', '--as', "Anne d'Arc");
    expect(submitted.stderr).toContain('puis decompte approve PEPS-01 2021-T1 --as NOM.');
    const lacking = await says('reject', 'PEPS-01', '2021-T1', '--as', 'Anne');
    expect(lacking.stderr).toContain('decompte reject PEPS-01 2021-T1 --reason "pourquoi" --as Anne ;');
  });

  test('a period that was not calculated has no report, and a team that is not there no calculation', async () => {
    const never = await says('variance', '--period', '2026-T1');
    expect(never).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(
        '2026-T1 n’est pas calculé ; calculez-le d’abord, ou vérifiez la période (decompte calculate --from 2026-T1 --to 2026-T1)',
      ),
    });
    for (const args of [
      ['show', 'PEPS-99', '2023-T2'],
      ['explain', 'PEPS-99', '2023-T2'],
      ['quality', 'PEPS-99'],
    ])
      expect((await says(...args)).stderr).toContain('aucune équipe PEPS-99 ; decompte teams PEPS-99');
    // A year is asked of a team that has quarters.
    expect((await says('show', 'PEPS-01', '2021')).stderr).toMatch(
      /PEPS-01 n’a pas de calcul pour 2021 ; ses calculs vont de \d{4}-T\d à \d{4}-T\d, d’autres périodes se calculent par /,
    );
    expect((await says('show', 'PEPS-01', '2021-T1', '--known-on', '01/01/2020')).stderr).toMatch(
      /connu au 01\/01\/2020 ; il y en a au \d\d\/\d\d\/\d{4}/,
    );
  });

  test('the end of the routine names the steps that a person left', async () => {
    const { stderr } = await session('Dan', /^$/, { quarter: '2021-T1' });
    expect(stderr).toMatch(/\nVous avez laissé :\n(?: {2}.+\n)* {2}Approbation de 2021-T1 : 1 décompte, /);
    expect(stderr).not.toMatch(/C’est tout pour vous/);
  });
});
