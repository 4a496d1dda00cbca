/**
 * Lists the entries of the act ledger of a statement. They are computed again from the dossiers, as the statement is pinned, and
 * checked against the act ledger of the statement.
 */
import { quarterFromText, quarterText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import { refused } from '#libs/statements/calculation/refusals.ts';
import { pinnedRules } from '#libs/statements/calculation/pinned-rules.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { entriesOf as contributedEntries } from '#libs/statements/calculation/contributions.ts';
import { type Naming, dossiersNaming } from '#libs/statements/calculation/dossiers-naming.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import type { ActLedgerLine } from '#libs/statements/rules/statement.ts';
import { type CalculatedStatement, type TeamPeriod, statementKey } from '#libs/statements/calculated-statement.ts';

/** The sum of the entries of one team, period, class and reason. */
export interface EntrySum {
  readonly acts: number;
  readonly baseCents: bigint;
  readonly paidCents: bigint;
}

export function sumKey(
  team: string,
  period: string,
  { class: actClass, reason }: { readonly class: string; readonly reason: string },
) {
  return [team, period, actClass, reason].join('/');
}

export function addToSums(
  sums: Map<string, EntrySum>,
  key: string,
  { baseCents, paidCents }: Omit<EntrySum, 'acts'>,
): void {
  const sum = sums.get(key) ?? { acts: 0, baseCents: 0n, paidCents: 0n };
  sums.set(key, {
    acts: sum.acts + 1,
    baseCents: sum.baseCents + baseCents,
    paidCents: sum.paidCents + paidCents,
  });
}

/**
 * Empties `listed` on the way. Throws ACTS_DIFFER_FROM_LEDGER or ACTS_NOT_IN_LEDGER if the listed acts do not add up to the act ledgers of
 * the statements.
 */
export function checkAgainstLedgers(
  listed: Map<string, EntrySum>,
  statements: readonly Pick<CalculatedStatement, 'team' | 'period' | 'statement'>[],
): void {
  for (const { team, period, statement } of statements)
    for (const line of statement?.ledger ?? []) {
      const key = sumKey(team, period, line);
      if (!addsUp(line, listed.get(key))) throw refused('ACTS_DIFFER_FROM_LEDGER', { sum: key });
      listed.delete(key);
    }
  const [extra] = listed.keys();
  if (extra !== undefined) throw refused('ACTS_NOT_IN_LEDGER', { sum: extra });
}

function addsUp(line: ActLedgerLine, sum: EntrySum | undefined): boolean {
  return sum?.acts === line.acts && sum.baseCents === line.baseCents && sum.paidCents === line.paidCents;
}

/** Ordered by act, class and reason. */
export type ActLedgerEntries = readonly ActLedgerEntry[];

/**
 * The entries of one statement, from dossiers folded again from the log: the read store only tells which patients they belong to. Throws
 * MADE_BY_OTHER_RULES, ACTS_DIFFER_FROM_LEDGER, ACTS_NOT_IN_LEDGER.
 */
export async function entriesOfStatement(
  stores: QueryStores,
  calculated: CalculatedStatement,
  regulation: Regulation,
): Promise<ActLedgerEntries> {
  const dossiers = await foldedFromLog(stores.log).upToDate(DOSSIERS, stores.log);
  const found = await entriesOf(stores, [calculated], regulation, { from: dossiers });
  return found.get(nameOfStatement(calculated)) ?? [];
}

/**
 * The entries of statements with the same pin, keyed by `nameOf`. Reads the dossiers once, and parses only those that name one of their
 * professionals. Throws the errors of `entriesOfStatement`.
 */
export function entriesOfStatements(
  stores: QueryStores,
  statements: readonly CalculatedStatement[],
  regulation: Regulation,
  onProgress?: Progress,
): Promise<ReadonlyMap<string, ActLedgerEntries>> {
  return entriesOf(stores, statements, regulation, { onProgress });
}

async function entriesOf(
  stores: QueryStores,
  statements: readonly CalculatedStatement[],
  regulation: Regulation,
  reading: Pick<Naming, 'from' | 'onProgress'>,
): Promise<ReadonlyMap<string, ActLedgerEntries>> {
  const listed = statements.filter(({ statement }) => statement !== null && statement.ledger.length > 0);
  const found = new Map(listed.map((one) => [nameOfStatement(one), [] as ActLedgerEntry[]]));
  const [first] = listed;
  if (first === undefined) return found;
  const rules = pinnedRules(first.pin);
  const rosters = await rosterDocuments(await stores.projections.documents(ROSTERS));
  const quarters = listed.map(({ period }) => quarterFromText(period));
  const range = { from: Math.min(...quarters), to: Math.max(...quarters) };
  const whole = frameOf(rosters, { day: first.pin.knownOn, position: first.pin.position }, regulation, range, rules);
  const frame: Frame = { ...whole, quarters: range };
  const teams = new Set(listed.map(({ team }) => team));
  const professionals = [...teams].flatMap((team) => membersOf(frame, team));
  for await (const linked of dossiersNaming(stores, { professionals, merges: rosters.merges, ...reading }))
    for (const entry of contributedEntries(linked, frame))
      found.get(nameOfStatement({ team: entry.team, period: quarterText(entry.quarter) }))?.push(entry);
  for (const one of listed) checkEntries(found.get(nameOfStatement(one)) ?? [], one);
  for (const entries of found.values()) entries.sort(byAct);
  return found;
}

/** Names a statement among others. */
export function nameOfStatement({ team, period }: TeamPeriod): string {
  return statementKey(team, period);
}

function membersOf({ teams }: Frame, team: string): readonly string[] {
  return (teams.byId.get(team)?.members ?? []).map(({ rpps }) => rpps);
}

/** Throws ACTS_DIFFER_FROM_LEDGER, ACTS_NOT_IN_LEDGER if the entries do not add up to the act ledger of the statement. */
export function checkEntries(entries: ActLedgerEntries, calculated: CalculatedStatement): void {
  const { team, period } = calculated;
  const sums = new Map<string, EntrySum>();
  for (const entry of entries)
    addToSums(sums, sumKey(team, period, entry), {
      baseCents: BigInt(entry.baseCents),
      paidCents: BigInt(entry.paidCents),
    });
  checkAgainstLedgers(sums, [calculated]);
}

export function byAct(a: ActLedgerEntry, b: ActLedgerEntry): number {
  return compareText(a.actId, b.actId) || compareText(a.class, b.class) || compareText(a.reason, b.reason);
}
