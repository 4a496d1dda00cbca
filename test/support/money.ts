/** Commands on money for tests, as the programs run them. */
import { codeOf } from '#libs/commands/proposal.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { nextBankDay } from '#libs/payments/bank/target-days.ts';
import type { AccountKey } from '#libs/payments/accounts/account-key.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import { type BankAccount, accountDigest } from '#libs/payments/accounts/bank-account.ts';
import { accountInForce } from '#libs/payments/accounts/state.ts';
import { ConfirmAccount, ConfirmAccountHandler } from '#libs/payments/accounts/commands/confirm-account.ts';
import { ProposeAccount, ProposeAccountHandler } from '#libs/payments/accounts/commands/propose-account.ts';
import { flagsNow } from '#libs/payments/accounts/every-account.ts';
import { REGULATION_STREAM, proposedVersion, publications } from '#libs/regulation/publication/published.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { announcedEntries } from '#libs/payments/ledger/announced-returns.ts';
import { codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import type { ChangeAsked } from '#libs/payments/ledger/rules/change-ledger.ts';
import type { LedgerCommand } from '#libs/payments/ledger/decide.ts';
import { ledgerOf, decideOnLedger as commandLedger } from '#libs/payments/ledger/ledger.ts';
import type { TermsAsked } from '#libs/payments/ledger/rules/fund-envelope.ts';
import type { Envelope } from '#libs/payments/ledger/state.ts';
import type { Settlement } from '#libs/payments/ledger/course.ts';
import { runCode } from '#libs/payments/ledger/payment.ts';
import { PreparePaymentRun, PreparePaymentRunHandler } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { ReleasePaymentRun, ReleasePaymentRunHandler } from '#libs/payments/runs/commands/release-payment-run.ts';
import type { RunSummary } from '#libs/payments/runs/run-summary.ts';
import {
  ReadPaymentRun,
  ReadPaymentRunHandler,
  type RunWithPayments,
} from '#libs/payments/runs/queries/read-payment-run.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';

/** The stores that a command needs. */
interface OpenStores {
  readonly log: EventStore;
  readonly readStore: ReadStore;
}

function storesOf({ log, readStore }: OpenStores): Stores {
  return new Stores(log, readStore);
}

export async function onLedger(
  log: EventStore,
  command: LedgerCommand,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  await commandLedger(log, command, { meta, commit });
}

type Terms = Pick<TermsAsked, 'amountCents' | 'schemes' | 'from'>;

const NOTHING_LOOKED_UP = { hasLeft: true, account: undefined };

/** A team is taken to have left. */
export async function proposeChange(
  log: EventStore,
  change: ChangeAsked,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const { by, at } = meta;
  const command = { type: 'propose', by, at, change, looked: NOTHING_LOOKED_UP } as const;
  await commandLedger(log, command, { meta, commit }, { type: 'propose', ...change });
}

/** Uses the code of the proposal. */
export async function confirmChange(
  log: EventStore,
  proposal: string,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const ledger = await ledgerOf(log);
  const found = ledger.proposals.get(proposal);
  const code = found === undefined ? undefined : codeOfProposal(ledger, found);
  const { by, at } = meta;
  await onLedger(log, { type: 'confirm', by, at, code, proposal, looked: NOTHING_LOOKED_UP }, meta, commit);
}

export async function proposeTerms(
  log: EventStore,
  envelope: string,
  terms: Terms,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  await proposeChange(log, { kind: 'ENVELOPE', envelope, ...terms }, meta, commit);
}

export async function confirmTerms(
  log: EventStore,
  envelope: string,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  await confirmChange(log, `envelope:${envelope}`, meta, commit);
}

/** One person proposes the terms, another confirms them. */
export async function envelopeInPlace(
  log: EventStore,
  envelope: string,
  terms: Terms,
  { first, second }: { readonly first: Author; readonly second: Author },
): Promise<void> {
  await proposeTerms(log, envelope, terms, first.meta, first.commit);
  await confirmTerms(log, envelope, second.meta, second.commit);
}

/** Throws RangeError if none has that name. */
export async function envelopeNamed(log: EventStore, name: string): Promise<Envelope> {
  const found = (await ledgerOf(log)).envelopes.get(name);
  if (found === undefined) throw new RangeError(`there is no envelope ${name}`);
  return found;
}

/** The code of the proposed account, as shown. Throws RangeError if none is proposed. */
export async function accountCode(log: EventStore, key: AccountKey): Promise<string> {
  const state = await accountOf(log, key);
  if (state.status !== 'PROPOSED') throw new RangeError(`no account is proposed for ${key.holder}`);
  const { payee, verification } = state.proposal.content;
  return codeOf(state.proposal, { flags: await flagsNow(log, key, payee, verification) });
}

export async function proposeAccount(
  open: OpenStores,
  key: AccountKey,
  account: BankAccount,
  author: Author,
): Promise<void> {
  await new ProposeAccountHandler(storesOf(open)).execute(
    new ProposeAccount(key, { account, verification: null }, author),
  );
}

/** Uses the code of the proposal. */
export async function confirmAccount(open: OpenStores, key: AccountKey, author: Author): Promise<void> {
  const code = await accountCode(open.log, key);
  await new ConfirmAccountHandler(storesOf(open)).execute(new ConfirmAccount(key, code, author));
}

/** Publishes the version of the regulation that is proposed. */
export async function publishVersion({ log }: Pick<OpenStores, 'log'>, { meta, commit }: Author): Promise<void> {
  const proposal = await proposedVersion(log);
  const { by, at } = meta;
  const code = proposal === undefined ? undefined : codeOf(proposal);
  await publications(log).handle(REGULATION_STREAM, { command: { type: 'publish', by, at, code }, meta, commit });
}

/** One person proposes the account, another confirms it. */
export async function accountInPlace(
  open: OpenStores,
  key: AccountKey,
  account: BankAccount,
  { first, second }: { readonly first: Author; readonly second: Author },
): Promise<void> {
  await proposeAccount(open, key, account, first);
  await confirmAccount(open, key, second);
}

/** A run in a test: executed on the next day of banks by default. */
export type RunInTest = Pick<RunRequest, 'run' | 'envelope' | 'dueBy'> & Partial<RunRequest>;

/** Two people give an exception for the account that a team has now. */
export async function exceptAccount(log: EventStore, team: string, first: Author, second: Author): Promise<void> {
  const found = accountInForce(await accountOf(log, { side: 'payee', holder: team }));
  if (found === undefined) throw new RangeError(`${team} has no account`);
  const account = { digest: accountDigest(found), proposedBy: found.proposedBy };
  const looked = { hasLeft: false, account };
  const exception = `compte ${account.digest}`;
  const terms = { kind: 'CHANGED_ACCOUNT', team, account: account.digest } as const;
  const change = { kind: 'EXCEPTION', exception, reason: 'vérifié par téléphone', terms } as const;
  const { by, at } = first.meta;
  await commandLedger(log, { type: 'propose', by, at, change, looked }, first);
  const ledger = await ledgerOf(log);
  const proposal = `exception:${exception}`;
  const proposed = ledger.proposals.get(proposal);
  const code = proposed === undefined ? undefined : codeOfProposal(ledger, proposed);
  await commandLedger(log, { type: 'confirm', by: second.meta.by, at: second.meta.at, code, proposal, looked }, second);
}

/** Two people set the number of days for which a changed account is held; 0: not at all. */
export async function holdInPlace(log: EventStore, days: number, at: string): Promise<void> {
  const author = (name: string): [CommandMeta, Commit] => {
    const by = { name, assurance: 'asserted', osUser: '' } as const;
    return [
      { by, key: `hold ${days} ${name} ${at}`, at },
      { recordedAt: at, actor: name, correlation: 'hold', causation: 'test' },
    ];
  };
  await proposeChange(log, { kind: 'HOLD', days, reason: 'essai' }, ...author('Hugo'));
  await confirmChange(log, 'hold', ...author('Inès'));
}

/** Prepares a run and releases it by its code, as one person. */
export async function makeRun(
  open: OpenStores,
  asked: RunInTest,
  meta: CommandMeta,
  commit: Commit,
): Promise<RunSummary> {
  const stores = storesOf(open);
  const defaults = { executionDay: nextBankDay(dayOfInstant(meta.at)), exceptions: [] };
  const preparing = { meta: { ...meta, key: `${meta.key} prepare` }, commit };
  const prepared = await new PreparePaymentRunHandler(stores).execute(
    new PreparePaymentRun({ ...defaults, ...asked }, preparing),
  );
  if (prepared === undefined) throw new RangeError(`the run ${asked.run} is not prepared`);
  const release = new ReleasePaymentRun(asked.run, runCode(prepared), { meta, commit });
  return new ReleasePaymentRunHandler(stores).execute(release);
}

export async function takeAnswer(
  { log }: OpenStores,
  entries: readonly Settlement[],
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const { by, at } = meta;
  await onLedger(log, { type: 'answer', by, at, message: 'camt.054', entries }, meta, commit);
  await confirmReturns(log, meta, commit);
}

/** Another person confirms each return that a file announces. */
export async function confirmReturns(log: EventStore, { key, at }: CommandMeta, commit: Commit): Promise<void> {
  const by = { name: 'Yvonne', assurance: 'asserted', osUser: '' } as const;
  for (const proposal of (await ledgerOf(log)).proposals.values())
    if (announcedEntries(proposal).length > 0)
      await confirmChange(log, proposal.id, { by, key: `${key} ${proposal.id}`, at }, { ...commit, actor: by.name });
}

/** A run and its payments in order. Throws RangeError if it does not exist. */
export async function findRun(open: OpenStores, run: string): Promise<RunWithPayments> {
  const served = ServedStores.broughtUp(storesOf(open));
  const found = await new ReadPaymentRunHandler(served).execute(new ReadPaymentRun(run));
  if (found === undefined) throw new RangeError(`there is no run ${run}`);
  return found;
}
