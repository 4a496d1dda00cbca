/** Checks the parts of a new account that a bank could refuse: its IBAN, its BIC, the name of its holder. */
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { type AccountFault, invalid } from '#libs/payments/accounts/refusals.ts';
import { checkBic, checkBicOf, checkIban, checkRibKey } from '#libs/payments/bank/iban.ts';
import type { Checked } from '#libs/payments/bank/checked.ts';
import { checkNewHolder } from '#libs/payments/bank/holder-name.ts';

type CheckedAccount =
  | { readonly ok: true; readonly account: BankAccount }
  | { readonly ok: false; readonly faults: readonly AccountFault[] };

/** The account with IBAN and BIC in capitals and without spaces, or all faults. */
export function checkAccount(given: BankAccount): CheckedAccount {
  const [name, iban, bic] = [checkNewHolder(given.name), checkedIban(given.iban), checkBic(given.bic)];
  const bicOfBank = iban.ok && bic.ok ? checkBicOf(bic.value, iban.value) : bic;
  if (name.ok && iban.ok && bicOfBank.ok)
    return { ok: true, account: { name: name.value, iban: iban.value, bic: bicOfBank.value } };
  return { ok: false, faults: [...faultsOf('name', name), ...faultsOf('iban', iban), ...faultsOf('bic', bicOfBank)] };
}

/** Checks an account like `checkAccount`. Throws INVALID_ACCOUNT with all faults. */
export function checkedAccount(given: BankAccount): BankAccount {
  const checked = checkAccount(given);
  if (!checked.ok) throw invalid('INVALID_ACCOUNT', { faults: checked.faults });
  return checked.account;
}

function checkedIban(text: string): ReturnType<typeof checkIban> {
  const written = checkIban(text);
  return written.ok ? checkRibKey(written.value) : written;
}

function faultsOf(
  field: AccountFault['field'],
  checked: Checked<string, AccountFault['fault']>,
): readonly AccountFault[] {
  return checked.ok ? [] : checked.faults.map((fault) => ({ field, fault }));
}
