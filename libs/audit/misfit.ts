/** Names the fault of the first event that does not fit, from the events that follow it. */
import type { AuditFinding } from '#libs/audit/findings.ts';
import { givesProof, isProvedByCommit, proofOf, storedProof } from '#libs/audit/proof.ts';
import type { StoreFinding } from '#libs/event-store/store-findings.ts';
import type { StoreFaultKind, StoredEvent } from '#libs/event-store/stored-events.ts';

/**
 * In addition to the faults of a store: `missing`, `reordered` and `cut-off` (at the end) events; `remade`: the chain is consistent but
 * differs from the signed one; `checkpoint`: a checkpoint itself is invalid.
 */
export type MisfitKind =
  | Exclude<StoreFaultKind, 'short'>
  | 'missing'
  | 'reordered'
  | 'cut-off'
  | 'remade'
  | 'checkpoint';

export interface Misfit {
  readonly kind: MisfitKind;
  /** Position of the event that does not fit, or of the missing one. */
  readonly position?: number;
  readonly finding: AuditFinding | StoreFinding;
}

/** `ahead`: the first stored event that does not fit at this position after this link, then its successors. */
export function howItMisfits(previous: string, position: number, ahead: readonly StoredEvent[]): Misfit {
  const [first] = ahead;
  if (first === undefined) throw new RangeError('an event that does not fit is needed');
  return (
    before(position, first) ??
    misplaced(previous, position, ahead) ??
    absent(position, first) ??
    closedUp(position, ahead) ??
    faulty(first) ?? {
      kind: 'changed',
      position,
      finding: { code: 'EVENT_CHANGED', data: {} },
    }
  );
}

/** The commit of these positions does not give its link, and some of its events have no other proof: any of them may have changed. */
export function commitMisfits(from: number, to: number): Misfit {
  return { kind: 'changed', position: from, finding: { code: 'COMMIT_CHANGED', data: { from, to } } };
}

function before(position: number, first: StoredEvent): Misfit | undefined {
  if (first.position >= position) return undefined;
  const finding = { code: 'POSITION_EXPECTED', data: { expected: position } } as const;
  return { kind: 'inserted', position: first.position, finding };
}

/** The right event is further on: other events were inserted before it, or it was moved. */
function misplaced(previous: string, position: number, ahead: readonly StoredEvent[]): Misfit | undefined {
  const [first] = ahead;
  const found = ahead.findIndex((event, index) => {
    if (event.text === '' || (index === 0 && event.position === position)) return false;
    // The proof of the event may have moved with it or stayed here.
    const proof = proofOf(previous, position, event);
    return proof === storedProof(event) || (first !== undefined && proof === storedProof(first));
  });
  const event = ahead[found];
  if (first === undefined || event === undefined) return undefined;
  const link = proofOf(previous, position, event);
  const next = ahead[found + 1];
  const followsOn = next === undefined ? !givesProof(link, position + 1, first) : givesProof(link, position + 1, next);
  if (found === 0 || !followsOn)
    return {
      kind: 'reordered',
      position,
      finding: { code: 'EVENT_MOVED', data: { foundAt: event.position } },
    };
  return {
    kind: 'inserted',
    position,
    finding: { code: 'EVENTS_INSERTED', data: { count: found, foundAt: event.position } },
  };
}

/** A gap in the positions. */
function absent(position: number, first: StoredEvent): Misfit | undefined {
  const last = first.position - 1;
  if (last < position) return undefined;
  return {
    kind: 'missing',
    position,
    finding:
      last === position
        ? { code: 'EVENT_MISSING', data: { next: first.position } }
        : { code: 'EVENTS_MISSING', data: { from: position, to: last } },
  };
}

function faulty({ position, fault }: StoredEvent): Misfit | undefined {
  if (fault === undefined) return undefined;
  return { kind: fault.kind === 'short' ? 'changed' : fault.kind, position, finding: fault.finding };
}

/**
 * Events were removed and the following ones renumbered: the next one fits here at its former position. An event that only its commit
 * proves fits at any position, so it is no evidence.
 */
function closedUp(position: number, [first, second]: readonly StoredEvent[]): Misfit | undefined {
  if (first === undefined || second === undefined || isProvedByCommit(second)) return undefined;
  for (let missing = 1; missing <= MAX_CLOSED_UP; missing++)
    if (givesProof(storedProof(first), second.position + missing, second))
      return {
        kind: 'missing',
        position,
        finding: { code: 'EVENTS_REMOVED', data: { count: missing } },
      };
  return undefined;
}

const MAX_CLOSED_UP = 500;
