/** Reads a stream of the log after a key, a page's worth at a time, forwards or back. */
import { ForeignKey, type Keyed } from '#libs/kernel/page.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

/** Digits of a revision in a key, so that keys are in the order of revisions. */
const DIGITS = 16;
const LAST = 10 ** (DIGITS - 1);

/** In the order in which the list goes, which the key names. */
function revisionKey(revision: number, backwards: boolean): string {
  return wayOf(backwards) + String(backwards ? LAST - revision : revision).padStart(DIGITS, '0');
}

function wayOf(backwards: boolean): string {
  return backwards ? 'desc' : 'asc';
}

/** The revision after which to go on; undefined for the beginning. Throws ForeignKey. */
function revisionOf(key: string, backwards: boolean): number | undefined {
  if (key === '') return undefined;
  const [, way, digits = ''] = /^(asc|desc)(\d{16})$/.exec(key) ?? [];
  const revision = way !== wayOf(backwards) ? NaN : backwards ? LAST - Number(digits) : Number(digits);
  if (revision >= 0 && revision < LAST) return revision;
  throw new ForeignKey(key);
}

/** Events with their keys; the last of a stream first where it goes backwards. Throws ForeignKey where the key belongs to another list. */
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
