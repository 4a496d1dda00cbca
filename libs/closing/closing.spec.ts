/** A close-out: proposed with its final statement, confirmed by its code, and reopened by two people. */
import { expect, test } from '@jest/globals';
import { closings } from '#libs/closing/decide.ts';
import type { CloseOut, ClosingEvent, CloseOutItem } from '#libs/closing/events.ts';
import { closedOf } from '#libs/closing/state.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { by, person, specificationOf } from '#test/support/specification.ts';

const AT = '2026-01-15T10:00:00.000Z';
const SUBJECT = { kind: 'SCHEME', name: 'PRIMORDIAL' } as const;
const DEBT: CloseOutItem = { kind: 'DEBT', of: 'PRIM-01 2022-Q1', amountCents: 1250n };
const CLOSE_OUT: CloseOut = {
  ...SUBJECT,
  lastDay: dayFromText('2025-12-31'),
  teams: ['PRIM-01', 'PRIM-02'],
  years: [{ year: 2022, periods: 4, decidedCents: 80_000n, regularisedCents: -1250n }],
  decidedCents: 80_000n,
  paidCents: 81_250n,
  recoveredCents: 0n,
  open: [],
};

const { given } = specificationOf(closings, 'closings');
const reason = 'fin de l’expérimentation';
const proposed: ClosingEvent = { type: 'ClosingProposed', effective: 'PRIMORDIAL', data: { ...CLOSE_OUT, reason } };
const confirmed: ClosingEvent = { ...proposed, type: 'ClosingConfirmed' };
const content = { type: 'CLOSE', closeOut: CLOSE_OUT, reason } as const;
const code = codeOf({ step: 'PROPOSED_CLOSING', subject: 'PRIMORDIAL', content, by: person('Alice'), at: AT });
const propose = { type: 'propose', closeOut: CLOSE_OUT, reason, leavesOpen: false } as const;
const confirm = { type: 'confirm', subject: SUBJECT, closeOut: CLOSE_OUT, at: AT, code } as const;

test('is proposed by one person and confirmed by another, while the log gives the same', () => {
  given().when(propose).then(proposed);
  const waiting = [by('Alice', proposed)];
  given(...waiting)
    .when({ ...confirm, by: person('Bruno') })
    .then(confirmed);
  given(...waiting)
    .when({ ...confirm, by: person('Alice') })
    .thenRefused('SECOND_PERSON_REQUIRED');
  given(...waiting)
    .when({ ...confirm, by: person('Bruno'), closeOut: { ...CLOSE_OUT, paidCents: 0n } })
    .thenRefused('CLOSE_OUT_CHANGED', SUBJECT);
  given(...waiting)
    .when(propose)
    .thenRefused('CLOSING_WAITS', SUBJECT);
});

test('waits for every period, and for money unless a reason leaves it open', () => {
  const differs: CloseOutItem = { kind: 'DIFFERS', of: 'PRIM-01 2022-Q2', amountCents: 10n };
  given()
    .when({ ...propose, closeOut: { ...CLOSE_OUT, open: [differs, DEBT] }, leavesOpen: true })
    .thenRefused('PERIODS_OPEN', { ...SUBJECT, open: [differs] });
  given()
    .when({ ...propose, closeOut: { ...CLOSE_OUT, open: [DEBT] } })
    .thenRefused('MONEY_OPEN', { ...SUBJECT, open: [DEBT] });
  given()
    .when({ ...propose, closeOut: { ...CLOSE_OUT, open: [DEBT] }, leavesOpen: true })
    .then({ ...proposed, data: { ...CLOSE_OUT, open: [DEBT], reason } });
});

test('of a scheme closes its teams, until two people open it again', () => {
  const closed = [by('Alice', proposed), by('Bruno', confirmed)];
  expect(closedOf(given(...closed).state, 'PRIM-02')?.reason).toBe(reason);
  expect(closedOf(given(...closed).state, 'PEPS-01', 'PEPS')).toBeUndefined();
  // The team came in after the scheme was closed.
  expect(closedOf(given(...closed).state, 'PRIM-03', 'PRIMORDIAL')?.reason).toBe(reason);
  given(...closed)
    .when(propose)
    .thenRefused('ALREADY_CLOSED', SUBJECT);
  const data = { ...SUBJECT, reason: 'recours' };
  const reopening: ClosingEvent = { type: 'ReopeningProposed', effective: 'PRIMORDIAL', data };
  given(...closed)
    .when({ type: 'propose-reopening', subject: SUBJECT, reason: 'recours' })
    .then(reopening);
  const waiting = [...closed, by('Alice', reopening)];
  const again = codeOf({
    step: 'PROPOSED_REOPENING',
    subject: 'PRIMORDIAL',
    content: { type: 'REOPEN', subject: SUBJECT, reason: 'recours' },
    by: person('Alice'),
    at: AT,
  });
  given(...waiting)
    .when({ ...confirm, by: person('Bruno'), closeOut: undefined, code: again })
    .then({ type: 'ReopeningConfirmed', effective: 'PRIMORDIAL', data });
  given().when({ type: 'propose-reopening', subject: SUBJECT, reason: 'recours' }).thenRefused('NOT_CLOSED', SUBJECT);
});

test('is refused with a reason by another person, or taken back by its author', () => {
  const waiting = [by('Alice', proposed)];
  given(...waiting)
    .when({ type: 'refuse', subject: SUBJECT, by: person('Bruno'), reason: 'trop tôt' })
    .then({ type: 'ClosingRefused', effective: 'PRIMORDIAL', data: { ...SUBJECT, reason: 'trop tôt' } });
  given(...waiting)
    .when({ type: 'withdraw', subject: SUBJECT, by: person('Bruno') })
    .thenRefused('PROPOSED_BY_ANOTHER');
  given(...waiting)
    .when({ type: 'withdraw', subject: SUBJECT, by: person('Alice') })
    .then({ type: 'ClosingWithdrawn', effective: 'PRIMORDIAL', data: { ...SUBJECT } });
  given()
    .when({ ...confirm, by: person('Bruno') })
    .thenRefused('NO_CLOSING_PROPOSED', SUBJECT);
});

test('a reopening that is refused or withdrawn leaves it closed', () => {
  const data = { ...SUBJECT, reason: 'recours' };
  const reopening: ClosingEvent = { type: 'ReopeningProposed', effective: 'PRIMORDIAL', data };
  const refused: ClosingEvent = { type: 'ClosingRefused', effective: 'PRIMORDIAL', data };
  const withdrawn: ClosingEvent = { type: 'ClosingWithdrawn', effective: 'PRIMORDIAL', data: { ...SUBJECT } };
  for (const ended of [by('Bruno', refused), by('Alice', withdrawn)]) {
    const settled = given(by('Alice', proposed), by('Bruno', confirmed), by('Alice', reopening), ended);
    expect(closedOf(settled.state, 'PRIM-02')?.reason).toBe(reason);
    settled.when(propose).thenRefused('ALREADY_CLOSED', SUBJECT);
  }
});
