/** What a team may ask of a list that holds every team's: its own part of it. */
import { type Identity, onlyTeamOf } from '#apps/api/access/role.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** The one team to keep to, undefined for all of them. Throws Problem where a team asks for another's. */
export function teamToRead(asked: string | undefined, caller: Identity): string | undefined {
  const only = onlyTeamOf(caller);
  if (only !== undefined && asked !== undefined && asked !== only)
    throw new Problem(403, 'forbidden', 'une équipe ne voit que ce qui est à elle');
  return only ?? asked;
}
