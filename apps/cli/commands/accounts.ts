/** `decompte payee | debtor`: the accounts of teams, which are paid, and of envelopes, which pay. */
import { dayText } from '#libs/kernel/day.ts';
import type { AccountSide } from '#libs/payments/accounts/accounts.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { ConfirmAccount } from '#libs/payments/accounts/commands/confirm-account.ts';
import { ProposeAccount } from '#libs/payments/accounts/commands/propose-account.ts';
import { ReadAccount } from '#libs/payments/accounts/queries/read-account.ts';
import { type AccountState, accountInForce } from '#libs/payments/accounts/state.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { type PersonOptions, authorOf } from '#apps/cli/person.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { json, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface Common extends StoreOptions, PersonOptions {
  readonly json?: boolean;
}

interface AccountOptions extends Common, BankAccount {}

/** Proposes an account, which a second person confirms. */
export function proposeAccountCommand(side: AccountSide) {
  return async (holder: string, options: AccountOptions): Promise<number> => {
    const author = await authorOf(options, `${side} propose`);
    const { name, iban, bic } = options;
    return withModules(options, [PaymentsModule], async ({ command }) => {
      await command(new ProposeAccount({ side, holder }, { name, iban, bic }, author));
      result(`Compte de ${holder} proposé par ${author.meta.by.name} ; une autre personne doit le confirmer.`);
    });
  };
}

export function confirmAccountCommand(side: AccountSide) {
  return async (holder: string, options: Common): Promise<number> => {
    const author = await authorOf(options, `${side} confirm`);
    return withModules(options, [PaymentsModule], async ({ command, query }) => {
      await command(new ConfirmAccount({ side, holder }, author));
      const confirmed = accountInForce(await query(new ReadAccount({ side, holder })));
      const by = author.meta.by.name;
      result(`Compte de ${holder} : ${confirmed?.iban ?? ''} (${confirmed?.name ?? ''}), confirmé par ${by}.`);
    });
  };
}

export function showAccountCommand(side: AccountSide) {
  return (holder: string, options: Common): Promise<number> =>
    withModules(options, [PaymentsModule], async ({ query }) => {
      const state = await query(new ReadAccount({ side, holder }));
      if (options.json === true) json(accountJson(holder, state));
      else for (const line of accountText(holder, state)) result(line);
    });
}

function accountJson(holder: string, state: AccountState): object {
  const proposed = state.status === 'proposed' ? state.proposed : null;
  return { holder, confirmed: accountInForce(state) ?? null, proposed };
}

function accountText(holder: string, state: AccountState): readonly string[] {
  const confirmed = accountInForce(state);
  const inForce =
    confirmed === undefined
      ? `${holder} n’a pas de compte confirmé.`
      : `${holder} : ${confirmed.iban} ${confirmed.bic}, ${confirmed.name}, depuis le ${dayText(confirmed.since)}.`;
  if (state.status !== 'proposed') return [inForce];
  const { by, payee } = state.proposed;
  return [inForce, `Proposé par ${by.name} : ${payee.iban} ${payee.bic}, ${payee.name}.`];
}
