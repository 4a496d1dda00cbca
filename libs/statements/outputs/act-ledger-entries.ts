/**
 * Lists the entries of the act ledger of a statement. They are computed again from the dossiers, as the statement is pinned, and
 * checked against the act ledger of the statement.
 */
import { quarterFromText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { LedgerEntry } from '#libs/acts/act-ledger.ts';
import { refused } from '#libs/statements/calculation/refusals.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { DOSSIERS, readDossier } from '#libs/enrolment/dossiers.ts';
import { namesOneOf } from '#libs/enrolment/named.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { patientEntries } from '#libs/statements/rules/contribution.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { RULES_VERSION } from '#libs/statements/rules/rules-version.ts';
import type { LedgerLine } from '#libs/statements/rules/statement.ts';
import type { CalculatedStatement, Pin } from '#libs/statements/calculated-statement.ts';

/** The sum of the entries of one team, period, class and reason. */
export interface EntrySum {
  readonly acts: number;
  readonly baseCents: bigint;
  readonly paidCents: bigint;
}

export function sumKey(
  team: string,
  period: string,
  { class: actClass, reason }: Pick<LedgerLine, 'class' | 'reason'>,
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
 * Empties `listed` as it goes. Throws ACTS_DIFFER_FROM_LEDGER or ACTS_NOT_IN_LEDGER where the acts listed do not add up to the act
 * ledgers of the statements.
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

function addsUp(line: LedgerLine, sum: EntrySum | undefined): boolean {
  return sum?.acts === line.acts && sum.baseCents === line.baseCents && sum.paidCents === line.paidCents;
}

/** Throws MADE_BY_OTHER_RULES. */
export function refuseOtherRules({ rulesVersion }: Pin): void {
  if (rulesVersion !== RULES_VERSION) throw refused('MADE_BY_OTHER_RULES', { rulesVersion, ownVersion: RULES_VERSION });
}

/**
 * The entries of one statement, by act, class and reason. Reads the dossiers once, and parses only those that name one of its
 * professionals. Throws MADE_BY_OTHER_RULES, ACTS_DIFFER_FROM_LEDGER, ACTS_NOT_IN_LEDGER.
 */
export async function entriesOfStatement(
  { projections }: QueryStores,
  calculated: CalculatedStatement,
  regulation: Regulation,
): Promise<readonly LedgerEntry[]> {
  const { team, period, pin, statement } = calculated;
  if (statement === null || statement.ledger.length === 0) return [];
  refuseOtherRules(pin);
  const rosters = await rosterDocuments(await projections.documents(ROSTERS));
  const dossiers = await projections.documents(DOSSIERS);
  const quarter = quarterFromText(period);
  const range = { from: quarter, to: quarter };
  const whole = frameOf(rosters, { day: pin.knownOn, position: pin.position }, regulation, range);
  const frame: Frame = { ...whole, quarters: range };
  // Every patient of a team has one of its professionals as treating doctor or as executant.
  const names = namesOneOf((frame.teams.byId.get(team)?.members ?? []).map(({ rpps }) => rpps));
  const entries: LedgerEntry[] = [];
  const sums = new Map<string, EntrySum>();
  for await (const batch of dossiers.scan())
    for (const [, text] of batch) {
      if (!names.test(text)) continue;
      for (const entry of patientEntries(readDossier(text), frame)) {
        if (entry.team !== team) continue;
        entries.push(entry);
        addToSums(sums, sumKey(team, period, entry), {
          baseCents: BigInt(entry.baseCents),
          paidCents: BigInt(entry.paidCents),
        });
      }
    }
  checkAgainstLedgers(sums, [calculated]);
  return entries.sort(
    (a, b) => compareText(a.actId, b.actId) || compareText(a.class, b.class) || compareText(a.reason, b.reason),
  );
}
