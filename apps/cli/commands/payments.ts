/**
 * `decompte payee | debtor | envelope | payment`: the accounts paid from and to, the envelopes, the payment runs and the bank's
 * answers.
 */
import { writeFileSync } from 'node:fs';
import { dayText, parseDay } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import {
  type AccountKind,
  InvalidAccount,
  accountOf,
  checkedAccount,
  confirmAccount,
  proposeAccount,
} from '#libs/payments/accounts/accounts.ts';
import { accountInForce } from '#libs/payments/accounts/state.ts';
import { RefusedBankFile, bankFileOf, takeBankAnswer } from '#libs/payments/runs/bank-files.ts';
import { envelope, envelopes, onLedger, proposeTerms, refuseUnknownSchemes } from '#libs/payments/ledger/envelopes.ts';
import { findRun, makeRun, runSummary } from '#libs/payments/runs/payment-runs.ts';
import { envelopeUse, teamBalance, teamBalances } from '#libs/payments/ledger/balances.ts';
import { type PaymentLedger, termsInForce } from '#libs/payments/ledger/state.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { type PersonOptions, commandMeta, commitFor } from '#apps/cli/person.ts';
import { readText } from '#apps/cli/files.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { regulationInForce } from '#apps/cli/regulation-in-force.ts';
import { type StoreOptions } from '#apps/cli/stores.ts';
import { withStores } from '#apps/cli/with-stores.ts';
import { json, message, result, table } from '#apps/cli/terminal.ts';

interface Common extends StoreOptions, PersonOptions {
  readonly json?: boolean;
}

/** What is given is refused where the banks would not take it. */
async function refusing<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof InvalidAccount || error instanceof RefusedBankFile ? new Refusal(error.message) : error;
  }
}

export interface AccountOptions extends Common {
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
  readonly reason?: string;
}

/** Proposes an account, of a team or of the debtor of an envelope; a second person confirms it. */
export function proposeAccountCommand(kind: AccountKind) {
  return (holder: string, options: AccountOptions): Promise<number> =>
    withStores(options, async ({ log }) => {
      const meta = await commandMeta(options);
      const account = await refusing(() => checkedAccount(options));
      await proposeAccount(log, kind, holder, account, meta, commitFor(meta, `${kind} propose`));
      result(`Compte de ${holder} proposé par ${meta.by.name} ; une autre personne doit le confirmer.`);
      return 0;
    });
}

export function confirmAccountCommand(kind: AccountKind) {
  return (holder: string, options: Common): Promise<number> =>
    withStores(options, async ({ log }) => {
      const meta = await commandMeta(options);
      await confirmAccount(log, kind, holder, meta, commitFor(meta, `${kind} confirm`));
      const confirmed = accountInForce(await accountOf(log, kind, holder));
      result(
        `Compte de ${holder} : ${confirmed?.iban ?? ''} (${confirmed?.name ?? ''}), confirmé par ${meta.by.name}.`,
      );
      return 0;
    });
}

export function showAccountCommand(kind: AccountKind) {
  return (holder: string, options: Common): Promise<number> =>
    withStores(options, async ({ log }) => {
      const state = await accountOf(log, kind, holder);
      const confirmed = accountInForce(state);
      const proposed = state.status === 'proposed' ? state.proposed : undefined;
      if (options.json === true) json({ holder, confirmed: confirmed ?? null, proposed: proposed ?? null });
      else {
        result(
          confirmed === undefined
            ? `${holder} n'a pas de compte confirmé.`
            : `${holder} : ${confirmed.iban} ${confirmed.bic}, ${confirmed.name}, depuis le ${dayText(confirmed.since)}.`,
        );
        if (proposed !== undefined)
          result(
            `Proposé par ${proposed.by.name} : ${proposed.payee.iban} ${proposed.payee.bic}, ${proposed.payee.name}.`,
          );
      }
      return 0;
    });
}

export interface EnvelopeOptions extends Common {
  readonly amount: string;
  readonly schemes: string;
}

