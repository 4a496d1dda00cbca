/**
 * Converts events to KurrentDB and back: the payload as bytes that the server does not read, the other fields and the commit as
 * metadata.
 */
import { type EventData, type ResolvedEvent, binaryEvent } from '@kurrent/kurrentdb-client';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { StoreUnreadable } from '#libs/event-store/stored-events.ts';

/** A commit with its key, which all its events at the server share. */
export interface KeyedCommit {
  readonly key: string;
  readonly commit: Commit;
  /**
   * False for events copied from another log and for those of former versions: their times stay as given. Otherwise every copy takes the
   * time of the predecessor if the commit is before it: writers on several machines append at once, and only the server knows their order.
   */
  readonly isTimed: boolean;
}

/** Technical streams of this adapter: leases, parts of large appends, links of the chain. */
const TECHNICAL = '_';
/** Replaces the events of an append that is too large for the server: names the stream of its parts. */
export const IN_PARTS = '_AppendedInParts';

/** Prefix of the metadata stream of a stream. */
export const METADATA_OF = '$$';

/** Names of streams at the server, with the name of the log as prefix on a shared server. */
export class StreamNames {
  readonly #prefix: string;

  constructor(log: string | undefined) {
    this.#prefix = log === undefined ? '' : `${log}:`;
  }

  /** Empty if the log does not share the server. */
  get prefix(): string {
    return this.#prefix;
  }

  ofProduct(stream: string): string {
    return this.#prefix + stream;
  }

  lease(name: string): string {
    return `${this.#prefix}${TECHNICAL}lease-${name}`;
  }

  parts(key: string): string {
    return `${this.#prefix}${TECHNICAL}parts-${key}`;
  }

  get chain(): string {
    return `${this.#prefix}${TECHNICAL}chain`;
  }

  /**
   * The local name of a product, chain or parts stream, also from the name of its metadata stream; undefined for a lease, a stream of the
   * server itself or of another log.
   */
  keptOf(streamId: string): string | undefined {
    const of = streamId.startsWith(METADATA_OF) ? streamId.slice(METADATA_OF.length) : streamId;
    if (!of.startsWith(this.#prefix)) return undefined;
    const name = of.slice(this.#prefix.length);
    return name.startsWith('$') || name.startsWith(`${TECHNICAL}lease-`) ? undefined : name;
  }

  /** The local name of an event's stream; undefined for a stream of the server itself, a technical one or one of another log. */
  hereOf({ streamId, type }: { readonly streamId: string; readonly type: string }): string | undefined {
    if (!streamId.startsWith(this.#prefix) || type.startsWith('$')) return undefined;
    const name = streamId.slice(this.#prefix.length);
    return name.startsWith('$') || name.startsWith(TECHNICAL) ? undefined : name;
  }
}

/** Names that the tools of the server use for the last two. */
interface Metadata {
  readonly schemaVersion: number;
  readonly effective: string;
  readonly knownOn: string;
  readonly commit: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly timed?: boolean;
}

/** Approximate size of an event in an append; the adapter stays well below the limit. */
export function appendSize({ event, commit: { commit } }: { event: NewEvent; commit: KeyedCommit }): number {
  const texts = [event.type, event.effective, event.knownOn, commit.actor, commit.correlation, commit.causation];
  return Buffer.byteLength(event.data) + Buffer.byteLength(texts.join('')) + OVERHEAD;
}

const OVERHEAD = 400;

export function toServer(event: NewEvent, { key, commit, isTimed }: KeyedCommit): EventData {
  const metadata: Metadata = {
    schemaVersion: event.schemaVersion,
    effective: event.effective,
    knownOn: event.knownOn,
    commit: key,
    recordedAt: commit.recordedAt,
    actor: commit.actor,
    $correlationId: commit.correlation,
    $causationId: commit.causation,
    ...(isTimed ? { timed: true } : {}),
  };
  return binaryEvent({ id: uuidOf(event.id), type: event.type, data: Buffer.from(event.data, 'utf8'), metadata });
}

/** An event that this adapter did not write: another program writes to the streams of the product, or the bytes changed. */
class ForeignEvent extends StoreUnreadable {}

interface FromServer {
  readonly event: NewEvent;
  readonly commit: KeyedCommit;
}

/** Throws ForeignEvent. */
export function fromServer({
  id,
  type,
  streamId,
  revision,
  data,
  metadata,
}: NonNullable<ResolvedEvent['event']>): FromServer {
  const where = `${streamId}@${String(revision)}`;
  if (!(data instanceof Uint8Array)) throw new ForeignEvent({ code: 'EVENT_NOT_OURS', data: { event: where } });
  const known = metadata as Partial<Metadata> | undefined;
  const fields = [known?.effective, known?.knownOn, known?.commit, known?.recordedAt, known?.actor];
  const links = [known?.$correlationId, known?.$causationId];
  if (![...fields, ...links].every((field) => typeof field === 'string') || typeof known?.schemaVersion !== 'number')
    throw new ForeignEvent({ code: 'METADATA_NOT_OURS', data: { event: where } });
  const { schemaVersion, effective, knownOn, commit, recordedAt, actor, $correlationId, $causationId, timed } =
    known as Metadata;
  return {
    event: {
      id: id.replaceAll('-', ''),
      type,
      schemaVersion,
      effective,
      knownOn,
      data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8'),
    },
    commit: {
      key: commit,
      commit: { recordedAt, actor, correlation: $correlationId, causation: $causationId },
      isTimed: timed === true,
    },
  };
}

function uuidOf(id: string): string {
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
}

/** A part of an append that is too large for the server. */
export function partToServer(parts: string, index: number, bytes: Buffer): EventData {
  return binaryEvent({ id: uuidOf(eventId(parts, String(index))), type: '_Part', data: bytes, metadata: {} });
}

/** Events that exceed one append, as the bytes of parts. */
export function toParts(events: readonly NewEvent[], partBytes: number): Buffer[] {
  const bytes = Buffer.from(JSON.stringify(events), 'utf8');
  return Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, i) =>
    bytes.subarray(i * partBytes, (i + 1) * partBytes),
  );
}

export function fromParts(parts: readonly Uint8Array[]): readonly NewEvent[] {
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as readonly NewEvent[];
}

export interface InParts {
  readonly parts: string;
  readonly count: number;
}
