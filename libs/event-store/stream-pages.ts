/** Reads one page of a stream, after a key, forwards or backwards. */
import { ForeignKey, type Keyed } from '#libs/kernel/page.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

/** Digits of a revision in a key; padded, so that keys sort as revisions do. */
const DIGITS = 16;
const LAST = 10 ** (DIGITS - 1);

/** The direction of the list. A key names it. */
function revisionKey(revision: number, backwards: boolean): string {
  return wayOf(backwards) + String(backwards ? LAST - revision : revision).padStart(DIGITS, '0');
}

function wayOf(backwards: boolean): string {
  return backwards ? 'desc' : 'asc';
}

/** The revision to continue after; undefined for the beginning. Throws ForeignKey. */
function revisionOf(key: string, backwards: boolean): number | undefined {
  if (key === '') return undefined;
  const [, way, digits = ''] = /^(asc|desc)(\d{16})$/.exec(key) ?? [];
  const revision = way !== wayOf(backwards) ? NaN : backwards ? LAST - Number(digits) : Number(digits);
  if (revision >= 0 && revision < LAST) return revision;
  throw new ForeignKey(key);
}

/** Events with their keys; newest first when reading backwards. Throws ForeignKey if the key belongs to another list. */
export async function* streamAfter(
  log: EventStore,
  stream: string,
  { after, backwards = false, atATime }: { after: string; backwards?: boolean; atATime: number },
): AsyncIterable<readonly Keyed<RecordedEvent>[]> {
  let last = revisionOf(after, backwards);
  for (;;) {
    const from = last === undefined ? undefined : backwards ? last - 1 : last + 1;
    if (from !== undefined && from < 0) return;
    const events = await log.readStream(stream, { backwards, limit: atATime, ...(from === undefined ? {} : { from }) });
    yield events.map((event) => [revisionKey(event.revision, backwards), event] as const);
    if (events.length < atATime) return;
    last = events.at(-1)?.revision;
  }
}
