/**
 * An event as the rules read it: its envelope, and its payload as JSON. The rules share no code with the recording of events, so that a
 * fault there cannot hide here.
 */
import { foldedText } from '#libs/commands/folded-text.ts';
import type { Person } from '#libs/event-store/author.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { StoredEvent } from '#libs/event-store/stored-events.ts';

export interface RuleEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly schemaVersion: number;
  /** The key of the command that made it; empty for a fact. */
  readonly key: string;
  /** ISO 8601 instant. */
  readonly recordedAt: string;
  /** The instant of its command, ISO 8601; empty for a fact. */
  readonly at: string;
  /** Undefined if the event names no person. */
  readonly by: Person | undefined;
  /** The stream and revision that it says to be a copy of. */
  readonly carriedFrom: string | undefined;
  readonly data: Payload;
}

/** The stream of the one ledger; former ledgers are `ledger-<envelope>`. */
export const LEDGER = 'payment-ledger';

/** The payload of an event. A missing field counts as empty, undefined, or 0. */
export class Payload {
  readonly #json: Readonly<Record<string, unknown>>;

  constructor(json: unknown) {
    this.#json = typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : {};
  }

  has(field: string): boolean {
    return this.#json[field] !== undefined && this.#json[field] !== null;
  }

  text(field: string): string {
    const found = this.#json[field];
    return typeof found === 'string' ? found : '';
  }

  /** 0 if the field is not an amount: POSTING_UNBALANCED then reports it. */
  cents(field: string): bigint {
    const found = this.#json[field];
    return typeof found === 'string' && /^-?\d+$/.test(found) ? BigInt(found) : 0n;
  }

  /** Undefined if the field is not a number. */
  number(field: string): number | undefined {
    const found = this.#json[field];
    return typeof found === 'number' ? found : undefined;
  }

  inside(field: string): Payload {
    return new Payload(this.#json[field]);
  }

  each(field: string): readonly Payload[] {
    const found = this.#json[field];
    return Array.isArray(found) ? found.map((one) => new Payload(one)) : [];
  }

  list(field: string): readonly string[] {
    const found = this.#json[field];
    return Array.isArray(found) ? found.map(String) : [];
  }

  /** The field as it is in the log. */
  value(field: string): unknown {
    return this.#json[field];
  }

  /** All fields as they are in the log. */
  get fields(): Readonly<Record<string, unknown>> {
    return this.#json;
  }

  /** The field as JSON, to compare it. */
  json(field: string): string {
    return JSON.stringify(this.#json[field]);
  }
}

/** The categories of the streams of decisions and payments: the beginnings of an event's text. */
const CATEGORIES = [
  'statement-',
  'payment-ledger"',
  'ledger-',
  'payee-',
  'debtor-',
  'regulation"',
  'candidates"',
  'closings"',
  'losses"',
  'duplicates"',
  'erasure-',
].map((name) => `"${name}`);

/** Calculations are facts: no rule about decisions concerns them, and they are the greater part of their streams. */
const NO_DECISIONS = ['StatementCalculated', 'StatementNoLongerDue'];

/** Lines of the text of an event before its payload: stream, revision, id, type, schema version, effective, known on, commit. */
const LINES = 8;

/** The event of a stored text (linkedText in chain.ts); undefined if no rule concerns it, or if its payload is no JSON. */
export function ruleEvent({ position, text }: Pick<StoredEvent, 'position' | 'text'>): RuleEvent | undefined {
  // Most events are facts about patients.
  if (text.startsWith('"patient-') || !CATEGORIES.some((category) => text.startsWith(category))) return undefined;
  const lines: string[] = [];
  let from = 0;
  for (let line = 0; line < LINES; line++) {
    const to = text.indexOf('\n', from);
    lines.push(text.slice(from, to));
    from = to + 1;
  }
  const [stream = '', revision, , type = '', schemaVersion, , , commit = ''] = lines;
  if (NO_DECISIONS.includes(type)) return undefined;
  const [recordedAt = ''] = jsonOf(commit) as readonly string[];
  const data = new Payload(jsonOf(text.slice(from)));
  const command = data.inside('command');
  const [meta, carried] = [command.inside('meta'), command.inside('carriedFrom')];
  return {
    position,
    stream: String(jsonOf(stream)),
    revision: Number(revision),
    type,
    schemaVersion: Number(schemaVersion),
    key: command.text('key'),
    recordedAt,
    at: meta.text('at'),
    by: foldedText(meta.inside('by').text('name')) === '' ? undefined : personIn(meta.inside('by')),
    carriedFrom: command.has('carriedFrom') ? `${carried.text('stream')}@${carried.json('revision')}` : undefined,
    data,
  };
}

export function personIn(by: Payload): Person {
  const assurance = by.text('assurance') === 'verified' ? 'verified' : 'asserted';
  const subject = by.has('subject') ? { subject: by.text('subject') } : {};
  return { name: by.text('name'), assurance, osUser: by.text('osUser'), ...subject };
}

/** An empty list if the text is not JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}

/** The maximum time of a command, from what it reads to what it records last: a withdrawal records in two streams. */
const COMMAND_MS = 60_000;

/** Whether an instant follows another one by more than a command takes; both ISO 8601. */
export function isBeyondCommand(at: string, before: string): boolean {
  return Date.parse(at) - Date.parse(before) > COMMAND_MS;
}

/** The day in France of an instant, YYYY-MM-DD; empty if the text is no instant. */
export function dayInFranceAt(instant: string): string {
  return Number.isNaN(Date.parse(instant)) ? '' : dayText(dayOfInstant(instant));
}

/** The amount of these payloads, in cents. */
export function sumOfAmounts(payloads: readonly Payload[]): bigint {
  return sumCentsOf(payloads, (one) => one.cents('amountCents'));
}

/** The key of a field's value in a stream: former logs have a ledger for each envelope. */
export function ruleKey(stream: string, data: Payload, field: string): string {
  return `${stream}\n${data.text(field)}`;
}