export function proposeEnvelopeCommand(name: string, options: EnvelopeOptions): Promise<number> {
  return withStores(options, async ({ log }) => {
    const meta = await commandMeta(options);
    const { regulation } = await regulationInForce(log);
    const schemes = options.schemes.split(',');
    refuseUnknownSchemes(schemes, regulation);
    const terms = { amountCents: cents('--amount', options.amount), schemes };
    await proposeTerms(log, name, terms, meta, commitFor(meta, 'envelope propose'));
    result(
      `Enveloppe ${name} de ${euros(terms.amountCents)} proposée par ${meta.by.name} ; une autre personne doit la confirmer.`,
    );
    return 0;
  });
}

export function confirmEnvelopeCommand(name: string, options: Common): Promise<number> {
  return withStores(options, async ({ log }) => {
    const meta = await commandMeta(options);
    await onLedger(log, name, { type: 'confirmTerms', by: meta.by }, meta, commitFor(meta, 'envelope confirm'));
    result(`Enveloppe ${name} confirmée par ${meta.by.name}.`);
    return 0;
  });
}

/** Committed, paid and left of every envelope, or one with what each team has. */
export function showEnvelopeCommand(name: string | undefined, options: Common): Promise<number> {
  return withStores(options, async ({ log }) => {
    const all = name === undefined ? await envelopes(log) : [await envelope(log, name)];
    if (options.json === true) {
      json(
        all.map((state) => ({ envelope: state.envelope, terms: termsInForce(state) ?? null, ...envelopeUse(state) })),
      );
      return 0;
    }
    result(
      table(
        ['enveloppe', 'montant', 'engagé', 'libéré', 'payé', 'reste'],
        all.map((state) => {
          const { amountCents, committedCents, releasedCents, paidCents, leftCents } = envelopeUse(state);
          return [state.envelope, ...[amountCents, committedCents, releasedCents, paidCents, leftCents].map(euros)];
        }),
      ),
    );
    if (name !== undefined) for (const state of all) result(`\n${balancesText(state)}`);
    return 0;
  });
}

function balancesText(state: PaymentLedger): string {
  return table(
    ['équipe', 'décidé', 'dû', 'libéré', 'payé', 'à récupérer', 'demandé'],
    teamBalances(state).map(({ team, ...of }) => [
      team,
      ...[of.chargesCents, of.dueCents, of.releasedCents, of.paidCents, of.toRecoverCents, of.demandedCents].map(euros),
    ]),
  );
}

export interface ExceptionOptions extends Common {
  readonly envelope: string;
  readonly amount?: string;
  readonly reason?: string;
}

export function proposeExceptionCommand(id: string, options: ExceptionOptions): Promise<number> {
  return withStores(options, async ({ log }) => {
    const meta = await commandMeta(options);
    const { envelope: name, amount = '', reason = '' } = options;
    const command = {
      type: 'proposeException',
      by: meta.by,
      id,
      amountCents: cents('--amount', amount),
      reason,
    } as const;
    await onLedger(log, name, command, meta, commitFor(meta, 'payment exception'));
    result(
      `Exception ${id} de ${euros(command.amountCents)} proposée par ${meta.by.name} ; une autre personne doit la confirmer.`,
    );
    return 0;
  });
}

export function confirmExceptionCommand(id: string, options: ExceptionOptions): Promise<number> {
  return withStores(options, async ({ log }) => {
    const meta = await commandMeta(options);
    await onLedger(
      log,
      options.envelope,
      { type: 'confirmException', by: meta.by, id },
      meta,
      commitFor(meta, 'payment exception'),
    );
    result(`Exception ${id} confirmée par ${meta.by.name}.`);
    return 0;
  });
}

export interface RunOptions extends Common {
  readonly envelope: string;
  readonly dueBy?: string;
  readonly executionDay?: string;
  readonly team?: string;
  readonly payeeDays: string;
  readonly confirmPayee?: readonly string[];
  readonly exception?: string;
}

