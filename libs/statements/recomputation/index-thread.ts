/** A thread's share of building the index of patients: the professionals in the events of some streams. */
import type { LogReader, StreamRange } from '#libs/event-store/event-store.ts';
import { namedInStreams } from '#libs/statements/recomputation/patient-index.ts';
import { type Begin, type Elsewhere, openAt } from '#libs/threads/computing.ts';

export interface IndexGiven {
  readonly log: Elsewhere;
  readonly upTo: number;
}

export type NamedInStreams = Awaited<ReturnType<typeof namedInStreams>>;

export const begin: Begin<IndexGiven, StreamRange, NamedInStreams, undefined> = async (given) => {
  const log = await openAt<LogReader>(given.log);
  if (log === undefined) return undefined;
  return {
    run: (streams, report) => namedInStreams(log, { upTo: given.upTo, streams }, report),
    end: () => undefined,
    close: () => {
      log.close();
    },
  };
};
