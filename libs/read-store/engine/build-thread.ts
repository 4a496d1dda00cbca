/** The share of a thread in a build: the documents of some streams. */
import type { LogReader, StreamRange } from '#libs/event-store/event-store.ts';
import { projectedEvents } from '#libs/read-store/engine/events-of.ts';
import { MadeDocuments } from '#libs/read-store/engine/made-documents.ts';
import type { Projection, ProjectionElsewhere } from '#libs/read-store/projection.ts';
import { type EventPlace, PoisonEvent } from '#libs/read-store/read-store.ts';
import { type Begin, type Elsewhere, openAt } from '#libs/threads/computing.ts';

export interface BuildGiven {
  readonly log: Elsewhere;
  readonly projection: ProjectionElsewhere;
  readonly upTo: number;
}

/** The documents of the streams of a range, or the event that cannot be folded. */
export type BuiltPart =
  | { readonly puts: readonly (readonly [key: string, document: string])[]; readonly processed: number }
  | { readonly poison: EventPlace; readonly message: string };

export const begin: Begin<BuildGiven, StreamRange, BuiltPart, undefined> = async ({ log: there, projection, upTo }) => {
  const log = await openAt<LogReader>(there);
  if (log === undefined) return undefined;
  const module = (await import(projection.module)) as Readonly<Record<string, Projection<unknown>>>;
  const found = module[projection.name];
  if (found === undefined) throw new Error(`${projection.module} exports no projection ${projection.name}`);
  return {
    run: async (streams, report) => {
      const made = new MadeDocuments(found);
      try {
        for await (const batch of projectedEvents(found, log, { after: 0, upTo, order: 'stream', streams })) {
          made.take(batch);
          report(batch.length);
        }
      } catch (error) {
        if (error instanceof PoisonEvent) return { poison: error.event, message: error.message };
        throw error;
      }
      made.end();
      return { puts: made.handOver(), processed: made.processed };
    },
    end: () => undefined,
    close: () => {
      log.close();
    },
  };
};
