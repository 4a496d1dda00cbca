/** `decompte envelope`, `payment exception` and `payment demand`: funds, exceptions to their limit, and debts of teams. */
import { type Day, optionalDayText, parseDay } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import { termsText } from '#libs/words/texts/history-text.ts';
import type { EnvelopeFigures, TeamBalances } from '#libs/payments/ledger/balances.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/events.ts';
import { ConfirmEnvelope } from '#libs/payments/ledger/commands/confirm-envelope.ts';
import { ConfirmException } from '#libs/payments/ledger/commands/confirm-exception.ts';
import { DemandRepayment } from '#libs/payments/ledger/commands/demand-repayment.ts';
import { ProposeEnvelope } from '#libs/payments/ledger/commands/propose-envelope.ts';
import { ProposeException } from '#libs/payments/ledger/commands/propose-exception.ts';
import { FindEnvelopes } from '#libs/payments/ledger/queries/find-envelopes.ts';
import { ReadEnvelope } from '#libs/payments/ledger/queries/read-envelope.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { knownOn } from '#apps/cli/arguments.ts';
import { type PersonOptions, authorOf } from '#apps/cli/person.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { json, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface Common extends StoreOptions, PersonOptions {
  readonly json?: boolean;
}

interface EnvelopeOptions extends Common {
  readonly amount: string;
  readonly schemes?: string;
  readonly closed?: boolean;
  readonly from?: string;
}

export async function proposeEnvelopeCommand(name: string, options: EnvelopeOptions): Promise<number> {
  const author = await authorOf(options, 'envelope propose');
  const amountCents = cents('--amount', options.amount);
  const terms = { envelope: name, amountCents, schemes: schemesOf(options), ...fromOption(options.from) };
  return withModules(options, [PaymentsModule], async ({ command }) => {
    await command(new ProposeEnvelope(terms, author));
    const by = author.meta.by.name;
    result(
      `Enveloppe ${name} de ${euros(terms.amountCents)} proposée par ${by} ; une autre personne doit la confirmer.`,
    );
  });
}

function schemesOf({ schemes, closed = false }: EnvelopeOptions): readonly string[] {
  if ((schemes === undefined) !== closed)
    throw new Refusal('dites ce que l’enveloppe finance : --schemes LISTE, ou --closed pour plus rien de nouveau');
  return schemes === undefined ? [] : schemes.split(',');
}

function fromOption(text: string | undefined): { readonly from?: Day } {
  if (text === undefined) return {};
  const from = parseDay(text);
  if (from === undefined) throw new Refusal(`--from vaut « ${text} » ; écrivez un jour, par exemple 2027-01-01`);
  return { from };
}

export async function confirmEnvelopeCommand(name: string, options: Common): Promise<number> {
  const author = await authorOf(options, 'envelope confirm');
  return withModules(options, [PaymentsModule], async ({ command }) => {
    await command(new ConfirmEnvelope(name, author));
    result(`Enveloppe ${name} confirmée par ${author.meta.by.name}.`);
  });
}

/** Shows the figures of every envelope, or of one with those of each team. */
export function showEnvelopeCommand(name: string | undefined, options: Common): Promise<number> {
  return withModules(options, [PaymentsModule], async ({ query }) => {
    const one = name === undefined ? undefined : await query(new ReadEnvelope(name, knownOn(undefined)));
    if (name !== undefined && one === undefined)
      throw new Refusal(`il n’y a pas d’enveloppe ${name} ; decompte envelope show montre celles qui sont là`);
    const all = one === undefined ? await query(new FindEnvelopes(knownOn(undefined))) : [one];
    if (options.json === true)
      json(
        all.map(({ envelope, terms, termsByDay, between, use }) => ({
          envelope,
          terms: terms === undefined ? null : termsJson(terms),
          termsByDay: termsByDay.map(termsJson),
          between,
          ...use,
        })),
      );
    else {
      result(envelopesText(all));
      if (one !== undefined) {
        for (const terms of one.termsByDay) result(termsText(terms));
        for (const { envelope, owedCents } of one.between) result(betweenText(envelope, owedCents));
        result(`\n${balancesText(one.teams)}`);
      }
    }
  });
}

function envelopesText(all: readonly EnvelopeFigures[]): string {
  return table(
    ['enveloppe', 'montant', 'engagé', 'libéré', 'payé', 'dû à d’autres', 'reste'],
    all.map(({ envelope, use }) => {
      const { amountCents, committedCents, releasedCents, paidCents, betweenCents, leftCents } = use;
      return [envelope, ...[amountCents, committedCents, releasedCents, paidCents, betweenCents, leftCents].map(euros)];
    }),
  );
}

function termsJson({ from, amountCents, schemes }: EnvelopeTerms): object {
  return { from: optionalDayText(from), amountCents, schemes };
}

function betweenText(envelope: string, owedCents: bigint): string {
  return owedCents > 0n
    ? `doit ${euros(owedCents)} à l’enveloppe ${envelope}, par des compensations`
    : `l’enveloppe ${envelope} lui doit ${euros(-owedCents)}, par des compensations`;
}

function balancesText(teams: readonly TeamBalances[]): string {
  return table(
    ['équipe', 'décidé', 'dû', 'libéré', 'payé', 'à récupérer', 'demandé'],
    teams.map(({ team, ...of }) => [
      team,
      ...[of.chargesCents, of.dueCents, of.releasedCents, of.paidCents, of.toRecoverCents, of.demandedCents].map(euros),
    ]),
  );
}

interface ExceptionOptions extends Common {
  readonly envelope: string;
  readonly amount?: string;
  readonly reason?: string;
}

export async function proposeExceptionCommand(id: string, options: ExceptionOptions): Promise<number> {
  const author = await authorOf(options, 'payment exception');
  const { envelope, amount = '', reason = '' } = options;
  const exception = { envelope, id, amountCents: cents('--amount', amount), reason };
  return withModules(options, [PaymentsModule], async ({ command }) => {
    await command(new ProposeException(exception, author));
    const by = author.meta.by.name;
    result(
      `Exception ${id} de ${euros(exception.amountCents)} proposée par ${by} ; une autre personne doit la confirmer.`,
    );
  });
}

export async function confirmExceptionCommand(id: string, options: ExceptionOptions): Promise<number> {
  const author = await authorOf(options, 'payment exception');
  return withModules(options, [PaymentsModule], async ({ command }) => {
    await command(new ConfirmException(options.envelope, id, author));
    result(`Exception ${id} confirmée par ${author.meta.by.name}.`);
  });
}

export async function demandCommand(team: string, options: Common & { readonly envelope: string }): Promise<number> {
  const author = await authorOf(options, 'payment demand');
  return withModules(options, [PaymentsModule], async ({ command, query }) => {
    await command(new DemandRepayment(options.envelope, team, author));
    const envelope = await query(new ReadEnvelope(options.envelope, knownOn(undefined)));
    const demandedCents = envelope?.teams.find((of) => of.team === team)?.demandedCents ?? 0n;
    result(`${team} : remboursement de ${euros(demandedCents)} demandé.`);
  });
}

function cents(option: string, text: string): bigint {
  if (!/^\d{1,15}$/.test(text))
    throw new Refusal(`${option} vaut « ${text} » ; écrivez un montant en centimes entiers`);
  return BigInt(text);
}
