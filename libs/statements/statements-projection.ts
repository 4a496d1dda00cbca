/** The projection of calculations: the event of each calculation by team, period and day of knowledge, and of the latest. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { orDocumentGarbled } from '#libs/read-store/document-garbled.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { type TeamPeriod, statementKey, teamPeriodOf } from '#libs/statements/calculated-statement.ts';

/** Refers to the event of a calculation in the log, so that its text is not stored twice. Has the digest, for comparisons. */
export interface CalculationPointer extends TeamPeriod {
  readonly knownOn: string;
  readonly digest: string;
  /** The position in the log up to which the calculation read. */
  readonly position: number;
  /** False when the team no longer has a statement for the period. */
  readonly due: boolean;
  readonly event: string;
}

const FIELDS = ['position', 'stream', 'id', 'type', 'knownOn', 'data'] as const;

export const STATEMENTS: Projection<unknown, (typeof FIELDS)[number]> = {
  name: 'statements',
  version: 5,
  categories: ['statement'],
  fields: FIELDS,
  documentPerStream: false,
  keys: (event) => {
    if (event.type !== 'StatementCalculated' && event.type !== 'StatementNoLongerDue') return [];
    const { team, period } = teamPeriodOf(event.stream);
    return [latestKey(team, period), knownKey(event.knownOn, team, period)];
  },
  evolve: (_, event) => JSON.parse(pointerTo(event)) as unknown,
  replaces: (event) => pointerOf(event),
  shownOf: ({ data }, key) => (key.startsWith(KNOWN_PREFIX) ? data : undefined),
};

/** Shared by the two documents of an event. */
const pointerOf = memoisedOf(pointerTo);

/** The document that refers to an event, without parsing it. Throws RangeError if the event is not a calculation. */
export function pointerTo({
  stream,
  id,
  type,
  knownOn,
  data,
}: Pick<RecordedEvent, 'stream' | 'id' | 'type' | 'knownOn' | 'data'>): string {
  const digest = /"digest":"([0-9a-f]+)"/.exec(data)?.[1];
  const position = /"position":(\d+)/.exec(data)?.[1];
  if (digest === undefined || position === undefined)
    throw new RangeError(`${type} ${id} lacks the digest or the position of its calculation`);
  const pointer: CalculationPointer = {
    ...teamPeriodOf(stream),
    knownOn,
    digest,
    position: Number(position),
    due: type === 'StatementCalculated',
    event: id,
  };
  return JSON.stringify(pointer);
}

/** Reads a document. Throws DOCUMENT_GARBLED. */
export function readPointer(document: string): CalculationPointer {
  return orDocumentGarbled('statements', () => {
    const pointer = JSON.parse(document) as Readonly<Record<keyof CalculationPointer, unknown>>;
    for (const name of ['team', 'period', 'knownOn', 'event'] as const)
      if (typeof pointer[name] !== 'string') throw new RangeError(`it has no text as ${name}`);
    return pointer as unknown as CalculationPointer;
  });
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
