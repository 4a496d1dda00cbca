/** The reasons of a bank that lie in the beneficiary's account: the same account would be refused again. */

/** Source: ISO 20022 external code sets, ExternalStatusReason1Code and ExternalReturnReason1Code. */
const ACCOUNT_REASONS = ['AC01', 'AC03', 'AC04', 'AC06', 'AC07', 'AG01', 'BE01', 'RC01'] as const;

export type AccountReason = (typeof ACCOUNT_REASONS)[number];

/** The code may have words after it where a person typed it. Undefined for a reason that is not the account's, and for none. */
export function accountReason(reason: string | undefined): AccountReason | undefined {
  const [code] = /^[A-Z]{2}\d{2}(?!\w)/.exec(reason?.trim().toUpperCase() ?? '') ?? [];
  return ACCOUNT_REASONS.find((one) => one === code);
}
