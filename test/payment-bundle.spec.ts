/** The bundle of a payment: in an empty folder, with Node alone, it is verified and calculated again to the cent. */
import assert from 'node:assert/strict';
import { createPrivateKey, hash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isOther } from '#apps/audit-verifier/recalculate.mjs';
import { type Checkpoint, makeKeyPair } from '#libs/audit/checkpoint.ts';
import type { ProvedEvent } from '#libs/audit/bundle.ts';
import { signSuccession } from '#libs/audit/key-history.ts';
import { type Person, samePerson } from '#libs/commands/person.ts';
import { leafOf } from '#libs/event-store/leaf.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { paymentBasis } from '#libs/statements/recomputation/payment-basis.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { decompte } from '#test/support/command-line.ts';
import { COMMIT } from '#test/support/commit.ts';
import { approve, refusalsOf, regularise, submit, withdraw } from '#test/support/decisions.ts';
import { experimentOfTwoTeams, folded, metaOf } from '#test/support/experiment.ts';
import { confirmChange, makeRun, proposeChange } from '#test/support/money.ts';
import { Bundles } from '#test/support/payment-bundle.ts';
import type { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const REPOSITORY = join(import.meta.dirname, '..');

let product: Product;
let bundles: Bundles;
beforeAll(async () => {
  product = await experimentOfTwoTeams();
  bundles = await Bundles.of(product);
});
afterAll(async () => {
  await product.close();
  bundles.remove();
});

async function firstPayment(team: string): Promise<string> {
  const found = [...(await ledgerOf(product.log)).payments.values()].find((one) => one.team === team);
  if (found === undefined) throw new RangeError(`${team} has no payment`);
  return found.endToEndId;
}

interface Head {
  recalculation: { code: { modules: Record<string, string> }; subject: { statements: object[] } };
}

/** The head, and each event with its text. */
function change(path: string, name: string, edit: (head: Head, events: { text: string }[]) => void): void {
  const [first = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const [head, events] = [JSON.parse(first) as Head, lines.map((line) => JSON.parse(line) as { text: string })];
  edit(head, events);
  writeFileSync(join(bundles.folder, name), [head, ...events].map((one) => `${JSON.stringify(one)}\n`).join(''));
}

test('proves a payment from its acts of care to the answer of the bank', async () => {
  const payment = await firstPayment('PEPS-01');
  await bundles.write({ payment }, 'payment.jsonl');
  const { status, text } = bundles.recalculateAlone('payment.jsonl');
  expect(text).toMatch(/Le point de contrôle de la position \d+, .* est signé/);
  expect(text).toMatch(/PEPS-01 2022-T1, décompte : [\d ,]+ €, \d+ patients, .*soumis par Alice, approuvé par Bob/);
  expect(text).toContain(payment);
  expect(text).toContain('Tout est prouvé et recalculé.');
  expect(status).toBe(0);
});

test('proves every statement of the year of a team', async () => {
  await bundles.write({ team: 'PRIM-01', year: 2022 }, 'year.jsonl');
  const { status, text } = bundles.recalculate('year.jsonl', '--json');
  const { decisions, payments } = JSON.parse(text) as { decisions: unknown[]; payments: unknown[] };
  expect([status, decisions.length, payments.length > 3]).toStrictEqual([0, 4, true]);
});

test('the command line makes it, in the file that a symbolic link names', async () => {
  const [payment, out] = [await firstPayment('PEPS-01'), join(bundles.folder, 'link.jsonl')];
  writeFileSync(join(bundles.folder, 'by-command.jsonl'), 'before');
  symlinkSync('by-command.jsonl', out);
  const where = ['--data', product.folder, '--checkpoints', join(bundles.folder, 'checkpoints'), '--out', out];
  const { status, stderr } = await decompte(['audit', 'export', '--payment', payment, ...where]);
  expect([status, stderr]).toStrictEqual([0, '']);
  expect(bundles.recalculate('by-command.jsonl').status).toBe(0);
});

test('has no event of a patient who does not count in it, and none of another team', async () => {
  const { events } = await paymentBasis(product, { payment: await firstPayment('PRIM-01') });
  const positions = new Set(events);
  const [there, all] = [new Set<string>(), new Set<string>()];
  for await (const batch of product.log.read({ after: 0, categories: ['patient', 'team'] }))
    for (const { stream, position } of batch) {
      all.add(stream);
      if (positions.has(position)) there.add(stream);
    }
  expect([...there].filter((stream) => stream.startsWith('team-'))).toStrictEqual(['team-PRIM-01']);
  expect(there.size).toBeGreaterThan(1);
  expect(there.size).toBeLessThan(all.size / 2);
});

test('is refused with other line ends, or other blanks between its parts', async () => {
  const path = await bundles.write({ payment: await firstPayment('PEPS-01') }, 'spelt.jsonl');
  const text = readFileSync(path, 'utf8');
  for (const other of [text.replaceAll('\n', '\r\n'), text.replace('\n', ' \n'), text.replace(/\}\n$/, ' }\n')]) {
    writeFileSync(path, other);
    expect([1, 2]).toContain(bundles.recalculate('spelt.jsonl').status);
  }
});

test.each([
  [
    'a fact that is changed',
    (_: Head, events: { text: string }[]) => {
      const fact = events.find(({ text }) => text.startsWith('"patient-')) ?? { text: '' };
      fact.text = fact.text.replace(/(\d)(?=[^\d]*$)/, '7');
    },
    /n’est pas celui du journal signé/,
  ],
  [
    'a fact that is left out',
    (head: Head & { events?: number }, events: { text: string }[]) => {
      const index = events.findIndex(({ text }) => text.startsWith('"patient-') && text.split('\n')[1] === '0');
      events.splice(index, 1);
      head.events = events.length;
    },
    /il manque l’événement de rang 0 du flux patient-/,
  ],
  [
    'an event of the account that is left out',
    (head: Head & { events?: number }, events: { text: string }[]) => {
      events.splice(
        events.findIndex(({ text }) => text.startsWith('"payee-')),
        1,
      );
      head.events = events.length;
    },
    /il manque l’événement de rang 0 du flux payee-PEPS-01/,
  ],
  [
    'a payment whose decision is not calculated again',
    ({ recalculation: { subject } }: Head) => {
      subject.statements = subject.statements.map((one) => ({ ...one, period: '2021-Q1' }));
    },
    /n’a pas les 1 décisions de PEPS-01 2021-Q1|ne refait pas le calcul de statement-PEPS-01-/,
  ],
  [
    'a rule that is changed',
    ({ recalculation }: Head) => {
      const { modules } = recalculation.code;
      const name = 'libs/statements/rules/quarterly/capitation.mjs';
      modules[name] = (modules[name] ?? '').replace(/return /, 'return 0n && ');
    },
    /est décidée à .*, et calculée à|n’a pas pu calculer/,
  ],
  [
    'code that reads files',
    ({ recalculation }: Head) => {
      const { modules } = recalculation.code;
      const name = 'libs/statements/recomputation/from-events.mjs';
      modules[name] = `import { readFileSync } from 'node:fs';\nreadFileSync('/etc/hostname');\n${modules[name] ?? ''}`;
    },
    /n’a pas pu calculer : Error: Access to this API has been restricted/,
  ],
] as const)('refuses %s', async (name, edit, says) => {
  const path = await bundles.write({ payment: await firstPayment('PEPS-01') }, 'whole.jsonl');
  change(path, 'changed.jsonl', edit);
  const { status, text } = bundles.recalculate('changed.jsonl');
  expect([name, text]).toStrictEqual([name, expect.stringMatching(says)]);
  expect(status).toBe(1);
});

/** Shows the event as one whose content was erased: its leaf, and what the bundle says around it. */
function asErased(line: string, outside: string): string {
  const { position, text, nonce, path } = JSON.parse(line) as ProvedEvent;
  return JSON.stringify({ position, leaf: leafOf(nonce, position, text), outside, path });
}

test.each<readonly [string, RegExp, (text: string) => string]>([
  [
    'a release of another amount',
    /"PaymentReleased|\\nPaymentReleased\\n/,
    (text) => text.replace(/("amountCents":)\d+/, '$17'),
  ],
  ['an approval', /\\nStatementApproved\\n/, (text) => text],
  ['a fact with content', /\\nActRecorded\\n/, (text) => text.replace(/\d(?=[^\d]*$)/, '7')],
  ['a fact that is left empty', /\\nActRecorded\\n/, (text) => [...text.split('\n').slice(0, 8), ''].join('\n')],
])('refuses as erased what is not: %s', async (_, isOne, change) => {
  const path = await bundles.write({ payment: await firstPayment('PEPS-01') }, 'shown.jsonl');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const at = lines.findIndex((line) => isOne.test(line) && line.startsWith('{"position"'));
  const line = lines[at] ?? '';
  lines[at] = asErased(line, change((JSON.parse(line) as ProvedEvent).text));
  writeFileSync(join(bundles.folder, 'changed.jsonl'), `${lines.join('\n')}\n`);
  const { status, text } = bundles.recalculate('changed.jsonl');
  expect([status, text]).toStrictEqual([1, expect.stringMatching(/n’est pas d’un patient effacé/)]);
});

test('after a change of keys, the holder of either key calculates it again, each in its time; the succession is read strictly', async () => {
  await bundles.write({ team: 'PRIM-01', period: '2022-Q1' }, 'of-keys.jsonl');
  const { folder, keys } = bundles;
  const [next, kept] = [makeKeyPair(), join(folder, 'kept')];
  const [old, fresh] = [keys.privatePem, next.privatePem].map((pem) => createPrivateKey(pem));
  if (!old || !fresh) throw new RangeError('there are two');
  mkdirSync(kept);
  writeFileSync(join(folder, 'next.pem'), next.publicPem);
  expect(bundles.recalculateBy('next.pem', 'of-keys.jsonl').text).toMatch(/aucune suite de clés ne mène/);
  const by = (since: string, change: (text: string) => string = (text) => text): number => {
    const succession = `${JSON.stringify(signSuccession(old, fresh, since))}\n`;
    writeFileSync(join(kept, `key-${next.id}.json`), change(succession));
    return bundles.recalculateBy('next.pem', 'of-keys.jsonl', '--checkpoints', kept).status;
  };
  const [before, after] = ['2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'];
  expect(by(after)).toBe(0);
  expect(by(before)).toBe(1);
  const strict = [
    by(after, (text) => text.replace(/"signature":"[^"]+/, '$&AAAA')),
    by(after, (text) => text.replace('{', `{"since":"${before}",`)),
    by(after, (text) => text.replace('{', '{"note":"",')),
    by(after, (text) => text.replace(after, before)),
  ];
  expect(strict.every((status) => status !== 0)).toBe(true);
});

