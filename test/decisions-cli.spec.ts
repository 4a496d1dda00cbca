/** Decisions and payments on the command line: exit statuses, four eyes, verified tokens and the files of the bank. */
import assert from 'node:assert/strict';
import { dayInFrance, dayText } from '#libs/kernel/day.ts';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { statementFile } from '#test/support/account-statement.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const FACTS = fileURLToPath(new URL('samples/tiny/facts', import.meta.url));
const folder = temporaryFolder();
const data = ['--data', join(folder, 'data')];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function does(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await decompteHere([...args, ...data]);
  assert.equal(status, 0, `${args.join(' ')}: ${stderr}`);
  return stdout;
}

async function refuses(status: number, said: RegExp, ...args: readonly string[]): Promise<void> {
  const outcome = await decompteHere([...args, ...data]);
  assert.deepEqual([outcome.status, said.test(outcome.stderr)], [status, true], `${args.join(' ')}: ${outcome.stderr}`);
  assert.doesNotMatch(outcome.stderr, /\n\s+at /, 'no stack is shown');
}

beforeAll(async () => {
  await does('import', FACTS);
  await does('calculate', '--from', '2021-Q1', '--to', '2021-Q4', '--known-on', '2022-01-31');
  await does('envelope', 'propose', 'FISS', '--amount', '1000000', '--schemes', 'PEPS,IPEP', '--as', 'alice');
  const [{ code }] = JSON.parse(await does('payment', 'proposals', '--json')) as [{ code: string }];
  await does('envelope', 'confirm', 'FISS', '--as', 'bob', '--code', code);
  for (const [kind, holder] of [
    ['debtor', 'FISS'],
    ['payee', 'PEPS-01'],
  ] as const) {
    const account = ['--name', 'Maison de santé', '--iban', 'FR76 3000 6000 0112 3456 7890 189', '--bic', 'AGRIFRPP'];
    const unknown = kind === 'payee' ? /aucune équipe PEPS-99 n’est enregistrée/ : /il n’y a pas d’enveloppe PEPS-99 ;/;
    await refuses(1, unknown, kind, 'propose', 'PEPS-99', ...account, '--as', 'alice');
    await does(kind, 'propose', holder, ...account, '--as', 'alice');
    await refuses(2, /donnez le code.*decompte (payee|debtor) show/, kind, 'confirm', holder, '--as', 'bob');
    await refuses(1, /n’est pas celui/, kind, 'confirm', holder, '--as', 'bob', '--code', '0123456789');
    const { proposed } = JSON.parse(await does(kind, 'show', holder, '--json')) as { proposed: { code: string } };
    await does(kind, 'confirm', holder, '--as', 'bob', '--code', proposed.code);
  }
});

test('an envelope that funds no scheme yet is shown without empty tables', async () => {
  await does('envelope', 'propose', 'FIR', '--amount', '1000', '--schemes', 'PRIMORDIAL', '--as', 'alice');
  const shown = await does('envelope', 'show', 'FIR');
  expect(shown).toMatch(/Proposition d’alice : enveloppe de 10,00 € pour PRIMORDIAL/);
  expect(shown).not.toMatch(/^(équipe|année) /m);
  expect(await does('payment', 'refuse', 'envelope:FIR', '--reason', 'essai', '--as', 'bob')).toBe(
    'Proposition refusée par bob : enveloppe FIR.\n',
  );
});

test('requires a name, decides once, and refuses the same person twice', async () => {
  await refuses(2, /dites qui décide/, 'submit', 'PEPS-01', '2021-Q1');
  await refuses(1, /2030-T1 n.a pas de décompte calculé/, 'submit', 'PEPS-01', '2030-T1', '--as', 'alice');
  await refuses(1, /n’est pas soumis/, 'approve', 'PEPS-01', '2021-Q1', '--as', 'bob');
  await does('submit', 'PEPS-01', '2021-Q1', '--as', 'alice', '--key', 'k1');
  expect(await does('submit', 'PEPS-01', '2021-Q1', '--as', 'alice', '--key', 'k1')).toMatch(/déjà fait/);
  await refuses(1, /k1.*autre commande/, 'submit', 'PEPS-01', '2021-Q2', '--as', 'alice', '--key', 'k1');
  await refuses(1, /Alice a soumis PEPS-01 2021-T1/, 'approve', 'PEPS-01', '2021-Q1', '--as', 'Alice');
  await does('approve', 'PEPS-01', '2021-Q1', '--as', 'bob');
  await refuses(1, /déjà décidé/, 'submit', 'PEPS-01', '2021-Q1', '--as', 'alice');
  expect(await does('show', 'PEPS-01', '2021-Q1')).toMatch(/Total +239,69 €/);
  const stage = async (period: string): Promise<string> =>
    (await decompteHere(['show', 'PEPS-01', period, ...data])).stderr;
  expect(await stage('2021-Q1')).toMatch(/Où il en est : approuvé ; à verser : 239,69 €\./);
  expect(await stage('2021-Q2')).toMatch(
    /calculé, pas encore soumis\. Ensuite : decompte submit PEPS-01 2021-T2 --as NOM/,
  );
});

