/** The command line of a step to take next. Words in capitals are for the person to replace. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { type NextStep, type TextsOfSteps, textOfStep } from '#libs/week/next-step.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { afterEndLine, changedAccountLine, exceedingLine } from '#apps/cli/proposal-hint.ts';

const COMMAND_LINES: TextsOfSteps = {
  AUDIT_RULES: () => 'decompte audit rules',
  VERIFY_LOG: () => 'decompte audit verify',
  REVIEW_SET_ASIDE: () => 'decompte rejected',
  IMPORT_FACTS: () => 'decompte import DOSSIER',
  CALCULATE: (next) => `decompte calculate ${range(next)}${knownOn(next)}`,
  SUBMIT: (next) => `decompte submit --period ${periodInFrench(next.period)} --as NOM`,
  REVIEW_VARIANCE: (next) => `decompte variance --period ${periodInFrench(next.period)}`,
  REJECT: (next) => `decompte reject ${quoted(next.team)} ${periodInFrench(next.period)} --reason MOTIF --as NOM`,
  REPLAY: (next) => `decompte replay ${range(next)}${knownOn(next)}`,
  REGULARISE: (next) =>
    `decompte regularise ${quoted(next.team)} ${periodInFrench(next.period)}${knownOn(next)} --as NOM`,
  REGULARISE_MANY: (next) => `decompte regularise ${range(next)}${knownOn(next)} --as NOM`,
  PREPARE_RUN: ({ envelope = 'ENVELOPPE', dueBy }) =>
    `decompte payment prepare CAMPAGNE --envelope ${quoted(envelope)}${dueBy === undefined ? '' : ` --due-by ${dueBy}`} --as NOM`,
  RELEASE_RUN: (next) => `decompte payment show ${quoted(next.run)}`,
  DROP_RUN: (next) => `decompte payment drop ${quoted(next.run)} --as NOM`,
  REVIEW_PAYEE: (next) => `decompte payee show ${quoted(next.team)}`,
  EXCEPT_ACCOUNT: (next) => changedAccountLine(next.team),
  EXCEPT_END: (next) => afterEndLine(next.team, next.period),
  EXCEED_ENVELOPE: (next) => exceedingLine(next.envelope, next.cents),
  APPROVE_BEYOND: (next) =>
    `decompte approve ${quoted(next.team)} ${periodInFrench(next.period)} --exception EXCEPTION --as NOM`,
  WITHDRAW: (next) => `decompte withdraw ${quoted(next.team)} ${periodInFrench(next.period)} --reason MOTIF --as NOM`,
  PROPOSE_ENVELOPE: (next) =>
    `decompte envelope propose ENVELOPPE --amount MONTANT --schemes ${quoted(next.scheme)} --as NOM`,
  RECORD_BANK_ANSWER: () => 'decompte payment answer FICHIER --as NOM',
  REVIEW_LOOK_ALIKES: () => 'decompte duplicates',
  REVIEW_MERGES: () => 'decompte duplicates',
  TYPE_ANSWER: (next) =>
    `decompte payment type ${quoted(next.endToEndId)} --outcome ISSUE --on JOUR --amount MONTANT --reason MOTIF --as NOM`,
  EXPLAIN_DIFFERENCE: (next) => `decompte payment explain ${quoted(next.difference)} --reason MOTIF --as NOM`,
  DEMAND_REPAYMENT: (next) =>
    `decompte payment demand ${quoted(next.team)} --envelope ${quoted(next.envelope)} --as NOM`,
  REVIEW_CARRY_OVER: () => 'decompte payment carry-over',
  UNDO_POSTING: (next) => `decompte payment undo-posting ${quoted(next.decision)} --reason MOTIF --as NOM`,
  REVIEW_VERSION: () => 'decompte regulation show',
  PUBLISH_VERSION: () => 'decompte regulation publish --code CODE --as NOM',
  REVIEW_ACCOUNT: (next) => `decompte ${next.side} show ${quoted(next.holder)}`,
  CONFIRM_ACCOUNT: (next) => `decompte ${next.side} confirm ${quoted(next.holder)} --code CODE --as NOM`,
  REVIEW_CANDIDATE: (next) => `decompte candidate show ${quoted(next.candidate)}`,
  CONFIRM_CANDIDATE: (next) => `decompte candidate confirm ${quoted(next.candidate)} --code CODE --as NOM`,
  ENTER_CANDIDATE: (next) => `decompte candidate enter ${quoted(next.candidate)} --as NOM`,
  REVIEW_CLOSING: (next) => `decompte close-out show ${quoted(next.name)}${schemeFlag(next)}`,
  CONFIRM_CLOSING: (next) => `decompte close-out confirm ${quoted(next.name)}${schemeFlag(next)} --code CODE --as NOM`,
  REVIEW_PROPOSALS: () => 'decompte payment proposals',
  CONFIRM_PROPOSAL: (next) => `decompte payment confirm ${quoted(next.proposal)} --code CODE --as NOM`,
};

function schemeFlag({ kind }: { readonly kind: string }): string {
  return kind === 'SCHEME' ? ' --scheme' : '';
}

export function commandLineOf(next: NextStep): string {
  return textOfStep(COMMAND_LINES, next);
}

function range({ from, to, team }: { readonly from: string; readonly to: string; readonly team?: string }): string {
  return `--from ${periodInFrench(from)} --to ${periodInFrench(to)}${team === undefined ? '' : ` --team ${quoted(team)}`}`;
}

function knownOn({ knownOn: day }: { readonly knownOn?: string }): string {
  return day === undefined ? '' : ` --known-on ${day}`;
}
