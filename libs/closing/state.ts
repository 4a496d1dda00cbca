/** The state of close-outs: closed subjects, and proposals that wait for a second person. */
import type { CloseOut, ClosingEvent, ClosingSubject } from '#libs/closing/events.ts';
import type { Proposal } from '#libs/commands/proposal.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';

/** A proposal to close, or to reopen a closed subject. */
export type ClosingContent =
  | { readonly type: 'CLOSE'; readonly closeOut: CloseOut; readonly reason: string }
  | { readonly type: 'REOPEN'; readonly subject: ClosingSubject; readonly reason: string };

export type ClosingProposal = Proposal<ClosingContent>;

export interface Closed {
  readonly closeOut: CloseOut;
  readonly reason: string;
  readonly proposedBy: Person;
  readonly confirmedBy: Person;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** The state of one subject. */
export type Closing = { readonly subject: ClosingSubject } & (
  | { readonly status: 'OPEN' }
  | { readonly status: 'CLOSING_PROPOSED'; readonly proposal: ClosingProposal }
  | { readonly status: 'CLOSED'; readonly closed: Closed }
  | { readonly status: 'REOPENING_PROPOSED'; readonly closed: Closed; readonly proposal: ClosingProposal }
);

/** Keyed by `closingKey`. */
export type Closings = ReadonlyMap<string, Closing>;

/** `TEAM:PEPS-01` */
export function closingKey({ kind, name }: ClosingSubject): string {
  return `${kind}:${name}`;
}

export function openClosing({ kind, name }: ClosingSubject): Closing {
  return { status: 'OPEN', subject: { kind, name } };
}

export function evolve(closings: Closings, event: Recorded<ClosingEvent>): Closings {
  const key = closingKey(event.data);
  return new Map([...closings, [key, evolved(closings.get(key) ?? openClosing(event.data), event)]]);
}

function evolved(before: Closing, event: Recorded<ClosingEvent>): Closing {
  const { subject } = before;
  const { by, at } = commandMetaOf(event);
  switch (event.type) {
    case 'ClosingProposed': {
      const { reason, ...closeOut } = event.data;
      const content = { type: 'CLOSE', closeOut, reason } as const;
      const proposal = { step: 'PROPOSED_CLOSING', subject: subject.name, content, by, at } as const;
      return { status: 'CLOSING_PROPOSED', subject, proposal };
    }
    case 'ReopeningProposed': {
      const content = { type: 'REOPEN', subject, reason: event.data.reason } as const;
      const proposal = { step: 'PROPOSED_REOPENING', subject: subject.name, content, by, at } as const;
      return { status: 'REOPENING_PROPOSED', subject, closed: requireClosed(before), proposal };
    }
    case 'ClosingConfirmed': {
      const { reason, ...closeOut } = event.data;
      const closed = { closeOut, reason, proposedBy: proposerOf(before), confirmedBy: by, at };
      return { status: 'CLOSED', subject, closed };
    }
    case 'ReopeningConfirmed':
      return { status: 'OPEN', subject };
    case 'ClosingRefused':
    case 'ClosingWithdrawn':
      return before.status === 'REOPENING_PROPOSED'
        ? { status: 'CLOSED', subject, closed: before.closed }
        : { status: 'OPEN', subject };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

/** The proposal that waits for a second person, if any. */
export function proposalOn(closing: Closing): ClosingProposal | undefined {
  return closing.status === 'CLOSING_PROPOSED' || closing.status === 'REOPENING_PROPOSED'
    ? closing.proposal
    : undefined;
}

/** The recorded close-out, also while its reopening is proposed. */
export function closedIn(closing: Closing): Closed | undefined {
  return closing.status === 'CLOSED' || closing.status === 'REOPENING_PROPOSED' ? closing.closed : undefined;
}

function proposerOf(closing: Closing): Person {
  if (closing.status !== 'CLOSING_PROPOSED') throw new RangeError('a close-out is confirmed after it is proposed');
  return closing.proposal.by;
}

function requireClosed(closing: Closing): Closed {
  if (closing.status !== 'CLOSED') throw new RangeError('only what is closed is opened again');
  return closing.closed;
}

/** The close-out of a team: its own, or that of its scheme, if the team was in it or came in later. */
export function closedOf(closings: Closings, team: string, scheme?: string): Closed | undefined {
  const ofTeam = closings.get(closingKey({ kind: 'TEAM', name: team }));
  const own = ofTeam && closedIn(ofTeam);
  if (own !== undefined) return own;
  for (const closing of closings.values()) {
    const { kind, name } = closing.subject;
    const closed = closedIn(closing);
    if (kind === 'SCHEME' && closed !== undefined && (closed.closeOut.teams.includes(team) || name === scheme))
      return closed;
  }
  return undefined;
}
