/** The stream of a received file: its name, and what its first event says of the file. */
import { hash } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { type FileIdentity, IMPORT_EVENTS } from '#libs/intake/import/events.ts';

export const IMPORT_CATEGORY = 'import';
export const IMPORT_PREFIX = `${IMPORT_CATEGORY}-`;
/** The name of a stream, which is also the id that people name a file by. */
export const IMPORT_ID = /^import-[0-9a-f]{16}$/;
const ID_DIGITS = 16;

export function importStream({ file, sha256 }: FileIdentity): string {
  return IMPORT_PREFIX + hash('sha256', `${file}\n${sha256}`, 'hex').slice(0, ID_DIGITS);
}

/** Undefined if no file was received under the id. */
export async function fileReceivedAs(log: EventStore, id: string): Promise<FileIdentity | undefined> {
  const first = IMPORT_ID.test(id) ? await firstEvent(log, id) : undefined;
  if (first === undefined) return undefined;
  const { file, sha256 } = IMPORT_EVENTS.read(first).data;
  return { file, sha256 };
}

/** Who sent a file first, and when. */
export interface FirstArrival {
  /** ISO 8601 instant. */
  readonly receivedAt: string;
  readonly receivedBy: string;
}

/** Throws RangeError if no file was received under the id. */
export async function firstArrival(log: EventStore, id: string): Promise<FirstArrival> {
  const first = await firstEvent(log, id);
  if (first === undefined) throw new RangeError(`${id} is listed and has no event`);
  const { recordedAt, actor } = await log.commit(first.commit);
  return { receivedAt: recordedAt, receivedBy: actor };
}

async function firstEvent(log: EventStore, id: string): Promise<RecordedEvent | undefined> {
  const [first] = await log.readStream(id, { limit: 1 });
  return first;
}
