/** How long facts about a patient are kept, from which day on: a rule has the years after the last fact that became known. */
import { type Day, birthday, dayFromText } from '#libs/kernel/day.ts';

export interface KeepingRule {
  /** The first day of the rule, YYYY-MM-DD. */
  readonly from: string;
  readonly years: number;
  /** Where it comes from: an id of libs/words/labels/erasures.ts. */
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

/** Whether the facts of a patient were kept for long enough, whose last one became known on a day. */
export function isKeptLongEnough(last: Day, today: Day, { years }: KeepingRule): boolean {
  return birthday(last, years) <= today;
}
