/** The sums of one team, for a question about it: parses only the dossiers that name one of its professionals. */
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { namesOneOf } from '#libs/enrolment/named.ts';
import type { MergeVersion } from '#libs/enrolment/persons.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';

/** `merges`: every recorded merge. */
export async function sumsOfTeam(
  { dossiers, merges }: { readonly dossiers: Documents; readonly merges: readonly MergeVersion[] },
  { id, members }: Team,
  frame: Frame,
): Promise<Sums> {
  const sums = new RunningSums();
  const turns = new Turns();
  // A patient concerns a team only through one of its professionals: as treating doctor, or as executant.
  const names = namesOneOf(members.map(({ rpps }) => rpps));
  const isOwn = ({ team }: { readonly team: string }): boolean => team === id;
  const isWanted = (text: string): boolean => names.test(text);
  for await (const batch of linkedDossiers(dossiers, { merges, isWanted }))
    for (const linked of batch) {
      if (turns.isOver) await turns.next();
      const { presences, entries, years } = contributionOf(linked, frame);
      const own = { presences: presences.filter(isOwn), entries: entries.filter(isOwn), years: years.filter(isOwn) };
      sums.add(own);
    }
  return sums.sums;
}
