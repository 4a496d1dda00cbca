/** A log that began with the first edition of the regulation continues with the second: calculations stay, and the changes are reported. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { explain } from '#libs/explain/explain.ts';
import { REGULATION_STREAM, publications, publishFirst } from '#libs/regulation/publication/published.ts';
import { pinnedRegulation } from '#libs/statements/calculation/pinned-regulation.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { FIRST_EDITION } from '#test/rules/recalculated.ts';
import { required } from '#test/support/enrolment.ts';
import { metaOf } from '#test/support/experiment.ts';
import { publishVersion } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { SAMPLES } from '#test/support/samples.ts';

const ASKED = { from: '2024-Q4', to: '2026-Q3', knownOn: '2026-11-15' };

let product: Product;
let before: readonly CalculatedStatement[];
let after: readonly CalculatedStatement[];

beforeAll(async () => {
  product = new Product();
  await publishFirst(product.log, FIRST_EDITION, COMMIT);
  await product.import(join(SAMPLES, 'options', 'facts'));
  before = await product.calculate(ASKED);
  const propose = { type: 'propose', by: metaOf('Alice').by, source: SHIPPED } as const;
  await publications(product.log).handle(REGULATION_STREAM, {
    command: propose,
    meta: metaOf('Alice'),
    commit: COMMIT,
  });
  await publishVersion(product, { meta: metaOf('Bruno'), commit: COMMIT });
  after = await product.calculate(ASKED);
});

afterAll(() => product.close());

function lines(all: readonly CalculatedStatement[], text: (one: CalculatedStatement) => unknown): string[] {
  return all.map((one) => `${one.team} ${one.period} ${String(text(one))}`);
}

test('only the floor of PRIMORDIAL, which ended with 2025, changes an amount', () => {
  const total = ({ statement }: CalculatedStatement) => statement?.totalCents;
  const changed = lines(after, total).filter((line) => !lines(before, total).includes(line));
  expect(changed.map((line) => line.split(' ').slice(0, 2).join(' '))).toStrictEqual(['PRIM-A 2026-Q3']);
});

test('a version lists the parameters that it has, and no others', () => {
  const named = (all: readonly CalculatedStatement[], team: string) =>
    required(all.find((one) => one.team === team)?.statement ?? undefined).parameters.map(({ parameter }) => parameter);
  const added = (team: string) => named(after, team).filter((name) => !named(before, team).includes(name));
  expect(added('PEPS-A')).toStrictEqual([
    'fidelisation_level',
    'minimum_denominator',
    'quality_provisional',
    'unrated',
  ]);
  expect(added('IPEP-A')).toStrictEqual([
    'minimum_denominator',
    'payment_cap_rate',
    'quality_amount_cents',
    'quality_provisional',
    'unrated',
  ]);
});

test('the first edition still explains the calculations made under it', async () => {
  expect(before.length).toBeGreaterThan(0);
  for (const recorded of before) {
    const regulation = await pinnedRegulation(product, recorded.pin.regulationFingerprint);
    expect(regulation.version).toBe('2026-11');
    const { statement } = await explain(product, recorded, regulation);
    expect(statement.totalCents).toBe(recorded.statement?.totalCents);
  }
});
