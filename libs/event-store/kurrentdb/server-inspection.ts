/**
 * Finds entries that Décompte never writes in the streams of the log: deletions, limits that let the server drop events, foreign events;
 * and finds missing events.
 */
import type { ResolvedEvent } from '@kurrent/kurrentdb-client';
import type { KurrentConnection } from '#libs/event-store/kurrentdb/connection.ts';
import { METADATA_OF, type StreamNames } from '#libs/event-store/kurrentdb/envelope.ts';
import { serverOrder } from '#libs/event-store/kurrentdb/follower.ts';
import type { StoreFault } from '#libs/event-store/stored-events.ts';

const MOST_FAULTS = 100;

/** Reads all events; returns at most a hundred faults. */
export async function inspectServer(connection: KurrentConnection, names: StreamNames): Promise<readonly StoreFault[]> {
  const faults: StoreFault[] = [];
  const next = new Map<string, bigint>();
  for await (const { event } of serverOrder(connection, names, undefined, true)) {
    const name = event === undefined ? undefined : names.keptOf(event.streamId);
    if (event === undefined || name === undefined) continue;
    const fault = event.streamId.startsWith(METADATA_OF) ? ofMetadata(name) : ofEvent(name, event, next);
    if (fault !== undefined && faults.push(fault) === MOST_FAULTS) break;
  }
  return faults;
}

function ofMetadata(name: string): StoreFault {
  return {
    kind: 'structure',
    finding: { code: 'STREAM_DELETED_OR_LIMITED', data: { stream: name } },
  };
}

function ofEvent(
  name: string,
  { revision, type }: NonNullable<ResolvedEvent['event']>,
  next: Map<string, bigint>,
): StoreFault | undefined {
  const expected = next.get(name) ?? 0n;
  next.set(name, revision + 1n);
  if (type === '$streamDeleted')
    return { kind: 'structure', finding: { code: 'STREAM_DELETED', data: { stream: name } } };
  if (type.startsWith('$'))
    return { kind: 'inserted', finding: { code: 'STREAM_HOLDS_FOREIGN', data: { stream: name, type } } };
  if (revision === expected) return undefined;
  return {
    kind: 'short',
    finding: { code: 'STREAM_HAS_GAP', data: { stream: name, from: Number(expected) - 1, to: Number(revision) } },
  };
}
