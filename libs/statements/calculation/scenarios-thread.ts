/** The share of a thread in the counts of several regulations: some parts of the dossiers. */
import type { DossierPart } from '#libs/enrolment/linked-dossiers.ts';
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { OpenedDocuments } from '#libs/read-store/document-store.ts';
import { SampledDocuments } from '#libs/read-store/engine/sampled-documents.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { type CountedText, Countings } from '#libs/statements/calculation/scenario-counts.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';
import { type Begin, type Elsewhere, openAt } from '#libs/threads/computing.ts';

export interface ScenariosGiven {
  readonly dossiers: Elsewhere;
  /** How many of the dossiers read a thread keeps, at random. */
  readonly sampleSize: number;
  readonly rosters: RosterDocuments;
  readonly known: Knowledge;
  readonly regulations: readonly Regulation[];
  readonly range: QuarterRange;
  readonly rules: Rules;
}

export interface CountedInThread {
  readonly counted: readonly CountedText[];
  readonly sample: ReadonlyMap<string, string>;
  readonly read: number;
}

export const begin: Begin<ScenariosGiven, DossierPart, undefined, CountedInThread> = async (given) => {
  const dossiers = await openAt<OpenedDocuments>(given.dossiers);
  if (dossiers === undefined) return undefined;
  const { rosters, known, regulations, range, rules } = given;
  const frames = regulations.map((regulation) => frameOf(rosters, known, regulation, range, rules));
  const countings = new Countings(frames, rosters.merges);
  const sampled = new SampledDocuments(dossiers, given.sampleSize);
  return {
    run: async (part, report) => {
      // Once per part, as a message costs as much as several dozen dossiers.
      let events = 0;
      await countings.add(sampled, part, (ofBatch) => (events += ofBatch));
      report(events);
      return undefined;
    },
    end: () => ({ counted: countings.text(), sample: sampled.sample, read: sampled.read }),
    close: () => {
      dossiers.close();
    },
  };
};
