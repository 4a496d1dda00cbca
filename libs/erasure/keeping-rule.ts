/** How long facts about a patient are kept, from which day on: a rule has the years after the last fact that became known. */
import { type Day, birthday, dayFromText } from '#libs/kernel/day.ts';

export interface KeepingRule {
  /** The first day of the rule, YYYY-MM-DD. */
  readonly from: string;
  readonly years: number;
  /** Where it comes from, and how certain it is. */
  readonly reference: string;
  readonly status: 'exact' | 'assumed';
}

/** Ascending. */
export const KEEPING_RULES: readonly KeepingRule[] = [
  {
    from: '2018-01-01',
    years: 10,
    reference:
      'Supposé : dix ans après le dernier fait connu, comme les pièces justificatives d’une dépense (code de commerce, art. L. 123-22) ; à remplacer par la durée de l’arrêté ou du registre des traitements',
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
