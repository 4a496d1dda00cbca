/** A close-out in JSON, over HTTP and on the command line. */
import type { CloseOut } from '#libs/closing/events.ts';
import type { FoundClosing } from '#libs/closing/queries/read-closing.ts';
import type { Closed, Closing } from '#libs/closing/state.ts';
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

export function listedClosingJson({ subject, closed, proposal }: Closing) {
  const status = proposal !== undefined ? 'PROPOSED' : closed === undefined ? 'OPEN' : 'CLOSED';
  return {
    kind: subject.kind,
    subject: subject.name,
    status,
    lastDay: closed === undefined ? null : dayText(closed.closeOut.lastDay),
    decidedCents: closed === undefined ? null : String(closed.closeOut.decidedCents),
    open: closed?.closeOut.open.length ?? null,
  };
}

export function closingJson({ subject, closed, proposal, closeOut, code, confirmBy }: FoundClosing) {
  return {
    kind: subject.kind,
    subject: subject.name,
    closeOut: closeOutJson(closeOut),
    closed: closed === undefined ? null : closedJson(closed),
    proposed:
      proposal === undefined
        ? null
        : {
            type: proposal.content.type,
            reason: proposal.content.reason,
            closeOut: proposal.content.type === 'CLOSE' ? closeOutJson(proposal.content.closeOut) : null,
            proposedBy: proposal.by.name,
            proposedAt: proposal.at,
            confirmBy: confirmBy === undefined ? '' : dayText(confirmBy),
            code: code ?? '',
          },
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
