/** The key of an account: its side and its holder; and the name of its stream. */

/** The side of an account: `payee` for the team that is paid, `debtor` for the envelope that pays. */
export const ACCOUNT_SIDES = ['payee', 'debtor'] as const;
export type AccountSide = (typeof ACCOUNT_SIDES)[number];

/** The key of an account: its side and its holder. */
export interface AccountKey {
  readonly side: AccountSide;
  /** A team, or an envelope. */
  readonly holder: string;
}

export function accountStream({ side, holder }: AccountKey): string {
  return `${side}-${holder}`;
}

export function accountKeyOf(stream: string): AccountKey {
  const dash = stream.indexOf('-');
  return { side: stream.slice(0, dash) === 'debtor' ? 'debtor' : 'payee', holder: stream.slice(dash + 1) };
}
