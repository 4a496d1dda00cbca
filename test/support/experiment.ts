/** Stores with a small experiment: facts, calculations, some of them decided and paid. Tests start the service on them. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Author } from '#libs/commands/author.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import type { AccountKey } from '#libs/payments/accounts/account-key.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { approve, submit } from '#test/support/decisions.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { prepared } from '#test/support/prepared.ts';
import { accountInPlace, envelopeInPlace, holdInPlace, makeRun } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { type CalculationAsked, Product } from '#test/support/product.ts';

export const TINY_SAMPLE = fileURLToPath(new URL('../samples/tiny', import.meta.url));
export const TINY_CALCULATION: CalculationAsked = { from: '2020-Q1', to: '2023-Q4', knownOn: '2024-08-31' };

/** The author of a command, under a new key. */
export function metaOf(name: string): CommandMeta {
  return { by: { name, assurance: 'asserted', osUser: 'test' }, key: randomUUID(), at: COMMIT.recordedAt };
}

function authorOf(name: string): Author {
  return { meta: metaOf(name), commit: COMMIT };
}

const ACCOUNT = { iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };

/**
 * Gives the folder of the closed stores of a calculated experiment, made in the process, with every PEPS quarter of 2021 approved, 2022-Q1 submitted, and a payment run R1 of the envelope FISS;
 * the caller removes it.
 */
export async function makePaidExperiment(product = Product.sealed()): Promise<string> {
  await product.import(`${TINY_SAMPLE}/facts`);
  await product.calculate(TINY_CALCULATION);
  await paid(product, [{ team: 'PEPS-01', scheme: 'PEPS', from: '2021-Q1' }]);
  await closed(product);
  return product.folder;
}

/** The same for 2022, with PRIM-01 also paid by the run; everything is folded and the stores are open. */
export async function experimentOfTwoTeams(): Promise<Product> {
  return new Product(await prepared('two teams', madeOfTwoTeams));
}

async function madeOfTwoTeams(): Promise<string> {
  const product = new Product();
  await product.import(`${TINY_SAMPLE}/facts`);
  await product.calculate(TINY_CALCULATION);
  await paid(product, [
    { team: 'PEPS-01', scheme: 'PEPS', from: '2022-Q1' },
    { team: 'PRIM-01', scheme: 'PRIMORDIAL', from: '2022-Q1' },
  ]);
  await closed(product);
  return product.folder;
}

interface Paid {
  readonly team: string;
  readonly scheme: string;
  /** First of the four approved quarters; the next one is submitted. */
  readonly from: string;
}

async function paid(product: Product, teams: readonly Paid[]): Promise<void> {
  const { log } = product;
  const terms = { amountCents: 100_000_000n, schemes: ['PEPS', 'PRIMORDIAL', 'IPEP'] };
  const people = { first: authorOf('Alice'), second: authorOf('Bob') };
  await envelopeInPlace(log, 'FISS', terms, people);
  await holdInPlace(log, 0, people.first.meta.at);
  const keys: AccountKey[] = [{ side: 'debtor', holder: 'FISS' }];
  for (const { team } of teams) keys.push({ side: 'payee', holder: team });
  for (const key of keys) await accountInPlace(product, key, { name: `Compte de ${key.holder}`, ...ACCOUNT }, people);
  for (const { scheme, from } of teams) {
    const first = quarterFromText(from);
    const range = { from: first, to: first + 3 };
    const next = { from: first + 4, to: first + 4 };
    const statements = await loadStatements(product, { range, scheme });
    await submit(product, statements, metaOf('Alice'), COMMIT);
    await approve(product, statements, metaOf('Bob'), COMMIT);
    await submit(product, await loadStatements(product, { range: next, scheme }), metaOf('Alice'), COMMIT);
  }
  const run = {
    envelope: 'FISS',
    run: 'R1',
    dueBy: dayFromText('2022-12-31'),
  };
  await makeRun(product, run, metaOf('Carole'), COMMIT);
}

export async function folded({ readStore, log }: Product): Promise<void> {
  for (const projection of PROJECTIONS) await readStore.upToDate(projection, log);
}

async function closed(product: Product): Promise<void> {
  await folded(product);
  const { readStore, log } = product;
  await readStore.close();
  await log.close();
}
