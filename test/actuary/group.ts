/** The payment of an IPEP group for a year by the product's rules, from the sums of a simulation. */
import type { Fraction } from '#libs/kernel/fraction.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { type GroupYearSums, emptyGroupYear } from '#libs/statements/rules/sums.ts';
import { paymentOf } from '#libs/statements/rules/yearly/payment.ts';
import { frame, regulationWith, required, roster } from '#test/support/enrolment.ts';

export const YEAR = 2024;
const ID = 'G1';

/** Pays a group whose only indicator is at its target, so that quality deducts nothing. Exact cents. */
export function groupPaidBy(parameters: JsonObject): (own: Partial<GroupYearSums>) => Fraction {
  const made: Frame = frame(
    [roster(ID, { scheme: 'IPEP', phases: [['ACTIVE', '2020-01-01']], quality: [[YEAR, 'FLU65', 75, 100]] })],
    [`${YEAR}-Q1`, `${YEAR}-Q4`],
    { thresholds: [['FLU65', YEAR, '50', '75']] },
    regulationWith(parameters),
  );
  const team = required(made.teams.byId.get(ID));
  return (own) => paymentOf(team, YEAR, { ...emptyGroupYear(), ...own }, made).paid;
}
