/** The projection of calculations: one document for each team, period and day known, and a pointer to the latest. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { type TeamPeriod, statementKey, teamPeriodOf } from '#libs/statements/calculated-statement.ts';

/** A pointer to the latest calculation of a team and period, with the digest to compare another with. */
export interface LatestCalculation extends TeamPeriod {
  readonly knownOn: string;
  readonly digest: string;
  /** Of the log, up to which the calculation saw it. */
  readonly position: number;
  /** False when the team no longer has a statement for the period. */
  readonly due: boolean;
}

export const STATEMENTS: Projection<unknown> = {
  name: 'statements',
  version: 4,
  categories: ['statement'],
  fields: ['position', 'stream', 'type', 'knownOn', 'data'],
  documentPerStream: false,
  keys: (event) => {
    if (event.type !== 'StatementCalculated' && event.type !== 'StatementNoLongerDue') return [];
    const { team, period } = teamPeriodOf(event.stream);
    return [latestKey(team, period), knownKey(event.knownOn, team, period)];
  },
  evolve: (_, event, key) => JSON.parse(textOf(event, key)) as unknown,
  replaces: textOf,
};

/** The bytes of the event, or the pointer to it. Neither parses the statement. */
function textOf(event: RecordedEvent, key: string): string {
  if (!key.startsWith(LATEST_PREFIX)) return event.data;
  const digest = /"digest":"([0-9a-f]+)"/.exec(event.data)?.[1] ?? '';
  const position = Number(/"position":(\d+)/.exec(event.data)?.[1] ?? 0);
  const due = event.type === 'StatementCalculated';
  const { knownOn } = event;
  const pointer: LatestCalculation = { ...teamPeriodOf(event.stream), knownOn, digest, position, due };
  return JSON.stringify(pointer);
}

export const LATEST_PREFIX = 'latest/';
export const KNOWN_PREFIX = 'known/';

/** Prefix of the calculations known on a day. */
export function knownPrefix(knownOn: string): string {
  return `${KNOWN_PREFIX}${knownOn}/`;
}

export function latestKey(team: string, period: string): string {
  return LATEST_PREFIX + statementKey(team, period);
}

export function knownKey(knownOn: string, team: string, period: string): string {
  return knownPrefix(knownOn) + statementKey(team, period);
}

/** The team and period of a calculation as stored, without parsing its statement. */
export function teamPeriodIn(text: string): TeamPeriod {
  const [, head] = HEAD.exec(text) ?? [];
  if (head === undefined) throw new RangeError(`${text.slice(0, 80)} is not a calculation`);
  return JSON.parse(`${head}}`) as TeamPeriod;
}

/** Team and period come first (calculated-statement.ts). */
const HEAD = /^(\{"team":"(?:[^"\\]|\\.)*","period":"[^"]*")/;

/** Whether a calculation as stored has a statement: it comes last. */
export function hasStatement(text: string): boolean {
  return !text.endsWith('"statement":null}');
}

/** The calculations at which pointers point, in the same order. Throws RangeError when one is missing. */
export async function pointedAt(documents: Documents, pointers: readonly string[]): Promise<readonly string[]> {
  const keys = pointers.map((pointer) => {
    const { knownOn, team, period } = JSON.parse(pointer) as LatestCalculation;
    return knownKey(knownOn, team, period);
  });
  const found = await documents.get(keys);
  return keys.map((key) => {
    const text = found.get(key);
    if (text === undefined) throw new RangeError(`the read store has no calculation ${key}`);
    return text;
  });
}
