/** The progress of the routine of a quarter, according to the log: from the received facts to the answers of the bank. */
import type { Person } from '#libs/event-store/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type Day, type Quarter, lastDayOf, quarterText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { fundingEnvelopes } from '#libs/payments/ledger/terms.ts';
import { lastDayOfPeriod, periodOn, periodText } from '#libs/kernel/period.ts';
import { sumCents, sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import { accountInForce } from '#libs/payments/accounts/state.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { overtakenBy } from '#libs/payments/ledger/rules/overtaken-run.ts';
import { type OpenItem, type PaymentLedger, isOpenItem } from '#libs/payments/ledger/state.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { CalculatingStores } from '#libs/statements/calculation/calculate.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { total } from '#libs/statements/workflow/decisions.ts';
import { type StatementState, isSubmitted } from '#libs/statements/workflow/state.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { draftedCents, draftsOn } from '#libs/statements/workflow/too-early.ts';
import { draftOrSubmitted } from '#libs/statements/workflow/variance-code.ts';
import { openFiles, openRows } from '#libs/week/file-tasks.ts';
import { type QuarterFunding, type FundingNeed, quarterFunding } from '#libs/week/quarter-funding.ts';
import { staleStates } from '#libs/week/stale-tasks.ts';
import { periodsDue, teamsNow } from '#libs/week/teams-due.ts';

export interface Amount {
  readonly count: number;
  readonly cents: bigint;
}

export interface OfRun extends Amount {
  readonly run: string;
  readonly envelope: string;
}

interface PreparedOfQuarter extends OfRun {
  /** The run that has released its payments; undefined if it can be released. */
  readonly overtakenBy: string | undefined;
}

/** The quarter, or the year that ends with it. */
export interface PeriodState {
  /** As text. */
  readonly period: string;
  /** Statements that are due by the day and were never calculated. */
  readonly missing: number;
  /** Drafts that a calculation no longer gives. */
  readonly staleDrafts: number;
  /** Regularisations that a calculation no longer gives: they are drafted again. */
  readonly staleRegularisations: readonly TeamPeriod[];
  /** Submitted statements that a calculation would now change: they must be rejected first. */
  readonly staleSubmitted: readonly TeamPeriod[];
  readonly drafts: Amount;
  /** Drafts that cannot be submitted yet; `earlyUntil`: YYYY-MM-DD, the day from which all can; null without any. */
  readonly early: Amount;
  readonly earlyUntil: string | null;
  /** Drafts that need an exception, as their text has ended. */
  readonly ended: Amount;
  readonly submitted: Amount & { readonly by: readonly Person[]; readonly schemes: ReadonlySet<string> };
  readonly decided: Amount;
}

export interface QuarterState {
  /** As text. */
  readonly quarter: string;
  /** Names of files that were refused or cut off. */
  readonly openFiles: readonly string[];
  /** Rows set aside that wait, of any file. */
  readonly openRows: number;
  /** The quarter; with the fourth, the year of the teams that are paid by the year. */
  readonly periods: readonly PeriodState[];
  readonly funding: QuarterFunding;
  /** Envelopes and teams without a confirmed account, for the due amounts and for the later payments of the quarter's statements. */
  readonly envelopesWithoutAccount: readonly string[];
  readonly teamsWithoutAccount: readonly string[];
  /** Amounts due by the day and not released, of any period, by envelope. */
  readonly due: readonly (Amount & { readonly envelope: string })[];
  readonly prepared: readonly PreparedOfQuarter[];
  /** Released, and no file of it was handed out. */
  readonly toFetch: readonly OfRun[];
  /** Payments at the bank, which has not answered. */
  readonly awaited: readonly OfRun[];
}

interface Asked {
  readonly quarter: Quarter;
  /** The day for due amounts. */
  readonly asOf: Day;
  readonly regulation: Regulation;
}

/** It records no event; it calculates undecided statements. */
export async function quarterState(
  stores: QueryStores,
  calculateWith: CalculatingStores,
  { quarter, asOf, regulation }: Asked,
): Promise<QuarterState> {
  const all = await loadStatements(stores, { range: { from: quarter, to: quarter } });
  const due = periodsDue(await teamsNow(stores, asOf, regulation), asOf);
  const stale = new Set(
    await staleStates(
      calculateWith,
      all.filter((state) => draftOrSubmitted(state) !== undefined),
    ),
  );
  const ledger = await ledgerOf(stores.log);
  const periods = periodsOf(quarter)
    .map((period) => periodState(period, all, { asOf, due, stale, ledger }))
    .filter(
      (one, i) =>
        i === 0 ||
        one.missing + one.drafts.count + one.early.count + one.ended.count + one.submitted.count + one.decided.count >
          0,
    );
  const names = new Set(periods.map(({ period }) => period));
  const toCome = all.filter(({ period }) => names.has(period));
  return {
    quarter: quarterText(quarter),
    openFiles: [...new Set((await openFiles(stores)).map(({ file }) => file))],
    openRows: (await openRows(stores)).length,
    periods,
    funding: quarterFunding(ledger, toCome.flatMap(wantedBy), asOf),
    ...(await accountsLacking(stores.log, ledger, toCome, asOf)),
    due: dueBy(ledger, asOf),
    ...ofRuns(ledger),
  };
}

/** The quarter, and the year if the quarter is its last. */
function periodsOf(quarter: Quarter): readonly string[] {
  const year = periodOn('YEAR', lastDayOf(quarter));
  return lastDayOfPeriod(year) === lastDayOf(quarter)
    ? [quarterText(quarter), periodText(year)]
    : [quarterText(quarter)];
}

interface Known {
  readonly ledger: PaymentLedger;
  readonly asOf: Day;
  readonly due: readonly TeamPeriod[];
  readonly stale: ReadonlySet<StatementState>;
}

function periodState(period: string, all: readonly StatementState[], { asOf, due, stale, ledger }: Known): PeriodState {
  const states = all.filter((state) => state.period === period);
  const calculated = new Set(states.filter(({ status }) => status !== 'NONE').map(({ team }) => team));
  const staleOnes = states.filter((state) => stale.has(state));
  const { ready, early, earlyUntil, ended } = draftsOn(states, asOf, ledger);
  const submissions = states.filter(isSubmitted).map(({ submitted, scheme }) => ({ ...submitted, scheme }));
  return {
    period,
    missing: due.filter((one) => one.period === period && !calculated.has(one.team)).length,
    staleDrafts: staleOnes.filter(({ status }) => status === 'CALCULATED').length,
    staleRegularisations: staleOnes.filter(({ status }) => status === 'REGULARISATION_DRAFTED'),
    staleSubmitted: staleOnes.filter(isSubmitted),
    drafts: { count: ready.length, cents: draftedCents(ready) },
    early: { count: early.length, cents: draftedCents(early) },
    earlyUntil,
    ended: { count: ended.length, cents: draftedCents(ended) },
    submitted: {
      ...amount(submissions.map(({ proposal }) => total(proposal.lines))),
      by: submissions.map(({ by }) => by),
      schemes: new Set(submissions.map(({ scheme }) => scheme)),
    },
    decided: amount(
      states
        .filter(({ decisions }) => decisions.length > 0)
        .map(({ decisions }) => sumCentsOf(decisions, ({ lines }) => total(lines))),
    ),
  };
}

function wantedBy(state: StatementState): readonly FundingNeed[] {
  const proposed = draftOrSubmitted(state);
  return proposed === undefined || state.status === 'NONE'
    ? []
    : [{ scheme: state.scheme, number: proposed.number, cents: total(proposed.lines) }];
}

function amount(cents: readonly bigint[]): Amount {
  return { count: cents.length, cents: sumCents(cents) };
}

/** Reported from the first draft on, because an account takes two people and several days. */
async function accountsLacking(
  log: EventStore,
  ledger: PaymentLedger,
  toCome: readonly StatementState[],
  asOf: Day,
): Promise<Pick<QuarterState, 'envelopesWithoutAccount' | 'teamsWithoutAccount'>> {
  const paying = toCome.filter((state) => total(draftOrSubmitted(state)?.lines ?? []) > 0n);
  const funding = new Set(paying.flatMap((state) => (state.status === 'NONE' ? [] : [state.scheme])));
  const held = (await everyAccount(log)).filter(({ state }) => accountInForce(state) !== undefined);
  const without = (side: 'debtor' | 'payee', holders: readonly string[]): readonly string[] => {
    const known = new Set(held.filter(({ key }) => key.side === side).map(({ key }) => key.holder));
    return [...new Set(holders)].filter((holder) => !known.has(holder)).sort(compareText);
  };
  const due = openItems(ledger, asOf);
  return {
    envelopesWithoutAccount: without('debtor', [
      ...due.map(({ envelope }) => envelope),
      ...[...funding].flatMap((scheme) => fundingEnvelopes(ledger, scheme, asOf).map(({ name }) => name)),
    ]),
    teamsWithoutAccount: without('payee', [...due.map(({ team }) => team), ...paying.map(({ team }) => team)]),
  };
}

function openItems({ items }: PaymentLedger, asOf: Day): readonly OpenItem[] {
  return [...items.values()].filter(isOpenItem).filter(({ dueOn }) => dueOn <= asOf);
}

function dueBy(ledger: PaymentLedger, asOf: Day): QuarterState['due'] {
  return [...Map.groupBy(openItems(ledger, asOf), ({ envelope }) => envelope)].map(([envelope, of]) => ({
    envelope,
    ...amount(of.map(({ dueCents }) => dueCents)),
  }));
}

function ofRuns(ledger: PaymentLedger): Pick<QuarterState, 'prepared' | 'toFetch' | 'awaited'> {
  const { payments, preparedRuns, runs } = ledger;
  const released = [...runs.values()].map(({ id, envelope, payments: ids, files, downloads }) => {
    const own = ids.flatMap((endToEndId) => payments.get(endToEndId) ?? []);
    const waiting = own.filter(({ status }) => status === 'RELEASED').map(({ amountCents }) => amountCents);
    return { run: id, envelope, ...amount(waiting), isFetched: files.length === 0 || downloads.length > 0 };
  });
  const atBank = released.filter(({ count }) => count > 0);
  return {
    prepared: [...preparedRuns.values()].map((prepared) => {
      const { request, count, totalCents: cents } = prepared;
      const { run, envelope } = request;
      return { run, envelope, count, cents, overtakenBy: overtakenBy(ledger, prepared) };
    }),
    toFetch: atBank.filter(({ isFetched }) => !isFetched),
    awaited: atBank.filter(({ isFetched }) => isFetched),
  };
}
