/** `decompte payment proposals | confirm | refuse | withdraw`, and the commands that propose: exceptions, the hold, demands, repayments. */
import type { Command } from '@nestjs/cqrs';
import { dayText, optionalDayText } from '#libs/kernel/day.ts';
import { counted } from '#libs/kernel/counted.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { ofName } from '#libs/words/labels/of-name.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { proposalId } from '#libs/payments/ledger/change.ts';
import { CancelRun } from '#libs/payments/ledger/commands/cancel-run.ts';
import { ConfirmChange } from '#libs/payments/ledger/commands/confirm-change.ts';
import { DemandRepayment } from '#libs/payments/ledger/commands/demand-repayment.ts';
import { HoldAccounts } from '#libs/payments/ledger/commands/hold-accounts.ts';
import { type AskedPermission, ProposeException } from '#libs/payments/ledger/commands/propose-exception.ts';
import { RecordRepayment } from '#libs/payments/ledger/commands/record-repayment.ts';
import { RefuseChange } from '#libs/payments/ledger/commands/refuse-change.ts';
import { TakeBackDemand } from '#libs/payments/ledger/commands/take-back-demand.ts';
import { TypeAnswer } from '#libs/payments/ledger/commands/type-answer.ts';
import { UndoPosting } from '#libs/payments/ledger/commands/undo-posting.ts';
import { WithdrawChange } from '#libs/payments/ledger/commands/withdraw-change.ts';
import { FindHold } from '#libs/payments/ledger/queries/find-hold.ts';
import { FindProposals, type ShownChange } from '#libs/payments/ledger/queries/find-proposals.ts';
import { ReadDemand } from '#libs/payments/ledger/queries/read-demand.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { demandLetterText } from '#libs/words/texts/demand-letter.ts';
import { proposalName } from '#libs/words/labels/proposals.ts';
import { changeText, inForceText } from '#libs/words/texts/ledger-changes.ts';
import { waitingText } from '#libs/words/texts/waiting-text.ts';
import { amountOf } from '#apps/cli/amounts.ts';
import { choiceArgument, dayArgument, knownOn, requirePeriod } from '#apps/cli/arguments.ts';
import { codeLine, replacedLine } from '#apps/cli/proposal-hint.ts';
import { type EndingOptions, type PersonOptions, type RefusingOptions, commandAuthor } from '#apps/cli/person.ts';
import { WORDS_TO_TYPE } from '#libs/words/typed.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { message, printJson, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';
import { writeWhole } from '#apps/cli/files.ts';

interface Common extends StoreOptions, PersonOptions {
  readonly json?: boolean;
}

/** Proposes a change; `typed` names the command of the terminal. */
export async function proposeLedgerChange(
  proposing: (author: Author) => Command<CommandResult | undefined>,
  options: Common,
  typed: string,
): Promise<number> {
  const author = await commandAuthor(options, typed);
  return withModules(options, [PaymentsModule], async ({ command, query }) => {
    const before = new Map((await query(new FindProposals())).map((one) => [one.id, one]));
    await command(proposing(author));
    const mine = (await query(new FindProposals())).filter(
      ({ by, at }) => by.name === author.meta.by.name && at === author.meta.at,
    );
    if (options.json === true) printJson(mine.map(proposalJson));
    else
      for (const { id, content, now } of mine) {
        result(
          `Proposition ${ofName(author.meta.by.name)} : ${changeText(content)}. Une autre personne doit la confirmer (son nom : ${id}).`,
        );
        const waited = before.get(id);
        const replaced = waited && replacedLine(changeText(waited.content), waited, author.meta);
        if (replaced !== undefined) message(replaced);
        if (now.dueCents !== undefined) for (const line of inForceText(now)) message(`  ${line}`);
        message(
          `Ensuite : cette personne lit decompte payment proposals, puis decompte payment confirm ${quoted(id)} --code CODE --as NOM.`,
        );
      }
  });
}

