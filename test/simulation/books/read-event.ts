/** Reads an event of the log as JSON, without the product's codecs. */
import type { RecordedEvent } from '#libs/event-store/event.ts';

/** The fields of an event that the books need; a missing field is the empty text, undefined or 0. */
export interface ReadEvent {
  readonly position: number;
  readonly revision: number;
  readonly stream: string;
  readonly type: string;
  readonly effective: string;
  /** Name of the author; undefined for a fact. */
  readonly by: string | undefined;
  /** ISO 8601 instants: when the command was given, and when it was recorded. */
  readonly at: string | undefined;
  readonly recordedAt: string;
  readonly data: Fields;
}

export class Fields {
  readonly #json: Readonly<Record<string, unknown>>;

  constructor(json: unknown) {
    this.#json = (json ?? {}) as Readonly<Record<string, unknown>>;
  }

  has(name: string): boolean {
    return this.#json[name] !== undefined && this.#json[name] !== null;
  }

  text(name: string): string {
    const found = this.#json[name];
    return typeof found === 'string' ? found : '';
  }

  number(name: string): number {
    return Number(this.#json[name] ?? 0);
  }

  cents(name: string): bigint {
    return BigInt((this.#json[name] as string | number | undefined) ?? 0);
  }

  inside(name: string): Fields {
    return new Fields(this.#json[name]);
  }

  list(name: string): readonly Fields[] {
    return ((this.#json[name] ?? []) as readonly unknown[]).map((one) => new Fields(one));
  }

  json(name: string): string {
    return JSON.stringify(this.#json[name]);
  }

  texts(name: string): readonly string[] {
    return (this.#json[name] ?? []) as readonly string[];
  }
}

export function readEvent(event: RecordedEvent, recordedAt: string): ReadEvent {
  const { position, revision, stream, type, effective } = event;
  const data = new Fields(JSON.parse(event.data));
  const meta = data.inside('command').inside('meta');
  const by = meta.has('by') ? meta.inside('by').text('name') : undefined;
  const at = meta.has('at') ? meta.text('at') : undefined;
  return { position, revision, stream, type, effective, by, at, recordedAt, data };
}