test('does only what was read, by the code that show gives', async () => {
  const of = ['PEPS-01', '2021-Q2'] as const;
  const code = async (says: RegExp): Promise<string> => {
    const { stderr } = await decompteHere(['show', ...of, ...data]);
    return says.exec(stderr)?.[1] ?? assert.fail(stderr);
  };
  const other = ['--code', '000000000000'] as const;
  await refuses(1, /recalculé entre-temps/, 'submit', ...of, ...other, '--as', 'alice');
  const draft = await code(/Code de ce qui est à soumettre, [\d ]+,\d\d € : ([0-9a-f]{12}) /);
  await does('submit', ...of, '--code', draft, '--as', 'alice');
  await refuses(
    1,
    /soumis ou préparé de nouveau entre-temps/,
    'reject',
    ...of,
    ...other,
    '--reason',
    'essai',
    '--as',
    'bob',
  );
  await refuses(1, /soumis de nouveau entre-temps/, 'approve', ...of, ...other, '--as', 'bob');
  const submitted = await code(/Code de ce qui est soumis, .* : ([0-9a-f]{12}) /);
  await does('approve', ...of, '--code', submitted, '--as', 'bob');
  await refuses(1, /décidé de nouveau entre-temps/, 'withdraw', ...of, ...other, '--reason', 'essai', '--as', 'bob');
  const decided = await code(/Code de la dernière décision, .* : ([0-9a-f]{12}) /);
  await does('withdraw', ...of, '--code', decided, '--reason', 'essai', '--as', 'bob');
  const range = ['--from', '2021-Q2', '--to', '2021-Q2'] as const;
  await refuses(2, /indiquez son équipe et sa période/, 'submit', ...range, ...other, '--as', 'alice');
});

test('takes a quarter in its French form, and refuses a text that is no period with the right form', async () => {
  for (const command of ['submit', 'approve', 'reject', 'withdraw', 'regularise']) {
    const reason = ['reject', 'withdraw'].includes(command) ? ['--reason', 'essai'] : [];
    const of = (period: string) => [command, 'PEPS-01', period, ...reason, '--as', 'alice'] as const;
    await refuses(2, /« 2021-T9 » n’est pas une période ; écrivez un trimestre/, ...of('2021-T9'));
    await refuses(1, /PEPS-01 2030-T2/, ...of('2030-T2'));
  }
  expect(await does('show', 'PEPS-01', '2021-t1')).toMatch(/Total +239,69 €/);
  const history = (...of: readonly string[]) => does('history', 'statement', ...of);
  expect(await history('PEPS-01/2021-T1')).toBe(await history('PEPS-01', '2021-Q1'));
  const variance = (period: string) => does('variance', '--period', period, '--json');
  expect(await variance('2021-T1')).toBe(await variance('2021-Q1'));
  await does('calculate', '--from', '2021-T1', '--to', '2021-T4', '--known-on', '2022-01-31');
  await refuses(2, /--from vaut « 2021-T5 »/, 'calculate', '--from', '2021-T5', '--to', '2021-T4');
});

