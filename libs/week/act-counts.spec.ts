/** The acts by team and month, and the ids that look like one person, are followed: as if all dossiers were read for each question. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { erasureOf, erasures, keysOf, patientReference } from '#libs/erasure/erasures.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import { forget } from '#libs/erasure/forget.ts';
import { erasureIdOf } from '#libs/erasure/state.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { type DossierStores, readDossiers } from '#libs/week/completeness.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { REGULATION } from '#test/support/enrolment.ts';
import { metaOf } from '#test/support/experiment.ts';
import { type FactTables, chances, filtered, readFacts, shuffled, writeFacts } from '#test/support/fact-folders.ts';
import { FORGETTING } from '#test/support/forgetting.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { withOwn } from '#test/support/with-own.ts';

const product = Product.sealed();
afterAll(() => product.close());

const folder = temporaryFolder();
writeRandomFacts(folder, 61, { patients: 200 });
const facts: FactTables = new Map([...readFacts(folder)].filter(([name]) => name !== 'manifest.csv'));
rmSync(folder, { recursive: true });

const MONTHS = 60;
/** A month of days known: the range of the months counted stays the same. */
const DAYS = 20;

function dayOf(n: number): string {
  return `2027-01-${String(1 + n).padStart(2, '0')}`;
}

type Answer = Awaited<ReturnType<typeof readDossiers>>;

/** Whether all dossiers were read for it. */
async function answered({ log }: Pick<DossierStores, 'log'>, day: string): Promise<readonly [Answer, boolean]> {
  const { projections, readStore } = product;
  const asked = { asOf: dayFromText(day), months: MONTHS, regulation: REGULATION };
  let isFull = false;
  const answer = await readDossiers({ log, projections, readStore }, asked, () => (isFull = true));
  return [answer, isFull];
}

/** Of the process that asked before, and of one that has just started. */
async function both(day: string) {
  const [[followed, isFull], [afresh]] = [
    await answered(product, day),
    await answered({ log: withOwn(product.log, {}) }, day),
  ];
  return { followed, isFull, afresh };
}

/** The rows of a part, known on a day. */
function part(rows: ReadonlySet<readonly string[]>, day: string): FactTables {
  const own = filtered(facts, (_, row) => rows.has(row));
  return new Map(
    [...own].map(([name, { header, rows: of }]) => [
      name,
      { header, rows: of.map((row) => [...row.slice(0, -1), day]) },
    ]),
  );
}

async function erase(patient: string): Promise<void> {
  const { log } = product;
  const reference = patientReference(keysOf(log), patient);
  const [alice, bob] = [metaOf('Alice'), metaOf('Bob')];
  const effects = { facts: 1, rowsSetAside: 0, decided: 0, open: 0 };
  const content = { reference, ground: 'REQUEST', reason: 'demande', ...effects } as const;
  const id = erasureIdOf(reference);
  await erasures(log).handle(id, { command: { type: 'propose', by: alice.by, content }, meta: alice, commit: COMMIT });
  const state = await erasureOf(log, id);
  assert.ok(state.status === 'proposed');
  const confirm = { type: 'confirm', code: codeOf(state.proposal, effects), effects, by: bob.by, at: bob.at } as const;
  await erasures(log).handle(id, { command: confirm, meta: bob, commit: COMMIT });
  await forget(log, id, FORGETTING, () => Promise.resolve());
}

test('after random facts, rosters and days known they equal those of a process that reads everything', async () => {
  const chance = chances(61);
  const below = (most: number): number => Math.floor(chance() * most);
  // A fact of a whole team, or of the nation, often concerns so many that all dossiers are read.
  const isOfPatient = (name: string): boolean => facts.get(name)?.header.includes('patient_id') === true;
  const rows = [...facts].flatMap(([name, table]) => (isOfPatient(name) ? table.rows : []));
  const later = shuffled(
    [...shuffled(rows, chance).slice(0, 100), ...(facts.get('members.csv')?.rows.slice(0, 2) ?? [])],
    chance,
  );
  const isLater = new Set(later);
  await product.import(writeFacts(filtered(facts, (_, row) => !isLater.has(row))));
  let [fullReads, changes, last] = [0, 0, ''];
  for (let step = 0; step < 25; step++) {
    if (below(3) > 0) {
      const some = new Set(later.splice(0, 1 + below(8)));
      await product.import(writeFacts(part(some, dayOf(below(DAYS)))));
    }
    const { followed, isFull, afresh } = await both(dayOf(below(DAYS)));
    expect(followed).toStrictEqual(afresh);
    fullReads += isFull ? 1 : 0;
    const text = JSON.stringify(followed.months);
    changes += text === last ? 0 : 1;
    last = text;
  }
  expect(changes).toBeGreaterThan(8);
  expect(fullReads).toBeLessThan(5);
});

test('a fact that is recorded before the day on which it becomes known counts from that day', async () => {
  const { header, rows } = facts.get('acts.csv') ?? { header: [], rows: [] };
  const of2025 = rows.filter((row) => row[header.indexOf('care_on')]?.startsWith('2025') === true);
  const patients = [...Map.groupBy(of2025, ([, patient]) => patient).values()];
  const [some, others] = [patients.slice(0, 5).flat(), patients.slice(5).flat()];
  const record = (name: string, of: typeof rows, day: string) => {
    const again = of.map(([, ...row], i) => [`${name}${i}`, ...row.slice(0, -1), day]);
    return product.import(writeFacts(new Map([['acts.csv', { header, rows: again }]])));
  };
  const sum = ({ months }: Answer): number => months.reduce((all, { acts }) => all + acts, 0);
  const [today, later] = [dayOf(DAYS), dayOf(DAYS + 5)];
  const before = (await both(today)).followed;
  await record('LATER', some, later);
  expect((await both(today)).followed).toStrictEqual(before);
  // The day stays the same while facts of others come in.
  await record('TODAY', others, today);
  const more = sum((await both(today)).followed) - sum(before);
  expect(more).toBeGreaterThan(0);
  const { followed, isFull, afresh } = await both(later);
  expect(followed).toStrictEqual(afresh);
  expect(isFull).toBe(false);
  expect(sum(followed) - sum(before)).toBeGreaterThan(more);
});

test('after an erasure all dossiers are read again', async () => {
  const day = dayOf(DAYS);
  await both(day);
  expect((await both(day)).isFull).toBe(false);
  await erase('P003');
  const { followed, isFull, afresh } = await both(day);
  expect(followed).toStrictEqual(afresh);
  expect(isFull).toBe(true);
});
