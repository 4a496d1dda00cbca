/** Takes the statements of accounts that pay an envelope; statements of other accounts become remarks. */
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { everyAccount } from '#libs/payments/accounts/every-account.ts';
import { accountInForce } from '#libs/payments/accounts/state.ts';
import type { BankStatement } from '#libs/payments/bank/bank-statement.ts';
import type { Remark } from '#libs/payments/bank/remarks.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { bankAccountId, bankAccounts } from '#libs/payments/reconciliation/bank-accounts.ts';

interface Taken {
  readonly statements: number;
  readonly remarks: readonly Remark[];
}

/** The same command again gives the same result. Throws DomainError (conflict, key-reused). */
export async function takeStatements(
  log: EventStore,
  statements: readonly BankStatement[],
  author: Author,
): Promise<Taken> {
  if (statements.length === 0) return { statements: 0, remarks: [] };
  const ours = await payingAccounts(log);
  const remarks: Remark[] = [];
  let taken = 0;
  for (const [account, own] of Map.groupBy(statements, (statement) => statement.account)) {
    if (ours.has(account)) {
      const command = { type: 'takeStatements', statements: own } as const;
      const asked = { type: command.type, statements: own.map(({ id }) => id) };
      const { made } = await bankAccounts(log).handle(bankAccountId(account), { command, ...author, asked });
      taken += made?.types.filter((type) => type === 'AccountStatementTaken').length ?? 0;
    } else
      remarks.push(
        ...own.map(({ reference: statement }): Remark => ({
          code: 'STATEMENT_OF_OTHER_ACCOUNT',
          data: { statement, account },
        })),
      );
  }
  return { statements: taken, remarks };
}

/** The IBANs of accounts that pay, or have paid. */
async function payingAccounts(log: EventStore): Promise<ReadonlySet<string>> {
  const all = new Set([...(await ledgerOf(log)).runs.values()].map(({ debtor }) => debtor.iban));
  for (const { key, state } of await everyAccount(log)) {
    const account = key.side === 'debtor' ? accountInForce(state) : undefined;
    if (account !== undefined) all.add(account.iban);
  }
  return all;
}
