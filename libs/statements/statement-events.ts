/**
 * Statements as events of `statement-<team>-<period>`, and the projection that keeps the latest of each.
 */
import { hash } from 'node:crypto';
import { type Day, dayFromText, dayText } from '#libs/kernel/day.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { PERIOD_PATTERN } from '#libs/kernel/period.ts';
import type { NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';

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
  const { position: _, ...same } = writtenPin(pin);
  const digest = hash('sha256', `${JSON.stringify([team, period, same])}\n${plainText(statement)}`, 'hex');
  return { team, period, pin, statement, digest };
}

export function statementStream({ team, period }: { team: string; period: string }): string {
  return `statement-${team}-${period}`;
}

export function statementEvent(statement: CalculatedStatement): NewEvent {
  const type = statement.statement === null ? 'StatementNoLongerDue' : 'StatementCalculated';
  const data = statementText(statement);
  return {
    id: eventId(type, `${statement.digest}\n${statement.pin.position}`),
    type,
    schemaVersion: SCHEMA_VERSION,
    effective: statement.period,
    knownOn: dayText(statement.pin.knownOn),
    data,
  };
}

/** JSON with amounts, which may pass 2^53, as text, and days as people write them. */
export function statementText({ team, period, pin, digest, statement }: CalculatedStatement): string {
  const head = JSON.stringify({ team, period, pin: writtenPin(pin), digest });
  return `${head.slice(0, -1)},"statement":${plainText(statement)}}`;
}

/** Of a statement alone; its digest and its event are both made from it. */
function plainText(statement: Statement | null): string {
  return statement === null ? 'null' : textOfStatement(statement);
}

const textOfStatement = memoisedOf((statement: Statement) => JSON.stringify(plain(statement)));

export function parseStatement(text: string): CalculatedStatement {
  const { pin, statement, ...rest } = JSON.parse(text) as Omit<CalculatedStatement, 'pin' | 'statement'> & {
    pin: WrittenPin;
    statement: PlainStatement | null;
  };
  return { ...rest, pin: readPin(pin), statement: statement === null ? null : fromPlain(statement) };
}

export type WrittenPin = Omit<Pin, 'knownOn'> & { readonly knownOn: string };

export function writtenPin(pin: Pin): WrittenPin {
  return { ...pin, knownOn: dayText(pin.knownOn) };
}

export function readPin(pin: WrittenPin): Pin {
  return { ...pin, knownOn: dayFromText(pin.knownOn) };
}

/** A statement as JSON can hold it: spelled out, because a callback for every field of it costs five times as much. */
function plain(statement: Statement) {
  return {
    ...statement,
    totalCents: String(statement.totalCents),
    lines: statement.lines.map(({ line, amountCents }) => ({ line, amountCents: String(amountCents) })),
    instalments: statement.instalments.map(({ dueOn, kind, amountCents }) => ({
      dueOn: dayText(dueOn),
      kind,
      amountCents: String(amountCents),
    })),
    parameters: statement.parameters.map(({ parameter, status, value, from }) => ({
      parameter,
      status,
      value,
      from: dayText(from),
    })),
    ledger: statement.ledger.map(({ class: actClass, reason, acts, baseCents, paidCents }) => ({
      class: actClass,
      reason,
      acts,
      baseCents: String(baseCents),
      paidCents: String(paidCents),
    })),
  };
}

type PlainStatement = ReturnType<typeof plain>;

function fromPlain(statement: PlainStatement): Statement {
  return {
    ...statement,
    totalCents: BigInt(statement.totalCents),
    lines: statement.lines.map((line) => ({ ...line, amountCents: BigInt(line.amountCents) })),
    instalments: statement.instalments.map((part) => ({
      ...part,
      dueOn: dayFromText(part.dueOn),
      amountCents: BigInt(part.amountCents),
    })),
    parameters: statement.parameters.map((parameter) => ({ ...parameter, from: dayFromText(parameter.from) })),
    ledger: statement.ledger.map((line) => ({
      ...line,
      baseCents: BigInt(line.baseCents),
      paidCents: BigInt(line.paidCents),
    })),
  };
}

const STREAM = new RegExp(`^statement-(.*)-(${PERIOD_PATTERN})$`, 's');

/** Which calculation of a team and period is the latest: what it takes to tell whether another is the same, and to find it. */
export interface LatestCalculation {
  readonly team: string;
  readonly period: string;
  readonly knownOn: string;
  readonly digest: string;
  /** False where there is no statement any more. */
  readonly due: boolean;
}

/** Every calculation of each period by the day it was known on, and which of them is the latest. */
export const STATEMENTS: Projection<unknown> = {
  name: 'statements',
  version: 3,
  categories: ['statement'],
  documentPerStream: false,
  keys: (event) => {
    if (event.type !== 'StatementCalculated' && event.type !== 'StatementNoLongerDue') return [];
    const { team, period } = ofStream(event);
    return [latestKey(team, period), knownKey(event.knownOn, team, period)];
  },
  evolve: (_, event, key) => JSON.parse(textOf(event, key)) as unknown,
  replaces: textOf,
};

function ofStream({ stream }: RecordedEvent): { team: string; period: string } {
  const [, team = '', period = ''] = STREAM.exec(stream) ?? [];
  return { team, period };
}

function textOf(event: RecordedEvent, key: string): string {
  if (!key.startsWith(LATEST_PREFIX)) return event.data;
  const digest = /"digest":"([0-9a-f]+)"/.exec(event.data)?.[1] ?? '';
  const due = event.type === 'StatementCalculated';
  const pointer: LatestCalculation = { ...ofStream(event), knownOn: event.knownOn, digest, due };
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

export function statementKey(team: string, period: string): string {
  return `${period}/${team}`;
}
