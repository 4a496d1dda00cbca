/** `decompte payment reconcile` and `explain`: the statements of our accounts against the payment ledger. */
import { frenchDay } from '#libs/kernel/french-days.ts';
import { dayText } from '#libs/kernel/day.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { ExplainDifference } from '#libs/payments/reconciliation/commands/explain-difference.ts';
import { type ReconciledAccount, ReconcileAccounts } from '#libs/payments/reconciliation/queries/reconcile-accounts.ts';
import { type MovementSum, isUnexplained } from '#libs/payments/reconciliation/reconcile-account.ts';
import { unknown } from '#libs/payments/reconciliation/refusals.ts';
import { accountDifferenceText } from '#libs/words/labels/reconciliation.ts';
import { dayRangeOf } from '#apps/cli/arguments.ts';
import { type PersonOptions, commandAuthor } from '#apps/cli/person.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface ReconcileOptions extends StoreOptions {
  readonly account?: string;
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

export function reconcileCommand(options: ReconcileOptions): Promise<number> {
  const { account } = options;
  const isWithin = daysWithin(options);
  return withModules(options, [PaymentsModule], async ({ query }) => {
    const all = (await query(new ReconcileAccounts()))
      .filter((one) => account === undefined || one.account === account.replaceAll(' ', ''))
      .map((one) => ({ ...one, days: one.days.filter(isWithin), differences: one.differences.filter(isWithin) }));
    if (account !== undefined && all.length === 0) throw unknown('NO_SUCH_BANK_ACCOUNT', { account });
    if (options.json === true) printJson(all.map(plain));
    else if (all.length === 0)
      result('Aucun relevé de compte n’a été pris ; decompte payment answer prend un camt.053.');
    else for (const one of all) result(accountText(one));
  });
}

function daysWithin(options: ReconcileOptions): (of: { readonly day: number }) => boolean {
  const { from, to } = dayRangeOf(options);
  return ({ day }) => (from ?? day) <= day && day <= (to ?? day);
}

function accountText({ account, days, differences }: ReconciledAccount): string {
  const rows = days.map(({ day, openingCents, executed, returned, other, closingCents, unexplained }) => [
    frenchDay(day),
    openingCents === undefined ? '?' : euros(openingCents),
    sumText(executed),
    sumText(returned),
    sumText(other),
    closingCents === undefined ? '?' : euros(closingCents),
    sumText(unexplained),
  ]);
  const lines = differences.map(
    (one) =>
      `${isUnexplained(one) ? 'À expliquer' : 'Expliqué'} : ${accountDifferenceText(one)}, ${euros(one.cents)}${one.explanation === undefined ? '' : ` ; ${one.explanation.reason} (${one.explanation.by.name})`}`,
  );
  const columns = ['jour', 'ouverture', 'exécutés', 'revenus', 'autres', 'clôture', 'inexpliqué'];
  return [`Compte ${account}`, table(columns, rows), ...lines].join('\n');
}

function sumText({ count, cents }: MovementSum): string {
  return count === 0 ? '' : `${euros(cents)} (${count})`;
}

function plain({ id, account, days, differences }: ReconciledAccount): object {
  return {
    id,
    account,
    days: days.map((one) => ({ ...one, day: dayText(one.day) })),
    differences: differences.map((one) => ({
      ...one,
      day: dayText(one.day),
      explanation: one.explanation ?? null,
    })),
  };
}

interface ExplainOptions extends StoreOptions, PersonOptions {
  readonly reason: string;
}

export async function explainDifferenceCommand(difference: string, options: ExplainOptions): Promise<number> {
  const author = await commandAuthor(options, 'payment explain');
  return withModules(options, [PaymentsModule], async ({ command }) => {
    const made = await command(new ExplainDifference(difference, options.reason, author));
    result(
      `Écart ${difference} expliqué ; ${counted(made?.types.length ?? 0, 'événement enregistré', 'événements enregistrés')}.`,
    );
  });
}
