/**
 * An erasure changes no amount of a decided period: for any facts, decisions and days, its replay, its recomputation and the offered
 * regularisations are those of a log without erasures. Only the names are gone.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkWhole } from '#libs/audit/whole-check.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import type { DuplicatesCommand } from '#libs/enrolment/duplicates/decide.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import { decideOnDuplicates } from '#libs/enrolment/duplicates/decide-on-duplicates.ts';
import { buildWithoutErased } from '#libs/erasure/commands/finish-erasures.ts';
import { erasureOf, erasures, keysOf, patientReference } from '#libs/erasure/erasures.ts';
import { forget } from '#libs/erasure/forget.ts';
import { erasureIdOf } from '#libs/erasure/state.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { type ReplayedStatement, hasChange, replay } from '#libs/replay/replay.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { calculatedAtPins } from '#libs/statements/recomputation/at-pins.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { approve, regularise, submit } from '#test/support/decisions.ts';
import { metaOf } from '#test/support/experiment.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const RANGE = { from: quarterFromText('2023-Q1'), to: quarterFromText('2024-Q4') };
const ASKED = { from: '2023-Q1', to: '2024-Q4' };
const DECIDED = '2025-02-28';
const [MERGED, DURING, SEPARATED, ERASED] = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'];
const DAYS = ['2023-11-30', DECIDED, DURING, '2026-12-31'];

/** Patients are erased in one, and not in the other. */
const [product, other] = [Product.sealed(), new Product()];
const folder = temporaryFolder();
afterAll(async () => {
  await product.close();
  await other.close();
  rmSync(folder, { recursive: true });
});

/** Facts of patients who are imported later, or of the others. */
function part(isLater: boolean): string {
  const place = join(folder, isLater ? 'later' : 'first');
  mkdirSync(place);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv') && name !== 'manifest.csv')) {
    const [head = '', ...lines] = readFileSync(join(folder, file), 'utf8').trimEnd().split(/\r?\n/);
    const at = head.replace('\u{FEFF}', '').split(',').indexOf('patient_id');
    const isOf = (line: string): boolean => (at >= 0 && isLate(line.split(',')[at] ?? '')) === isLater;
    writeFileSync(join(place, file), [head, ...lines.filter(isOf)].join('\n') + '\n');
  }
  return place;
}

function isLate(patient: string): boolean {
  return Number(/\d+$/.exec(patient)?.[0] ?? 1) % 7 === 3;
}

function authorOn(name: string, day: string) {
  const at = `${day}T08:00:00.000Z`;
  return { meta: { ...metaOf(name), at }, commit: { ...COMMIT, recordedAt: at } };
}

async function decides(of: Product, command: (at: string) => DuplicatesCommand, day: string): Promise<void> {
  const { meta, commit } = authorOn('Alice', day);
  const asked = command(meta.at);
  await decideOnDuplicates(of.log, asked, { meta, commit });
  const patient = 'patient' in asked ? asked.patient : '';
  const proposal = (await duplicatesOf(of.log)).proposals.get(patient);
  const bob = authorOn('Bob', day);
  const confirm = { type: 'confirm', patient, code: proposal === undefined ? '' : codeOf(proposal) } as const;
  await decideOnDuplicates(of.log, { ...confirm, by: bob.meta.by, at: bob.meta.at }, bob);
}

const BY = metaOf('Alice').by;
const PAIRS = [
  ['P002', 'P001'],
  ['P005', 'P004'],
  ['P006', 'P008'],
] as const;

/** Everything is decided, some statements are regularised while two ids are one person, and two pairs are separated. */
async function prepare(of: Product, facts: string): Promise<void> {
  await of.import(facts);
  const terms = { amountCents: 100_000_000_00n, schemes: ['PEPS', 'PRIMORDIAL', 'IPEP'] };
  const [first, second] = [authorOn('Alice', MERGED), authorOn('Bob', MERGED)];
  await envelopeInPlace(of.log, 'FISS', terms, { first, second });
  const made = await of.calculate({ ...ASKED, knownOn: DECIDED });
  // One in four stays open.
  const some = made.filter(({ statement }, i) => statement !== null && i % 4 > 0);
  await decide(of, some, MERGED);
  for (const [patient, into] of PAIRS)
    await decides(
      of,
      (at) => ({ type: 'propose-merge', merge: patient, patient, into, reason: 'une personne', by: BY, at }),
      MERGED,
    );
  const target = (await replayed(of, DURING)).filter((one, i) => one.decided && hasChange(one) && i % 3 === 0);
  for (const { now } of target) {
    if (now === undefined) continue;
    const { meta, commit } = authorOn('Alice', DURING);
    await regularise(of, now, meta, commit);
    await decide(of, [now], DURING);
  }
  for (const [patient] of PAIRS.slice(1))
    await decides(
      of,
      (at) => ({ type: 'propose-separation', patient, reason: 'deux personnes', by: BY, at }),
      SEPARATED,
    );
}

async function decide(of: Product, some: readonly TeamPeriod[], day: string): Promise<void> {
  const [alice, bob] = [authorOn('Alice', day), authorOn('Bob', day)];
  await submit(of, some, alice.meta, alice.commit);
  await approve(of, some, bob.meta, bob.commit);
}