test('approves many statements only with the code of a variance report on the submitted statements', async () => {
  // The IPEP year around the quarters is not part of the range.
  const many = await decompteHere(['submit', '--from', '2021-Q2', '--to', '2021-Q3', '--as', 'alice', ...data]);
  expect(many).toMatchObject({ status: 0, stdout: expect.not.stringMatching(/IPEP/) as unknown });
  expect(many.stderr).toContain('decompte variance --period 2021-T2 (de même pour 2021-T3), qui donne');
  const bulk = ['approve', '--from', '2021-Q2', '--to', '2021-Q2', '--as', 'bob'];
  await refuses(1, /demande d’abord le rapport des écarts/, ...bulk);
  await refuses(
    1,
    /n’est pas ce que montrait un rapport : c’est autre chose, ou une partie en est décidée depuis/,
    ...bulk,
    '--variance',
    '000000000000',
  );
  const code = /--variance ([0-9a-f]{12})/.exec(await does('variance', '--period', '2021-Q2', '--scheme', 'PEPS'))?.[1];
  assert.ok(code);
  expect(await does(...bulk, '--variance', code)).toMatch(/PEPS-01 2021-T2 : approuvé/);
});

test('makes a run once, writes its file for the bank, and settles it with the answer of the bank', async () => {
  const due = ['--envelope', 'FISS', '--due-by', '2022-01-31', '--as', 'carol'];
  const prepare = ['payment', 'prepare', 'R1', ...due];
  await refuses(1, /rien de ce qui est dû .* PEPS-01 \(.*\) : son compte a changé il y a peu/, ...prepare);
  await refuses(2, /« R_1 » ne peut aller à la banque.* Écrivez par exemple R-1/, 'payment', 'prepare', 'R_1', ...due);
  const exception = ['compte', '--kind', 'account', '--team', 'PEPS-01', '--reason', 'vérifié par téléphone'];
  await refuses(1, /alice a proposé le compte/i, 'payment', 'exception', 'propose', ...exception, '--as', 'alice');
  await does('payment', 'exception', 'propose', ...exception, '--as', 'hugo');
  const [shown] = JSON.parse(await does('payment', 'proposals', '--json')) as [{ code: string }];
  await does('payment', 'exception', 'confirm', 'compte', '--as', 'frank', '--code', shown.code);
  const checked = prepare;
  await refuses(1, /06\/01\/2024 est passé ; le prochain possible/, ...checked, '--execution-day', '2024-01-06');
  const prepared = await does(...checked);
  const code = /--code ([0-9a-f]{10})/.exec(prepared)?.[1];
  assert.ok(code, prepared);
  expect(await does('payment', 'show', 'R1')).toMatch(
    new RegExp(`Campagne R1.*préparée par carol[^]*PEPS-01[^]*${code}`),
  );
  expect(await does('todo', '--no-stale')).toMatch(/Campagnes préparées[^]*R1, préparée par carol[^]*payment show R1/);
  await does('payment', 'prepare', 'R0', ...due);
  const release = ['payment', 'release', 'R1', '--as', 'carol'];
  await refuses(2, /donnez le code .*decompte payment show R1, puis --code CODE/, ...release);
  await refuses(1, /ce code n’est pas celui/, ...release, '--code', '0123456789');
  await refuses(1, /R1 n’est que préparée/, 'payment', 'file', 'R1', '--out', join(folder, 'x.xml'), '--as', 'carol');
  const releasedBy = (name: string): readonly string[] => ['payment', 'release', 'R1', '--as', name, '--code', code];
  await refuses(1, /Bób a approuvé des décomptes de PEPS-01, confirmé le compte de PEPS-01/, ...releasedBy('Bób'));
  await refuses(1, /Alice a soumis des décomptes de PEPS-01, proposé le compte de PEPS-01/, ...releasedBy('Alice'));
  await refuses(2, /lettres d’un autre alphabet \(с\)/, ...releasedBy('\u0441arol'));
  expect(await does(...release, '--code', code)).toMatch(/2 versements, 498,12\s€, libérés par carol/);
  // What R0 would have paid, R1 has: it has nothing left to show.
  const overtaken = await does('payment', 'show', 'R0');
  expect(overtaken).toMatch(/maintenant : 0 versement[^]*payment drop R0 --as NOM l’abandonne/);
  expect(overtaken).not.toMatch(/^équipe /m);
  expect(overtaken).toMatch(/Elle est à refaire : la campagne R1 a libéré depuis de ses paiements/);
  expect(await does('payment', 'list')).toMatch(/R0 +FISS +préparée, à refaire/);
  expect(await does('todo', '--no-stale')).toMatch(/à refaire : une autre a libéré[^]*payment drop R0 --as/);
  await does('payment', 'drop', 'R0', '--as', 'carol');
  await refuses(1, /R1 est déjà libérée/, ...release, '--code', code);
  await refuses(1, /R1 est déjà libérée/, ...checked);
  const [xml, csv] = [join(folder, 'r1.xml'), join(folder, 'r1.csv')];
  // A file that cannot be written is not recorded as handed out.
  await refuses(2, /pas de dossier/, 'payment', 'file', 'R1', '--out', join(folder, 'absent', 'r.xml'), '--as', 'dave');
  expect(await does('payment', 'show', 'R1')).toContain('pas encore remis');
  await does('payment', 'file', 'R1', '--out', xml, '--csv', csv, '--as', 'dave');
  const first = readFileSync(xml, 'utf8');
  await does('payment', 'file', 'R1', '--out', xml, '--as', 'frank');
  const downloads = await does('payment', 'show', 'R1');
  expect(downloads).toMatch(/remis 3 fois[^]*dave, xml[^]*dave, csv[^]*frank, xml/);
  expect(downloads).toContain(createHash('sha256').update(readFileSync(xml)).digest('hex'));
  assert.equal(readFileSync(xml, 'utf8'), first, 'the same bytes each time');
  expect(first).toMatch(/<NbOfTxs>2<\/NbOfTxs>\s*<CtrlSum>498\.12<\/CtrlSum>/);
  const [one, other] = readFileSync(csv, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const answer = join(folder, 'answer.csv');
  // The bank cannot answer before the release.
  const today = dayText(dayInFrance(new Date()));
  const line = (row: string[] | undefined, status: string): string =>
    `${row?.[1] ?? ''},${status},${today},${row?.[5] ?? ''},${status === 'EXECUTED' ? '' : 'AC04'}\n`;
  writeFileSync(
    answer,
    `end_to_end_id,status,day,amount_cents,reason\n${line(one, 'EXECUTED')}${line(other, 'RETURNED')}`,
  );
  // A CSV is written by people: it counts once another person, who did not release the run, has confirmed it.
  const typed = await does('payment', 'answer', answer, '--as', 'dave');
  const [proposal = ''] = /answer:[0-9a-f]{16}/.exec(typed) ?? [];
  const read = await does('payment', 'proposals');
  expect(read).toMatch(/revenu le [\d/]+ \(AC04\)/);
  expect(read).toMatch(/exécuté le/);
  const answerCode = /code ([0-9a-f]{10})/.exec(read)?.[1] ?? '';
  const confirmed = ['payment', 'confirm', proposal, '--code', answerCode];
  await refuses(1, /dave a proposé la réponse de la banque/, ...confirmed, '--as', 'dave');
  await refuses(1, /carol a libéré la campagne R1/, ...confirmed, '--as', 'carol');
  expect(await does(...confirmed, '--as', 'gina')).toMatch(/^Proposition confirmée par gina : réponse de la banque /);
  const [listed] = JSON.parse(await does('payment', 'list', '--json')) as {
    released: number;
    executed: number;
    returned: number;
  }[];
  expect([listed?.released, listed?.executed, listed?.returned]).toStrictEqual([0, 1, 1]);
  await returnsByFile(folder, one?.[1] ?? '', one?.[5] ?? '');
  await refuses(2, /ne peut pas être lu/, 'payment', 'answer', join(folder, 'nowhere'), '--as', 'dave');
  const empty = join(folder, 'vide.xml');
  writeFileSync(empty, '');
  const said = /^La réponse \S+vide\.xml n’est pas prise\.\nRefusé : le fichier est vide ; donnez un/;
  await refuses(2, said, 'payment', 'answer', empty, '--as', 'dave');
  await refuses(2, /il n’y a pas de campagne R9/, 'payment', 'file', 'R9', '--out', xml, '--as', 'dave');
  expect(await does('history', 'ledger', 'FISS')).toMatch(/revenu|retour|AC04/i);
  const warning =
    /Attention : PEPS-01 serait payée sur le compte que la banque a refusé le [\d/]+ \(AC04, compte clos\)/;
  expect(await does('payment', 'prepare', 'R2', ...due)).toMatch(warning);
  expect(await does('payment', 'show', 'R2')).toMatch(warning);
  await does('payment', 'drop', 'R2', '--as', 'carol');
  // All commands here run under one user of the operating system, within a minute or not.
  const duties = await does('audit', 'duties', '--run', 'R1', '--marked');
  for (const did of [
    'compte proposé, alice',
    'compte confirmé, bob',
    'décompte soumis, alice',
    'décompte approuvé, bob',
  ])
    expect(duties).toContain(did);
  for (const did of ['campagne préparée, carol', 'campagne libérée, carol', 'réponse de la banque saisie, dave'])
    expect(duties).toContain(did);
  expect(duties).toMatch(
    /À regarder : compte proposé et compte confirmé : deux personnes, une session, presque au même instant, à \d+ s/,
  );
});

/** A file of the bank credits a payment back: shown, refused, proposed again, confirmed. */
async function returnsByFile(folder: string, endToEndId: string, cents: string): Promise<void> {
  const today = dayText(dayInFrance(new Date()));
  const entry = { cents: BigInt(cents), day: today, reference: 'C-1', isReturn: true } as const;
  const file = join(folder, 'return.xml');
  const debtor = /Compte débité : [^,]*, (\w+)/.exec(await does('payment', 'show', 'R1'))?.[1] ?? '';
  writeFileSync(
    file,
    statementFile({ account: debtor, entries: [{ ...entry, details: [[endToEndId, BigInt(cents)]] }] }),
  );
  const answer = ['payment', 'answer', file, '--as'];
  const first = await does(...answer, 'dave');
  expect(first).toMatch(/À confirmer, 1 paiement/);
  const [proposal = ''] = /answer:[0-9a-f]{16}/.exec(first) ?? [];
  expect(await does('payment', 'proposals')).toMatch(/retours annoncés par un fichier de la banque[^]*AC04/);
  expect(await does('payment', 'show', 'R1')).toMatch(/retour annoncé, à confirmer \(AC04\)/);
  expect(await does('todo')).toMatch(/retours annoncés, à confirmer/);
  expect(await does('payment', 'reconcile')).toMatch(/Expliqué : .*retour annoncé, à confirmer par une autre personne/);
  await does('payment', 'refuse', proposal, '--reason', 'pas sur le relevé', '--as', 'gina');
  expect(await does('payment', 'show', 'R1')).toMatch(/retour annoncé, refusé par gina : pas sur le relevé/);
  await does(...answer, 'dave');
  // The same file again proposes nothing more.
  expect(await does(...answer, 'hana')).toBe('');
  const code = /code ([0-9a-f]{10})/.exec(await does('payment', 'proposals'))?.[1] ?? '';
  await refuses(1, /carol a libéré/, 'payment', 'confirm', proposal, '--code', code, '--as', 'carol');
  await does('payment', 'confirm', proposal, '--code', code, '--as', 'gina');
  const [run] = JSON.parse(await does('payment', 'list', '--json')) as { executed: number; returned: number }[];
  expect([run?.executed, run?.returned]).toStrictEqual([0, 2]);
  expect(await does('audit', 'duties', '--run', 'R1')).toMatch(/retour confirmé, gina/);
  expect(await does('history', 'ledger', 'FISS')).toMatch(
    /réponse de la banque à confirmer[^]*proposition refusée[^]*réponse de la banque confirmée[^]*versement revenu/,
  );
  expect(await does('audit', 'rules')).not.toMatch(/sans qu’une autre personne/);
}

test('DECISIONS=verified refuses a name and accepts a token', async () => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const keys = join(folder, 'jwks.json');
  writeFileSync(keys, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', kid: 'test' }] }));
  const env = {
    DECISIONS: 'verified',
    DECISIONS_JWKS: keys,
    DECISIONS_ISSUER: 'https://id.test',
    DECISIONS_AUDIENCE: 'decompte',
  };
  const token = async (name: string, audience = 'decompte', expires = '5m'): Promise<string> => {
    const path = join(folder, `${name}-${audience}-${expires}.jwt`);
    const signed = new SignJWT().setProtectedHeader({ alg: 'EdDSA', kid: 'test' }).setSubject(name);
    writeFileSync(
      path,
      await signed.setIssuer('https://id.test').setAudience(audience).setExpirationTime(expires).sign(privateKey),
    );
    return path;
  };
  const approve = ['approve', 'PEPS-01', '2021-Q3', ...data];
  const named = await decompteHere([...approve, '--as', 'bob'], { env });
  expect([named.status, named.stderr.includes('un nom tapé ne décide rien')]).toStrictEqual([2, true]);
  for (const bad of [await token('erin', 'other'), await token('erin', 'decompte', '-1m'), keys]) {
    const { status, stderr } = await decompteHere([...approve, '--token', bad], { env });
    assert.deepEqual([status, stderr.includes('n’est pas valable')], [2, true], stderr);
  }
  const lasting = await decompteHere([...approve, '--token', await token('erin', 'decompte', '30d')], { env });
  expect([lasting.status, lasting.stderr.includes('plus de 24 heures')]).toStrictEqual([2, true]);
  const typed = await decompteHere([...approve, '--as', 'bob'], { env: { NODE_ENV: 'production' } });
  expect([typed.status, typed.stderr.includes('un nom tapé ne décide rien')]).toStrictEqual([2, true]);
  const { status, stderr } = await decompteHere([...approve, '--token', await token('erin')], { env });
  assert.equal(status, 0, stderr);
  const all = await does('audit', 'decisions', '--all');
  expect(all).toMatch(/erin \(vérifié\) +approuvé/);
  expect(await does('audit', 'decisions')).not.toMatch(/erin/);
});

test('explains, replays and proves a decision', async () => {
  expect(await does('explain', 'PEPS-01', '2021-Q1', 'CAPITATION')).toMatch(/somme des parts des patients/);
  expect(await does('replay', '--from', '2021-Q1', '--to', '2021-Q1', '--known-on', '2024-08-31')).toMatch(
    /PEPS-01 2021-T1/,
  );
  expect(await does('history', 'statement', 'PEPS-01', '2021-Q1')).toMatch(/approuvé/);
  expect(await does('audit', 'verify')).toMatch(/tout convient/);
  expect(await does('todo')).toMatch(/À faire/);
  await does('accruals', '--year', '2021');
  await does('general-ledger', '--from', '2020-01-01', '--to', '2099-12-31', '--export', join(folder, 'fec.txt'));
  // The record shows who read which patient at this terminal, and that the record was read.
  await does('audit', 'access');
  const read = JSON.parse(await does('audit', 'access', '--json')) as {
    kind: string;
    address: string;
    roles: string[];
  }[];
  expect(read).toContainEqual(
    expect.objectContaining({ kind: 'PATIENT', address: 'decompte explain', roles: [], name: userInfo().username }),
  );
  expect(read.map(({ kind, address }) => `${kind} ${address}`)).toContain('RECORD decompte audit access');
  const status = JSON.parse(await does('projections', 'status', '--json')) as { health: string }[];
  expect(status.every(({ health }) => health !== 'à reconstruire')).toBe(true);
});

test('the program does not say of a log without witnesses that it has all that its witnesses saw', async () => {
  const unseen = join(folder, 'unseen');
  const losses = (...more: string[]) => decompteHere(['audit', 'losses', ...more, '--data', unseen]);
  expect(await decompteHere(['import', FACTS, '--data', unseen])).toMatchObject({ status: 0 });
  expect((await losses()).stdout).toBe('Le journal a tout ce que ses témoins ont vu.\n');
  expect(JSON.parse((await losses('--json')).stdout)).toMatchObject({ loss: null, witnessed: true });
  // All witnesses of this log are in the read store.
  rmSync(join(unseen, 'read'), { recursive: true });
  expect((await losses()).stdout).toMatch(/^Aucun témoin n’a vu ce journal : rien ne dit s’il a perdu sa fin\./);
  expect(JSON.parse((await losses('--json')).stdout)).toMatchObject({ loss: null, witnessed: false });
});

test('checkpoints that are gone are named, and signed on once two people acknowledged their loss', async () => {
  const [log, keys, checkpoints] = ['emptied', 'emptied-keys', 'emptied-checkpoints'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const run = (...args: string[]) => decompteHere([...args, '--data', log]);
  const signed = () =>
    run('audit', 'checkpoint', '--key', join(keys, 'decompte-audit.key.pem'), '--to', checkpoints, '--json');
  expect((await run('import', FACTS)).status).toBe(0);
  expect((await run('audit', 'keygen', '--out', keys)).status).toBe(0);
  expect((await signed()).status).toBe(0);
  rmSync(checkpoints, { recursive: true });
  const refused = await signed();
  expect([refused.status, refused.stdout + refused.stderr]).toStrictEqual([
    1,
    expect.stringMatching(/il n’est pas là : il a été ôté.*deux personnes en reconnaissent la perte/s),
  ]);
  const losses = await run('audit', 'losses', '--checkpoints', checkpoints);
  expect([losses.status, losses.stdout]).toStrictEqual([
    1,
    expect.stringMatching(/point de contrôle n° 1, de la posi/),
  ]);
  const reason = ['--reason', 'disque remplacé', '--checkpoints', checkpoints, '--as', 'alice'];
  expect((await run('audit', 'loss', 'report', ...reason)).status).toBe(0);
  const [code = ''] = /(?<=--code )\w+/.exec((await run('audit', 'losses')).stdout) ?? [];
  expect((await run('audit', 'loss', 'acknowledge', '--code', code, '--as', 'bob')).status).toBe(0);
  const again = await signed();
  expect(JSON.parse(again.stdout)).toMatchObject({ sequence: 2 });
  // An import is published: under the latest checkpoint its event is proved by its id.
  const proved = join(folder, 'published.jsonl');
  const none = ['audit', 'prove-published', `1-${'0'.repeat(16)}`, '--checkpoints', checkpoints, '--out', proved];
  expect((await run(...none)).status).toBe(2);
  const history = await decompteHere(['audit', 'keys', '--checkpoints', checkpoints, '--json']);
  expect(JSON.parse(history.stdout)).toMatchObject([{ publicKey: null, since: null, until: null, checkpoints: 1 }]);
  const publicKey = ['--public-key', join(keys, 'decompte-audit.pub.pem')];
  expect((await run('audit', 'verify', '--checkpoints', checkpoints, ...publicKey)).status).toBe(0);
  // Each bundle is in the record of accesses, and the stream of a patient is noted under the patient alone, so that the erasure finds it.
  for (const [index, what] of [
    ['--event', '3', '4'],
    ['--stream', 'team-PEPS-01'],
    ['--stream', 'patient-P0000001'],
    [],
  ].entries())
    await run('audit', 'export', ...what, '--checkpoints', checkpoints, '--out', join(folder, `liasse-${index}.jsonl`));
  const read = JSON.parse((await run('audit', 'access', '--json')).stdout) as { kind: string; ids: string[] }[];
  expect(read.map(({ kind, ids }) => [kind, ...ids])).toStrictEqual([
    ['FILE', '{"event":3}', '{"event":4}'],
    ['FILE', '{"stream":"team-PEPS-01"}'],
    ['PATIENT', 'P0000001'],
    ['FILE', '{"log":"whole"}'],
  ]);
});

test('a reason that holds back many statements is said once, with how many and which', async () => {
  const own = ['--data', join(folder, 'unfunded')];
  const run = (...args: readonly string[]) => decompteHere([...args, ...own]);
  const range = ['--from', '2021-T1', '--to', '2021-T2'];
  await run('import', FACTS);
  await run('calculate', ...range, '--known-on', '2022-01-31');
  await run('submit', ...range, '--as', 'alice');
  const codes: string[] = [];
  for (const period of ['2021-T1', '2021-T2']) {
    const { stdout } = await run('variance', '--period', period, '--json');
    codes.push('--variance', (JSON.parse(stdout) as { code: string }).code);
  }
  const { status, stderr } = await run('approve', ...range, ...codes, '--as', 'bob');
  expect([status, stderr]).toStrictEqual([
    1,
    expect.stringMatching(
      /^Refusé, 2 décomptes \(PEPS-01 2021-T1, PEPS-01 2021-T2\) : aucune enveloppe ne finance PEPS .*\n$/,
    ),
  ]);
});

test('of reasons that differ by their statement alone the first five are enough, with the number and the names of the others', async () => {
  const own = ['--data', join(folder, 'unfunded')];
  const range = ['--from', '2021-T1', '--to', '2022-T4'];
  await decompteHere(['calculate', ...range, '--known-on', '2090-01-01', ...own]);
  const { status, stderr } = await decompteHere(['submit', ...range, '--scheme', 'PEPS', '--as', 'alice', ...own]);
  const [named, others] = [
    /^Refusé : PEPS-01 .* un jour à venir/gm,
    /^Refusés? de même, (\d+) autres? décomptes? : PEPS-/m,
  ];
  expect([status, stderr.match(named)?.length]).toStrictEqual([1, 5]);
  const [, left] = others.exec(stderr) ?? [];
  const { stdout } = await decompteHere(['submit', ...range, '--scheme', 'PEPS', '--as', 'alice', '--json', ...own]);
  const refused = (JSON.parse(stdout) as { refused?: string }[]).filter((one) => one.refused?.includes('à venir'));
  expect(refused).toHaveLength(5 + Number(left));
});
