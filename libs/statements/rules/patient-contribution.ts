/** The amounts of one patient for the sums of teams and periods. */
import type { ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import type { GroupYearShare } from '#libs/spending/group-year.ts';
import type { PresenceShare } from '#libs/statements/rules/quarterly/presence.ts';

export interface Contribution {
  readonly presences: readonly PresenceShare[];
  readonly entries: readonly ActLedgerEntry[];
  readonly years: readonly GroupYearShare[];
}
