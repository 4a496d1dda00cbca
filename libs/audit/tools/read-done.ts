/** Reads the acts of people from the log, up to its end when the reading begins. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { eventsOfTypes } from '#libs/event-store/events-of-types.ts';
import { DEED_CATEGORIES, isDoneByPeople } from '#libs/commands/deeds.ts';
import { type DoneEvent, doneEvent } from '#libs/audit/tools/done-event.ts';
import { AuditEntries, type EntryKind } from '#libs/audit/tools/entries.ts';
import { type EntryFilter, type Extract, extract } from '#libs/audit/tools/extract.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';

/** The end of the log that was read. */
interface LogEnd {
  readonly position: number;
  /** The link of the chain at the position; empty if the log has no link there yet. */
  readonly link: string;
}

/** Gives each event that a person made, in the order of the log, to `take`. */
export async function readDone(log: EventStore, take: (event: DoneEvent) => void): Promise<LogEnd> {
  const position = await log.end();
  const all = { after: 0, upTo: position, categories: DEED_CATEGORIES };
  for await (const batch of eventsOfTypes(log, all, isDoneByPeople))
    for (const event of batch) {
      const done = doneEvent(event);
      if (done !== undefined) take(done);
    }
  return { position, link: await requireLinkAt(position, log) };
}

export async function extractFrom(log: EventStore, what: EntryKind, filter: EntryFilter): Promise<Extract> {
  const entries = new AuditEntries(what);
  const end = await readDone(log, (event) => {
    entries.add(event);
  });
  return extract({ what, ...end }, entries.all(), filter);
}
