/** Restricts a list of every team to the caller's own team. */
import { type Identity, onlyTeamOf } from '#apps/api/access/role.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** The only team to return; undefined for every team. Throws Problem if a team asks for another team. */
export function teamToRead(asked: string | undefined, caller: Identity): string | undefined {
  const only = onlyTeamOf(caller);
  if (only !== undefined && asked !== undefined && asked !== only)
    throw new Problem(403, 'forbidden', 'une équipe ne voit que ce qui est à elle');
  return only ?? asked;
}

/** Restricts statements by caller: a team sees only decided ones. */
export function decidedOnly(caller: Identity): { readonly isDecided?: true } {
  return onlyTeamOf(caller) === undefined ? {} : { isDecided: true };
}
