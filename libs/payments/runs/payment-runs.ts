/** Payment runs over the stores: what is due is released once, and the bank's answer taken in. */
import type { Day } from '#libs/kernel/day.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import { madeWith } from '#libs/commands/command-stream.ts';
import { type CommandMeta, DecisionRefused, type Person } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { envelope, envelopes, onLedger } from '#libs/payments/ledger/envelopes.ts';
import { postDecisions } from '#libs/statements/workflow/post-decisions.ts';
import { statementsOf } from '#libs/statements/workflow/statements.ts';
import type { AnswerEntry } from '#libs/payments/ledger/answer.ts';
import { ledgerStream } from '#libs/payments/ledger/ledger-commands.ts';
import type { Ledger, Payment, Run } from '#libs/payments/ledger/ledger.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import { accountInForce } from '#libs/payments/accounts/state.ts';
import type { ConfirmedPayee } from '#libs/payments/runs/run.ts';

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

/** Makes a run. What was decided and not yet posted, because an approval was cut off, is posted first. */
export async function makeRun(stores: Stores, request: RunRequest, meta: CommandMeta, commit: Commit): Promise<Run> {
  const { log } = stores;
  const before = await envelope(log, request.envelope);
  if (before.terms === undefined) throw new DecisionRefused(`l'enveloppe ${request.envelope} n'est pas confirmée`);
  for (const scheme of before.terms.schemes)
    for (const statement of await statementsOf(stores, { scheme }))
      await postDecisions(log, statement, { meta, commit });
  const state = await envelope(log, request.envelope);
  const debtor = accountInForce(await accountOf(log, 'debtor', request.envelope));
  if (debtor === undefined)
    throw new DecisionRefused(
      `l'enveloppe ${request.envelope} n'a pas de compte à débiter confirmé ; il faut qu'une personne en propose un et qu'une autre le confirme`,
    );
  const { envelope: _, ...asked } = request;
  const { since: __, ...account } = debtor;
  const command = {
    ...asked,
    type: 'run',
    by: meta.by,
    at: meta.at,
    debtor: account,
    payees: await payeesOf(stores, state),
  } as const;
  await onLedger(log, request.envelope, command, meta, commit, asked);
  const run = (await envelope(log, request.envelope)).runs.get(request.run);
  if (run === undefined) throw new Error(`run ${request.run} was made and is not in the ledger`);
  return run;
}

/** The run that was made for this command; undefined where it made none. */
export async function runMadeFor(
  { log }: Stores,
  { envelope: name, run }: Pick<RunRequest, 'envelope' | 'run'>,
  meta: CommandMeta,
): Promise<Run | undefined> {
  const made = await madeWith(log, ledgerStream(name), meta);
  return made?.types.includes('PaymentRunMade') === true ? (await envelope(log, name)).runs.get(run) : undefined;
}

async function payeesOf({ log }: Stores, { items }: Ledger): Promise<ReadonlyMap<string, ConfirmedPayee>> {
  const payees = new Map<string, ConfirmedPayee>();
  for (const team of new Set([...items.values()].map((item) => item.team))) {
    const confirmed = accountInForce(await accountOf(log, 'payee', team));
    if (confirmed !== undefined) payees.set(team, confirmed);
  }
  return payees;
}

/** A run and its payments, of whichever envelope. Throws DecisionRefused where there is none. */
export async function findRun(
  { log }: Stores,
  id: string,
): Promise<{ run: Run; payments: readonly Payment[]; envelope: string }> {
  for (const state of await envelopes(log)) {
    const run = state.runs.get(id);
    if (run === undefined) continue;
    const payments = run.payments.flatMap((payment) => state.payments.get(payment) ?? []);
    return { run, payments, envelope: state.envelope };
  }
  throw new DecisionRefused(`il n'y a pas de campagne ${id} ; regardez celles qui sont faites`);
}

/** Takes in the bank's answer, each entry to the envelope that released its payment. */
export async function takeAnswer(
  { log }: Stores,
  entries: readonly AnswerEntry[],
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const states = await envelopes(log);
  const unknown = entries.find(({ endToEndId }) => !states.some(({ payments }) => payments.has(endToEndId)));
  if (unknown !== undefined)
    throw new DecisionRefused(
      `le paiement ${unknown.endToEndId} n'est d'aucune enveloppe ; vérifiez le fichier de la banque`,
    );
  for (const { envelope: name, payments } of states) {
    const own = entries.filter(({ endToEndId }) => payments.has(endToEndId));
    if (own.length > 0) await onLedger(log, name, { type: 'answer', entries: own }, meta, commit);
  }
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

export function runSummary({ envelope: of, payments: all }: Ledger, run: Run): RunSummary {
  const payments = run.payments.flatMap((payment) => all.get(payment) ?? []);
  const count = (status: Payment['status']): number => payments.filter((payment) => payment.status === status).length;
  return {
    run: run.id,
    envelope: of,
    by: run.by,
    at: run.at,
    executionDay: run.executionDay,
    totalCents: payments.reduce((sum, { amountCents }) => sum + amountCents, 0n),
    released: count('RELEASED'),
    executed: count('EXECUTED'),
    returned: count('RETURNED'),
  };
}