test('with the sources that the auditor has, each file of the code is that of the sources, and their rules those of the decision', async () => {
  const path = await bundles.write({ payment: await firstPayment('PEPS-01') }, 'of-sources.jsonl');
  const plain = bundles.recalculate('of-sources.jsonl');
  expect([plain.status, plain.text]).toStrictEqual([
    0,
    expect.stringMatching(/rien ici ne dit que ce sont les règles/),
  ]);
  const { status, text } = bundles.recalculate('of-sources.jsonl', '--sources', REPOSITORY);
  expect([status, text]).toStrictEqual([
    0,
    expect.stringMatching(/Ce code est celui des sources données, fichier par fichier/),
  ]);
  // The same cents, by other code.
  for (const name of ['libs/statements/rules/quarterly/capitation.mjs', 'packages/csv-parse/dist/cjs/sync.cjs']) {
    change(path, 'changed.jsonl', ({ recalculation: { code } }) => {
      const text = code.modules[name];
      assert.ok(text !== undefined);
      code.modules[name] = `${text} `;
    });
    expect(bundles.recalculate('changed.jsonl').status).toBe(0);
    const changed = bundles.recalculate('changed.jsonl', '--sources', REPOSITORY);
    expect([changed.status, changed.text]).toStrictEqual([1, expect.stringContaining(`${name} y est autre`)]);
  }
  // Sources of another version: links to the same files, but for the digests.
  const other = join(bundles.folder, 'sources');
  mkdirSync(join(other, 'libs/statements/rules'), { recursive: true });
  for (const name of ['node_modules', 'package.json']) symlinkSync(join(REPOSITORY, name), join(other, name));
  cpSync(join(REPOSITORY, 'libs'), join(other, 'libs'), { recursive: true });
  expect(bundles.recalculate('of-sources.jsonl', '--sources', other).status).toBe(0);
  const digests = join(other, 'libs/statements/rules/digests.ts');
  writeFileSync(digests, readFileSync(digests, 'utf8').replaceAll(/'[0-9a-f]{64}'/g, `'${'f'.repeat(64)}'`));
  const found = bundles.recalculate('of-sources.jsonl', '--sources', other);
  expect([found.status, found.text]).toStrictEqual([
    1,
    expect.stringMatching(/nomme les règles 2 d’empreinte [0-9a-f]{64} ; .* ont f{64}/),
  ]);
  rmSync(join(other, 'libs/kernel'), { recursive: true });
  expect(bundles.recalculate('of-sources.jsonl', '--sources', other).status).toBe(2);
});

