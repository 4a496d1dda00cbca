/** The share of a thread in calculating statements at former pins again: the parts of the patients of some streams. */
import { eventCount } from '#libs/enrolment/dossier.ts';
import { DOSSIERS, readDossier } from '#libs/enrolment/dossiers.ts';
import { alone, linksAmong } from '#libs/enrolment/persons.ts';
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import type { LogReader, StreamRange } from '#libs/event-store/event-store.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { StreamFold } from '#libs/read-store/engine/stream-fold.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { sumsText } from '#libs/statements/rules/sums-text.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';
import { type Begin, type Elsewhere, openAt } from '#libs/threads/computing.ts';

/** What the calculations of a pin are made of, but for rosters and patients. */
export interface PinGiven {
  readonly known: Knowledge;
  readonly regulation: Regulation;
  readonly range: QuarterRange;
  readonly rules: Rules;
}

export interface PinsGiven {
  readonly log: Elsewhere;
  readonly upTo: number;
  readonly rosters: RosterDocuments;
  readonly pins: readonly PinGiven[];
}

/** The sums of each pin, as text. A patient of several ids is left to who asked: they may be in several threads. */
export const begin: Begin<PinsGiven, StreamRange, undefined, readonly string[]> = async (given) => {
  const log = await openAt<LogReader>(given.log);
  if (log === undefined) return undefined;
  const links = linksAmong(given.rosters.merges);
  const made = given.pins.map(({ known, regulation, range, rules }) => ({
    frame: frameOf(given.rosters, known, regulation, range, rules),
    sums: new RunningSums(),
  }));
  const fold = new StreamFold(DOSSIERS, log);
  return {
    run: async (streams, report) => {
      for await (const batch of fold.documents({ upTo: given.upTo, streams }, (patient) => !links.has(patient))) {
        let events = 0;
        for (const [, text] of batch) {
          const dossier = readDossier(text);
          const linked = alone(dossier);
          for (const { frame, sums } of made) sums.add(contributionOf(linked, frame));
          events += eventCount(dossier);
        }
        report(events);
      }
      return undefined;
    },
    end: () => made.map(({ sums }) => sumsText(sums.sums)),
    close: () => {
      log.close();
    },
  };
};