/** Confirms a proposal by its code. */
export async function confirm(
  id: string,
  options: Common & { readonly code?: string },
  typed: string,
): Promise<number> {
  const author = await commandAuthor(options, typed);
  return withModules(options, [PaymentsModule], async ({ command }) => {
    await command(new ConfirmChange(id, options.code, author));
    result(`Proposition confirmée par ${author.meta.by.name} : ${proposalName(id)}.`);
  });
}

export function proposalsCommand(options: Common): Promise<number> {
  return withModules(options, [PaymentsModule], async ({ query }) => {
    const found = await query(new FindProposals());
    if (options.json === true) printJson(found.map(proposalJson));
    else if (found.length === 0) result('Rien n’attend une seconde personne dans le livre des paiements.');
    else for (const line of found.flatMap(proposalText)) result(line);
  });
}

function proposalJson({ id, content, by, at, code, confirmBy, now }: ShownChange): object {
  const terms = now.terms?.map(({ from, ...of }) => ({ from: optionalDayText(from), ...of }));
  return { id, change: changeText(content), by, at, code, confirmBy: dayText(confirmBy), now: { ...now, terms } };
}

function proposalText(proposal: ShownChange): readonly string[] {
  const { id, content, code, now } = proposal;
  return [
    `${changeText(content)} (nom : ${id})`,
    ...inForceText(now).map((line) => `  ${line}`),
    `  ${waitingText(proposal, knownOn(undefined))}`,
    `  ${codeLine(code, `payment confirm ${quoted(id)}`)}`,
  ];
}

export function confirmLedgerChangeCommand(id: string, options: Common & { readonly code?: string }): Promise<number> {
  return confirm(id, options, 'payment confirm');
}

export function cancelRunCommand(run: string, options: Common & { readonly reason: string }): Promise<number> {
  return proposeLedgerChange((author) => new CancelRun(run, options.reason, author), options, 'payment cancel');
}

export function undoPostingCommand(decision: string, options: Common & { readonly reason: string }): Promise<number> {
  return proposeLedgerChange(
    (author) => new UndoPosting(decision, options.reason, author),
    options,
    'payment undo-posting',
  );
}

export async function refuseLedgerChangeCommand(id: string, options: Common & RefusingOptions): Promise<number> {
  const author = await commandAuthor(options, 'payment refuse');
  return withModules(options, [PaymentsModule], async ({ command }) => {
    await command(new RefuseChange(id, options.reason, author, options.code));
    result(`Proposition refusée par ${author.meta.by.name} : ${proposalName(id)}.`);
  });
}

export async function withdrawLedgerChangeCommand(id: string, options: Common & EndingOptions): Promise<number> {
  const author = await commandAuthor(options, 'payment withdraw');
  return withModules(options, [PaymentsModule], async ({ command }) => {
    await command(new WithdrawChange(id, author, options.code));
    result(`Proposition retirée par ${author.meta.by.name} : ${proposalName(id)}.`);
  });
}

interface ExceptionOptions extends Common {
  readonly kind: string;
  readonly envelope?: string;
  readonly amount?: string;
  readonly team?: string;
  readonly until?: string;
  readonly period?: string;
  readonly reason: string;
}

export function proposeExceptionCommand(exception: string, options: ExceptionOptions): Promise<number> {
  const asked = { exception, reason: options.reason, terms: permissionOf(options) };
  return proposeLedgerChange((author) => new ProposeException(asked, author), options, 'payment exception');
}

function periodGiven(period: string): string {
  requirePeriod(period);
  return period;
}

function permissionOf({ kind, envelope, amount, team, until, period }: ExceptionOptions): AskedPermission {
  switch (choiceArgument('--kind', WORDS_TO_TYPE.exception, kind)) {
    case 'exceed':
      return {
        kind: 'EXCEED_ENVELOPE',
        envelope: needed('--envelope', envelope),
        amountCents: amountOf('--amount', needed('--amount', amount)),
      };
    case 'account':
      return { kind: 'CHANGED_ACCOUNT', team: needed('--team', team) };
    case 'early':
      return {
        kind: 'EARLY_RELEASE',
        envelope: needed('--envelope', envelope),
        until: dayArgument('--until', needed('--until', until)),
      };
    case 'ended':
      return { kind: 'AFTER_END', team: needed('--team', team), period: periodGiven(needed('--period', period)) };
  }
}

