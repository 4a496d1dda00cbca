/** The ids of one person, and the part of the person that counts once one of the ids is erased. */
import { expect, test } from '@jest/globals';
import { foldDossier } from '#libs/enrolment/dossiers.ts';
import { type MergeVersion, linksOf, onePersonNow, personsAsKnown } from '#libs/enrolment/persons.ts';

function merge(patient: string, into: string | null, position: number): MergeVersion {
  return { patient, into, knownOn: position, position };
}

const UNDONE = [merge('B', 'A', 1), merge('C', 'A', 2), merge('B', null, 3)];
const ALWAYS = { day: 9, position: 9 };

test('one person has the ids of the merges in force, the naming one first; an id separated again is alone', () => {
  expect(onePersonNow('C', UNDONE)).toStrictEqual(['A', 'C']);
  expect(onePersonNow('A', UNDONE)).toStrictEqual(['A', 'C']);
  expect(onePersonNow('B', UNDONE)).toStrictEqual(['B']);
  expect(onePersonNow('D', UNDONE)).toStrictEqual(['D']);
});

test('with an id come all that were ever the same person’s, with every merge', () => {
  expect(linksOf(['B'], UNDONE)).toStrictEqual({ patients: ['A', 'B', 'C'], merges: UNDONE });
  expect(linksOf(['D'], UNDONE)).toStrictEqual({ patients: ['D'], merges: [] });
});

test('a person with one erased id counts by the kept part alone', () => {
  const kept = { ...foldDossier('A', []), kept: { erasure: 'e', parts: [] } };
  const linked = { dossiers: [kept, foldDossier('C', [])], merges: [merge('C', 'A', 2)] };
  expect(personsAsKnown(linked, ALWAYS).map(({ dossier }) => dossier)).toStrictEqual([kept]);
});
