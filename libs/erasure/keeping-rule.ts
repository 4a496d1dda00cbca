/**
 * The retention period of facts about a patient: a rule gives the years after the day on which the last fact became known, and the day from
 * which it applies.
 */
import { type Dossier, factsOf } from '#libs/enrolment/dossier.ts';
import { type Day, birthday, dayFromText } from '#libs/kernel/day.ts';

export interface KeepingRule {
  /** The first day of the rule, YYYY-MM-DD. */
  readonly from: string;
  readonly years: number;
  /** Its source: an id of libs/words/labels/erasures.ts. */
  readonly source: 'COMMERCIAL_CODE';
  /** How certain it is. */
  readonly status: 'exact' | 'assumed';
}

/** Ascending. */
const KEEPING_RULES: readonly KeepingRule[] = [
  {
    from: '2018-01-01',
    years: 10,
    source: 'COMMERCIAL_CODE',
    status: 'assumed',
  },
];

/** The rule in force on a day; undefined before the first. */
export function keepingRuleOn(today: Day, rules: readonly KeepingRule[] = KEEPING_RULES): KeepingRule | undefined {
  return rules.findLast(({ from }) => dayFromText(from) <= today);
}

/** The day on which the last fact in these dossiers became known; undefined without a fact. */
export function lastKnownOn(dossiers: readonly Dossier[]): Day | undefined {
  let last: Day | undefined;
  for (const dossier of dossiers)
    for (const versions of factsOf(dossier))
      for (const { knownOn } of versions) last = last === undefined ? knownOn : Math.max(last, knownOn);
  return last;
}

/** Whether the retention period of a patient is over; `last`: the day on which the last fact became known. */
export function isKeptLongEnough(last: Day, today: Day, { years }: KeepingRule): boolean {
  return birthday(last, years) <= today;
}
