/** The sums of one team, for a question about it. */
import type { Team } from '#libs/enrolment/teams.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { dossiersNaming } from '#libs/statements/calculation/dossiers-naming.ts';
import type { FoldedFacts } from '#libs/statements/calculation/folded-facts.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';

export async function sumsOfTeam(
  stores: QueryStores,
  { rosters: { merges }, dossiers }: Pick<FoldedFacts, 'rosters' | 'dossiers'>,
  { id, members }: Team,
  frame: Frame,
): Promise<Sums> {
  const sums = new RunningSums();
  const professionals = members.map(({ rpps }) => rpps);
  const isOwn = ({ team }: { readonly team: string }): boolean => team === id;
  for await (const linked of dossiersNaming(stores, { professionals, merges, dossiers })) {
    const { presences, entries, years } = contributionOf(linked, frame);
    sums.add({ presences: presences.filter(isOwn), entries: entries.filter(isOwn), years: years.filter(isOwn) });
  }
  return sums.sums;
}