export function confirmExceptionCommand(id: string, options: Common & { readonly code?: string }): Promise<number> {
  return confirm(proposalId({ kind: 'EXCEPTION', exception: id }), options, 'payment exception');
}

/** Shows for how many days a changed account is held, or proposes another number. */
export async function holdCommand(
  options: Common & { readonly days?: string; readonly reason?: string },
): Promise<number> {
  const { days, reason = '' } = options;
  if (days !== undefined) {
    if (!/^\d{1,4}$/.test(days)) throw new CliRefusal(`--days vaut « ${days} » ; écrivez un nombre de jours`);
    return proposeLedgerChange((author) => new HoldAccounts(Number(days), reason, author), options, 'payment hold');
  }
  return withModules(options, [PaymentsModule], async ({ query }) => {
    const held = await query(new FindHold());
    if (options.json === true) printJson({ days: held });
    else result(`Un compte changé attend ${counted(held, 'jour')} avant d’être payé.`);
  });
}

interface DebtorOptions extends Common {
  readonly envelope: string;
}

export function demandCommand(team: string, options: DebtorOptions): Promise<number> {
  const { envelope } = options;
  return proposeLedgerChange((author) => new DemandRepayment({ envelope, team }, author), options, 'payment demand');
}

interface RepaymentOptions extends DebtorOptions {
  readonly amount: string;
  readonly on: string;
  readonly reference: string;
}

export function repaymentCommand(team: string, options: RepaymentOptions): Promise<number> {
  const { envelope, amount, on, reference } = options;
  const repaid = { amountCents: amountOf('--amount', amount), receivedOn: dayArgument('--on', on), reference };
  return proposeLedgerChange(
    (author) => new RecordRepayment({ envelope, team }, repaid, author),
    options,
    'payment repayment',
  );
}

export function takeBackCommand(team: string, options: DebtorOptions & { readonly reason: string }): Promise<number> {
  const { envelope, reason } = options;
  return proposeLedgerChange(
    (author) => new TakeBackDemand({ envelope, team }, reason, author),
    options,
    'payment take-back',
  );
}

export function letterCommand(team: string, options: DebtorOptions & { readonly out?: string }): Promise<number> {
  return withModules(options, [PaymentsModule], async ({ query }) => {
    const demand = await query(new ReadDemand(options.envelope, team));
    if (demand === undefined) throw refused('NOTHING_DEMANDED', { team });
    const letter = demandLetterText(demand, knownOn(undefined));
    if (options.out === undefined) result(letter);
    else {
      writeWhole(options.out, letter);
      result(`Lettre écrite dans ${options.out}.`);
    }
  });
}

interface TypedOptions extends Common {
  readonly outcome: string;
  readonly on: string;
  readonly amount: string;
  readonly bankReason?: string;
  readonly reason: string;
}

/** Gives the status of a payment instead of the bank's file, or corrects an earlier answer. */
export function typeAnswerCommand(endToEndId: string, options: TypedOptions): Promise<number> {
  const outcome = choiceArgument('--outcome', WORDS_TO_TYPE.outcome, options.outcome);
  const entry = {
    endToEndId,
    outcome,
    day: dayArgument('--on', options.on),
    amountCents: amountOf('--amount', options.amount),
    reason: options.bankReason ?? null,
  };
  const answer = { answer: endToEndId, entries: [entry], reason: options.reason };
  return proposeLedgerChange((author) => new TypeAnswer(answer, author), options, 'payment type');
}

function needed(option: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new CliRefusal(`il manque ${option}`);
  return value;
}
