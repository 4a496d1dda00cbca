/**
 * The proposed erasures of patients whose keeping period is over, read and confirmed together: there may be thousands, and after each
 * confirmation everything made of facts is built again.
 */
import { digestOf } from '#libs/commands/digest.ts';
import { type Proposal, codeOf, isExpired, lastDayToConfirm, proposalCode } from '#libs/commands/proposal.ts';
import { effectsNow } from '#libs/erasure/effects.ts';
import { erasureIds, erasureOf, keysOf, patientOfReference } from '#libs/erasure/erasures.ts';
import type { ErasureContent, ErasureEffects } from '#libs/erasure/events.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { Progress } from '#libs/read-store/projection.ts';

/** A proposal that waits, with its own code. */
interface DueProposal {
  readonly erasure: string;
  readonly proposal: Proposal<ErasureContent>;
  readonly code: string;
  readonly effects: ErasureEffects;
}

export interface DueProposals {
  /** Ordered by erasure. */
  readonly proposals: readonly DueProposal[];
  /** The number of those that wait beside these. */
  readonly left: number;
  /** Confirms all of them, as they are now. */
  readonly code: string;
  /** Sums. */
  readonly effects: ErasureEffects;
  /** The last day on which all of them may be confirmed. */
  readonly lastDay: Day;
}

const NONE: ErasureEffects = { facts: 0, rowsSetAside: 0, decided: 0, open: 0 };

interface Asked {
  /** The first so many are read and confirmed together. */
  readonly most: number;
  /** Called with the first to be read, before what they take away is worked out: throws what refuses them. */
  readonly allow?: ((proposals: readonly Proposal<ErasureContent>[]) => void) | undefined;
  readonly onProgress?: Progress | undefined;
}

/** Undefined if none waits. Expired ones are left out: they are to be proposed again. Throws LOG_NOT_SEALED, REGULATION_NOT_IN_LOG. */
export async function dueProposals(
  log: EventStore,
  today: Day,
  { most, allow, onProgress }: Asked,
): Promise<DueProposals | undefined> {
  const waiting = await waitingProposals(log, today);
  const chosen = waiting.slice(0, most);
  allow?.(chosen.map(({ proposal }) => proposal));
  const proposals: DueProposal[] = [];
  for (const { erasure, proposal, patient } of chosen) {
    const effects = await effectsNow(log, patient);
    proposals.push({ erasure, proposal, code: codeOf(proposal, effects), effects });
    onProgress?.(proposals.length, chosen.length);
  }
  if (proposals.length === 0) return undefined;
  return {
    proposals,
    left: waiting.length - chosen.length,
    code: proposalCode('due', { proposals: digestOf(proposals.map(({ erasure, code }) => [erasure, code])) }),
    effects: proposals.reduce((sum, { effects }) => together(sum, effects), NONE),
    lastDay: Math.min(...proposals.map(({ proposal }) => lastDayToConfirm(proposal))),
  };
}

interface WaitingProposal {
  readonly erasure: string;
  readonly proposal: Proposal<ErasureContent>;
  readonly patient: string;
}

async function waitingProposals(log: EventStore, today: Day): Promise<readonly WaitingProposal[]> {
  const keys = keysOf(log);
  const waiting: WaitingProposal[] = [];
  for (const erasure of (await erasureIds(log)).toSorted(compareText)) {
    const state = await erasureOf(log, erasure);
    if (state.status !== 'proposed' || isExpired(state.proposal, today)) continue;
    const { proposal } = state;
    const { ground, reference } = proposal.content;
    const patient = ground === 'KEEPING_PERIOD' ? await patientOfReference(keys, reference) : undefined;
    if (patient !== undefined) waiting.push({ erasure, proposal, patient });
  }
  return waiting;
}

function together(a: ErasureEffects, b: ErasureEffects): ErasureEffects {
  return {
    facts: a.facts + b.facts,
    rowsSetAside: a.rowsSetAside + b.rowsSetAside,
    decided: a.decided + b.decided,
    open: a.open + b.open,
  };
}
