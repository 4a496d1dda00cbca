/**
 * Statements as events of `statement-<team>-<period>`, and the projection that keeps the latest of each.
 */
import { hash } from 'node:crypto';
import { type Day, dayFromText, dayText } from '#libs/kernel/day.ts';
import type { NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import type { Statement } from '#libs/statements/statement.ts';

/** What a calculation is pinned to: with the same, every amount comes out again bit for bit. */
export interface Pin {
  readonly knownOn: Day;
  readonly position: number;
  readonly regulationVersion: string;
  readonly regulationFingerprint: string;
  readonly rulesVersion: string;
}

/** Of one team and period as it was calculated; a statement null: there is none, the team is no longer in the experiment. */
export interface CalculatedStatement {
  readonly team: string;
  readonly period: string;
  readonly pin: Pin;
  /** Of all but the position: the same amounts by the same rules are not recorded twice. */
  readonly digest: string;
  readonly statement: Statement | null;
}

const SCHEMA_VERSION = 1;

export function calculated(team: string, period: string, pin: Pin, statement: Statement | null): CalculatedStatement {
  const { position: _, ...same } = pin;
  return {
    team,
    period,
    pin,
    statement,
    digest: hash('sha256', statementText({ team, period, same, statement }), 'hex'),
  };
}

export function statementStream({ team, period }: { team: string; period: string }): string {
  return `statement-${team}-${period}`;
}

export function statementEvent(statement: CalculatedStatement): NewEvent {
  const type = statement.statement === null ? 'StatementNoLongerDue' : 'StatementCalculated';
  const data = statementText(statement);
  return {
    id: eventId(type, data),
    type,
    schemaVersion: SCHEMA_VERSION,
    effective: statement.period,
    knownOn: dayText(statement.pin.knownOn),
    data,
  };
}

/** JSON with amounts, which may pass 2^53, written as text, and days as `"2021-03-31"` where they are days. */
export function statementText(value: unknown): string {
  return JSON.stringify(value, (key, field: unknown) => {
    if (typeof field === 'bigint') return String(field);
    return DAY_KEYS.has(key) && typeof field === 'number' ? dayText(field) : field;
  });
}

export function parseStatement(text: string): CalculatedStatement {
  return JSON.parse(text, (key, field: unknown) => {
    if (typeof field !== 'string') return field;
    if (AMOUNT_KEYS.has(key)) return BigInt(field);
    return DAY_KEYS.has(key) ? dayFromText(field) : field;
  }) as CalculatedStatement;
}

const DAY_KEYS = new Set(['knownOn', 'dueOn', 'from']);
const AMOUNT_KEYS = new Set(['amountCents', 'totalCents', 'baseCents', 'paidCents']);

const LATEST = 'latest/';

/** The latest calculation of each period, and of each period as known on a day. */
export const STATEMENTS: Projection<unknown> = {
  name: 'statements',
  version: 2,
  categories: ['statement'],
  documentPerStream: false,
  keys: (event) => {
    if (event.type !== 'StatementCalculated' && event.type !== 'StatementNoLongerDue') return [];
    const { team, period } = JSON.parse(event.data) as { team: string; period: string };
    return [latestPrefix() + statementKey(team, period), latestPrefix(event.knownOn) + statementKey(team, period)];
  },
  evolve: (_, event: RecordedEvent) => JSON.parse(event.data) as unknown,
};

/** Keys of the latest calculations, in all or as known on a day. */
export function latestPrefix(knownOn?: string): string {
  return knownOn === undefined ? LATEST : `known/${knownOn}/`;
}

export function statementKey(team: string, period: string): string {
  return `${period}/${team}`;
}
