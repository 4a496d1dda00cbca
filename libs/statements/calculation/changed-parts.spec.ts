/** What the parts leave out of a contribution is the same in both frames: their difference is that of the whole contributions. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Dossier, factsOf } from '#libs/enrolment/dossier.ts';
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { type LinkedDossiers, alone } from '#libs/enrolment/persons.ts';
import type { Knowledge, Version } from '#libs/enrolment/versions.ts';
import { compareText } from '#libs/kernel/text.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { memoisedByText } from '#libs/kernel/memo.ts';
import { withOverrides } from '#libs/regulation/overrides.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { calculationInputs } from '#libs/statements/calculation/calculate.ts';
import { changedPartsUnder } from '#libs/statements/calculation/changed-parts.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import type { CalculationInputs } from '#libs/statements/calculation/sums-of.ts';
import { type FramePair, frameAsKnown } from '#libs/statements/calculation/touched.ts';
import type { Contribution } from '#libs/statements/rules/patient-contribution.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const RANGE = { from: quarterFromText('2020-Q4'), to: quarterFromText('2023-Q4') };
const product = new Product();

beforeAll(async () => {
  const facts = temporaryFolder();
  writeRandomFacts(facts, 61, { patients: 24 });
  await product.import(facts);
  rmSync(facts, { recursive: true });
});
afterAll(() => product.close());

async function inputs(regulation: Regulation): Promise<CalculationInputs> {
  return calculationInputs(product, { range: RANGE, knownOn: dayFromText('2026-10-24'), regulation });
}

/** The frames around a fact: of the day before it becomes known and that day, in either order, and of before and after it is recorded. */
function framesAround({ rosters, regulation, rules, known: { position: end } }: CalculationInputs) {
  const pair = memoisedByText(
    (of: readonly [then: Knowledge, now: Knowledge]) => JSON.stringify(of),
    ([then, known]): FramePair => {
      const now = frameOf(rosters, known, regulation, RANGE, rules);
      return { now, then: frameAsKnown(now, then, rosters, RANGE) };
    },
  );
  return ({ knownOn, position }: Version): readonly FramePair[] => {
    const [before, on] = [knownOn - 1, knownOn].map((day) => ({ day, position: end })) as [Knowledge, Knowledge];
    return [
      pair([before, on]),
      pair([on, before]),
      pair([
        { day: knownOn, position: position - 1 },
        { day: knownOn, position },
      ]),
    ];
  };
}

function differenceOf({ then, now }: { readonly then: Contribution; readonly now: Contribution }): unknown {
  const sums = new RunningSums();
  sums.subtract(then);
  sums.add(now);
  const whole = sums.sums;
  const isZero = (of: unknown): boolean => !/[1-9]/.test(text(of));
  return text(
    [whole.quarters, whole.years].map((all) =>
      entriesOf(all)
        .filter(([, of]) => !isZero(of))
        .sort(byKey),
    ),
  );
}

function text(of: unknown): string {
  return JSON.stringify(of, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    return value instanceof Map ? [...(value as Map<unknown, unknown>)] : value;
  });
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return compareText(one, other);
}

/** The sums of each team and period. */
function entriesOf(all: ReadonlyMap<string, ReadonlyMap<number, unknown>>): (readonly [string, unknown])[] {
  return [...all].flatMap(([team, periods]) => [...periods].map(([at, of]) => [`${team} ${at}`, of] as const));
}

async function dossiers({ dossiers: documents, rosters }: CalculationInputs): Promise<readonly LinkedDossiers[]> {
  const all: LinkedDossiers[] = [];
  for await (const batch of linkedDossiers(documents, rosters)) all.push(...batch);
  return all;
}

/** The first facts of each kind: frames take long to make. */
function fewOf(dossier: Dossier): readonly Version[] {
  return factsOf(dossier).flatMap((versions) => versions.slice(0, 6));
}

/** Every other one is merged with the next, from the day before the first act of the two is known. */
function someMerged(all: readonly LinkedDossiers[]): readonly LinkedDossiers[] {
  const [ones, others] = [0, 1].map((odd) => all.slice(0, all.length / 2).filter((_, i) => i % 2 === odd));
  const merged = (ones ?? []).flatMap(({ dossiers: [one] }, i) => {
    const [other] = others?.[i]?.dossiers ?? [];
    const [act] = other?.acts ?? [];
    if (one === undefined || other === undefined || act === undefined) return [];
    const merge = { patient: other.patient, into: one.patient, knownOn: act.knownOn, position: 1 };
    return [{ dossiers: [one, other], merges: [merge] }];
  });
  return [...all.slice(all.length / 2), ...merged];
}

/** One of them erased: a part that an older decision rests on, and one that begins in 2022. */
function erased({ dossiers: [dossier] }: LinkedDossiers, [team = '']: readonly string[]): LinkedDossiers {
  if (dossier === undefined) throw new RangeError('nobody to erase');
  const presence = { days: 1, yearlyCents: 12_345, comorbidity: 0, profile: 0, ownRate: null };
  const part = { team, period: '2021-Q3', pins: [], stands: true, acts: [], years: [] };
  const parts = [
    { ...part, from: ['2021-10-01'], presences: [presence] },
    { ...part, from: ['2022-03-01'], presences: [{ ...presence, yearlyCents: 54_321 }] },
  ];
  const nothing = { person: [], coverage: [], declarations: [], acts: [], spending: [] };
  return alone({ patient: dossier.patient, ...nothing, kept: { erasure: 'E1', parts } });
}

test.each([
  ['TEAM', true, Infinity],
  ['PATIENT', false, 16],
] as const)('fidelisation by %s: the difference is that of the whole', async (level, leavesOut, persons) => {
  const overrides = ['PEPS', 'PRIMORDIAL'].map((scheme) => {
    return { scheme, parameter: 'fidelisation_level', from: '2019-01-01', value: level };
  });
  const given = await inputs(
    loadRegulation(withOverrides(SHIPPED, { overrides, parameters: { fidelisation_min_acts: 1 } })),
  );
  let [changed, leftOut] = [0, 0];
  const around = framesAround(given);
  const all = (await dossiers(given)).slice(0, persons);
  const teams = given.rosters.teams.map(({ team }) => team);
  const [{ now, then }] = around({ knownOn: given.known.day, position: given.known.position }) as [FramePair];
  const early = frameOf(
    given.rosters,
    { ...now.known, day: dayFromText('2022-01-01') },
    now.regulation,
    RANGE,
    now.rules,
  );
  // The same facts of patients, other teams or other means of the nation.
  const ofOthers = [{ teams: early.teams }, { reference: early.reference }].map((other) => {
    return { now, then: { ...then, known: now.known, ...other } };
  });
  for (const linked of [...someMerged(all), ...all.slice(0, 1).map((one) => erased(one, teams))])
    for (const pair of new Set([...linked.dossiers.flatMap((one) => fewOf(one).flatMap(around)), ...ofOthers])) {
      const whole = { then: contributionOf(linked, pair.then), now: contributionOf(linked, pair.now) };
      const parts = changedPartsUnder(pair)(linked);
      expect(differenceOf(parts)).toBe(differenceOf(whole));
      if (parts.now.presences.length < whole.now.presences.length) leftOut++;
      if (text(whole.then) !== text(whole.now)) changed++;
    }
  expect(changed).toBeGreaterThan(10);
  expect(leftOut > 20).toBe(leavesOut);
});
