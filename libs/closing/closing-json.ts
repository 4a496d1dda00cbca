/** A close-out in JSON, over HTTP and on the command line. */
import type { CloseOut } from '#libs/closing/events.ts';
import type { FoundClosing } from '#libs/closing/queries/read-closing.ts';
import { type Closed, type Closing, closedIn } from '#libs/closing/state.ts';
import { dayText } from '#libs/kernel/day.ts';

function closeOutJson({ lastDay, years, decidedCents, paidCents, recoveredCents, open, teams }: CloseOut) {
  return {
    lastDay: dayText(lastDay),
    teams,
    years: years.map((one) => ({
      ...one,
      decidedCents: String(one.decidedCents),
      regularisedCents: String(one.regularisedCents),
    })),
    decidedCents: String(decidedCents),
    paidCents: String(paidCents),
    recoveredCents: String(recoveredCents),
    open: open.map((one) => ({ ...one, amountCents: one.amountCents === null ? null : String(one.amountCents) })),
  };
}

const LISTED_AS = {
  OPEN: 'OPEN',
  CLOSING_PROPOSED: 'PROPOSED',
  CLOSED: 'CLOSED',
  REOPENING_PROPOSED: 'PROPOSED',
} as const satisfies Record<Closing['status'], string>;

export function listedClosingJson(closing: Closing) {
  const { subject, status } = closing;
  const closed = closedIn(closing);
  return {
    kind: subject.kind,
    subject: subject.name,
    status: LISTED_AS[status],
    lastDay: closed === undefined ? null : dayText(closed.closeOut.lastDay),
    decidedCents: closed === undefined ? null : String(closed.closeOut.decidedCents),
    open: closed?.closeOut.open.length ?? null,
  };
}

export function closingJson({ subject, closed, closeOut, waiting }: FoundClosing) {
  return {
    kind: subject.kind,
    subject: subject.name,
    closeOut: closeOutJson(closeOut),
    closed: closed === undefined ? null : closedJson(closed),
    proposed: waiting === undefined ? null : waitingJson(waiting),
  };
}

function waitingJson({ proposal, code, confirmBy }: NonNullable<FoundClosing['waiting']>) {
  const { content, by, at } = proposal;
  return {
    type: content.type,
    reason: content.reason,
    closeOut: content.type === 'CLOSE' ? closeOutJson(content.closeOut) : null,
    proposedBy: by.name,
    proposedAt: at,
    confirmBy: dayText(confirmBy),
    code,
  };
}

function closedJson({ closeOut, reason, proposedBy, confirmedBy, at }: Closed) {
  return {
    closeOut: closeOutJson(closeOut),
    reason,
    proposedBy: proposedBy.name,
    confirmedBy: confirmedBy.name,
    closedAt: at,
  };
}