test('a checkpoint that the auditor keeps equals the one of the bundle', async () => {
  const path = await bundles.write({ team: 'PRIM-01', period: '2022-Q1' }, 'of-kept.jsonl');
  const { checkpoint } = JSON.parse(readFileSync(path, 'utf8').split('\n', 1)[0] ?? '') as { checkpoint: Checkpoint };
  const kept = join(bundles.folder, 'own');
  mkdirSync(kept);
  const name = `checkpoint-${checkpoint.position}.json`;
  expect(bundles.recalculate('of-kept.jsonl', '--checkpoints', kept).text).toMatch(/vous n’en gardez aucun/);
  writeFileSync(join(kept, name), JSON.stringify(checkpoint));
  const { status, text } = bundles.recalculate('of-kept.jsonl', '--checkpoints', kept);
  expect([status, text]).toStrictEqual([0, expect.stringContaining('C’est celui que vous gardez')]);
  writeFileSync(join(kept, name), JSON.stringify({ ...checkpoint, root: 'f'.repeat(64) }));
  expect(bundles.recalculate('of-kept.jsonl', '--checkpoints', kept).text).toMatch(/n’est pas celui que vous gardez/);
});

test.each<readonly [string, (text: string) => string]>([
  ['more after the end of the signature', (text) => text.replace(/"signature":"[^"]+/, '$&AAAA')],
  ['a name twice in the head', (text) => text.replace('{', '{"events":1,')],
  ['another kind', (text) => text.replace('"kind":"events"', '"kind":"leaves"')],
  ['a statement twice', (text) => text.replace(/("statements":\[)(\{[^}]*\})/, '$1$2,$2')],
  ['an unknown name in the head', (text) => text.replace('{', '{"note":1,')],
  ['a name twice in an event', (text) => text.replace('\n{', '\n{"position":1,')],
  ['an unknown name in an event', (text) => text.replace('\n{', '\n{"note":1,')],
  [
    'an event twice',
    (text) =>
      text.replace(/\n(\{.*\})\n$/, '\n$1\n$1\n').replace(/"events":(\d+)/, (_, n) => `"events":${Number(n) + 1}`),
  ],
  ['a key of an event with more after its end', (text) => text.replace(/\}\n$/, ',"key":"AAAAA"}\n')],
  ['a mark before its beginning', (text) => `\uFEFF${text}`],
])('a bundle is read strictly: %s', async (_, change) => {
  const path = join(bundles.folder, 'of-kept.jsonl');
  const text = existsSync(path)
    ? readFileSync(path, 'utf8')
    : readFileSync(await bundles.write({ team: 'PRIM-01', period: '2022-Q1' }, 'of-kept.jsonl'), 'utf8');
  const changed = change(text);
  expect(changed !== text).toBe(true);
  writeFileSync(join(bundles.folder, 'changed.jsonl'), changed);
  expect(bundles.recalculate('changed.jsonl').status).not.toBe(0);
});

