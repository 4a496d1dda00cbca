/** The share of a thread in the sums over dossiers: some parts of them. */
import type { DossierPart } from '#libs/enrolment/linked-dossiers.ts';
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { OpenedDocuments } from '#libs/read-store/document-store.ts';
import { SampledDocuments } from '#libs/read-store/engine/sampled-documents.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { MadeSums } from '#libs/statements/calculation/sums-of.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';
import { type Begin, type Elsewhere, openAt } from '#libs/threads/computing.ts';

export interface SumsGiven {
  readonly dossiers: Elsewhere;
  /** How many of the dossiers read a thread keeps, at random. */
  readonly sampleSize: number;
  readonly rosters: RosterDocuments;
  readonly known: Knowledge;
  readonly regulation: Regulation;
  readonly range: QuarterRange;
  readonly rules: Rules;
}

/** The sums of a thread; text passes between threads faster than its values. */
export interface ThreadSums {
  readonly sums: string;
  readonly events: number;
  readonly nextKnownOn: Day;
  readonly sample: ReadonlyMap<string, string>;
  readonly read: number;
}

export const begin: Begin<SumsGiven, DossierPart, undefined, ThreadSums> = async (given) => {
  const dossiers = await openAt<OpenedDocuments>(given.dossiers);
  if (dossiers === undefined) return undefined;
  const frame = frameOf(given.rosters, given.known, given.regulation, given.range, given.rules);
  const made = new MadeSums(frame, given.rosters.merges);
  const sampled = new SampledDocuments(dossiers, given.sampleSize);
  return {
    run: async (part, report) => {
      // Once per part, as a message costs as much as several dozen dossiers.
      const before = made.events;
      await made.add(sampled, part);
      report(made.events - before);
      return undefined;
    },
    end: () => {
      const { events, nextKnownOn } = made;
      return { sums: made.sums.text, events, nextKnownOn, sample: sampled.sample, read: sampled.read };
    },
    close: () => {
      dossiers.close();
    },
  };
};
