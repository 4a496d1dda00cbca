/** A search that is corrected for changed dossiers finds the same pairs as a new search. */
import { expect, test } from '@jest/globals';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { LookAlikeSearch, lookAlikesKey } from '#libs/enrolment/look-alikes.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { dossier } from '#test/support/enrolment.ts';
import { chances } from '#test/support/fact-folders.ts';

const BIRTHS = ['1950-01-01', '1980-05-05'].map(dayFromText);
const FIRST_DAY = dayFromText('2020-01-01');

/** The dossier with one more fact, of any kind. */
function withFact(before: Dossier, position: number, below: (most: number) => number): Dossier {
  // The acts of one id end before those of the next begin.
  const day = FIRST_DAY + 100 * Number(before.patient.slice(1)) + below(99);
  const at = { knownOn: FIRST_DAY + below(50), position };
  const { person, declarations, acts } = before;
  switch (below(4)) {
    case 0:
      return {
        ...before,
        person: [...person, { birth: BIRTHS[below(2)] ?? 0, sex: 'F', diedOn: below(8) === 0 ? day : null, ...at }],
      };
    case 1:
      return {
        ...before,
        declarations: [...declarations, { rpps: below(5) === 0 ? '' : `D${below(2)}`, declaredOn: day, ...at }],
      };
    default: {
      const [act] = dossier('any', { acts: [{ id: `A${position}`, on: '2020-01-01' }] }).acts;
      return act === undefined ? before : { ...before, acts: [...acts, { ...act, careOn: day, ...at }] };
    }
  }
}

test('after any sequence of facts, a corrected search finds the pairs of a new search', async () => {
  const chance = chances(7);
  const below = (most: number): number => Math.floor(chance() * most);
  const dossiers = Array.from({ length: 12 }, (_, i) => dossier(`P${i}`, { birth: null }));
  const followed = new LookAlikeSearch();
  const numbers = new Set<number>();
  let [read, position] = [0, 0];
  for (let step = 0; step < 200; step++) {
    for (let facts = below(4); facts >= 0; facts--) {
      const i = below(dossiers.length);
      const one = dossiers[i];
      if (one === undefined) continue;
      dossiers[i] = withFact(one, ++position, below);
    }
    // The last fact is not read yet.
    const upTo = position - 1;
    for (const one of dossiers) {
      if ([one.person, one.declarations, one.acts].flat().every((fact) => fact.position <= read)) continue;
      expect(followed.remove(one, read)).toBe(true);
      followed.add(one, upTo);
    }
    read = upTo;
    const fresh = new LookAlikeSearch();
    for (const one of dossiers.toReversed()) fresh.add(one, upTo);
    const found = await followed.found();
    expect(found).toStrictEqual(await fresh.found());
    numbers.add(found.length);
  }
  expect(numbers.size).toBeGreaterThan(4);
});

test('what a search does not have cannot be taken out of it', async () => {
  const [one, two] = ['P1', 'P2'].map((id, i) =>
    dossier(id, { declarations: [['D1', '2020-01-01']], acts: [{ on: `2020-0${2 + i}-01` }] }),
  );
  if (one === undefined || two === undefined) throw new Error('two dossiers');
  const search = new LookAlikeSearch();
  search.add(one, Infinity);
  expect(search.remove(two, Infinity)).toBe(false);
  search.add(two, Infinity);
  expect((await search.found()).map(lookAlikesKey)).toStrictEqual(['["P1","P2"]']);
  expect(search.remove(one, Infinity)).toBe(true);
  expect(await search.found()).toStrictEqual([]);
});