test('names the line that cannot be read', async () => {
  const path = await bundles.write({ payment: await firstPayment('PEPS-01') }, 'line.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n');
  lines[4] = lines[4]?.slice(1) ?? '';
  writeFileSync(path, lines.join('\n'));
  const { status, text } = bundles.recalculate('line.jsonl');
  expect([status, text]).toStrictEqual([2, 'impossible de lire la ligne 5 de la liasse : ce n’est pas du JSON']);
});

test('calculates again also the regularisation that reduced what was due before the payment', async () => {
  const own = await experimentOfTwoTeams();
  const of = { team: 'PEPS-01', period: '2023-Q1' };
  await approve(own, [of], metaOf('Bob'), COMMIT);
  const late = temporaryFolder();
  writeFileSync(
    join(late, 'members.csv'),
    'team_id,rpps,profession,from,until,known_on\nPEPS-01,10000002831,GP,2020-01-01,2022-12-15,2024-09-15\n',
  );
  await own.import(late);
  await folded(own);
  const [target] = await own.calculate({ from: of.period, to: of.period, knownOn: '2024-09-30', team: of.team });
  assert.ok(target !== undefined);
  await regularise(own, target, metaOf('Alice'), COMMIT);
  await submit(own, [of], metaOf('Alice'), COMMIT);
  expect(refusalsOf(await approve(own, [of], metaOf('Bob'), COMMIT))).toStrictEqual([undefined]);
  const terms = { kind: 'EARLY_RELEASE', envelope: 'FISS', until: dayFromText('2023-06-30') } as const;
  const asked = { kind: 'EXCEPTION', exception: 'E1', terms, reason: 'avance' } as const;
  await proposeChange(own.log, asked, metaOf('David'), COMMIT);
  await confirmChange(own.log, 'exception:E1', metaOf('Emma'), COMMIT);
  const run = { envelope: 'FISS', run: 'R2', dueBy: dayFromText('2023-06-30'), exceptions: ['E1'] };
  await makeRun(own, run, metaOf('Carole'), COMMIT);
  const payment = [...(await ledgerOf(own.log)).payments.values()].find(({ run }) => run === 'R2')?.endToEndId ?? '';
  const reduced = await Bundles.of(own);
  const path = await reduced.write({ payment }, 'reduced.jsonl');
  const { status, text } = reduced.recalculate('reduced.jsonl');
  expect(text).toMatch(
    /- PEPS-01 2023-T1, régularisation 1 : −[\d ,]+ €, \d+ patients, .*soumise par Alice, approuvée par Bob/,
  );
  expect(text).toMatch(/ € \(dû par la décision\) − [\d ,]+ € \(réduit par une décision\) ; campagne R2/);
  expect([status, text]).toStrictEqual([0, expect.stringMatching(/Tout est prouvé et recalculé\.$/)]);
  // As a former version exported it.
  writeFileSync(path, readFileSync(path, 'utf8').replace('"decisions":2', '"decisions":1'));
  const former = reduced.recalculate('reduced.jsonl');
  expect(former.status).toBe(1);
  expect(former.text).toMatch(
    /^Ne convient pas : la liasse ne refait pas le calcul de statement-PEPS-01-2023-Q1@\d+ : demandez-en une nouvelle\.$/,
  );
  reduced.remove();
  rmSync(late, { recursive: true });
  await own.close();
});

