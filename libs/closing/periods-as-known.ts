/**
 * Calculates the periods of some teams as known on a day: a statement of every period that can be calculated by then. It records nothing.
 */
import { periodsCalculable } from '#libs/enrolment/statement-periods.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { periodText, rangeOfPeriods } from '#libs/kernel/period.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { Turns } from '#libs/read-store/turns.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { type CalculatedStatement, type Pin, calculated, statementKey } from '#libs/statements/calculated-statement.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { dossiersNaming } from '#libs/statements/calculation/dossiers-naming.ts';
import type { FoldedFacts } from '#libs/statements/calculation/folded-facts.ts';
import { statementOf } from '#libs/statements/rules/families.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';

export interface AsKnown extends FoldedFacts {
  readonly regulation: Regulation;
}

export function pinAsKnown({ known, regulation }: AsKnown): Pin {
  return {
    knownOn: known.day,
    position: known.position,
    regulationVersion: regulation.version,
    regulationFingerprint: regulation.fingerprint,
    rulesVersion: CURRENT_RULES.version,
  };
}

/** Keyed by `statementKey`. */
export async function periodsAsKnown(
  stores: QueryStores,
  teams: readonly Team[],
  asKnown: AsKnown,
): Promise<ReadonlyMap<string, CalculatedStatement>> {
  const { rosters, known, regulation } = asKnown;
  const periods = teams.map((team) => [team, periodsCalculable(team, known.day)] as const);
  const range = rangeOfPeriods(periods.flatMap(([, own]) => own));
  const found = new Map<string, CalculatedStatement>();
  if (range === undefined) return found;
  const frame = frameOf(rosters, known, regulation, range, CURRENT_RULES);
  const sums = await sumsOf(stores, teams, asKnown, frame);
  const turns = new Turns();
  for (const [{ id }, own] of periods)
    for (const period of own) {
      if (turns.isOver) await turns.next();
      const team = frame.teams.byId.get(id);
      const statement = team === undefined ? null : (statementOf(team, period, sums, frame) ?? null);
      const text = periodText(period);
      found.set(statementKey(id, text), calculated(id, text, pinAsKnown(asKnown), statement));
    }
  return found;
}

async function sumsOf(
  stores: QueryStores,
  teams: readonly Team[],
  { rosters: { merges }, dossiers }: FoldedFacts,
  frame: Frame,
): Promise<Sums> {
  const sums = new RunningSums();
  const professionals = teams.flatMap(({ members }) => members.map(({ rpps }) => rpps));
  for await (const linked of dossiersNaming(stores, { professionals, merges, dossiers }))
    sums.add(contributionOf(linked, frame));
  return sums.sums;
}
