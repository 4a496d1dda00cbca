/** Two ids of patients become one person when a second person confirms it, and two again in the same way. */
import { expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import { duplicates } from '#libs/enrolment/duplicates/decide.ts';
import { personsIn } from '#libs/enrolment/duplicates/duplicates.ts';
import { DUPLICATES_EVENTS, type DuplicatesEvent } from '#libs/enrolment/duplicates/events.ts';
import { pairKey } from '#libs/enrolment/duplicates/state.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { writtenEvent } from '#libs/event-store/written-event.ts';
import { compareText } from '#libs/kernel/text.ts';
import { LookAlikeSearch, lookAlikesKey } from '#libs/enrolment/look-alikes.ts';
import { openLookAlikes } from '#libs/enrolment/duplicates/open-look-alikes.ts';
import { COMMIT } from '#test/support/commit.ts';
import { dossier } from '#test/support/enrolment.ts';
import { by, person, specificationOf } from '#test/support/specification.ts';

const { given } = specificationOf(duplicates, DUPLICATES_STREAM);
const AT = '2026-11-01T08:00:00.000Z';
const LATER = '2026-11-02T08:00:00.000Z';
const pair = { merge: 'M1', patient: 'P2', into: 'P1' };
const [alice, bob] = [person('Alice'), person('Bob')];

const of = by<DuplicatesEvent>;
const proposed = of(
  'Alice',
  { type: 'MergeProposed', effective: '2026-11-01', data: { ...pair, reason: 'même personne' } },
  AT,
);
const merged = of('Bob', { type: 'PatientsMerged', effective: '2026-11-02', data: pair }, LATER);
const separation = of(
  'Alice',
  { type: 'SeparationProposed', effective: '2026-11-01', data: { ...pair, reason: 'deux personnes' } },
  AT,
);

function code(step: 'PROPOSED_MERGE' | 'PROPOSED_SEPARATION', kind: 'MERGE' | 'SEPARATION', reason: string): string {
  return codeOf({ step, subject: 'P2', content: { kind, ...pair, reason }, by: alice, at: AT });
}

test('a merge is proposed by one person and confirmed by another, with the code of the proposal', () => {
  given()
    .when({ type: 'propose-merge', ...pair, reason: 'même personne', by: alice, at: AT })
    .then({ type: 'MergeProposed', effective: '2026-11-01', data: { ...pair, reason: 'même personne' } });
  const confirm = { type: 'confirm', patient: 'P2', by: bob, at: LATER } as const;
  const right = code('PROPOSED_MERGE', 'MERGE', 'même personne');
  given(proposed)
    .when({ ...confirm, code: right })
    .then({ type: 'PatientsMerged', effective: '2026-11-02', data: pair });
  given(proposed)
    .when({ ...confirm, code: 'another' })
    .thenRefused('PROPOSAL_CHANGED');
  given(proposed)
    .when({ ...confirm, by: alice, code: right })
    .thenRefused('SECOND_PERSON_REQUIRED');
  given(proposed)
    .when({ ...confirm, at: '2026-12-25T08:00:00.000Z', code: right })
    .thenRefused('PROPOSAL_EXPIRED');
});

test('a wrong merge is undone in the same way, and can then be proposed again', () => {
  given(proposed, merged)
    .when({ type: 'propose-separation', patient: 'P2', reason: 'deux personnes', by: alice, at: AT })
    .then({ type: 'SeparationProposed', effective: '2026-11-01', data: { ...pair, reason: 'deux personnes' } });
  given(proposed, merged, separation)
    .when({
      type: 'confirm',
      patient: 'P2',
      code: code('PROPOSED_SEPARATION', 'SEPARATION', 'deux personnes'),
      by: bob,
      at: LATER,
    })
    .then({ type: 'PatientsSeparated', effective: '2026-11-02', data: pair });
  const undone = of('Bob', { type: 'PatientsSeparated', effective: '2026-11-02', data: pair }, LATER);
  given(proposed, merged, separation, undone)
    .when({ type: 'propose-merge', ...pair, reason: 'si', by: alice, at: LATER })
    .then({ type: 'MergeProposed', effective: '2026-11-02', data: { ...pair, reason: 'si' } });
});

test('refuses a merge that would make a circle, or two names of one person', () => {
  const propose = { type: 'propose-merge', merge: 'M1', reason: 'même personne', by: alice, at: AT } as const;
  given()
    .when({ ...propose, patient: 'P1', into: 'P1' })
    .thenRefused('ONE_PATIENT_ID');
  given(proposed, merged)
    .when({ ...propose, patient: 'P1', into: 'P2' })
    .thenRefused('NAMED_BY_ANOTHER');
  given(proposed, merged)
    .when({ ...propose, patient: 'P2', into: 'P3' })
    .thenRefused('MERGED_ALREADY');
  given(proposed)
    .when({ ...propose, patient: 'P2', into: 'P3' })
    .thenRefused('MERGE_WAITS_ALREADY');
  given().when({ type: 'propose-separation', patient: 'P2', reason: 'x', by: alice, at: AT }).thenRefused('NOT_MERGED');
  given().when({ type: 'withdraw', patient: 'P2', by: alice, at: AT }).thenRefused('NO_MERGE_PROPOSED');
});

test('another person refuses with a reason; its author withdraws', () => {
  given(proposed)
    .when({ type: 'refuse', patient: 'P2', reason: 'des jumeaux', by: bob, at: LATER })
    .then({ type: 'MergeRefused', effective: '2026-11-02', data: { ...pair, reason: 'des jumeaux' } });
  given(proposed)
    .when({ type: 'refuse', patient: 'P2', reason: ' ', by: bob, at: LATER })
    .thenRefused('REASON_REQUIRED');
  given(proposed)
    .when({ type: 'withdraw', patient: 'P2', by: alice, at: LATER })
    .then({ type: 'MergeWithdrawn', effective: '2026-11-02', data: pair });
  given(proposed).when({ type: 'withdraw', patient: 'P2', by: bob, at: LATER }).thenRefused('PROPOSED_BY_ANOTHER');
});

test('pairs of look-alikes come in the order of their keys, also with a blank in an id: a page leaves none out', async () => {
  const search = new LookAlikeSearch();
  const lasting = { declarations: [['D1', '2020-01-01']] } as const;
  for (const id of ['P1', 'P1 bis', 'P1"'])
    search.add(dossier(id, { ...lasting, acts: [{ on: '2020-02-01' }] }), Infinity);
  search.add(dossier('Z', { ...lasting, acts: [{ on: '2020-03-01' }] }), Infinity);
  const keys = (await search.found()).map(lookAlikesKey);
  expect(keys).toHaveLength(3);
  expect(keys).toStrictEqual(keys.toSorted(compareText));
});

test('ids with the same birth, sex and doctor look like one person if the acts of one begin after those of the other', async () => {
  const patient = (id: string, on: readonly string[], more: Parameters<typeof dossier>[1] = {}) =>
    dossier(id, { declarations: [['D1', '2020-01-01']], acts: on.map((day) => ({ on: day })), ...more });
  const search = new LookAlikeSearch();
  for (const one of [
    patient('A', ['2020-02-01', '2021-03-01']),
    patient('B', ['2021-04-01', '2022-01-01']),
    // Simultaneous with another, long after, with another doctor, sex or birth, dead, or without an act.
    patient('C', ['2021-02-01', '2021-05-01'], { sex: 'M' }),
    patient('D', ['2020-03-01', '2021-12-01']),
    patient('E', ['2023-06-01']),
    patient('F', ['2021-04-01'], { declarations: [['D2', '2020-01-01']] }),
    patient('G', ['2021-04-01'], { birth: '1980-05-06' }),
    patient('H', ['2019-01-01', '2019-12-01'], { died: '2020-01-01' }),
    patient('I', []),
  ])
    search.add(one, Infinity);
  const found = await search.found();
  expect(found.map(({ former, latter }) => `${former} ${latter}`)).toStrictEqual(['A B']);
  const state = { merges: new Map(), proposals: new Map(), dismissed: new Set<string>() };
  expect(openLookAlikes(found, state)).toStrictEqual(found);
  given()
    .when({ type: 'dismiss', merge: 'M2', patient: 'B', into: 'A', reason: 'des jumelles', by: alice, at: AT })
    .then({
      type: 'LookAlikeDismissed',
      effective: '2026-11-01',
      data: { merge: 'M2', patient: 'B', into: 'A', reason: 'des jumelles' },
    });
  const dismissed = of(
    'Alice',
    {
      type: 'LookAlikeDismissed',
      effective: '2026-11-01',
      data: { merge: 'M2', patient: 'B', into: 'A', reason: 'des jumelles' },
    },
    AT,
  );
  given(dismissed)
    .when({ type: 'dismiss', merge: 'M3', patient: 'A', into: 'B', reason: 'des jumelles', by: bob, at: LATER })
    .then();
  expect(openLookAlikes(found, { ...state, dismissed: new Set([pairKey('A', 'B')]) })).toStrictEqual([]);
  const merge = { merge: 'M4', patient: 'B', into: 'A', since: '2026-11-02' };
  expect(openLookAlikes(found, { ...state, merges: new Map([['B', merge]]) })).toStrictEqual([]);
});

test('ids that were merged one after another are one person’s', async () => {
  const log = new SqliteEventStore(':memory:');
  const merge = (patient: string, into: string) =>
    writtenEvent(
      DUPLICATES_EVENTS,
      { type: 'PatientsMerged', effective: '2026-11-01', data: { merge: patient, patient, into } },
      '2026-11-01',
    );
  await log.append(DUPLICATES_STREAM, [merge('P3', 'P2'), merge('P2', 'P1')], 'any', COMMIT);
  const { isOne, idsOf } = await personsIn(log);
  expect([isOne('P3', 'P1'), isOne('P3', 'P2'), isOne('P3', 'P4')]).toStrictEqual([true, true, false]);
  for (const id of ['P1', 'P2', 'P3']) expect(idsOf(id)).toStrictEqual(['P1', 'P3', 'P2']);
  expect(idsOf('P4')).toStrictEqual(['P4']);
  await log.close();
});
