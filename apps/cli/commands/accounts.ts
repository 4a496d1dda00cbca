/** `decompte payee | debtor`: the accounts of teams, which are paid, and of envelopes, which pay. */
import { accountRead } from '#libs/access-record/account-read.ts';
import { checkedName } from '#libs/commands/claims.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { EnrolmentModule } from '#libs/enrolment/enrolment.module.ts';
import { FindTeam } from '#libs/enrolment/queries/find-team.ts';
import type { AccountKey, AccountSide } from '#libs/payments/accounts/account-key.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { ConfirmAccount } from '#libs/payments/accounts/commands/confirm-account.ts';
import { ProposeAccount } from '#libs/payments/accounts/commands/propose-account.ts';
import { RefuseAccount } from '#libs/payments/accounts/commands/refuse-account.ts';
import { WithdrawAccount } from '#libs/payments/accounts/commands/withdraw-account.ts';
import { FindAccounts } from '#libs/payments/accounts/queries/find-accounts.ts';
import { type FoundAccount, ReadAccount, type ShownProposal } from '#libs/payments/accounts/queries/read-account.ts';
import { invalid } from '#libs/payments/accounts/refusals.ts';
import { VERIFICATION_RESULTS, type AccountVerification } from '#libs/payments/accounts/verification.ts';
import { ReadEnvelope } from '#libs/payments/ledger/queries/read-envelope.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { VERIFICATION_TEXTS, accountFlagText } from '#libs/words/accounts.ts';
import { dayArgument, knownOn } from '#apps/cli/arguments.ts';
import { type EndingOptions, type PersonOptions, type RefusingOptions, commandAuthor } from '#apps/cli/person.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { afterProposal, codeLine, replacedLine } from '#apps/cli/proposal-hint.ts';
import { message, printJson, result } from '#apps/cli/terminal.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { type Modules, withModules } from '#apps/cli/with-modules.ts';
import { ofName } from '#libs/words/labels/of-name.ts';

interface Common extends StoreOptions, PersonOptions {
  readonly json?: boolean;
}

interface AccountOptions extends Common, BankAccount {
  readonly verification?: string;
  readonly verifiedOn?: string;
  readonly verifiedBy?: string;
}

/** Proposes an account, which a second person confirms. */
export function proposeAccountCommand(side: AccountSide) {
  return async (holder: string, options: AccountOptions): Promise<number> => {
    const author = await commandAuthor(options, `${side} propose`);
    const { name, iban, bic } = options;
    const asked = { account: { name, iban, bic }, verification: verificationOf(options) };
    return withModules(options, [PaymentsModule], async ({ command, query }) => {
      const { proposal: before } = await query(new ReadAccount({ side, holder }));
      await command(new ProposeAccount({ side, holder }, asked, author));
      const { proposal: now } = await query(new ReadAccount({ side, holder }));
      const replaced = before && replacedLine(before.content.payee.name, before, now);
      if (replaced !== undefined) message(replaced);
      result(`Compte ${ofName(holder)} proposé par ${author.meta.by.name} ; une autre personne doit le confirmer.`);
      message(afterProposal(`decompte ${side}`, quoted(holder)));
    });
  };
}

/** Throws CliRefusal, and VERIFICATION_INCOMPLETE if only a part is given. */
function verificationOf({ verification, verifiedOn, verifiedBy }: AccountOptions): AccountVerification | null {
  if (verification === undefined && verifiedOn === undefined && verifiedBy === undefined) return null;
  if (verification === undefined || verifiedOn === undefined || verifiedBy === undefined || verifiedBy.trim() === '')
    throw invalid('VERIFICATION_INCOMPLETE', {});
  const found = VERIFICATION_RESULTS.find((one) => one === verification);
  if (found === undefined)
    throw new CliRefusal(`--verification vaut « ${verification} » ; c’est ${VERIFICATION_RESULTS.join(', ')}`);
  return { result: found, on: dayArgument('--verified-on', verifiedOn), by: checkedName(verifiedBy) };
}

/** Confirms the proposal by the code that was read. */
export function confirmAccountCommand(side: AccountSide) {
  return async (holder: string, options: Common & { readonly code?: string }): Promise<number> => {
    const author = await commandAuthor(options, `${side} confirm`);
    return withModules(options, [PaymentsModule], async ({ command, query }) => {
      await command(new ConfirmAccount({ side, holder }, options.code, author));
      const { current } = await query(new ReadAccount({ side, holder }));
      const by = author.meta.by.name;
      result(`Compte ${ofName(holder)} : ${current?.iban ?? ''} (${current?.name ?? ''}), confirmé par ${by}.`);
    });
  };
}

export function refuseAccountCommand(side: AccountSide) {
  return async (holder: string, options: Common & RefusingOptions): Promise<number> => {
    const author = await commandAuthor(options, `${side} refuse`);
    return withModules(options, [PaymentsModule], async ({ command }) => {
      await command(new RefuseAccount({ side, holder }, options.reason, author, options.code));
      result(`Compte proposé ${ofName(holder)} refusé par ${author.meta.by.name}.`);
    });
  };
}

