/** The sums of one team alone, for a question about it: only the dossiers that name one of its professionals are parsed. */
import { readDossier } from '#libs/enrolment/dossiers.ts';
import { namesOneOf } from '#libs/enrolment/named.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { Turns } from '#libs/read-store/turns.ts';
import { contribution } from '#libs/statements/rules/contribution.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { type Sums, addContribution, emptySums } from '#libs/statements/rules/sums.ts';

export async function sumsOfTeam(dossiers: Documents, { id, members }: Team, frame: Frame): Promise<Sums> {
  const sums = emptySums();
  const turns = new Turns();
  // A patient concerns a team only through one of its professionals: as treating doctor, or as executant.
  const names = namesOneOf(members.map(({ rpps }) => rpps));
  const isOwn = ({ team }: { readonly team: string }): boolean => team === id;
  for await (const batch of dossiers.scan())
    for (const [, text] of batch) {
      if (turns.isOver) await turns.next();
      if (!names.test(text)) continue;
      const { presences, entries, years } = contribution(readDossier(text), frame);
      const own = { presences: presences.filter(isOwn), entries: entries.filter(isOwn), years: years.filter(isOwn) };
      addContribution(sums, own, 1);
    }
  return sums;
}
