/** Where the routine of a quarter stands, as the log has it: from the facts that came in to the answers of the bank. */
import { periodsDue } from '#libs/week/statement-tasks.ts';
import { staleStates } from '#libs/week/stale-tasks.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { teamsAsKnown } from '#libs/enrolment/teams.ts';
import type { Person } from '#libs/event-store/author.ts';
import { IMPORTS, type ReceivedRow, SET_ASIDE_PREFIX } from '#libs/intake/import/imports.ts';
import { type Day, type Quarter, quarterText } from '#libs/kernel/day.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { isOpen } from '#libs/payments/ledger/state.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { total } from '#libs/statements/workflow/decisions.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { statementsOf } from '#libs/statements/workflow/statements.ts';

interface Amount {
  readonly count: number;
  readonly cents: bigint;
}

interface OfRun extends Amount {
  readonly run: string;
  readonly envelope: string;
}

export interface QuarterState {
  /** As written. */
  readonly quarter: string;
  /** Rows set aside that wait, of any file. */
  readonly openRows: number;
  /** Statements that are due by the day and were never calculated. */
  readonly missing: number;
  /** Drafts that a calculation no longer gives; those submitted are rejected first. */
  readonly staleDrafts: number;
  readonly staleSubmitted: number;
  readonly drafts: Amount;
  readonly submitted: Amount & { readonly by: readonly Person[] };
  readonly decided: Amount;
  /** What is due by the day and not released, of any period, by envelope. */
  readonly due: readonly (Amount & { readonly envelope: string })[];
  readonly prepared: readonly OfRun[];
  /** Released, and no file of it was handed out. */
  readonly toFetch: readonly OfRun[];
  /** At the bank, which has not answered. */
  readonly awaited: readonly OfRun[];
}

interface Asked {
  readonly quarter: Quarter;
  /** The day for what is due. */
  readonly asOf: Day;
  readonly regulation: Regulation;
}

/** Records nothing; calculates what is not decided. */
export async function quarterState(
  stores: QueryStores,
  calculateWith: Stores,
  { quarter, asOf, regulation }: Asked,
): Promise<QuarterState> {
  const period = quarterText(quarter);
  const all = await statementsOf(stores, { range: { from: quarter, to: quarter } });
  const states = all.filter((state) => state.period === period);
  const undecided = states.filter(({ status }) => status === 'CALCULATED' || status === 'SUBMITTED');
  const stale = new Set((await staleStates(calculateWith, undecided)).map(({ team }) => team));
  const rosters = await rosterDocuments(await stores.projections.documents(ROSTERS));
  const { position } = await (await stores.projections.documents(ROSTERS)).checkpoint();
  const teams = teamsAsKnown(rosters.teams, { day: asOf, position }, regulation);
  const calculated = new Set(states.filter(({ status }) => status !== 'NONE').map(({ team }) => team));
  const missing = periodsDue(teams, asOf).filter((one) => one.period === period && !calculated.has(one.team));
  return {
    quarter: period,
    openRows: await openRows(stores),
    missing: missing.length,
    staleDrafts: undecided.filter(({ status, team }) => status === 'CALCULATED' && stale.has(team)).length,
    staleSubmitted: undecided.filter(({ status, team }) => status === 'SUBMITTED' && stale.has(team)).length,
    ...amountsOf(states),
    ...ofLedger(await ledgerOf(stores.log), asOf),
  };
}

async function openRows({ projections }: QueryStores): Promise<number> {
  let open = 0;
  for await (const batch of (await projections.documents(IMPORTS)).scan(SET_ASIDE_PREFIX))
    for (const [, text] of batch) if ((JSON.parse(text) as ReceivedRow).state === 'OPEN') open++;
  return open;
}

function amountsOf(states: readonly StatementState[]): Pick<QuarterState, 'drafts' | 'submitted' | 'decided'> {
  const drafts = states.flatMap((state) =>
    state.status === 'CALCULATED' ? [state.calculated.statement.totalCents] : [],
  );
  const submissions = states.flatMap((state) => (state.status === 'SUBMITTED' ? [state.submitted] : []));
  const decided = states.flatMap(({ decisions }) =>
    decisions.length === 0 ? [] : [decisions.reduce((sum, { lines }) => sum + total(lines), 0n)],
  );
  return {
    drafts: amount(drafts),
    submitted: {
      ...amount(submissions.map(({ proposal }) => total(proposal.lines))),
      by: submissions.map(({ by }) => by),
    },
    decided: amount(decided),
  };
}

function amount(cents: readonly bigint[]): Amount {
  return { count: cents.length, cents: cents.reduce((sum, one) => sum + one, 0n) };
}

function ofLedger(
  { items, payments, preparedRuns, runs }: PaymentLedger,
  asOf: Day,
): Pick<QuarterState, 'due' | 'prepared' | 'toFetch' | 'awaited'> {
  const open = [...items.values()].filter(isOpen).filter(({ dueOn }) => dueOn <= asOf);
  const released = [...runs.values()].map(({ id, envelope, payments: ids, files, downloads }) => {
    const own = ids.flatMap((endToEndId) => payments.get(endToEndId) ?? []);
    const waiting = own.filter(({ status }) => status === 'RELEASED').map(({ amountCents }) => amountCents);
    return { run: id, envelope, ...amount(waiting), isFetched: files.length === 0 || downloads.length > 0 };
  });
  const atBank = released.filter(({ count }) => count > 0);
  return {
    due: [...Map.groupBy(open, ({ envelope }) => envelope)].map(([envelope, of]) => ({
      envelope,
      ...amount(of.map(({ dueCents }) => dueCents)),
    })),
    prepared: [...preparedRuns.values()].map(({ request: { run, envelope }, count, totalCents }) => ({
      run,
      envelope,
      count,
      cents: totalCents,
    })),
    toFetch: atBank.filter(({ isFetched }) => !isFetched),
    awaited: atBank.filter(({ isFetched }) => isFetched),
  };
}
