/** A replay names only the facts that changed something. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CommandMeta } from '#libs/commands/person.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import type { ReplayReasons } from '#libs/replay/reasons.ts';
import { replay } from '#libs/replay/replay.ts';
import { approve, refusalsOf, submit } from '#test/support/decisions.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { TINY_FACTS } from '#test/support/tiny-data.ts';

const OF = { team: 'PEPS-01', period: '2021-Q2' };
const product = new Product();
afterAll(() => product.close());

function meta(name: string, key: string): CommandMeta {
  return { by: { name, assurance: 'asserted', osUser: 'test' }, key, at: COMMIT.recordedAt };
}

async function facts(name: string, files: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const folder = join(product.folder, name);
  mkdirSync(folder);
  for (const [file, rows] of Object.entries(files))
    writeFileSync(join(folder, `${file}.csv`), rows.map((row) => `${row}\n`).join(''));
  const { files: read } = await product.import(folder);
  expect(read.flatMap(({ setAside, refused }) => [setAside, refused])).toStrictEqual(
    read.flatMap(() => [0, undefined]),
  );
}

async function why(knownOn: string): Promise<ReplayReasons | undefined> {
  const quarter = quarterFromText(OF.period);
  const range = { from: quarter, to: quarter };
  const { statements } = await replay(product, {
    range,
    knownOn: dayFromText(knownOn),
    source: SHIPPED,
    team: OF.team,
  });
  return statements.find(({ period }) => period === OF.period)?.why;
}

const CREDITS = 'team_id,due_on,label,amount_cents,known_on';

beforeAll(async () => {
  await product.import(TINY_FACTS);
  await facts('patient', {
    patients: ['patient_id,birth_date,sex,died_on,known_on', 'PX,1950-01-01,F,,2020-01-01'],
    declarations: ['patient_id,rpps,declared_on,known_on', 'PX,10000002757,2020-01-01,2020-01-01'],
  });
  await envelopeInPlace(
    product.log,
    'FISS',
    { amountCents: 100_000_00n, schemes: ['PEPS'] },
    { first: { meta: meta('Alice', 'e1'), commit: COMMIT }, second: { meta: meta('Bruno', 'e2'), commit: COMMIT } },
  );
  await product.calculate({ from: OF.period, to: OF.period, knownOn: '2022-04-15' });
  expect(refusalsOf(await submit(product, [OF], meta('Alice', 'k1'), COMMIT))).toStrictEqual([undefined]);
  expect(refusalsOf(await approve(product, [OF], meta('Bruno', 'k2'), COMMIT))).toStrictEqual([undefined]);
});

test('names the credit that changed the statement, and neither the quality of other years nor a member who changed nothing', async () => {
  await facts('late', {
    credits: [CREDITS, 'PEPS-01,2021-05-31,avance,10000,2022-07-01', 'PEPS-01,2023-05-31,avance,10000,2022-07-01'],
    members: ['team_id,rpps,profession,from,until,known_on', 'PEPS-01,10000000017,OTHER,2024-01-01,,2022-07-01'],
  });
  const found = await why('2023-06-30');
  const [credit] = found?.teamFacts ?? [];
  expect(found?.teamFacts).toHaveLength(1);
  expect([credit?.kind, credit?.knownOn]).toStrictEqual(['credits', '2022-07-01']);
  expect(found?.patients).toStrictEqual([]);
});

test('of a changed patient, names the fact that changed them', async () => {
  await facts('later', {
    coverage: [
      'patient_id,kind,ald_number,from,until,known_on',
      'PX,ALD,8,2021-01-01,,2022-08-01',
      'PX,ALD,30,2023-01-01,,2022-08-02',
    ],
  });
  const found = await why('2023-06-30');
  expect(found?.patients.map(({ patient, facts: own }) => [patient, own.map(({ knownOn }) => knownOn)])).toStrictEqual([
    ['PX', ['2022-08-01']],
  ]);
});