test('proves a cancelled payment until its decision is withdrawn, and the rest of the year after that', async () => {
  const [own, payment] = [await experimentOfTwoTeams(), await firstPayment('PEPS-01')];
  const asked = { kind: 'CANCELLATION', run: 'R1', reason: 'erreur' } as const;
  await proposeChange(own.log, asked, metaOf('Carole'), COMMIT);
  await confirmChange(own.log, 'cancellation:R1', metaOf('Bob'), COMMIT);
  const cancelled = await Bundles.of(own);
  await cancelled.write({ payment }, 'cancelled.jsonl');
  expect(cancelled.recalculate('cancelled.jsonl').status).toBe(0);
  cancelled.remove();
  const outcomes = await withdraw(own, [{ team: 'PEPS-01', period: '2022-Q1' }], metaOf('Bob'), COMMIT);
  expect(refusalsOf(outcomes)).toStrictEqual([undefined]);
  const refusal: unknown = await paymentBasis(own, { payment }).catch((error: unknown) => error);
  assert.ok(refusal instanceof DomainError);
  expect(sentenceOf(refusal)).toMatch(
    /^le versement DCP\w+ a été annulé, et la décision de PEPS-01 2022-T1 .* retirée/,
  );
  const withdrawn = await Bundles.of(own);
  await withdrawn.write({ team: 'PEPS-01', year: 2022 }, 'year.jsonl');
  const { decisions } = JSON.parse(withdrawn.recalculate('year.jsonl', '--json').text) as { decisions: unknown[] };
  expect(decisions).toHaveLength(3);
  withdrawn.remove();
  await own.close();
});

