/** The erasure of a patient: one person proposes it, another confirms it by the code that was read; after that it cannot be stopped. */
import { expect, test } from '@jest/globals';
import { codeOf } from '#libs/commands/proposal.ts';
import { erasure } from '#libs/erasure/decide.ts';
import type { ErasureContent, ErasureEvent } from '#libs/erasure/events.ts';
import { isKeptLongEnough, keepingRuleOn } from '#libs/erasure/keeping-rule.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { by, person, specificationOf } from '#test/support/specification.ts';

const ID = '3a1ba39464f95fd5';
const EFFECTS = { facts: 12, rowsSetAside: 1, decided: 2, open: 1 };
const CONTENT: ErasureContent = { reference: ID.repeat(4), ground: 'REQUEST', reason: 'demande reçue', ...EFFECTS };
const AT = '2026-01-16T09:00:00.000Z';
const { given } = specificationOf(erasure(ID), `erasure-${ID}`);
const proposed: ErasureEvent = { type: 'ErasureProposed', effective: ID, data: CONTENT };
const confirmed: ErasureEvent = { type: 'ErasureConfirmed', effective: ID, data: CONTENT };
const completed: ErasureEvent = {
  type: 'ErasureCompleted',
  effective: ID,
  data: { reference: CONTENT.reference, keys: 2 },
};
const waiting = given(by('Alice', proposed));

function confirm(name: string, effects = EFFECTS, read = EFFECTS) {
  const { state } = waiting;
  const code = state.status === 'proposed' ? codeOf(state.proposal, read) : '';
  return { type: 'confirm', by: person(name), at: AT, code, effects } as const;
}

test('one person proposes an erasure with a reason, and another confirms the proposal', () => {
  given()
    .when({ type: 'propose', by: person('Alice'), content: CONTENT })
    .then(proposed);
  given()
    .when({ type: 'propose', by: person('Alice'), content: { ...CONTENT, reason: ' ' } })
    .thenRefused('REASON_REQUIRED');
  waiting.when(confirm('Bob')).then(confirmed);
  waiting.when(confirm('ALICE')).thenRefused('SECOND_PERSON_REQUIRED');
});

test('refuses a code once the effects changed: facts came in, or a statement was decided', () => {
  waiting.when(confirm('Bob', { ...EFFECTS, decided: 3 })).thenRefused('PROPOSAL_CHANGED');
});

test('is refused by another person, withdrawn by its author, and proposed again', () => {
  const refused: ErasureEvent = {
    type: 'ErasureRefused',
    effective: ID,
    data: { reference: CONTENT.reference, reason: 'il reste une créance' },
  };
  waiting.when({ type: 'refuse', by: person('Bob'), reason: 'il reste une créance' }).then(refused);
  waiting.when({ type: 'withdraw', by: person('Bob') }).thenRefused('PROPOSED_BY_ANOTHER');
  given(by('Alice', proposed), by('Bob', refused))
    .when({ type: 'propose', by: person('Alice'), content: CONTENT })
    .then(proposed);
});

test('a confirmed erasure is begun before its keys are destroyed, and once more after its completion', () => {
  const references = [CONTENT.reference];
  const begun: ErasureEvent = {
    type: 'ErasureBegun',
    effective: ID,
    data: { reference: CONTENT.reference, references },
  };
  waiting.when({ type: 'begin', references }).thenRefused('NO_ERASURE_PROPOSED');
  const one = given(by('Alice', proposed), by('Bob', confirmed));
  one.when({ type: 'begin', references }).then(begun);
  expect(one.state.status).toBe('confirmed');
  const under = given(by('Alice', proposed), by('Bob', confirmed), by('Bob', begun));
  expect(under.state).toMatchObject({ status: 'begun', references });
  under.when({ type: 'withdraw', by: person('Alice') }).thenRefused('ALREADY_ERASED');
  under.when({ type: 'complete', keys: 2 }).then(completed);
  given(by('Alice', proposed), by('Bob', confirmed), by('Bob', begun), by('Bob', completed))
    .when({ type: 'begin', references })
    .then(begun);
});

test('a confirmed erasure is completed once, and no further decision on it is accepted', () => {
  const begun = given(by('Alice', proposed), by('Bob', confirmed));
  begun.when({ type: 'withdraw', by: person('Alice') }).thenRefused('ALREADY_ERASED');
  begun.when({ type: 'complete', keys: 2 }).then(completed);
  given(by('Alice', proposed), by('Bob', confirmed), by('Bob', completed)).when({ type: 'complete', keys: 1 }).then();
  waiting.when({ type: 'complete', keys: 1 }).thenRefused('NO_ERASURE_PROPOSED');
});

test('facts are kept for the years of the rule of the day after the last of them', () => {
  const [last, rule] = [dayFromText('2020-02-29'), keepingRuleOn(dayFromText('2026-01-01'))];
  expect(rule?.years).toBe(10);
  expect(keepingRuleOn(dayFromText('2017-01-01'))).toBeUndefined();
  if (rule === undefined) return;
  expect(isKeptLongEnough(last, dayFromText('2030-02-28'), rule)).toBe(false);
  expect(isKeptLongEnough(last, dayFromText('2030-03-01'), rule)).toBe(true);
});
