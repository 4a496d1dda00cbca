/** The next command after a refusal: to read a proposal again, or to propose the exception that permits the action. */
import { instantInFrench, periodInFrench, quarterInFrench } from '#libs/kernel/french-days.ts';
import { dayText } from '#libs/kernel/day.ts';
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { periodFromText, quartersOf } from '#libs/kernel/period.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { ProposalStep } from '#libs/commands/refusals.ts';
import type { LeftOut } from '#libs/payments/ledger/left-out.ts';
import type { RunFault } from '#libs/payments/ledger/refusals.ts';
import type { StatementRefusal } from '#libs/statements/workflow/refusals.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { type TextsByCode, textByCode } from '#libs/words/sentences.ts';

/** The command line that shows a proposal. A word in capitals is for the person to replace. */
const SHOWN_BY: Readonly<Record<ProposalStep, (subject: string) => string>> = {
  PROPOSED_VERSION: () => 'decompte regulation show',
  PROPOSED_ACCOUNT: (holder) => `decompte payee show ${quoted(holder)}`,
  PROPOSED_DEBTOR: (envelope) => `decompte debtor show ${quoted(envelope)}`,
  PROPOSED_ENVELOPE: (envelope) => `decompte envelope show ${quoted(envelope)}`,
  PROPOSED_EXCEPTION: () => 'decompte payment proposals',
  PROPOSED_HOLD: () => 'decompte payment proposals',
  PROPOSED_DEMAND: () => 'decompte payment proposals',
  PROPOSED_REPAYMENT: () => 'decompte payment proposals',
  PROPOSED_TAKE_BACK: () => 'decompte payment proposals',
  PROPOSED_CANCELLATION: () => 'decompte payment proposals',
  PROPOSED_UNDOING: () => 'decompte payment proposals',
  PROPOSED_CLOSING: (subject) => `decompte close-out show ${quoted(subject)}`,
  PROPOSED_REOPENING: (subject) => `decompte close-out show ${quoted(subject)}`,
  PROPOSED_CANDIDATE: (candidate) => `decompte candidate show ${quoted(candidate)}`,
  PROPOSED_ERASURE: (erasure) => `decompte erasures show ${quoted(erasure)}`,
  DUE_ERASURES: () => 'decompte erasures due',
  PROPOSED_ANSWER: () => 'decompte payment proposals',
  PROPOSED_MERGE: () => 'decompte duplicates',
  PROPOSED_SEPARATION: () => 'decompte duplicates',
  REPORTED_LOSS: () => 'decompte audit losses',
  PREPARED_RUN: (run) => `decompte payment show ${quoted(run)}`,
  APPLICATION: (candidate) => `decompte candidate show ${quoted(candidate)}`,
};

/** What the second person does after a proposal, by the `show` and `confirm` of its group. */
export function afterProposal(group: string, subject: string): string {
  return `Ensuite : cette personne lit ${group} show ${subject}, puis ${group} confirm ${subject} --code CODE --as NOM.`;
}

/** Who proposed or prepared something, and the instant (ISO 8601). */
interface Made {
  readonly by: Person;
  readonly at: string;
}

/**
 * The sentence about what a new proposal, or a run prepared again, replaces; `what`: its subject. Undefined if nothing waited, or if the same
 * command made it before.
 */
export function replacedLine(what: string, before: Made | undefined, now: Made | undefined): string | undefined {
  if (before === undefined || now === undefined || before.at === now.at) return undefined;
  return `Remplace ce qu’a fait ${before.by.name} le ${instantInFrench(before.at)} : ${what} ; son code ne vaut plus.`;
}

/** The last line of what a second person reads: the code, and the command that takes it. */
export function codeLine(code: string, command: string): string {
  return `Code : ${code} (decompte ${command} --code ${code} --as NOM)`;
}

/** The sentence of a refusal, with the next command in brackets; where the sentence ends with brackets itself, after a colon. */
export function withNextStep(sentence: string, refusal: Refusal): string {
  const [said, next] = [sentence.replace(/\.$/, ''), nextStepAfter(refusal)];
  if (next === undefined) return `${said}.`;
  return said.endsWith(')') ? `${said} : ${next}.` : `${said} (${next}).`;
}

