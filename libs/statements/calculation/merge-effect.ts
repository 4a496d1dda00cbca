/** The effect of a proposed merge of two patient ids, or of its undoing: the second person sees it before confirming. Records nothing. */
import { linkedDossiersOf } from '#libs/enrolment/linked-dossiers.ts';
import type { MergeVersion } from '#libs/enrolment/persons.ts';
import { periodsCalculable } from '#libs/enrolment/statement-periods.ts';
import { teamsAsKnown } from '#libs/enrolment/teams.ts';
import { type Day, dayText, quarterOf } from '#libs/kernel/day.ts';
import { rangeOfPeriods } from '#libs/kernel/period.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { type CalculationStores, calculationInputs } from '#libs/statements/calculation/calculate.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { type FactsEffect, effectBetween } from '#libs/statements/calculation/facts-effect.ts';
import { POSTINGS_STORE } from '#libs/statements/calculation/postings.ts';
import { SUMS_STORE, sharesOf, summingWith, sumsKept } from '#libs/statements/calculation/sums-kept.ts';
import { type CalculationInputs, frameFor } from '#libs/statements/calculation/sums-of.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';

export interface ProposedLink {
  /** The id that would belong to another person, or to its own person again. */
  readonly patient: string;
  readonly other: string;
  readonly isSeparation: boolean;
}

interface Asked {
  readonly knownOn: Day;
  readonly regulation: Regulation;
}

/** Compares the calculation of the day with the one that would hold from that day on, for the periods that can be calculated then. */
export async function effectOfMerge(
  stores: CalculationStores,
  { patient, other, isSeparation }: ProposedLink,
  { knownOn, regulation }: Asked,
): Promise<FactsEffect> {
  const today = quarterOf(knownOn);
  const found = await calculationInputs(stores, { knownOn, regulation, range: { from: today, to: today } });
  const { merges: recorded, teams: versions } = found.rosters;
  const periods = [...teamsAsKnown(versions, found.known, regulation).byId.values()].flatMap((team) =>
    periodsCalculable(team, knownOn).map((period) => ({ team: team.id, period })),
  );
  const range = rangeOfPeriods(periods.map(({ period }) => period));
  if (range === undefined) return { knownOn: dayText(knownOn), changes: [], otherwise: 0 };
  const inputs = { ...found, range };
  const known = { day: knownOn, position: found.known.position + 1 };
  const merges = [...recorded, { patient, into: isSeparation ? null : other, knownOn, position: known.position }];
  const rosters = { ...found.rosters, merges };
  const change = { then: frameFor(inputs), now: frameFor({ ...inputs, rosters, known }) };
  const kept = {
    sums: await stores.readStore.scratch(SUMS_STORE),
    postings: await stores.readStore.scratch(POSTINGS_STORE),
  };
  const { sums: before, running } = await sumsKept(inputs, stores.log, kept, summingWith(stores));
  const after = new RunningSums();
  after.join(running);
  const teams = new Set<string>();
  const persons = [patient, other];
  await addPersons(inputs, { persons, merges: recorded, frame: change.then, sign: -1 }, { sums: after, teams });
  await addPersons(inputs, { persons, merges, frame: change.now, sign: 1 }, { sums: after, teams });
  const sums = { before, after: after.sums, teams };
  return effectBetween(inputs, { change, sums, known }, { periods, knownOn, regulation });
}

interface OfPersons {
  readonly persons: readonly string[];
  readonly merges: readonly MergeVersion[];
  readonly frame: Frame;
  readonly sign: 1 | -1;
}

async function addPersons(
  { dossiers }: CalculationInputs,
  { persons, merges, frame, sign }: OfPersons,
  into: { readonly sums: RunningSums; readonly teams: Set<string> },
): Promise<void> {
  for await (const batch of linkedDossiersOf(dossiers, persons, merges))
    for (const linked of batch) {
      const contribution = contributionOf(linked, frame);
      if (sign === 1) into.sums.add(contribution);
      else into.sums.subtract(contribution);
      for (const { team } of sharesOf(contribution)) into.teams.add(team);
    }
}
