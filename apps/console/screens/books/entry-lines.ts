/** The lines of entries, one a row, and their balance by account. */
import type { AccountingEntry } from './queries.ts';

export interface Line extends Omit<AccountingEntry, 'lines' | 'label'> {
  readonly key: string;
  readonly entryLabel: string;
  readonly account: string;
  /** The label of the account. */
  readonly label: string;
  readonly auxiliary: string;
  readonly debitCents: string;
  readonly creditCents: string;
}

export function linesOf(entries: readonly AccountingEntry[]): readonly Line[] {
  return entries.flatMap(({ lines, label: entryLabel, ...entry }) =>
    lines.map((line, i) => ({ ...entry, ...line, entryLabel, key: `${entry.number} ${i}` })),
  );
}

interface AccountBalance {
  readonly account: string;
  readonly label: string;
  readonly debitCents: bigint;
  readonly creditCents: bigint;
}

/** One balance per account, in the order of the account numbers. */
export function balanceOf(lines: readonly Line[]): readonly AccountBalance[] {
  const balances = new Map<string, AccountBalance>();
  for (const { account, label, debitCents, creditCents } of lines) {
    const before = balances.get(account) ?? { account, label, debitCents: 0n, creditCents: 0n };
    balances.set(account, {
      account,
      label,
      debitCents: before.debitCents + BigInt(debitCents),
      creditCents: before.creditCents + BigInt(creditCents),
    });
  }
  return [...balances.values()].sort((a, b) => (a.account < b.account ? -1 : 1));
}