/** `decompte payee show PEPS-01, puis --code CODE`; undefined if no command helps. */
export function nextStepAfter(refusal: Refusal): string | undefined {
  const { code, data } = refusal;
  const permitted = permittedBy(refusal);
  if (permitted.length > 0) return permitted.join(' ; ');
  const next = COMMAND_AFTER[code] ?? textByCode(AFTER_STATEMENT, refusal) ?? textByCode(TO_MAKE, refusal);
  if (next !== undefined) return next;
  if (code !== 'CONFIRMATION_CODE_REQUIRED' && code !== 'PROPOSAL_CHANGED') return undefined;
  const { step, subject } = data as { readonly step: ProposalStep; readonly subject: string };
  return `${SHOWN_BY[step](subject)}, puis --code CODE`;
}

const COMMAND_AFTER: Readonly<Record<string, string>> = {
  CARRIED_OVER_NOT_SIGNED: 'decompte audit verify ; decompte audit checkpoint --carried-over',
  CARRY_OVER_CHANGED: 'decompte payment carry-over',
  CARRY_OVER_CONTRADICTED: 'decompte audit rules',
  DEBTOR_OF_NO_ENVELOPE: 'decompte envelope show',
  ENVELOPE_NOT_CONFIRMED: 'decompte envelope show',
  ENVELOPE_NOT_RECORDED: 'decompte envelope show',
  EVENT_IMPOSSIBLE: 'decompte audit rules ; decompte audit verify',
  EVENT_GARBLED: 'decompte audit verify',
  FORMER_LEDGER_WRITTEN: 'decompte payment carry-over',
  IMPORT_UNKNOWN: 'decompte imports',
  MONEY_OPEN: '--leave-open',
  LEDGER_NOT_CARRIED_OVER: 'decompte payment carry-over',
  LOG_LOST_ITS_END: 'decompte audit losses',
  LOG_NOT_SEALED: 'decompte migrate --to sqlite:CHEMIN',
  NAMED_IN_CLEAR: 'decompte migrate --to sqlite:CHEMIN',
  NOTHING_SET_ASIDE: 'decompte rejected',
  NO_ERASURE_PROPOSED: 'decompte erasures list',
  NO_MERGE_PROPOSED: 'decompte duplicates',
  NO_PREPARED_RUN: 'decompte payment list',
  REPAYMENT_WAITS: 'decompte payment proposals',
  NO_SUCH_DIFFERENCE: 'decompte payment reconcile',
  NO_SUCH_ENVELOPE: 'decompte envelope show',
  NO_SUCH_ERASURE: 'decompte erasures list',
  NO_SUCH_PROPOSAL: 'decompte payment proposals',
  NO_SUCH_RUN: 'decompte payment list',
  REASON_REQUIRED: '--reason MOTIF',
  SCHEME_NOT_FUNDED: 'decompte envelope propose ENVELOPPE --amount MONTANT --schemes EXPÉRIMENTATION --as NOM',
};

/** The command that makes what was named and is not there, or ends what is begun, or how to name what is there. */
const TO_MAKE: TextsByCode<string | undefined> = {
  DOCUMENT_GARBLED: rebuildLine,
  STORED_OTHERWISE: rebuildLine,
  RECOMPUTED_OTHERWISE: () => 'decompte projections rebuild dossiers ; decompte projections rebuild rosters',
  ALREADY_ERASED: ({ isFinished }: { readonly isFinished: boolean }) =>
    isFinished ? undefined : 'decompte erasures finish',
  NOTHING_TO_CLOSE: ({ kind }: { readonly kind: 'TEAM' | 'SCHEME' }) =>
    kind === 'TEAM' ? 'une expérimentation se nomme avec --scheme' : 'une équipe se nomme sans --scheme',
  REPLAY_NOT_SAVED: savedReplayLine,
  REPLAY_OF_FORMER_VERSION: savedReplayLine,
  RUN_IS_RELEASED: ({ run }: { readonly run: string }) =>
    `decompte payment cancel ${quoted(run)} --reason MOTIF --as NOM`,
  NO_SUCH_SIMULATION: ({ simulation }: { readonly simulation: string }) =>
    `decompte simulate ${quoted(simulation)} --from PÉRIODE --to PÉRIODE`,
};

/** The command that makes a projection again from the log. */
export function rebuildLine({ projection }: { readonly projection: string }): string {
  return `decompte projections rebuild ${quoted(projection)}`;
}

function savedReplayLine({ name }: { readonly name: string }): string {
  return `decompte replay --from PÉRIODE --to PÉRIODE --save ${quoted(name)}`;
}

interface OfStatement {
  readonly team: string;
  readonly period: string;
}

