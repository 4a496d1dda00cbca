/**
 * A row of form 2: the consecutive events of one stream in one commit, as two texts. The head gives the type, schema version and day known
 * of each event; the body gives a salt, then the effective date and payload of each event. Values are lines; a payload that is not one line
 * is written as JSON after a backslash.
 *
 * Types and days known are never sealed: they stay when the key of the body is destroyed.
 */
import { linkedText } from '#libs/event-store/chain.ts';
import type { NewEvent } from '#libs/event-store/event.ts';
import { isDigit } from '#libs/kernel/digits.ts';
import { leafOf, nonceOf } from '#libs/event-store/leaf.ts';
import { bodyPart, fromLine } from '#libs/event-store/row-body.ts';

/** More events of a stream and commit make more rows, so that reading one event means reading few. */
export const ROW_EVENTS_MAX = 500;

export const ID_BYTES = 16;
export const ID_DIGITS = 2 * ID_BYTES;
export const LEAF_BYTES = 32;
const IN_HEAD = 3;
const IN_BODY = 2;

/** The common data of the events of a row. */
interface RowPlace {
  /** The name of the stream as JSON. */
  readonly stream: string;
  /** Position and revision of the first event. */
  readonly position: number;
  readonly revision: number;
  /** commitText of its commit. */
  readonly commit: string;
}

interface RowText {
  /** Concatenated, in hexadecimal. */
  readonly ids: string;
  readonly leaves: string;
  readonly head: string;
  readonly body: string;
}

/** `salt`: 32 hexadecimal digits by chance. Throws RangeError for an event that has no form in lines. */
export function rowText(place: RowPlace, events: readonly NewEvent[], salt: string): RowText {
  let [ids, leaves, head, body] = ['', '', '', salt];
  for (const [i, event] of events.entries()) {
    requireLines(event);
    const position = place.position + i;
    const text = linkedText(place.stream, place.revision + i, event, place.commit);
    ids += event.id;
    leaves += leafOf(nonceOf(salt, position), position, text);
    head += `${i === 0 ? '' : '\n'}${event.type}\n${event.schemaVersion}\n${event.knownOn}`;
    body += bodyPart(event);
  }
  return { ids, leaves, head, body };
}

function requireLines({ id, type, effective, knownOn }: NewEvent): void {
  if (id.length !== ID_DIGITS || !isHexadecimal(id))
    throw new RangeError('the id of an event is 32 hexadecimal digits');
  if (type.includes('\n') || effective.includes('\n') || knownOn.includes('\n'))
    throw new RangeError('the type, the effective date and the day known of an event are one line each');
}

function isHexadecimal(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code) && (code < 0x61 || code > 0x66)) return false;
  }
  return true;
}

/** The head of a row, value by value. */
export class RowHead {
  readonly #lines: readonly string[];

  constructor(head: string) {
    this.#lines = head.split('\n');
  }

  get events(): number {
    return this.#lines.length / IN_HEAD;
  }

  type(i: number): string {
    return this.#lines[IN_HEAD * i] ?? '';
  }

  hasAny(types: readonly string[]): boolean {
    for (let i = 0; i < this.#lines.length; i += IN_HEAD) if (types.includes(this.#lines[i] ?? '')) return true;
    return false;
  }

  /** Exactly as written. */
  schemaVersion(i: number): string {
    return this.#lines[IN_HEAD * i + 1] ?? '';
  }

  knownOn(i: number): string {
    return this.#lines[IN_HEAD * i + 2] ?? '';
  }
}

/** The body of a row, value by value; every value is empty if the key was destroyed. */
export class RowBody {
  readonly #lines: readonly string[];

  constructor(body: string | undefined) {
    this.#lines = body === undefined ? [] : body.split('\n');
  }

  /** Whether it has the values of so many events, as rowText writes them. */
  isWhole(events: number): boolean {
    if (this.#lines.length !== 1 + IN_BODY * events) return false;
    try {
      for (let i = 0; i < events; i++) this.data(i);
      return true;
    } catch {
      return false;
    }
  }

  get salt(): string {
    return this.#lines[0] ?? '';
  }

  effective(i: number): string {
    return this.#lines[IN_BODY * i + 1] ?? '';
  }

  /** Throws SyntaxError for a line that rowText does not write. */
  data(i: number): string {
    return fromLine(this.#lines[IN_BODY * i + 2] ?? '');
  }
}

/** The ids of a row, in hexadecimal. */
export function idsOf(ids: Uint8Array): string[] {
  const text = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength).toString('hex');
  return Array.from({ length: ids.length / ID_BYTES }, (_, i) => text.slice(ID_DIGITS * i, ID_DIGITS * (i + 1)));
}
