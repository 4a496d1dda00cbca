/**
 * The end of a year with money still due: a scheme passes to the envelope of the new year. Decisions keep their envelope and are paid once;
 * a debt to the old envelope is set off in the new one.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import { balance, envelopeUse, owedToEnvelopes, teamBalance } from '#libs/payments/ledger/balances.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { replay } from '#libs/replay/replay.ts';
import { writeCredits } from '#test/support/fact-folders.ts';
import { approve, refusalsOf, regularise, submit, withdraw } from '#test/support/decisions.ts';
import {
  accountInPlace,
  envelopeInPlace,
  envelopeNamed,
  findRun,
  holdInPlace,
  makeRun,
  takeAnswer,
} from '#test/support/money.ts';
import { Product } from '#test/support/product.ts';
import { TINY_FACTS } from '#test/support/tiny-data.ts';

const [OLD, NEW] = ['FISS-2021', 'FISS-2022'];
const NEW_YEAR = dayFromText('2022-01-01');
const TEAM = 'PEPS-01';
const ACCOUNT = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };

const product = new Product();
const { log } = product;
afterAll(() => product.close());

let keys = 0;
function author(name: string, day: string): Author {
  const at = `${day}T10:00:00.000Z`;
  const key = `key-${keys++}`;
  const meta = { by: { name, assurance: 'asserted', osUser: 'test' } as const, key, at };
  return { meta, commit: { recordedAt: at, actor: name, correlation: key, causation: 'test' } };
}

function people(day: string): { readonly first: Author; readonly second: Author } {
  return { first: author('alice', day), second: author('bob', day) };
}

async function credit(name: string, amountCents: string, knownOn: string): Promise<void> {
  const folder = join(product.folder, name);
  writeCredits(folder, `${TEAM},2021-02-15,avance,${amountCents},${knownOn}`);
  await product.import(folder);
}

async function decided(period: string, day: string): Promise<void> {
  const [alice, bob] = [author('alice', day), author('bob', day)];
  const of = [{ team: TEAM, period }];
  expect(refusalsOf(await submit(product, of, alice.meta, alice.commit))).toStrictEqual([undefined]);
  expect(refusalsOf(await approve(product, of, bob.meta, bob.commit))).toStrictEqual([undefined]);
}

/** The amounts that a run pays, executed by the bank the day after. */
async function paid(run: string, envelope: string, day: string): Promise<readonly bigint[]> {
  const [carol, dave] = [author('carol', day), author('dave', day)];
  await makeRun(product, { run, envelope, dueBy: dayFromText(day) }, carol.meta, carol.commit);
  const { payments } = await findRun(product, run);
  const entries = payments.map(({ endToEndId, amountCents }) => {
    const outcome = 'EXECUTED' as const;
    return { id: `${run} ${endToEndId}`, endToEndId, outcome, day: dayFromText(day), amountCents };
  });
  if (entries.length > 0) await takeAnswer(product, entries, dave.meta, dave.commit);
  return payments.map(({ amountCents }) => amountCents);
}

beforeAll(async () => {
  await product.import(TINY_FACTS);
  await credit('first', '50000', '2020-12-01');
  await product.calculate({ from: '2021-Q1', to: '2021-Q4', knownOn: '2021-12-01' });
  await envelopeInPlace(log, OLD, { amountCents: 1_000_000n, schemes: ['PEPS'] }, people('2021-12-02'));
  await holdInPlace(log, 0, '2021-12-02T10:00:00.000Z');
  await accountInPlace(product, { side: 'debtor', holder: OLD }, ACCOUNT, people('2021-12-02'));
  await accountInPlace(product, { side: 'payee', holder: TEAM }, ACCOUNT, people('2021-12-02'));
});

test('amounts decided in the old year stay due in its envelope', async () => {
  await decided('2021-Q1', '2021-12-10');
  await decided('2021-Q2', '2021-12-10');
  await envelopeInPlace(log, OLD, { amountCents: 1_000_000n, schemes: [], from: NEW_YEAR }, people('2021-12-20'));
  const next = { amountCents: 2_000_000n, schemes: ['PEPS'], from: NEW_YEAR };
  await envelopeInPlace(log, NEW, next, people('2021-12-20'));
  await accountInPlace(product, { side: 'debtor', holder: NEW }, ACCOUNT, people('2021-12-20'));
  await decided('2021-Q3', '2022-01-05');
  const { decisions } = await ledgerOf(log);
  expect([...decisions.values()].map(({ envelope }) => envelope)).toStrictEqual([OLD, OLD, NEW]);
});

test('each envelope pays its own, once', async () => {
  const carol = author('carol', '2022-01-06');
  const first = await paid('R-OLD', OLD, '2022-01-06');
  expect(first.length).toBeGreaterThan(0);
  const again = { run: 'R-AGAIN', envelope: OLD, dueBy: dayFromText('2022-01-06') };
  await expect(makeRun(product, again, carol.meta, carol.commit)).rejects.toMatchObject({ code: 'NOTHING_DUE' });
  const { payments, items } = await ledgerOf(log);
  expect(new Set([...payments.values()].map(({ item }) => item)).size).toBe(payments.size);
  expect([...items.values()].filter(({ status }) => status === 'paid').every(({ envelope }) => envelope === OLD)).toBe(
    true,
  );
});

test('a withdrawal is refused after the move as before it', async () => {
  const bob = author('bob', '2022-01-07');
  const outcomes = await withdraw(product, [{ team: TEAM, period: '2021-Q1' }], bob.meta, bob.commit);
  expect(refusalsOf(outcomes)[0]).toMatch(/déjà libéré/);
});

test('a debt to the old envelope is set off in the new one, which owes it from then on', async () => {
  await credit('late', '', '2022-01-08');
  const published = await latest(log);
  if (published === undefined) throw new Error('a regulation is published');
  const quarter = quarterFromText('2021-Q1');
  const { statements } = await replay(product, {
    range: { from: quarter, to: quarter },
    knownOn: dayFromText('2022-01-09'),
    source: published.source,
    team: TEAM,
  });
  const now = statements[0]?.now;
  if (now === undefined) throw new Error('the quarter is replayed');
  const alice = author('alice', '2022-01-09');
  await regularise(product, now, alice.meta, alice.commit);
  await decided('2021-Q1', '2022-01-09');
  const before = teamBalance(await envelopeNamed(log, OLD), 'to-recover', TEAM);
  expect(before).toBe(50_000n);

  const due = -teamBalance(await envelopeNamed(log, NEW), 'due', TEAM);
  expect(await paid('R-NEW', NEW, '2022-05-16')).toStrictEqual([]);
  const [old, next] = [await envelopeNamed(log, OLD), await envelopeNamed(log, NEW)];
  expect(teamBalance(old, 'to-recover', TEAM)).toBe(before - due);
  expect(owedToEnvelopes(next)).toStrictEqual([{ envelope: OLD, owedCents: due }]);
  expect(balance(old, 'between') + balance(next, 'between')).toBe(0n);
  for (const { balances } of [old, next])
    expect([...balances.values()].reduce((sum, cents) => sum + cents, 0n)).toBe(0n);
  const day = dayFromText('2022-05-16');
  expect(envelopeUse(next, day).usedCents).toBe(due);
  expect(envelopeUse(old, day).leftCents).toBeGreaterThan(1_000_000n - envelopeUse(old, day).paidCents);
});
