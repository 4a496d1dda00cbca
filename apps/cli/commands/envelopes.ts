/** `decompte envelope`: the envelopes that fund the teams. */
import { type Day, dayText, optionalDayText } from '#libs/kernel/day.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { ofName } from '#libs/words/labels/of-name.ts';
import { euros } from '#libs/kernel/euros.ts';
import { termsText } from '#libs/words/texts/history-text.ts';
import type { TeamBalances } from '#libs/payments/ledger/balances.ts';
import { proposalId } from '#libs/payments/ledger/change.ts';
import { ProposeEnvelope } from '#libs/payments/ledger/commands/propose-envelope.ts';
import type { EnvelopeFigures, ProposedTerms } from '#libs/payments/ledger/envelope-figures.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import { FindEnvelopes } from '#libs/payments/ledger/queries/find-envelopes.ts';
import type { EnvelopeYear } from '#libs/payments/ledger/envelope-years.ts';
import { ReadEnvelope } from '#libs/payments/ledger/queries/read-envelope.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { amountOf } from '#apps/cli/amounts.ts';
import { dayArgument, knownOn } from '#apps/cli/arguments.ts';
import { confirm, proposeLedgerChange } from '#apps/cli/commands/ledger-changes.ts';
import { codeLine } from '#apps/cli/proposal-hint.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import type { PersonOptions } from '#apps/cli/person.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface Common extends StoreOptions, PersonOptions {
  readonly json?: boolean;
}

interface EnvelopeOptions extends Common {
  readonly amount: string;
  readonly schemes?: string;
  readonly closed?: boolean;
  readonly exception?: string;
  readonly from?: string;
}

export function proposeEnvelopeCommand(envelope: string, options: EnvelopeOptions): Promise<number> {
  const { amount, exception } = options;
  const always = { envelope, amountCents: amountOf('--amount', amount), schemes: schemesOf(options), exception };
  const terms = { ...always, ...fromOption(options.from) };
  return proposeLedgerChange((author) => new ProposeEnvelope(terms, author), options, 'envelope propose');
}

function schemesOf({ schemes, closed = false }: EnvelopeOptions): readonly string[] {
  if ((schemes === undefined) !== closed)
    throw new CliRefusal('dites ce que l’enveloppe finance : --schemes LISTE, ou --closed pour plus rien de nouveau');
  return schemes === undefined ? [] : schemes.split(',');
}

function fromOption(text: string | undefined): { readonly from?: Day } {
  return text === undefined ? {} : { from: dayArgument('--from', text) };
}

/** Confirms the proposal by the code that was read. */
export function confirmEnvelopeCommand(name: string, options: Common & { readonly code?: string }): Promise<number> {
  return confirm(proposalId({ kind: 'ENVELOPE', envelope: name }), options, 'envelope confirm');
}

/** Shows the figures of every envelope, or of one with the figures of each team. */
export function showEnvelopeCommand(name: string | undefined, options: Common): Promise<number> {
  return withModules(options, [PaymentsModule], async ({ query }) => {
    const one = name === undefined ? undefined : await query(new ReadEnvelope(name, knownOn(undefined)));
    if (name !== undefined && one === undefined)
      throw new CliRefusal(`il n’y a pas d’enveloppe ${name} ; decompte envelope show montre celles qui sont là`);
    const years = one === undefined ? {} : { years: one.years };
    const all = one === undefined ? await query(new FindEnvelopes(knownOn(undefined))) : [one];
    if (options.json === true)
      printJson(
        all.map(({ envelope, terms, termsByDay, proposed, between, use }) => ({
          envelope,
          terms: terms === undefined ? null : termsJson(terms),
          termsByDay: termsByDay.map(termsJson),
          proposed: proposed === undefined ? null : proposedJson(proposed),
          between,
          ...use,
          ...years,
        })),
      );
    else {
      result(envelopesText(all));
      if (one !== undefined) {
        for (const terms of one.termsByDay) result(termsText(terms));
        if (one.proposed !== undefined) result(proposedText(one.envelope, one.proposed));
        for (const { envelope, owedCents } of one.between) result(betweenText(envelope, owedCents));
        if (one.teams.length > 0) result(`\n${balancesText(one.teams)}`);
        if (one.years.length > 0) result(`\n${yearsText(one.years)}`);
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

function yearsText(years: readonly EnvelopeYear[]): string {
  return table(
    ['année', 'dû', 'à la banque', 'payé', 'à récupérer'],
    years.map(({ year, dueCents, releasedCents, paidCents, owedCents }) => [
      year,
      ...[dueCents, releasedCents, paidCents, owedCents].map(euros),
    ]),
  );
}

function termsJson({ from, amountCents, schemes }: EnvelopeTerms): object {
  return { from: optionalDayText(from), amountCents, schemes };
}

function proposedText(envelope: string, { terms, by, code, confirmBy }: ProposedTerms): string {
  return `Proposition ${ofName(by.name)} : ${termsText(terms)}, à confirmer jusqu’au ${frenchDay(confirmBy)}\n${codeLine(code, `envelope confirm ${quoted(envelope)}`)}`;
}

function proposedJson({ terms, exception, by, at, code, confirmBy }: ProposedTerms): object {
  return { ...termsJson(terms), exception, by, at, code, confirmBy: dayText(confirmBy) };
}

function betweenText(envelope: string, owedCents: bigint): string {
  return owedCents > 0n
    ? `doit ${euros(owedCents)} à l’enveloppe ${envelope}, par des compensations`
    : `l’enveloppe ${envelope} lui doit ${euros(-owedCents)}, par des compensations`;
}

function balancesText(teams: readonly TeamBalances[]): string {
  return table(
    ['équipe', 'décidé', 'dû', 'à la banque', 'payé', 'à récupérer', 'demandé', 'remboursé'],
    teams.map(({ team, ...of }) => [
      team,
      ...[
        of.chargesCents,
        of.dueCents,
        of.releasedCents,
        of.paidCents,
        of.toRecoverCents,
        of.demandedCents,
        of.repaidCents,
      ].map(euros),
    ]),
  );
}