async function replayed(of: Product, knownOn: string): Promise<readonly ReplayedStatement[]> {
  const { statements } = await replay(of, { range: RANGE, knownOn: dayFromText(knownOn), source: SHIPPED });
  return statements;
}

/** The replay of decided periods, without the reasons; and those offered for regularisation. */
async function amounts(of: Product, knownOn: string) {
  const decided = (await replayed(of, knownOn)).filter((one) => one.decided);
  return decided.map(({ why: _, now, ...one }) => ({
    ...one,
    now: now?.statement,
    isOffered: hasChange(one as ReplayedStatement),
  }));
}

async function erase(patient: string): Promise<void> {
  const reference = patientReference(keysOf(product.log), patient);
  const [alice, bob] = [authorOn('Alice', ERASED), authorOn('Bob', ERASED)];
  const effects = { facts: 1, rowsSetAside: 0, decided: 1, open: 1 };
  const content = { reference, ground: 'REQUEST', reason: 'demande', ...effects } as const;
  const id = erasureIdOf(reference);
  await erasures(product.log).handle(id, { command: { type: 'propose', by: alice.meta.by, content }, ...alice });
  const state = await erasureOf(product.log, id);
  assert.ok(state.status === 'proposed');
  const confirm = { type: 'confirm', code: codeOf(state.proposal, effects), effects } as const;
  const { by, at } = bob.meta;
  await erasures(product.log).handle(id, { command: { ...confirm, by, at }, ...bob });
  await forget(product.log, id, { commit: bob.commit, now: () => bob.commit.recordedAt }, () => Promise.resolve());
}

/** One of two ids, one that was merged for a time, one that another was merged into, and others. */
const GONE = ['P001', 'P005', 'P008', 'P011', 'P029'];

beforeAll(async () => {
  writeRandomFacts(folder, 23, { patients: 30 });
  const [first, later] = [false, true].map(part);
  assert.ok(first !== undefined && later !== undefined);
  for (const one of [product, other]) await prepare(one, first);
  expect((await duplicatesOf(product.log)).merges.size).toBe(1);
  for (const patient of GONE) await erase(patient);
  await buildWithoutErased(product);
});

test('replays of decided periods, as known on any day, equal those of a log without erasures', async () => {
  for (const day of DAYS) {
    const expected = await amounts(other, day);
    expect([...new Set(expected.flatMap(({ now }) => now?.scheme ?? []))].sort()).toStrictEqual([
      'IPEP',
      'PEPS',
      'PRIMORDIAL',
    ]);
    expect({ day, amounts: await amounts(product, day) }).toStrictEqual({ day, amounts: expected });
  }
});

test('so do calculations, from the sums kept of another day too', async () => {
  const decided = new Set((await amounts(other, DECIDED)).map(({ team, period }) => `${team} ${period}`));
  for (const knownOn of [ERASED, DECIDED]) {
    const [one, two] = [await product.calculate({ ...ASKED, knownOn }), await other.calculate({ ...ASKED, knownOn })];
    const figures = (all: typeof one) =>
      all
        .filter(({ team, period }) => decided.has(`${team} ${period}`))
        .map(({ team, period, statement }) => ({ team, period, statement }));
    expect(figures(one)).toStrictEqual(figures(two));
  }
});

test('a replay names the same other patients, and counts the erased ones', async () => {
  const changed = (all: readonly ReplayedStatement[]) => all.filter((one) => one.decided && hasChange(one));
  const [one, two] = [changed(await replayed(product, ERASED)), changed(await replayed(other, ERASED))];
  const erased = new Set([...GONE, 'P002']);
  const whys = one.map(({ why }) => why);
  const expected = two.map(({ why }) => ({
    ...why,
    patients: why.patients.filter(({ patient }) => !erased.has(patient)),
    erased: why.patients.filter(({ patient }) => erased.has(patient)).length,
  }));
  expect(whys).toStrictEqual(expected);
  expect(whys.some((why) => why.erased > 0)).toBe(true);
});

test('every decision is calculated again with the same result', async () => {
  const states = await loadStatements(product, { range: RANGE });
  const decisions = states.flatMap(({ team, period, decisions: all }) => all.map((one) => ({ ...one, team, period })));
  expect(decisions.some(({ number }) => number > 0)).toBe(true);
  const again = await calculatedAtPins(product, decisions);
  expect(again.map(({ digest }) => digest)).toStrictEqual(decisions.map(({ digest }) => digest));
});

test('a process that had the merges in memory forgets them too', async () => {
  const { merges } = await duplicatesOf(product.log);
  expect([...merges.keys()]).toStrictEqual([]);
});

test('the rules find nothing impossible in a log with merges, separations and erasures', async () => {
  for (const { folder: of } of [product, other]) {
    const stored = new SqliteStoredEvents(join(of, 'events.db'));
    const { impossible } = await checkWhole(stored, {});
    await stored.close();
    expect(impossible).toStrictEqual([]);
  }
});

test('later facts of other patients move the same amounts', async () => {
  const later = join(folder, 'later');
  for (const one of [product, other]) await one.import(later);
  for (const day of [DECIDED, ERASED])
    expect({ day, amounts: await amounts(product, day) }).toStrictEqual({ day, amounts: await amounts(other, day) });
});
