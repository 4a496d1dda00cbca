/** Acts on bank accounts: of teams, which are paid, and of envelopes, which pay. */
import { codeOf } from '#libs/commands/proposal.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type AccountKey, accountStream } from '#libs/payments/accounts/account-key.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import { ConfirmAccount } from '#libs/payments/accounts/commands/confirm-account.ts';
import { ProposeAccount } from '#libs/payments/accounts/commands/propose-account.ts';
import { flagsNow } from '#libs/payments/accounts/every-account.ts';
import { type Acting, DONE, type Result } from '#test/simulation/acts/acting.ts';
import { codeGiven } from '#test/simulation/acts/code.ts';
import type { Act } from '#test/simulation/story.ts';

type AccountAct = Extract<Act, { readonly act: 'propose-account' | 'confirm-account' }>;

export async function onAccount(asked: AccountAct, acting: Acting): Promise<Result> {
  const { process, author } = acting;
  const { side, holder } = asked;
  const key = { side, holder };
  if (asked.act === 'propose-account') {
    const proposed = { account: asked.account, verification: null };
    await process.proposeAccount.execute(new ProposeAccount(key, proposed, author));
  } else {
    const code = codeGiven(accountStream(key), await shownCode(process.log, key), asked.code, acting);
    await process.confirmAccount.execute(new ConfirmAccount(key, code, author));
  }
  return DONE;
}

async function shownCode(log: EventStore, key: AccountKey): Promise<string | undefined> {
  const state = await accountOf(log, key);
  if (state.status !== 'PROPOSED') return undefined;
  const { payee, verification } = state.proposal.content;
  return codeOf(state.proposal, { flags: await flagsNow(log, key, payee, verification) });
}
