/** An account as it goes into a transfer, or why no bank would take it. */
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { type AccountFault, invalid } from '#libs/payments/accounts/refusals.ts';
import { checkBic, checkIban, checkRibKey } from '#libs/payments/bank/iban.ts';
import type { Checked } from '#libs/payments/bank/checked.ts';
import type { AccountNumberFault } from '#libs/payments/bank/refusals.ts';

type CheckedAccount =
  | { readonly ok: true; readonly account: BankAccount }
  | { readonly ok: false; readonly faults: readonly AccountFault[] };

/** With IBAN and BIC in capitals and without spaces, or every fault. */
export function checkAccount({ name, iban, bic }: BankAccount): CheckedAccount {
  const [written, checkedBic] = [checkIban(iban), checkBic(bic)];
  const checkedIban = written.ok ? checkRibKey(written.value) : written;
  if (checkedIban.ok && checkedBic.ok)
    return { ok: true, account: { name, iban: checkedIban.value, bic: checkedBic.value } };
  return { ok: false, faults: [...faultsOf('iban', checkedIban), ...faultsOf('bic', checkedBic)] };
}

/** The same. Throws INVALID_ACCOUNT with every fault. */
export function checkedAccount(given: BankAccount): BankAccount {
  const checked = checkAccount(given);
  if (!checked.ok) throw invalid('INVALID_ACCOUNT', { faults: checked.faults });
  return checked.account;
}

function faultsOf(field: AccountFault['field'], checked: Checked<string, AccountNumberFault>): readonly AccountFault[] {
  return checked.ok ? [] : checked.faults.map((fault) => ({ field, fault }));
}
