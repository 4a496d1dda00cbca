/** What the rules of changes need from elsewhere: whether a team has left, and the account that it has. */
import type { Day } from '#libs/kernel/day.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { phaseOn, teamsAsKnown } from '#libs/enrolment/teams.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import { accountDigest } from '#libs/payments/accounts/bank-account.ts';
import { accountInForce } from '#libs/payments/accounts/state.ts';
import type { LookedUp } from '#libs/payments/ledger/rules/change-ledger.ts';
import type { LookedUpAccount } from '#libs/payments/ledger/rules/give-exception.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';

/** A change, as asked or as proposed. */
interface AboutTeam {
  readonly kind: string;
  readonly team?: string;
  readonly terms?: object;
}

export async function lookedUp(
  stores: QueryStores,
  change: AboutTeam,
  { today, regulation }: { readonly today: Day; readonly regulation: () => Promise<Regulation> },
): Promise<LookedUp> {
  const { kind, team, terms } = change;
  const hasLeft =
    kind === 'DEMAND' && team !== undefined && (await teamHasLeft(stores, team, today, await regulation()));
  const isOfAccount = terms !== undefined && 'kind' in terms && terms.kind === 'CHANGED_ACCOUNT' && 'team' in terms;
  const exceptOf = kind === 'EXCEPTION' && isOfAccount ? String(terms.team) : undefined;
  return { hasLeft, account: exceptOf === undefined ? undefined : await accountNow(stores, exceptOf) };
}

/** The account in force of a team, by its digest. */
export async function accountNow({ log }: QueryStores, team: string): Promise<LookedUpAccount | undefined> {
  const account = accountInForce(await accountOf(log, { side: 'payee', holder: team }));
  return account && { digest: accountDigest(account), proposedBy: account.proposedBy };
}

/** A team that is unknown, or in no phase of an experiment on the day. */
async function teamHasLeft(
  { projections }: QueryStores,
  id: string,
  day: Day,
  regulation: Regulation,
): Promise<boolean> {
  const rosters = await projections.documents(ROSTERS);
  const { position } = await rosters.checkpoint();
  const teams = teamsAsKnown((await rosterDocuments(rosters)).teams, { day, position }, regulation);
  const team = teams.byId.get(id);
  return team === undefined || phaseOn(team, day) === undefined;
}
