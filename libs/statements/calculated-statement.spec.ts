/** A calculation keeps its stored bytes and its digest. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import {
  calculated,
  parseStatement,
  statementStream,
  statementText,
  teamPeriodOf,
} from '#libs/statements/calculated-statement.ts';

const STORED = ['StatementCalculated', 'StatementNoLongerDue'].flatMap(
  (type) =>
    JSON.parse(
      readFileSync(new URL(`../../test/stored-events/${type}.json`, import.meta.url), 'utf8'),
    ) as RecordedEvent[],
);

test('a stored calculation is written back to the same bytes, with the same digest', () => {
  for (const { data } of STORED) {
    const read = parseStatement(data);
    expect(statementText(read)).toBe(data);
    expect(calculated(read.team, read.period, read.pin, read.statement).digest).toBe(read.digest);
  }
});

test('the digest covers the pin of a calculation without its position', () => {
  const [{ data }] = STORED as [RecordedEvent];
  const { team, period, pin, statement, digest } = parseStatement(data);
  expect(calculated(team, period, { ...pin, position: pin.position + 1 }, statement).digest).toBe(digest);
  expect(calculated(team, period, { ...pin, knownOn: pin.knownOn + 1 }, statement).digest).not.toBe(digest);
  expect(calculated(team, period, pin, null).digest).not.toBe(digest);
});

test('reads a parameter of the first logs without the source they repeat', () => {
  const stored = STORED.find(({ data }) => parseStatement(data).statement?.parameters.length !== 0);
  assert.ok(stored);
  const { statement } = parseStatement(stored.data);
  assert.ok(statement && statement.parameters.length > 0);
  const withSources = stored.data.replaceAll('"status":', '"reference":"rules","status":');
  expect(withSources).not.toBe(stored.data);
  expect(parseStatement(withSources).statement).toStrictEqual(statement);
});

test('refuses a calculation with an unknown line, flag or rate', () => {
  const [{ data }] = STORED as [RecordedEvent];
  expect(() => parseStatement(data.replace('"CAPITATION"', '"CAPITATION_2"'))).toThrow(/expected one of CAPITATION/);
});

test('the stream of a statement gives its team and period, also for a team named like a period', () => {
  for (const teamPeriod of [
    { team: 'PEPS-01', period: '2021-Q1' },
    { team: 'A-2021-Q1', period: '2021' },
  ])
    expect(teamPeriodOf(statementStream(teamPeriod))).toStrictEqual(teamPeriod);
  expect(() => teamPeriodOf('ledger-FISS')).toThrow(RangeError);
});
