/**
 * An event of ours as KurrentDB holds it: the payload as bytes that the server does not read, everything else of it and of its commit
 * as metadata; and back.
 */
import { type EventData, type ResolvedEvent, binaryEvent } from '@kurrent/kurrentdb-client';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { StoreUnreadable } from '#libs/event-store/stored-events.ts';

/** The commit as the server's events name it: all that were recorded together have its key. */
export interface KeyedCommit {
  readonly key: string;
  readonly commit: Commit;
}

/** Streams that serve this adapter and are none of the product: leases, parts of large appends, links of the chain. */
const TECHNICAL = '_';
/** In the place of the events of an append too large for the server: they are in the stream of parts that it names. */
export const IN_PARTS = '_AppendedInParts';

/** Before the name of a stream: the server's stream of what it is told about that one. */
export const METADATA_OF = '$$';

/** How streams are named at the server: as here, or under a name for the log where several share a server. */
export class StreamNames {
  /** Empty where the log has the server to itself. */
  readonly prefix: string;

  constructor(log: string | undefined) {
    this.prefix = log === undefined ? '' : `${log}:`;
  }

  ofProduct(stream: string): string {
    return this.prefix + stream;
  }

  lease(name: string): string {
    return `${this.prefix}${TECHNICAL}lease-${name}`;
  }

  parts(key: string): string {
    return `${this.prefix}${TECHNICAL}parts-${key}`;
  }

  get chain(): string {
    return `${this.prefix}${TECHNICAL}chain`;
  }

  /**
   * The name here of a stream that holds something for ever, also where it is named by the stream of its metadata; undefined where it is
   * the server's own, a lease, or of another log.
   */
  keptOf(streamId: string): string | undefined {
    const of = streamId.startsWith(METADATA_OF) ? streamId.slice(METADATA_OF.length) : streamId;
    if (!of.startsWith(this.prefix)) return undefined;
    const name = of.slice(this.prefix.length);
    return name.startsWith('$') || name.startsWith(`${TECHNICAL}lease-`) ? undefined : name;
  }

  /** The name here of an event's stream; undefined where it is not the product's: the server's own, technical, or of another log. */
  hereOf({ streamId, type }: { readonly streamId: string; readonly type: string }): string | undefined {
    if (!streamId.startsWith(this.prefix) || type.startsWith('$')) return undefined;
    const name = streamId.slice(this.prefix.length);
    return name.startsWith('$') || name.startsWith(TECHNICAL) ? undefined : name;
  }
}

/** Names by which the server's own tools know the last two. */
interface Metadata {
  readonly schemaVersion: number;
  readonly effective: string;
  readonly knownOn: string;
  readonly commit: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly $correlationId: string;
  readonly $causationId: string;
}

/** What the server's limit on an append counts, roughly: it is kept well away from. */
export function sizeOf({ event, commit: { commit } }: { event: NewEvent; commit: KeyedCommit }): number {
  const texts = [event.type, event.effective, event.knownOn, commit.actor, commit.correlation, commit.causation];
  return Buffer.byteLength(event.data) + Buffer.byteLength(texts.join('')) + OVERHEAD;
}

const OVERHEAD = 400;

export function toServer(event: NewEvent, { key, commit }: KeyedCommit): EventData {
  const metadata: Metadata = {
    schemaVersion: event.schemaVersion,
    effective: event.effective,
    knownOn: event.knownOn,
    commit: key,
    recordedAt: commit.recordedAt,
    actor: commit.actor,
    $correlationId: commit.correlation,
    $causationId: commit.causation,
  };
  return binaryEvent({ id: uuidOf(event.id), type: event.type, data: Buffer.from(event.data, 'utf8'), metadata });
}

/** An event that this adapter did not write: another program writes to the product's streams, or the bytes were changed. */
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
  if (!(data instanceof Uint8Array))
    throw new ForeignEvent(`l'événement ${where} n'a pas été écrit par Décompte (JSON)`);
  const known = metadata as Partial<Metadata> | undefined;
  const fields = [known?.effective, known?.knownOn, known?.commit, known?.recordedAt, known?.actor];
  const links = [known?.$correlationId, known?.$causationId];
  if (![...fields, ...links].every((field) => typeof field === 'string') || typeof known?.schemaVersion !== 'number')
    throw new ForeignEvent(`l'événement ${where} n'a pas les métadonnées que Décompte écrit`);
  const { schemaVersion, effective, knownOn, commit, recordedAt, actor, $correlationId, $causationId } =
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
    },
  };
}

function uuidOf(id: string): string {
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
}

/** A part of an append too large for the server. */
export function partToServer(parts: string, index: number, bytes: Buffer): EventData {
  return binaryEvent({ id: uuidOf(eventId(parts, String(index))), type: '_Part', data: bytes, metadata: {} });
}

/** Events too large to go together, as the bytes of parts. */
export function toParts(events: readonly NewEvent[], partBytes: number): Buffer[] {
  const bytes = Buffer.from(JSON.stringify(events), 'utf8');
  return Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, i) =>
    bytes.subarray(i * partBytes, (i + 1) * partBytes),
  );
}

export function fromParts(parts: readonly Uint8Array[]): readonly NewEvent[] {
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as readonly NewEvent[];
}

/** What is in the place of events in parts. */
export interface InParts {
  readonly parts: string;
  readonly count: number;
}
