/** Payment runs over the stores: what is due is released once, and the bank's answer taken in. */
import type { Day } from '#libs/kernel/day.ts';
import type { CommandMeta, Person } from '#libs/event-store/author.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import { type InForce, accountInForce } from '#libs/payments/accounts/state.ts';
import { envelope, envelopes, onLedger, paymentLedgers } from '#libs/payments/ledger/envelopes.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { Settlement } from '#libs/payments/ledger/rules/record-answer.ts';
import {
  type Payment,
  type PaymentLedger,
  type PaymentRun,
  type PaymentStatus,
  isOpen,
  paymentsOf,
  termsInForce,
} from '#libs/payments/ledger/state.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import { postDecisions } from '#libs/statements/workflow/post-decisions.ts';
import { statementsOf } from '#libs/statements/workflow/statements.ts';

export interface RunRequest {
  readonly envelope: string;
  readonly run: string;
  readonly dueBy: Day;
  readonly executionDay: Day;
  readonly team?: string;
  readonly payeeDays: number;
  readonly confirmedPayees: readonly string[];
  readonly exception?: string;
}

/**
 * Makes a run. What was decided and not yet posted, because an approval was cut off, is posted first. Throws ENVELOPE_NOT_CONFIRMED,
 * NO_CONFIRMED_DEBTOR, and what `releasePayments` throws.
 */
export async function makeRun(
  stores: Stores,
  request: RunRequest,
  meta: CommandMeta,
  commit: Commit,
): Promise<PaymentRun> {
  const { log } = stores;
  const { envelope: name, ...asked } = request;
  const terms = termsInForce(await envelope(log, name));
  if (terms === undefined) throw refused('ENVELOPE_NOT_CONFIRMED', { envelope: name });
  for (const scheme of terms.schemes)
    for (const statement of await statementsOf(stores, { scheme }))
      await postDecisions(log, statement, { meta, commit });
  const account = accountInForce(await accountOf(log, 'debtor', name));
  if (account === undefined) throw refused('NO_CONFIRMED_DEBTOR', { envelope: name });
  const { since: _, ...debtor } = account;
  const payees = await payeesOf(stores, await envelope(log, name));
  const command = { ...asked, type: 'run', by: meta.by, at: meta.at, debtor, payees } as const;
  await paymentLedgers(log).handle(name, { command, meta, commit, asked });
  const run = (await envelope(log, name)).runs.get(request.run);
  if (run === undefined) throw new Error(`run ${request.run} was made and is not in the ledger`);
  return run;
}

/** The run that was made for this command; undefined where it made none. */
export async function runMadeFor(
  { log }: Pick<Stores, 'log'>,
  { envelope: name, run }: Pick<RunRequest, 'envelope' | 'run'>,
  meta: CommandMeta,
): Promise<PaymentRun | undefined> {
  const made = await paymentLedgers(log).madeBy(name, meta);
  return made?.types.includes('PaymentRunMade') === true ? (await envelope(log, name)).runs.get(run) : undefined;
}

/** The accounts in force of the teams to which something is due. */
async function payeesOf({ log }: Pick<Stores, 'log'>, { items }: PaymentLedger): Promise<ReadonlyMap<string, InForce>> {
  const teams = new Set([...items.values()].filter(isOpen).map(({ team }) => team));
  const payees = new Map<string, InForce>();
  for (const team of teams) {
    const account = accountInForce(await accountOf(log, 'payee', team));
    if (account !== undefined) payees.set(team, account);
  }
  return payees;
}

/** A run and its payments, of whichever envelope. Throws NO_SUCH_RUN. */
export async function findRun(
  { log }: Pick<Stores, 'log'>,
  id: string,
): Promise<{ readonly run: PaymentRun; readonly payments: readonly Payment[]; readonly envelope: string }> {
  for (const ledger of await envelopes(log)) {
    const run = ledger.runs.get(id);
    if (run !== undefined) return { run, payments: paymentsOf(ledger, run), envelope: ledger.envelope };
  }
  throw refused('NO_SUCH_RUN', { run: id });
}

/** Records the bank's answer, each entry in the envelope that released its payment. Throws UNKNOWN_PAYMENT, and what `recordAnswer` throws. */
export async function takeAnswer(
  { log }: Pick<Stores, 'log'>,
  settlements: readonly Settlement[],
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const byEnvelope = ofEnvelopes(settlements, await envelopes(log));
  for (const [name, entries] of byEnvelope)
    if (entries.length > 0) await onLedger(log, name, { type: 'answer', entries }, meta, commit);
}

function ofEnvelopes(
  settlements: readonly Settlement[],
  ledgers: readonly PaymentLedger[],
): readonly (readonly [string, readonly Settlement[]])[] {
  const unknown = settlements.find(({ endToEndId }) => !ledgers.some(({ payments }) => payments.has(endToEndId)));
  if (unknown !== undefined) throw refused('UNKNOWN_PAYMENT', { endToEndId: unknown.endToEndId });
  return ledgers.map(({ envelope: name, payments }) => [
    name,
    settlements.filter(({ endToEndId }) => payments.has(endToEndId)),
  ]);
}

/** A run in figures. */
export interface RunSummary {
  readonly run: string;
  readonly envelope: string;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly executionDay: Day;
  readonly totalCents: bigint;
  /** How many of its payments are waiting for the bank, paid, and come back. */
  readonly released: number;
  readonly executed: number;
  readonly returned: number;
}

export function runSummary(ledger: PaymentLedger, run: PaymentRun): RunSummary {
  const payments = paymentsOf(ledger, run);
  const count = (of: PaymentStatus): number => payments.filter(({ status }) => status === of).length;
  return {
    run: run.id,
    envelope: ledger.envelope,
    by: run.by,
    at: run.at,
    executionDay: run.executionDay,
    totalCents: payments.reduce((sum, { amountCents }) => sum + amountCents, 0n),
    released: count('RELEASED'),
    executed: count('EXECUTED'),
    returned: count('RETURNED'),
  };
}
