/** Explanations: whatever the facts, the parts of a line add up to it exactly, and every leaf names events that are there. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { latestStatements } from '#libs/calculation/latest.ts';
import { CannotExplain, type Explanation, explain } from '#libs/explain/explain.ts';
import { explanationJson } from '#libs/explain/explanation-json.ts';
import { explanationText } from '#libs/explain/explanation-text.ts';
import { type Part, everyPart } from '#libs/explain/part.ts';
import { pinnedRegulation } from '#libs/explain/pinned-regulation.ts';
import { type Fraction, ZERO, add, fraction, fractionFromText, fractionText } from '#libs/kernel/fraction.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import type { CalculatedStatement } from '#libs/statements/statement-events.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { required } from '#test/support/enrolment.ts';
import { type Asked, Product, temporaryFolder } from '#test/support/product.ts';

const FULL = { from: '2020-Q1', to: '2025-Q4', knownOn: '2026-09-30' };
const DAYS: JsonObject = {
  presence: 'DAYS',
  cap_rate: '11/10',
  cap_fallback: 'ACTS',
  evolution_method: 'GROWTH',
  previous_list: 'OWN',
  spending_cap_cents: 300000,
  comorbidity_factor: ['1', '11/10', '7/5'],
  quality_presumed_rate: null,
};

const SAMPLES = ['tiny', 'boundaries'].map((sample) => ({
  name: `the sample ${sample}`,
  write: () => fileURLToPath(new URL(`samples/${sample}/facts`, import.meta.url)),
}));
const RANDOM = [11, 12].map((seed) => ({
  name: `random facts of seed ${seed}`,
  write: () => {
    const folder = temporaryFolder();
    folders.push(folder);
    writeRandomFacts(folder, seed);
    return folder;
  },
}));
const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function withProduct(facts: string, body: (product: Product) => Promise<void>): Promise<void> {
  const product = new Product();
  try {
    await product.import(facts);
    await body(product);
  } finally {
    await product.close();
  }
}

async function explained(
  product: Product,
  { knownOn }: Pick<Asked, 'knownOn'>,
  simulation?: string,
): Promise<readonly { recorded: CalculatedStatement; explanation: Explanation }[]> {
  const { statements, regulationOf } = await latestStatements(product, knownOn, simulation);
  const all = [];
  for (const recorded of statements)
    if (recorded.statement !== null)
      all.push({
        recorded,
        explanation: await explain(product, recorded, regulationOf(recorded.pin.regulationFingerprint)),
      });
  return all;
}

/** Adds up again from the text that is given out, without the code that made it. */
interface Given {
  readonly label: string;
  readonly exact?: string;
  readonly parts: readonly Given[];
  readonly because: readonly Given[];
  readonly facts: readonly number[];
}

function sumOfLeaves({ exact, parts }: Given): Fraction {
  if (parts.length === 0) return fractionFromText(required(exact));
  return parts.map(sumOfLeaves).reduce(add, ZERO);
}

function checkSums(given: Given): void {
  if (given.parts.length > 0) assert.equal(fractionText(sumOfLeaves(given)), given.exact, given.label);
  for (const child of [...given.parts, ...given.because]) checkSums(child);
}

async function checkAll(product: Product, asked: Asked, simulation?: string): Promise<number> {
  let lines = 0;
  for (const { recorded, explanation } of await explained(product, asked, simulation)) {
    const json = JSON.parse(
      JSON.stringify(explanationJson(explanation), (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    ) as { lines: (Given & { line: string; amountCents: string })[]; events: { position: number }[] };
    const { statement } = recorded;
    assert.deepEqual(
      json.lines.map(({ line, amountCents }) => [line, amountCents]),
      required(statement ?? undefined).lines.map(({ line, amountCents }) => [line, String(amountCents)]),
    );
    const events = new Set(json.events.map(({ position }) => position));
    for (const line of json.lines) {
      lines++;
      assert.equal(line.exact, line.amountCents);
      checkSums(line);
    }
    for (const { part } of explanation.lines)
      for (const { facts } of everyPart(part)) for (const position of facts) assert.ok(events.has(position));
    for (const { position } of explanation.facts.values()) assert.ok(position <= recorded.pin.position);
    assert.ok(explanationText(explanation, 3).length > 0);
  }
  return lines;
}

for (const { name, write } of [...SAMPLES, ...RANDOM])
  test(`in ${name} the parts of every line of every statement add up to it exactly`, async () => {
    await withProduct(write(), async (product) => {
      await product.calculate(FULL);
      assert.ok((await checkAll(product, FULL)) > 20);
      await product.simulate('days', FULL, { parameters: DAYS });
      assert.ok((await checkAll(product, FULL, 'days')) > 20);
    });
  });
