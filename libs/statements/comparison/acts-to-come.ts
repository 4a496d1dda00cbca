/** The quarters of a comparison whose acts are incomplete: compared with them, a forfait would look better than it is. */
import { WholeMonths } from '#libs/acts/whole-months.ts';
import type { LinkedDossiers } from '#libs/enrolment/persons.ts';
import { type Knowledge, isKnown } from '#libs/enrolment/versions.ts';
import type { Quarter } from '#libs/kernel/day.ts';
import { type Month, lastMonthOf, monthOf } from '#libs/kernel/month.ts';

export class ActsToCome {
  readonly #known: Knowledge;
  readonly #first: Month;
  readonly #professionals: ReadonlySet<string>;
  /** Acts of the professionals, without reversals. */
  readonly #acts = new Map<Month, number>();

  /** Looks at the months from `first` on. */
  constructor(professionals: ReadonlySet<string>, first: Month, known: Knowledge) {
    this.#professionals = professionals;
    this.#first = first;
    this.#known = known;
  }

  add({ dossiers }: LinkedDossiers): void {
    for (const act of dossiers.flatMap(({ acts }) => acts)) {
      if (act.reversal || !this.#professionals.has(act.executant) || !isKnown(act, this.#known)) continue;
      const month = monthOf(act.careOn);
      this.#acts.set(month, (this.#acts.get(month) ?? 0) + 1);
    }
  }

  /** The given quarters that end after the last complete month. An earlier month with few acts counts as complete. */
  among(quarters: readonly Quarter[]): readonly Quarter[] {
    const last = this.#lastWhole();
    return quarters.filter((quarter) => lastMonthOf(quarter) > last);
  }

  #lastWhole(): Month {
    const months = new WholeMonths();
    const ended = monthOf(this.#known.day + 1) - 1;
    let last = this.#first - 1;
    for (let month = this.#first; month <= ended; month++)
      if (!months.take(this.#acts.get(month) ?? 0).looksIncomplete) last = month;
    return last;
  }
}
