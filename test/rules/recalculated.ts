/**
 * The results of a version of the rules on the facts of two samples, under the regulation of the first edition and under a variant of it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { storedRegulation } from '#libs/regulation/load.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { calculateFromAllDossiers } from '#libs/statements/calculation/calculate.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';
import { Product } from '#test/support/product.ts';
import { SAMPLES } from '#test/support/samples.ts';

const FOLDER = join(import.meta.dirname, 'regulation-2026-11');
/** Version 2026-11. */
export const FIRST_EDITION: RegulationSource = {
  parameters: readFileSync(join(FOLDER, 'parameters.json'), 'utf8'),
  grids: readFileSync(join(FOLDER, 'grids.csv'), 'utf8'),
};

const CALCULATIONS = [
  { facts: 'tiny', from: '2021-Q1', to: '2023-Q4', knownOn: '2026-09-30' },
  { facts: 'options', from: '2024-Q4', to: '2025-Q3', knownOn: '2026-09-30' },
];

/** A statement, with enough of its content to see the difference if its digest differs. */
export interface Recalculated {
  readonly calculation: string;
  readonly team: string;
  readonly period: string;
  readonly digest: string;
  readonly totalCents: string;
  readonly flags: readonly string[];
}

/** Cases that a later version may read differently: a limit of IPEP at its boundary without a named boundary, and a text with an end. */
function withoutBoundary({ parameters, grids }: RegulationSource): RegulationSource {
  const root = JSON.parse(parameters) as {
    version: string;
    texts: { scheme: string; until?: string }[];
    schemes: { IPEP: { eligibility: { values: { value: object }[] } } };
  };
  root.version = '2026-11-sans-borne';
  for (const text of root.texts) if (text.scheme === 'PEPS') text.until = '2024-12-31';
  for (const dated of root.schemes.IPEP.eligibility.values) dated.value = { patients: 4 };
  return { parameters: JSON.stringify(root), grids };
}

export async function recalculated(rules: Rules): Promise<readonly Recalculated[]> {
  const found: Recalculated[] = [];
  for (const { facts, from, to, knownOn } of CALCULATIONS) {
    const product = new Product();
    try {
      await product.import(join(SAMPLES, facts, 'facts'));
      for (const source of [FIRST_EDITION, withoutBoundary(FIRST_EDITION)]) {
        const regulation = storedRegulation(source);
        const range = { from: quarterFromText(from), to: quarterFromText(to) };
        const request = { range, knownOn: dayFromText(knownOn), regulation, rules };
        const { statements } = await calculateFromAllDossiers(product, request);
        for (const { team, period, digest, statement } of statements)
          found.push({
            calculation: `${facts} ${regulation.version}`,
            team,
            period,
            digest,
            totalCents: String(statement?.totalCents),
            flags: statement?.flags ?? [],
          });
      }
    } finally {
      await product.close();
    }
  }
  return found;
}