export function runCommand(run: string, options: RunOptions): Promise<number> {
  return withStores(options, async (stores) => {
    const meta = await commandMeta(options);
    if (!/^\d{1,4}$/.test(options.payeeDays))
      throw new Refusal(`--payee-days vaut « ${options.payeeDays} » ; écrivez un nombre de jours`);
    const made = await makeRun(
      stores,
      {
        envelope: options.envelope,
        run,
        dueBy: dayOption('--due-by', options.dueBy),
        executionDay: dayOption('--execution-day', options.executionDay),
        ...(options.team === undefined ? {} : { team: options.team }),
        payeeDays: Number(options.payeeDays),
        confirmedPayees: options.confirmPayee ?? [],
        ...(options.exception === undefined ? {} : { exception: options.exception }),
      },
      meta,
      commitFor(meta, 'payment run'),
    );
    const { payments } = await findRun(stores, run);
    const total = payments.reduce((sum, { amountCents }) => sum + amountCents, 0n);
    if (options.json === true) json({ run: made.id, payments: payments.length, totalCents: total });
    else
      result(
        `Campagne ${run} : ${payments.length} versements, ${euros(total)}, libérés par ${meta.by.name}. decompte payment file ${run} --out FICHIER écrit le fichier pour la banque.`,
      );
    return 0;
  });
}

function dayOption(option: string, text: string | undefined): number {
  if (text === undefined) return knownOn(undefined);
  const day = parseDay(text);
  if (day === undefined) throw new Refusal(`${option} vaut « ${text} » ; écrivez un jour, par exemple 2022-11-15`);
  return day;
}

export interface FileOptions extends Common {
  readonly out: string;
  readonly csv?: string;
}

/** Writes the file for the bank, the same bytes each time; it is read back and reconciled before it is handed out. */
export function fileCommand(id: string, options: FileOptions): Promise<number> {
  return withStores(options, async (stores) => {
    const { payments, xml, csv } = await refusing(() => bankFileOf(stores, id));
    writeFileSync(options.out, xml);
    if (options.csv !== undefined) writeFileSync(options.csv, csv);
    result(
      `${payments} versements écrits dans ${options.out}${options.csv === undefined ? '' : ` et ${options.csv}`}.`,
    );
    return 0;
  });
}

export function listRunsCommand(options: Common): Promise<number> {
  return withStores(options, async ({ log }) => {
    const runs = (await envelopes(log)).flatMap((state) =>
      [...state.runs.values()].map((one) => {
        const { at: _, by, executionDay, ...figures } = runSummary(state, one);
        return { ...figures, by: by.name, executionDay: dayText(executionDay) };
      }),
    );
    if (options.json === true) json(runs);
    else
      result(
        table(
          ['campagne', 'enveloppe', 'libérée par', 'exécution', 'montant', 'en attente', 'exécutés', 'revenus'],
          runs.map(({ run, envelope: name, by, executionDay, totalCents, released, executed, returned }) => [
            run,
            name,
            by,
            executionDay,
            euros(totalCents),
            released,
            executed,
            returned,
          ]),
        ),
      );
    return 0;
  });
}

/** Takes in the bank's answer; what is still pending changes nothing. */
export function answerCommand(path: string, options: Common): Promise<number> {
  return withStores(options, async (stores) => {
    const meta = await commandMeta(options);
    const text = readText(path);
    const { executed, returned, pending, remarks } = await refusing(() =>
      takeBankAnswer(stores, text, meta, commitFor(meta, 'payment answer')),
    );
    for (const remark of remarks) message(`À noter : ${remark}`);
    message(`${executed} exécutés, ${returned} revenus, ${pending} en attente.`);
    return 0;
  });
}

export function demandCommand(team: string, options: Common & { readonly envelope: string }): Promise<number> {
  return withStores(options, async ({ log }) => {
    const meta = await commandMeta(options);
    await onLedger(
      log,
      options.envelope,
      { type: 'demandRepayment', by: meta.by, team },
      meta,
      commitFor(meta, 'payment demand'),
    );
    result(
      `${team} : ${euros(teamBalance(await envelope(log, options.envelope), 'demanded', team))} demandés en remboursement.`,
    );
    return 0;
  });
}

function cents(option: string, text: string): bigint {
  if (!/^\d{1,15}$/.test(text))
    throw new Refusal(`${option} vaut « ${text} » ; écrivez un montant en centimes entiers`);
  return BigInt(text);
}
