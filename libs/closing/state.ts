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
export interface Closing {
  readonly subject: ClosingSubject;
  /** Undefined while it is open. */
  readonly closed: Closed | undefined;
  /** Undefined if no proposal waits. */
  readonly proposal: ClosingProposal | undefined;
}

/** Keyed by `closingKey`. */
export type Closings = ReadonlyMap<string, Closing>;

/** `TEAM:PEPS-01` */
export function closingKey({ kind, name }: ClosingSubject): string {
  return `${kind}:${name}`;
}

export function evolve(closings: Closings, event: Recorded<ClosingEvent>): Closings {
  const { kind, name } = event.data;
  const subject = { kind, name };
  const before = closings.get(closingKey(subject)) ?? { subject, closed: undefined, proposal: undefined };
  return new Map([...closings, [closingKey(subject), evolved(before, event)]]);
}

function evolved(before: Closing, event: Recorded<ClosingEvent>): Closing {
  const { by, at } = commandMetaOf(event);
  const waits = (content: ClosingContent): Closing => {
    const step = content.type === 'CLOSE' ? 'PROPOSED_CLOSING' : 'PROPOSED_REOPENING';
    return { ...before, proposal: { step, subject: before.subject.name, content, by, at } };
  };
  switch (event.type) {
    case 'ClosingProposed': {
      const { reason, ...closeOut } = event.data;
      return waits({ type: 'CLOSE', closeOut, reason });
    }
    case 'ReopeningProposed':
      return waits({ type: 'REOPEN', subject: before.subject, reason: event.data.reason });
    case 'ClosingConfirmed': {
      const { reason, ...closeOut } = event.data;
      const closed = { closeOut, reason, proposedBy: proposerOf(before), confirmedBy: by, at };
      return { ...before, closed, proposal: undefined };
    }
    case 'ReopeningConfirmed':
      return { ...before, closed: undefined, proposal: undefined };
    case 'ClosingRefused':
    case 'ClosingWithdrawn':
      return { ...before, proposal: undefined };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

function proposerOf({ proposal }: Closing): Person {
  if (proposal === undefined) throw new RangeError('a close-out is confirmed after it is proposed');
  return proposal.by;
}

/** The close-out of a team: its own, or that of its scheme, if the team was in it or came in later. */
export function closedOf(closings: Closings, team: string, scheme?: string): Closed | undefined {
  const own = closings.get(closingKey({ kind: 'TEAM', name: team }))?.closed;
  if (own !== undefined) return own;
  return [...closings.values()].find(
    ({ subject: { kind, name }, closed }) =>
      kind === 'SCHEME' && closed !== undefined && (closed.closeOut.teams.includes(team) || name === scheme),
  )?.closed;
}