/** The step that must precede the refused one of a statement. */
const AFTER_STATEMENT: TextsByCode = {
  STATEMENT_NOT_CALCULATED: calculateLine,
  STATEMENT_STALE: calculateLine,
  CALCULATED_MEANWHILE: showLine,
  SUBMITTED_MEANWHILE: showLine,
  CHANGED_MEANWHILE: showLine,
  SUBMISSION_STALE: ({ team, period }: OfStatement) =>
    `decompte reject ${quoted(team)} ${periodInFrench(period)} --reason MOTIF --as NOM`,
  NOTHING_TO_APPROVE: showLine,
  PERIOD_NOT_CALCULATED: ({ period }: { readonly period: string }) => calculateHint(period),
  VARIANCE_REPORT_REQUIRED: varianceLine,
  VARIANCE_REPORT_OUTDATED: varianceLine,
  DRAFTS_OUTDATED: varianceLine,
} satisfies Partial<Record<StatementRefusal['code'], (data: never) => string>>;

/** `show` gives the stage of the statement, and the next step. */
function showLine({ team, period }: OfStatement): string {
  return `decompte show ${quoted(team)} ${periodInFrench(period)}`;
}

function calculateLine({ team, period }: OfStatement): string {
  return `${calculateHint(period)} --team ${quoted(team)}`;
}

/** The command that calculates a period, of all teams. */
export function calculateHint(period: string): string {
  const { from, to } = quartersOf(periodFromText(period));
  return `decompte calculate --from ${quarterInFrench(from)} --to ${quarterInFrench(to)}`;
}

/** For the first period: each period has its own report and code. */
function varianceLine({ periods }: { readonly periods: readonly string[] }): string {
  return `decompte variance --period ${periodInFrench(periods[0] ?? 'PÉRIODE')}`;
}

/** Commands of one kind in a refusal: those of other teams are alike. */
const HINTS_SHOWN = 3;

/** The commands that propose the exceptions by which two people permit a refused action. */
const PERMITTED_BY: TextsByCode<readonly string[]> = {
  COMMITTED_BEYOND_ENVELOPE: beyond,
  ENVELOPE_OVERDRAWN: beyond,
  ENVELOPE_BELOW_USE: ({ envelope, amountCents, usedCents }: Below) => [
    exceedingLine(envelope, usedCents - amountCents),
  ],
  RELEASED_EARLY: ({ envelope, dueBy }: DataOf<'RELEASED_EARLY'>) => [
    exception(`--kind échéance --envelope ${quoted(envelope)} --until ${dayText(dueBy)}`),
  ],
  NOTHING_PAYABLE: ({ leftOut }: { readonly leftOut: readonly LeftOut[] }) => heldHints(leftOut).slice(0, HINTS_SHOWN),
  DECIDED_AFTER_END: ({ team, period }: { readonly team: string; readonly period: string }) => [
    afterEndLine(team, period),
  ],
  RUN_REFUSED: ({ faults }: { readonly faults: readonly RunFault[] }) => faults.flatMap(permittedBy),
};

interface Beyond {
  readonly envelope: string;
  readonly leftCents: bigint;
  readonly wantedCents: bigint;
}

interface Below {
  readonly envelope: string;
  readonly amountCents: bigint;
  readonly usedCents: bigint;
}

type DataOf<Code extends RunFault['code']> = Extract<RunFault, { readonly code: Code }>['data'];

/** The commands that propose an exception to a refusal; empty if there is no such exception. */
export function permittedBy(refusal: Refusal): readonly string[] {
  return textByCode(PERMITTED_BY, refusal) ?? [];
}

/** A held account is paid by an exception that names it. */
export function heldHints(leftOut: readonly LeftOut[]): readonly string[] {
  return leftOut.filter(({ reason }) => reason === 'ACCOUNT_HELD').map(({ team }) => changedAccountLine(team));
}

function beyond({ envelope, leftCents, wantedCents }: Beyond): readonly string[] {
  return [exceedingLine(envelope, wantedCents - leftCents)];
}

/** The command line that proposes to exceed an envelope by an amount, in cents. */
export function exceedingLine(envelope: string, amountCents: bigint | string): string {
  return exception(`--kind dépassement --envelope ${quoted(envelope)} --amount ${amountCents}`);
}

/** The command line that proposes to pay a team whose account changed. */
export function changedAccountLine(team: string): string {
  return exception(`--kind compte --team ${quoted(team)}`);
}

/** The command line that proposes to decide a period after the end of its text; of a team to name where none is given. */
export function afterEndLine(team: string | undefined, period: string): string {
  return exception(
    `--kind fin --team ${team === undefined ? 'ÉQUIPE' : quoted(team)} --period ${periodInFrench(period)}`,
  );
}

function exception(of: string): string {
  return `decompte payment exception propose EXCEPTION ${of} --reason MOTIF --as NOM`;
}
