/**
 * Computes the close-out of a team or a scheme from the log: each period, calculated as known on the last day and compared with its
 * decisions, the money of its teams, and the final statement over the years.
 */
import type { CloseOut, ClosedYear, ClosingSubject } from '#libs/closing/events.ts';
import { openEnvelopes, openMoney, openOfPeriod, paidCentsOf, stillIn } from '#libs/closing/open-items.ts';
import { type AsKnown, periodsAsKnown, pinAsKnown } from '#libs/closing/periods-as-known.ts';
import { refused, unknown } from '#libs/closing/refusals.ts';
import { type Team, teamsAsKnown } from '#libs/enrolment/teams.ts';
import { type Day, dayText } from '#libs/kernel/day.ts';
import { periodFromText, yearOfPeriod } from '#libs/kernel/period.ts';
import { compareText } from '#libs/kernel/text.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { recoveredOf } from '#libs/payments/ledger/balances.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { Turns } from '#libs/read-store/turns.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { calculated, statementKey } from '#libs/statements/calculated-statement.ts';
import { foldedFacts } from '#libs/statements/calculation/folded-facts.ts';
import { decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import { type StatementState, submissionOf } from '#libs/statements/workflow/state.ts';
import { loadStatement, loadStatements } from '#libs/statements/workflow/statements.ts';

interface AsOf {
  readonly lastDay: Day;
  readonly regulation: Regulation;
  /** For a proposed closing: then no decision may have a later day of knowledge. */
  readonly isProposed: boolean;
}

/** Throws NOTHING_TO_CLOSE if the facts have no such team or scheme, DECIDED_AS_KNOWN_LATER. */
export async function closeOutOf(
  stores: QueryStores,
  subject: ClosingSubject,
  { lastDay, regulation, isProposed }: AsOf,
): Promise<CloseOut> {
  const asKnown = { ...(await foldedFacts(stores, lastDay)), regulation };
  const teams = teamsOf(subject, asKnown);
  if (teams.length === 0)
    throw (isProposed ? refused : unknown)('NOTHING_TO_CLOSE', { ...subject, lastDay: dayText(lastDay) });
  const ids = teams.map(({ id }) => id).sort(compareText);
  const all = await loadStatements(stores, subject.kind === 'TEAM' ? { team: subject.name } : {});
  const states = all.filter(({ team }) => ids.includes(team));
  // A scheme also closes its teams that become known later: a decision about one would be in no final statement.
  const ofScheme = all.filter(({ scheme }) => subject.kind === 'SCHEME' && scheme === subject.name);
  if (isProposed) requireKnownBy([...states, ...ofScheme], lastDay);
  const ledger = await ledgerOf(stores.log);
  const open = [
    ...teams.flatMap((team) => stillIn(team, lastDay)),
    ...(await openPeriods(stores, teams, states, asKnown)),
    ...openMoney(ledger, ids),
    ...openEnvelopes(ledger, subject, lastDay),
  ];
  return { ...subject, lastDay, teams: ids, ...figuresOf(states, ledger, ids), open };
}

function teamsOf({ kind, name }: ClosingSubject, { rosters, known, regulation }: AsKnown): readonly Team[] {
  const all = [...teamsAsKnown(rosters.teams, known, regulation).byId.values()];
  return all.filter(({ id, scheme }) => (kind === 'TEAM' ? id === name : scheme.name === name));
}

/** A regularisation cannot use an earlier day of knowledge than the decisions. */
function requireKnownBy(states: readonly StatementState[], lastDay: Day): void {
  const latest = Math.max(...states.flatMap(({ decisions }) => decisions.map(({ pin }) => pin.knownOn)));
  if (latest > lastDay)
    throw refused('DECIDED_AS_KNOWN_LATER', { lastDay: dayText(lastDay), knownOn: dayText(latest) });
}

/** Periods that can be calculated, and decided ones that no longer can. */
async function openPeriods(
  stores: QueryStores,
  teams: readonly Team[],
  states: readonly StatementState[],
  asKnown: AsKnown,
): Promise<CloseOut['open']> {
  const ledger = await ledgerOf(stores.log);
  const now = await periodsAsKnown(stores, teams, asKnown);
  const byKey = new Map(states.map((state) => [statementKey(state.team, state.period), state]));
  const begun = states.filter((state) => state.decisions.length > 0 || submissionOf(state) !== undefined);
  const all = new Map(
    [...begun, ...now.values()].map(({ team, period }) => [statementKey(team, period), { team, period }]),
  );
  const open: CloseOut['open'][number][] = [];
  const turns = new Turns();
  for (const [key, of] of [...all].sort(([a], [b]) => compareText(a, b))) {
    if (turns.isOver) await turns.next();
    const state = byKey.get(key) ?? (await loadStatement(stores.log, of));
    const calculation = now.get(key) ?? calculated(of.team, of.period, pinAsKnown(asKnown), null);
    open.push(...openOfPeriod(state, calculation, ledger));
  }
  return open;
}

function figuresOf(
  states: readonly StatementState[],
  ledger: PaymentLedger,
  teams: readonly string[],
): Pick<CloseOut, 'years' | 'decidedCents' | 'paidCents' | 'recoveredCents'> {
  const decided = states.filter(({ decisions }) => decisions.length > 0);
  const byYear = Map.groupBy(decided, ({ period }) => yearOfPeriod(periodFromText(period)));
  const years = [...byYear].map(([year, own]): ClosedYear => {
    const regularised = own.flatMap(({ decisions }) => decisions.filter(({ number }) => number > 0));
    return {
      year,
      periods: own.length,
      decidedCents: sumCentsOf(own, ({ decisions }) => total(decidedLines(decisions))),
      regularisedCents: sumCentsOf(regularised, ({ lines }) => total(lines)),
    };
  });
  const debts = [...ledger.recoveries.values()].filter(({ team }) => teams.includes(team));
  return {
    years: years.sort((a, b) => a.year - b.year),
    decidedCents: sumCentsOf(years, ({ decidedCents }) => decidedCents),
    paidCents: paidCentsOf(ledger, teams),
    recoveredCents: sumCentsOf(debts, recoveredOf),
  };
}
