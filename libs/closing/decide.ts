/** Decisions on close-outs: one person proposes with the final statement, another confirms by the code that was read. */
import { isDeepStrictEqual } from 'node:util';
import {
  type CloseOut,
  CLOSING_EVENTS,
  type ClosingEvent,
  type ClosingSubject,
  PERIOD_OPEN,
} from '#libs/closing/events.ts';
import { refused } from '#libs/closing/refusals.ts';
import {
  type Closing,
  type ClosingProposal,
  type Closings,
  closedIn,
  closingKey,
  evolve,
  openClosing,
  proposalOn,
} from '#libs/closing/state.ts';
import type { Aggregate } from '#libs/commands/aggregate.ts';
import {
  type Confirming,
  type Ending,
  type Refusing,
  requireConfirmation,
  requireRefusal,
  requireWithdrawal,
} from '#libs/commands/proposal.ts';
import { requireReason } from '#libs/commands/refusals.ts';

export type ClosingCommand =
  /** `leavesOpen`: unsettled money stays open, for the reason given. */
  | {
      readonly type: 'propose';
      readonly closeOut: CloseOut;
      readonly reason: string;
      readonly leavesOpen: boolean;
    }
  | { readonly type: 'propose-reopening'; readonly subject: ClosingSubject; readonly reason: string }
  /** `closeOut`: as the log gives it now; undefined of a reopening. */
  | ({
      readonly type: 'confirm';
      readonly subject: ClosingSubject;
      readonly closeOut: CloseOut | undefined;
    } & Confirming)
  | ({ readonly type: 'refuse'; readonly subject: ClosingSubject } & Refusing)
  | ({ readonly type: 'withdraw'; readonly subject: ClosingSubject } & Ending);

export const closings: Aggregate<Closings, ClosingCommand, ClosingEvent> = {
  events: CLOSING_EVENTS,
  initial: () => new Map(),
  evolve,
  decide,
};

function decide(command: ClosingCommand, closings: Closings): readonly ClosingEvent[] {
  switch (command.type) {
    case 'propose':
      return propose(command, closings);
    case 'propose-reopening': {
      const { subject } = command;
      if (closedIn(requireNothingWaits(subject, closings)) === undefined) throw refused('NOT_CLOSED', subject);
      const data = { ...subject, reason: requireReason(command.reason) };
      return [{ type: 'ReopeningProposed', effective: subject.name, data }];
    }
    case 'confirm':
      return confirm(command, closings);
    case 'refuse': {
      const { subject } = command;
      const reason = requireRefusal(proposalOf(subject, closings), command);
      return [{ type: 'ClosingRefused', effective: subject.name, data: { ...subject, reason } }];
    }
    case 'withdraw': {
      const { subject } = command;
      requireWithdrawal(proposalOf(subject, closings), command);
      return [{ type: 'ClosingWithdrawn', effective: subject.name, data: { ...subject } }];
    }
  }
}

/** Throws ALREADY_CLOSED, CLOSING_WAITS, PERIODS_OPEN, MONEY_OPEN, REASON_REQUIRED. */
function propose(
  { closeOut, reason, leavesOpen }: Extract<ClosingCommand, { readonly type: 'propose' }>,
  closings: Closings,
): readonly ClosingEvent[] {
  const { kind, name, open } = closeOut;
  const subject = { kind, name };
  if (closedIn(requireNothingWaits(subject, closings)) !== undefined) throw refused('ALREADY_CLOSED', subject);
  const ofPeriods = open.filter((one) => PERIOD_OPEN.some((blocks) => blocks === one.kind));
  if (ofPeriods.length > 0) throw refused('PERIODS_OPEN', { ...subject, open: ofPeriods });
  if (open.length > 0 && !leavesOpen) throw refused('MONEY_OPEN', { ...subject, open });
  const data = { ...closeOut, reason: requireReason(reason) };
  return [{ type: 'ClosingProposed', effective: name, data }];
}

/** Throws NO_CLOSING_PROPOSED, CLOSE_OUT_CHANGED, and the errors of `requireConfirmation`. */
function confirm(
  command: Extract<ClosingCommand, { readonly type: 'confirm' }>,
  closings: Closings,
): readonly ClosingEvent[] {
  const { subject, closeOut } = command;
  const proposal = proposalOf(subject, closings);
  requireConfirmation(proposal, command);
  const { content } = proposal;
  if (content.type === 'REOPEN')
    return [{ type: 'ReopeningConfirmed', effective: subject.name, data: { ...subject, reason: content.reason } }];
  if (!isDeepStrictEqual(content.closeOut, closeOut)) throw refused('CLOSE_OUT_CHANGED', subject);
  return [{ type: 'ClosingConfirmed', effective: subject.name, data: { ...content.closeOut, reason: content.reason } }];
}

function closingOf(subject: ClosingSubject, closings: Closings): Closing {
  return closings.get(closingKey(subject)) ?? openClosing(subject);
}

function proposalOf(subject: ClosingSubject, closings: Closings): ClosingProposal {
  const proposal = proposalOn(closingOf(subject, closings));
  if (proposal === undefined) throw refused('NO_CLOSING_PROPOSED', subject);
  return proposal;
}

function requireNothingWaits(subject: ClosingSubject, closings: Closings): Closing {
  const found = closingOf(subject, closings);
  if (proposalOn(found) !== undefined) throw refused('CLOSING_WAITS', subject);
  return found;
}
