/**
 * One person proposes to merge two ids, or to undo a merge; another confirms by the code that was read. A look-alike of two persons is
 * dismissed.
 */
import type { Aggregate } from '#libs/commands/aggregate.ts';
import {
  type Confirming,
  type Deciding,
  type Ending,
  type Refusing,
  isExpired,
  requireConfirmation,
  requireRefusal,
  requireWithdrawal,
} from '#libs/commands/proposal.ts';
import { requireReason } from '#libs/commands/refusals.ts';
import { DUPLICATES_EVENTS, type DuplicatesEvent, type Pair } from '#libs/enrolment/duplicates/events.ts';
import { refused } from '#libs/enrolment/duplicates/refusals.ts';
import { type DuplicatesState, evolve, pairKey } from '#libs/enrolment/duplicates/state.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';

/** `patient`: the id that is, or would be, merged into another. `merge`: a new name of the pair. */
export type DuplicatesCommand =
  | ({ readonly type: 'propose-merge'; readonly merge: string; readonly reason: string } & Pair & Deciding)
  | ({ readonly type: 'propose-separation'; readonly patient: string; readonly reason: string } & Deciding)
  | ({ readonly type: 'confirm'; readonly patient: string } & Confirming)
  | ({ readonly type: 'refuse'; readonly patient: string } & Refusing & Deciding)
  | ({ readonly type: 'withdraw'; readonly patient: string } & Ending & Deciding)
  | ({ readonly type: 'dismiss'; readonly merge: string; readonly reason: string } & Pair & Deciding);

export const duplicates: Aggregate<DuplicatesState, DuplicatesCommand, DuplicatesEvent> = {
  events: DUPLICATES_EVENTS,
  initial: () => ({ merges: new Map(), proposals: new Map(), dismissed: new Set() }),
  evolve,
  decide,
};

/** Throws the refusals of DuplicatesRefusal, and those of libs/commands/proposal.ts. */
function decide(command: DuplicatesCommand, state: DuplicatesState): readonly DuplicatesEvent[] {
  const effective = dayText(dayOfInstant(command.at));
  switch (command.type) {
    case 'propose-merge': {
      const { merge, patient, into } = command;
      requireMergeable(command, state);
      requireNoneWaiting(patient, command, state);
      const reason = requireReason(command.reason);
      return [{ type: 'MergeProposed', effective, data: { merge, patient, into, reason } }];
    }
    case 'propose-separation': {
      const { patient } = command;
      const before = state.merges.get(patient);
      if (before === undefined) throw refused('NOT_MERGED', {});
      const { merge, into } = before;
      requireNoneWaiting(patient, command, state);
      const reason = requireReason(command.reason);
      return [{ type: 'SeparationProposed', effective, data: { merge, patient, into, reason } }];
    }
    case 'dismiss': {
      const { merge, patient, into } = command;
      if (patient === into) throw refused('ONE_PATIENT_ID', {});
      if (state.dismissed.has(pairKey(patient, into))) return [];
      const reason = requireReason(command.reason);
      return [{ type: 'LookAlikeDismissed', effective, data: { merge, patient, into, reason } }];
    }
  }
  const proposal = state.proposals.get(command.patient);
  if (proposal === undefined) throw refused('NO_MERGE_PROPOSED', {});
  const { kind, merge, patient, into } = proposal.content;
  switch (command.type) {
    case 'confirm':
      requireConfirmation(proposal, command);
      if (kind === 'MERGE') requireMergeable({ patient, into }, state);
      return [
        { type: kind === 'MERGE' ? 'PatientsMerged' : 'PatientsSeparated', effective, data: { merge, patient, into } },
      ];
    case 'refuse': {
      const reason = requireRefusal(proposal, command);
      return [{ type: 'MergeRefused', effective, data: { merge, patient, into, reason } }];
    }
    case 'withdraw':
      requireWithdrawal(proposal, command);
      return [{ type: 'MergeWithdrawn', effective, data: { merge, patient, into } }];
  }
}

/** Ensures that merges form no circle, and that each person has one name. */
function requireMergeable({ patient, into }: Pair, { merges }: DuplicatesState): void {
  if (patient === into) throw refused('ONE_PATIENT_ID', {});
  if (merges.has(patient)) throw refused('MERGED_ALREADY', {});
  if (merges.has(into)) throw refused('NAMED_BY_ANOTHER', {});
}

/** An expired proposal may be replaced. */
function requireNoneWaiting(patient: string, { at }: Deciding, { proposals }: DuplicatesState): void {
  const waiting = proposals.get(patient);
  if (waiting !== undefined && !isExpired(waiting, dayOfInstant(at))) throw refused('MERGE_WAITS_ALREADY', {});
}