test('refuses a payment to an account that one person proposed and confirmed, under two spellings of the name', async () => {
  const own = await experimentOfTwoTeams();
  const account = await own.log.readStream('payee-PEPS-01');
  const written = account.map(({ id, type, schemaVersion, effective, knownOn, data }) => ({
    ...{ id: hash('md5', id), type, schemaVersion, effective, knownOn },
    data: data.replace('"name":"Alice"', '"name":"A1ICE Martin"').replace('"name":"Bob"', '"name":"Martin, Alice"'),
  }));
  await own.log.append('payee-PEPS-01', written, 'any', COMMIT);
  const next = quarterFromText('2023-Q1');
  const statements = await loadStatements(own, { range: { from: next, to: next }, scheme: 'PEPS' });
  expect(refusalsOf(await approve(own, statements, metaOf('Bob'), COMMIT))).toStrictEqual([undefined]);
  await makeRun(own, { envelope: 'FISS', run: 'R2', dueBy: dayFromText('2023-12-31') }, metaOf('Carole'), COMMIT);
  const payments = [...(await ledgerOf(own.log)).payments.values()];
  const payment = payments.findLast(({ team }) => team === 'PEPS-01')?.endToEndId ?? '';
  const forged = await Bundles.of(own);
  await forged.write({ payment }, 'forged.jsonl');
  const { status, text } = forged.recalculate('forged.jsonl');
  expect([status, text]).toStrictEqual([1, expect.stringMatching(/compte de PEPS-01 n’est pas confirmé par deux/)]);
  forged.remove();
  await own.close();
});

test('tells persons apart as the decisions do', () => {
  const typed = (name: string): Person => ({ name, assurance: 'asserted', osUser: 'test' });
  const proved = (subject: string, name: string): Person => ({ name, subject, assurance: 'verified', osUser: '' });
  const names = [
    'Alice Martin',
    'MARTIN, Alice',
    'A1ice\u200b Martin',
    'os:Alice Martin',
    'Chloé Lebœuf',
    'Bob',
    'u-1',
  ];
  const people = [...names.map(typed), ...names.flatMap((name) => [proved('u-1', name), proved('U-2', name)])];
  for (const one of people)
    for (const other of people)
      expect([one, other, isOther(one, other)]).toStrictEqual([one, other, !samePerson(one, other)]);
  expect(isOther(undefined, typed('Bob'))).toBe(false);
});
