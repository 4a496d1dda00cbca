/**
 * The bundle of a payment leaves out no event of the streams that it rests on: a payer who hides a death, a withdrawn decision or the last
 * change of an account has to cut the end of a stream, and the script sees it.
 */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ProvedEvent } from '#libs/audit/bundle.ts';
import type { StreamHeadProof } from '#libs/audit/stream-heads.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { paymentBasis } from '#libs/statements/recomputation/payment-basis.ts';
import { experimentOfTwoTeams, folded, metaOf } from '#test/support/experiment.ts';
import { accountInPlace } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Bundles } from '#test/support/payment-bundle.ts';
import type { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

interface Head {
  events: number;
  recalculation: { ends?: StreamHeadProof[] };
}

type Line = ProvedEvent & { readonly stream: string };

let product: Product;
let bundles: Bundles;
let payment: string;
beforeAll(async () => {
  product = await experimentOfTwoTeams();
  const found = [...(await ledgerOf(product.log)).payments.values()].find(({ team }) => team === 'PEPS-01');
  assert.ok(found !== undefined);
  payment = found.endToEndId;
  // Facts and an account that came after the payment: the streams go on.
  const late = temporaryFolder();
  writeFileSync(
    join(late, 'members.csv'),
    'team_id,rpps,profession,from,until,known_on\nPEPS-01,10000002831,GP,2020-01-01,2022-12-15,2024-09-15\n',
  );
  await product.import(late);
  rmSync(late, { recursive: true });
  await folded(product);
  const author = (name: string): { meta: ReturnType<typeof metaOf>; commit: typeof COMMIT } => ({
    meta: metaOf(name),
    commit: COMMIT,
  });
  const account = { name: 'Compte', iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPPGRE' };
  const people = { first: author('Alice'), second: author('Bob') };
  await accountInPlace(product, { side: 'payee', holder: 'PEPS-01' }, account, people);
  bundles = await Bundles.of(product);
});
afterAll(async () => {
  await product.close();
  bundles.remove();
});

type Change = (lines: readonly Line[], head: Head) => readonly Line[];

/** Gives what the script says of the bundle with other lines and another head. */
async function recalculated(change: Change): Promise<{ readonly status: number; readonly text: string }> {
  return recalculatedIn(bundles, await bundles.write({ payment }, 'whole.jsonl'), change);
}

function recalculatedIn(
  bundles: Bundles,
  path: string,
  change: Change,
): { readonly status: number; readonly text: string } {
  const [first = '', ...rest] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const head = JSON.parse(first) as Head;
  const all = rest.map((line) => {
    const proved = JSON.parse(line) as ProvedEvent;
    return { ...proved, stream: JSON.parse(proved.text.slice(0, proved.text.indexOf('\n'))) as string };
  });
  const lines = change(all, head).map(({ stream: _, ...proved }) => proved);
  head.events = lines.length;
  writeFileSync(join(bundles.folder, 'cut.jsonl'), [head, ...lines].map((one) => `${JSON.stringify(one)}\n`).join(''));
  return bundles.recalculate('cut.jsonl');
}

/** The lines without the last ones of a stream. */
function without(lines: readonly Line[], stream: string, count: number): readonly Line[] {
  const own = lines.filter((one) => one.stream === stream).slice(-count);
  return lines.filter((one) => !own.includes(one));
}

const endsOf = ({ recalculation: { ends = [] } }: Head): StreamHeadProof[] => ends;

test('shows that each stream ends, or goes on after the calculations', async () => {
  let [whole, ended]: [readonly string[], readonly string[]] = [[], []];
  const { status } = await recalculated((lines, head) => {
    whole = [...new Set(lines.map(({ stream }) => stream))].filter((stream) =>
      /^(patient|team|statement|payee)-/.test(stream),
    );
    ended = endsOf(head).map(({ stream }) => stream);
    return lines;
  });
  expect(status).toBe(0);
  expect(ended).toContain('payee-PEPS-01');
  expect(ended).toContain('national-thresholds');
  // The fact that came later shows it.
  expect(whole.filter((stream) => !ended.includes(stream))).toStrictEqual(['team-PEPS-01']);
});

test.each([
  ['patient', /^patient-/, 1],
  ['nation', /^national-thresholds$/, 1],
  ['account, of which the last change is hidden', /^payee-/, 2],
])('refuses a stream of which the end is cut: %s', async (_, isOne, count) => {
  const { status, text } = await recalculated((lines) => {
    const stream = lines.findLast((one) => isOne.test(one.stream))?.stream;
    assert.ok(stream !== undefined);
    return without(lines, stream, count);
  });
  expect([status, text]).toStrictEqual([1, expect.stringMatching(/ne montre pas que le flux .* est entier/)]);
});

test('refuses a stream of which the event is cut that shows how it goes on, with or without one before', async () => {
  for (const count of [1, 2]) {
    const { status, text } = await recalculated((lines) => without(lines, 'team-PEPS-01', count));
    expect([status, text]).toStrictEqual([1, expect.stringMatching(/que le flux team-PEPS-01 est entier/)]);
  }
});

test('refuses another end of a stream than the signed one, and a bundle that shows none', async () => {
  const shorter = await recalculated((lines, head) => {
    const end = endsOf(head).find(({ stream }) => stream === 'payee-PEPS-01');
    assert.ok(end !== undefined);
    head.recalculation.ends = [{ ...end, revision: end.revision - 2 }];
    return without(lines, 'payee-PEPS-01', 2);
  });
  expect(shorter.text).toMatch(/ne dit pas que le flux payee-PEPS-01 finit à la révision 1/);
  const former = await recalculated((lines, head) => {
    delete head.recalculation.ends;
    return lines;
  });
  expect([former.status, former.text]).toStrictEqual([1, expect.stringMatching(/demandez-en une nouvelle/)]);
  const noHash = await recalculated((lines, head) => {
    head.recalculation.ends = endsOf(head).map((end) => ({ ...end, secret: `${end.secret}\n` }));
    return lines;
  });
  expect(noHash.status).toBe(2);
});

test('refuses to hide that the decision was withdrawn', async () => {
  const own = await experimentOfTwoTeams();
  const stream = 'statement-PEPS-01-2022-Q1';
  const basis = await paymentBasis(own, { payment });
  const data = JSON.stringify({ team: 'PEPS-01', period: '2022-Q1', number: 0, reason: 'erreur' });
  const withdrawn = { id: hash('md5', stream), type: 'StatementWithdrawn', schemaVersion: 1, effective: '2022-Q1' };
  await own.log.append(stream, [{ ...withdrawn, knownOn: '2022-12-31', data }], 'any', COMMIT);
  const forged = await Bundles.of(own);
  const path = await forged.writeBasis(basis, 'withdrawn.jsonl');
  // The export shows how the stream goes on.
  expect(recalculatedIn(forged, path, (lines) => lines).text).toMatch(/n’a pas les 1 décisions de PEPS-01 2022-Q1/);
  const { status, text } = recalculatedIn(forged, path, (lines) => without(lines, stream, 1));
  expect([status, text]).toStrictEqual([1, expect.stringMatching(/que le flux statement-PEPS-01-2022-Q1 est entier/)]);
  forged.remove();
  await own.close();
});
