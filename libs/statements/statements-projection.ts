/** Every calculation of each period by the day it was known on, and which of them is the latest. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { type TeamPeriod, statementKey, teamPeriodOf } from '#libs/statements/calculated-statement.ts';

/** Which calculation of a team and period is the latest: what it takes to tell whether another is the same, and to find it. */
export interface LatestCalculation extends TeamPeriod {
  readonly knownOn: string;
  readonly digest: string;
  /** False where there is no statement any more. */
  readonly due: boolean;
}

export const STATEMENTS: Projection<unknown> = {
  name: 'statements',
  version: 3,
  categories: ['statement'],
  documentPerStream: false,
  keys: (event) => {
    if (event.type !== 'StatementCalculated' && event.type !== 'StatementNoLongerDue') return [];
    const { team, period } = teamPeriodOf(event.stream);
    return [latestKey(team, period), knownKey(event.knownOn, team, period)];
  },
  evolve: (_, event, key) => JSON.parse(textOf(event, key)) as unknown,
  replaces: textOf,
};

/** The bytes of the event, or what points at it: neither needs the statement to be read. */
function textOf(event: RecordedEvent, key: string): string {
  if (!key.startsWith(LATEST_PREFIX)) return event.data;
  const digest = /"digest":"([0-9a-f]+)"/.exec(event.data)?.[1] ?? '';
  const due = event.type === 'StatementCalculated';
  const pointer: LatestCalculation = { ...teamPeriodOf(event.stream), knownOn: event.knownOn, digest, due };
  return JSON.stringify(pointer);
}

export const LATEST_PREFIX = 'latest/';

/** Keys of the calculations known on a day. */
export function knownPrefix(knownOn: string): string {
  return `known/${knownOn}/`;
}

export function latestKey(team: string, period: string): string {
  return LATEST_PREFIX + statementKey(team, period);
}

export function knownKey(knownOn: string, team: string, period: string): string {
  return knownPrefix(knownOn) + statementKey(team, period);
}
