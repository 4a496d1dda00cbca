/** docs/actuary.md: the objections of an actuary, the parameter that answers each, and its importance on synthetic data. */
import { type CapScale, capTable } from './cap.ts';
import { CAP_CENTS, MEAN_CENTS, type NoiseScale, PERSISTENCE, VARIATION, noiseTables } from './noise.ts';
import { ACTS_A_QUARTER, type SmallScale, smallTables } from './small-numbers.ts';
import { AGES, LAST_YEAR_CENTS, survivorTable } from './survivors.ts';
import { euros } from './tables.ts';

export interface Scale {
  readonly noise: NoiseScale;
  readonly cap: CapScale;
  readonly small: SmallScale;
}

export const SEED = 17;

/** The scale of docs/actuary.md. */
export const WHOLE: Scale = {
  noise: { seed: SEED, patientsDrawn: 6_000_000 },
  cap: { seed: SEED, teams: 3_000 },
  small: { seed: SEED, teams: 4_000, patients: 50_000 },
};

/** The scale of test/golden/actuary.md, which a test makes again: it changes with a rule, a value or a study. */
export const SMALL: Scale = {
  noise: { seed: SEED, patientsDrawn: 40_000 },
  cap: { seed: SEED, teams: 40 },
  small: { seed: SEED, teams: 30, patients: 300 },
};

export function actuaryPage({ noise, cap, small }: Scale): string {
  const { nothingSaved, saved, otherAnswers } = noiseTables(noise);
  const { byDenominator, byLeast, byActs } = smallTables(small);
  return `${HEAD}
## 1. Chance pays, below a least rate of savings

**Objection.** Each gain of an IPEP group is floored at zero on its own, and the group never owes. The mean spending of a list moves by chance; what moves
down is paid, what moves up is not. A group that saves nothing is paid in about two years of three.

**What was read.** No least rate of savings was found in the texts read; \`minimum_savings_rate\` is 0, assumed. A gain below this share of the expected
spending counts as 0; one above it counts whole, so it is a threshold and no deductible.

**How much it matters.** The spending of a patient is log-normal, of mean ${euros(BigInt(MEAN_CENTS))} € and a standard deviation of ${VARIATION} times that; in two
years it is alike (${PERSISTENCE} between the logarithms). The national mean is the true one, the score is 100, and the groups saved nothing:

${nothingSaved}

A rate of 2 % leaves most of what chance pays to the smallest lists: what answers their noise is a longer list, or several years together, which no
parameter says. The same groups of 18,333 patients, where they did save, are paid in € a patient:

${saved}

A threshold above what is truly saved takes most of it away; one below it leaves a good part of what chance pays. No rate does both.

Other parameters, where nothing was saved:

${otherAnswers}

\`gain_cap_rate\` and \`payment_cap_rate\` bound what one year can cost, and leave the number of groups paid as it is. \`spending_cap_cents\` (here ${euros(BigInt(CAP_CENTS))} €)
takes away the noise of the few dearest patients, **but only beside national means that were made with the same cap**: the rules cap what a
patient spent, and take the national mean as the facts give it. With means of uncapped spending each group seems to save, always. Set it only together with such facts.

## 2. No cap without a reference revenue

**Objection.** The forfait of PEPS is at most 6/5 of the former revenue from 2023 on. Where no revenue is known there is no cap (flag CAP_REFERENCE_MISSING): a team
that would be capped is better off if its revenue never comes.

**What was read.** The cap of 20 % is exact, the reference and the first quarter are ours; \`cap_fallback\` is NONE, assumed. ACTS takes the fees of the quarter's
substituted acts in the place of the revenue.

**How much it matters.** Forfaits lie about the former revenue (log-normal, 0.2), and the teams have 60 to 105 % of their former fees, as a forfait is
paid so that fewer acts are needed:

${capTable(cap)}

NONE pays too much, and exactly to those for whom the cap is. ACTS ends that and pays too little to others: the less a team bills, the lower its cap, which
punishes what the forfait is for. The answer that costs nobody is the fact itself: the flag is on the statement, and an operator asks for the revenue before it is decided.

## 3. Rates above those of a full year, by small denominators

**Objection.** Few patients or few acts give rates that a full year, or a large list, would not give; and chance is paid one way here too.

**What was read.** No least number was found: \`minimum_denominator\` is 0, assumed, and \`unrated\` IGNORE; \`fidelisation_level\` is TEAM and
\`fidelisation_min_acts\` 10, both assumed.

**Quality.** Teams with three indicators, whose true rates (35 to 80 %, thresholds 50 and 75) are the same in both years:

${byDenominator}

Progress below the intermediate threshold is rated and a step back is not, so chance adds points: also for large denominators, where a small step
from just below is enough. A point is worth 1/2,000 of the forfait, as 100 points are 5 %. With denominators from 3 to 300:

${byLeast}

A least denominator trades fewer lucky scores for fewer teams with a score. With \`unrated\` ZERO it takes points from a team for being small; the two together are to be
avoided. The true score here is that of the indicators that count.

**Fidelisation.** ${ACTS_A_QUARTER} acts a patient and quarter (4.4 a year); six patients in ten come to the team alone, the others half of the time:

${byActs}

By patient, few have the acts that a rate asks for, and a rate that is not measured is 1: the fewer acts are measured, the more is paid. With 10 acts,
which is the number for a list, \`PATIENT\` pays nearly every patient as if all his care were the team's. \`PATIENT\` needs a \`fidelisation_min_acts\` of 1, and still
pays more than the acts of a full year would say; the quarter measured is one quarter, whatever \`fidelisation_lag_quarters\` says.

## 4. SAME compares survivors

**Objection.** With \`previous_list\` SAME, the patients of the list of N are those compared in N−1. All of them survived N−1; the national mean of
their profiles counts those who died, in the dearest year of a life. So the group seems to have saved in N−1, and the evolution gain, which is the change since, begins far below zero.

**What was read.** Nothing on whose spending is compared: SAME is assumed. OWN compares the list of N−1 in N−1, and needs the group to have been in the
experiment on its reference day.

**How much it matters.** Nothing is drawn here. Ages ${AGES.map(({ band, deathsIn1000, aliveCents }) => `${band} (${euros(BigInt(aliveCents))} € a year, ${deathsIn1000} deaths in 1,000)`).join(', ')}; a last year of life costs
${euros(BigInt(LAST_YEAR_CENTS))} €. Deaths are replaced by new patients of the same age, and the group spends what the country spends. These are assumptions of ours, of the order of public figures:

${survivorTable()}

SAME takes away most of the evolution gain, and more of it the older the list: two thirds of the payment rest on that gain. OWN has no such bias on 1 January, and pays for
a change of the list only as far as profiles do not explain it. A \`reference_day\` at the end of the year moves the bias into the level gain: those on a list on 31 December
survived the year itself, and every group is paid for it.
`;
}

const HEAD = `# What an actuary would object to

Made by \`npm run actuary\` (test/actuary): do not edit it here. The same seed gives the same page on any machine; a test makes it again on a small case.

Each amount is calculated by the rules of the program, on data that are drawn: no figure says what a real team is paid. Every parameter named here is dated data, so
that an answer is a version of the regulation, tried before by \`decompte simulate\`. The published values stay as they are read, or assumed: this page
says what rests on them.
`;
