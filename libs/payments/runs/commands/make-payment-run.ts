/** Makes a payment run: releases what is due to the bank, once. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import { type BankAccount, bankAccountOf } from '#libs/payments/accounts/bank-account.ts';
import { type InForce, accountInForce } from '#libs/payments/accounts/state.ts';
import { ledgerOf, madeOnLedger, onLedger } from '#libs/payments/ledger/ledger.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { type PaymentLedger, isOpen, paymentsOf } from '#libs/payments/ledger/state.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { postInterrupted } from '#libs/statements/workflow/post-decisions.ts';

export interface RunRequest {
  readonly envelope: string;
  readonly run: string;
  /** The run pays what is due by this day. */
  readonly dueBy: Day;
  readonly executionDay: Day;
  /** Only this team. */
  readonly team?: string;
  /** A payee changed less than this many days ago needs a confirmation… */
  readonly payeeDays: number;
  /** …which these teams have. */
  readonly confirmedPayees: readonly string[];
  /** An exception confirmed by two people, to pass the envelope. */
  readonly exception?: string;
}

export interface MadeRun {
  readonly run: string;
  /** Number of payments. */
  readonly payments: number;
  readonly totalCents: bigint;
}

export class MakePaymentRun extends Command<MadeRun> {
  readonly request: RunRequest;
  readonly author: Author;

  constructor(request: RunRequest, author: Author) {
    super();
    this.request = request;
    this.author = author;
  }
}

@CommandHandler(MakePaymentRun)
export class MakePaymentRunHandler implements ICommandHandler<MakePaymentRun> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws ENVELOPE_NOT_CONFIRMED, NO_CONFIRMED_DEBTOR, what `releasePayments` throws, and DomainError (conflict, key-reused). */
  async execute({ request, author }: MakePaymentRun): Promise<MadeRun> {
    const { log } = this.#stores;
    const { envelope } = request;
    const confirmed = (await ledgerOf(log)).envelopes.get(envelope)?.terms ?? [];
    if (confirmed.length === 0) throw refused('ENVELOPE_NOT_CONFIRMED', { envelope });
    await postInterrupted(this.#stores, envelope, author);
    const debtor = await debtorOf(log, envelope);
    const payees = await payeesOf(log, envelope);
    const { by, at } = author.meta;
    await onLedger(log, { ...request, type: 'run', by, at, debtor, payees }, author, request);
    return madeRun(await ledgerOf(log), request.run);
  }
}

/** The run that this command made before, if any. */
export async function runMadeBefore(
  log: EventStore,
  { run }: Pick<RunRequest, 'run'>,
  meta: CommandMeta,
): Promise<MadeRun | undefined> {
  const made = await madeOnLedger(log, meta);
  return made?.types.includes('PaymentRunMade') === true ? madeRun(await ledgerOf(log), run) : undefined;
}

async function debtorOf(log: EventStore, name: string): Promise<BankAccount> {
  const account = accountInForce(await accountOf(log, { side: 'debtor', holder: name }));
  if (account === undefined) throw refused('NO_CONFIRMED_DEBTOR', { envelope: name });
  return bankAccountOf(account);
}

/** The accounts in force of the teams with an amount due in an envelope. */
async function payeesOf(log: EventStore, envelope: string): Promise<ReadonlyMap<string, InForce>> {
  const { items } = await ledgerOf(log);
  const open = [...items.values()].filter(isOpen).filter((item) => item.envelope === envelope);
  const teams = new Set(open.map(({ team }) => team));
  const payees = new Map<string, InForce>();
  for (const team of teams) {
    const account = accountInForce(await accountOf(log, { side: 'payee', holder: team }));
    if (account !== undefined) payees.set(team, account);
  }
  return payees;
}

function madeRun(ledger: PaymentLedger, id: string): MadeRun {
  const run = ledger.runs.get(id);
  if (run === undefined) throw new Error(`the ledger does not have the run ${id} that was just made`);
  const payments = paymentsOf(ledger, run);
  const totalCents = payments.reduce((sum, { amountCents }) => sum + amountCents, 0n);
  return { run: id, payments: payments.length, totalCents };
}
