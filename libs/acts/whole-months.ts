/** Whether all acts of a month have come in: a missing file shows as a month with far fewer acts than the months before it. */

const MONTHS_BEFORE = 3;
/** With fewer acts in the three months before, a fall is not significant. */
const MIN_ACTS_BEFORE = 30;

export interface MonthOfActs {
  /** Sum of the last three complete months before it; undefined if there are fewer. */
  readonly actsOfThreeBefore: number | undefined;
  readonly looksIncomplete: boolean;
}

/** Takes the months of a team one by one, in their order. */
export class WholeMonths {
  /** Acts of the latest whole months, three at most. */
  #whole: readonly number[] = [];

  /** The team was away, so earlier months are no reference. */
  begin(): void {
    this.#whole = [];
  }

  take(acts: number): MonthOfActs {
    const before = this.#whole;
    const actsOfThreeBefore = before.length < MONTHS_BEFORE ? undefined : before.reduce((sum, other) => sum + other, 0);
    const isShort = actsOfThreeBefore !== undefined && looksIncomplete(acts, actsOfThreeBefore);
    // A short month is no base for later ones, so a missing file keeps showing.
    if (!isShort) this.#whole = [...before, acts].slice(-MONTHS_BEFORE);
    return { actsOfThreeBefore, looksIncomplete: isShort };
  }
}

/** Fewer than half the mean of three months. */
export function looksIncomplete(acts: number, actsOfThreeBefore: number): boolean {
  return actsOfThreeBefore >= MIN_ACTS_BEFORE && acts * 2 * MONTHS_BEFORE < actsOfThreeBefore;
}