export function withdrawAccountCommand(side: AccountSide) {
  return async (holder: string, options: Common & EndingOptions): Promise<number> => {
    const author = await commandAuthor(options, `${side} withdraw`);
    return withModules(options, [PaymentsModule], async ({ command }) => {
      await command(new WithdrawAccount({ side, holder }, author, options.code));
      result(`Compte proposé ${ofName(holder)} retiré par ${author.meta.by.name}.`);
    });
  };
}

/** Shows one account, or all of that side. */
export function showAccountCommand(side: AccountSide) {
  return (holder: string | undefined, options: Common): Promise<number> =>
    withModules(options, [PaymentsModule, EnrolmentModule], async ({ query, reads }) => {
      const note = (found: readonly FoundAccount[]): void => {
        reads.note(`${side} show`, 'ACCOUNT', found.flatMap(ibansIn).map(accountRead));
      };
      if (holder === undefined) {
        const all = (await query(new FindAccounts())).filter(({ key }) => key.side === side);
        note(all);
        if (options.json === true) printJson(all.map(({ key, ...found }) => accountJson(key.holder, found)));
        else for (const { key, ...found } of all) for (const line of accountText(key, found)) result(line);
        return;
      }
      const found = await query(new ReadAccount({ side, holder }));
      if (found.current === undefined && found.proposal === undefined) await requireHolder(side, holder, query);
      note([found]);
      if (options.json === true) printJson(accountJson(holder, found));
      else for (const line of accountText({ side, holder }, found)) result(line);
    });
}

/** Refuses an unknown team or envelope: a mistyped name would look like one without an account. */
async function requireHolder(side: AccountSide, holder: string, query: Modules['query']): Promise<void> {
  const today = knownOn(undefined);
  const known =
    side === 'payee' ? await query(new FindTeam(holder, today)) : await query(new ReadEnvelope(holder, today));
  if (known !== undefined) return;
  throw new CliRefusal(
    side === 'payee'
      ? `il n’y a pas d’équipe ${holder} ; decompte teams montre celles qui sont là`
      : `il n’y a pas d’enveloppe ${holder} ; decompte envelope show montre celles qui sont là`,
  );
}

function ibansIn({ current, proposal }: FoundAccount): readonly string[] {
  return [current?.iban, proposal?.content.payee.iban].filter((iban) => iban !== undefined);
}

function accountJson(holder: string, { current, proposal }: FoundAccount): object {
  if (proposal === undefined) return { holder, confirmed: inForceJson(current), proposed: null };
  const { by, at, code, flags, difference, lastDay } = proposal;
  const { payee, verification } = proposal.content;
  const verified = verification === null ? null : { ...verification, on: dayText(verification.on) };
  const proposed = {
    by,
    at,
    payee,
    code,
    changes: difference,
    flags,
    verification: verified,
    confirmBy: dayText(lastDay),
  };
  return { holder, confirmed: inForceJson(current), proposed };
}

function inForceJson(current: FoundAccount['current']): object | null {
  return current === undefined ? null : { ...current, since: dayText(current.since) };
}

function accountText({ side, holder }: AccountKey, { current, proposal }: FoundAccount): readonly string[] {
  const inForce =
    current === undefined
      ? `${holder} n’a pas de compte confirmé.`
      : `${holder} : ${current.iban} ${current.bic}, ${current.name}, depuis le ${frenchDay(current.since)} (proposé par ${current.proposedBy.name}, confirmé par ${current.confirmedBy.name}).`;
  return proposal === undefined
    ? [inForce]
    : [inForce, '', ...proposalText(proposal), codeLine(proposal.code, `${side} confirm ${quoted(holder)}`)];
}

const FIELDS = { name: 'titulaire', iban: 'IBAN', bic: 'BIC' } as const;

function proposalText({ by, at, content, flags, difference, lastDay }: ShownProposal): readonly string[] {
  const { payee, verification } = content;
  const changes = difference.map(
    ({ field, before, after }) => `  ${FIELDS[field]} : ${before === undefined ? '' : `${before} → `}${after}`,
  );
  return [
    `Proposé par ${by.name} le ${frenchDay(dayOfInstant(at))}, à confirmer jusqu’au ${frenchDay(lastDay)} : ${payee.iban} ${payee.bic}, ${payee.name}.`,
    ...(changes.length === 0 ? ['  rien ne change'] : changes),
    verification === null
      ? '  bénéficiaire non vérifié'
      : `  vérification du bénéficiaire : ${VERIFICATION_TEXTS[verification.result]}, le ${frenchDay(verification.on)}, par ${verification.by}`,
    ...flags.map((flag) => `  Attention : ${accountFlagText(flag)}.`),
  ];
}
