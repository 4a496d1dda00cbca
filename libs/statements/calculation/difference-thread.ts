/** The share of a thread in the difference that touched patients make to the sums: that of some of them. */
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { Documents, OpenedDocuments } from '#libs/read-store/document-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { MadeDifference } from '#libs/statements/calculation/difference.ts';
import { frameAsKnown } from '#libs/statements/calculation/touched.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';
import { type Begin, type Elsewhere, openAt } from '#libs/threads/computing.ts';

export interface DifferenceGiven {
  readonly dossiers: Elsewhere;
  /** Keys of the sampled dossiers, for all threads: each thread returns the text of those that it read. */
  readonly sample: readonly string[];
  readonly rosters: RosterDocuments;
  readonly then: Knowledge;
  readonly now: Knowledge;
  readonly regulation: Regulation;
  readonly range: QuarterRange;
  readonly rules: Rules;
}

/** The difference of a thread; its sums as text, which passes between threads faster than its values. */
export interface ThreadDifference {
  readonly sums: string;
  readonly nextKnownOn: Day;
  /** The text of the sampled dossiers that this thread read. */
  readonly sample: ReadonlyMap<string, string>;
  readonly read: number;
}

export const begin: Begin<DifferenceGiven, readonly string[], undefined, ThreadDifference> = async (given) => {
  const dossiers = await openAt<OpenedDocuments>(given.dossiers);
  if (dossiers === undefined) return undefined;
  const { rosters, regulation, range, rules } = given;
  const now = frameOf(rosters, given.now, regulation, range, rules);
  const made = new MadeDifference({ now, then: frameAsKnown(now, given.then, rosters, range) }, rosters.merges);
  const read = new ReadDossiers(dossiers, new Set(given.sample));
  return {
    run: async (patients, report) => {
      await made.add(read, patients, report);
      return undefined;
    },
    end: () => ({ sums: made.sums.text, nextKnownOn: made.nextKnownOn, sample: read.sample, read: read.count }),
    close: () => {
      dossiers.close();
    },
  };
};

class ReadDossiers implements Pick<Documents, 'get'> {
  readonly sample = new Map<string, string>();
  count = 0;
  readonly #dossiers: Documents;
  readonly #asked: ReadonlySet<string>;

  constructor(dossiers: Documents, asked: ReadonlySet<string>) {
    this.#dossiers = dossiers;
    this.#asked = asked;
  }

  async get(keys: Iterable<string>): Promise<Map<string, string>> {
    const found = await this.#dossiers.get(keys);
    this.count += found.size;
    for (const [key, text] of found) if (this.#asked.has(key)) this.sample.set(key, text);
    return found;
  }
}
