/**
 * The proposed erasures of patients whose keeping period is over, read and confirmed together. There may be thousands: confirmed one by one,
 * each would have everything made of facts built again.
 */
import { digestOf } from '#libs/commands/digest.ts';
import { type Proposal, codeOf, lastDayToConfirm, proposalCode } from '#libs/commands/proposal.ts';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { mayBeConfirmed } from '#libs/erasure/due-erasures.ts';
import { effectsOfPerson, readErasedPerson } from '#libs/erasure/effects.ts';
import { erasureOf, patientOfReference } from '#libs/erasure/erasures.ts';
import type { ErasureContent, ErasureEffects } from '#libs/erasure/events.ts';
import { isKeptLongEnough, keepingRuleOn, lastKnownOn } from '#libs/erasure/keeping-rule.ts';
import { erasuresAt } from '#libs/erasure/last-events.ts';
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
  /** The number of those that wait after these, not yet looked at. */
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
  /** Called with each before what it takes away is worked out: throws what refuses all of them. */
  readonly allow?: ((proposal: Proposal<ErasureContent>) => void) | undefined;
  readonly onProgress?: Progress | undefined;
}

/**
 * Undefined if none waits, as in a log in clear. Leaves out expired proposals, which must be made again, and those of patients who are not
 * due, because a fact came in since or because a person typed the ground: each of these is decided alone. Throws REGULATION_NOT_IN_LOG.
 */
export async function dueProposals(
  log: EventStore,
  today: Day,
  { most, allow, onProgress }: Asked,
): Promise<DueProposals | undefined> {
  const waiting = await waitingProposals(log, today);
  const proposals: DueProposal[] = [];
  let looked = 0;
  for (const { erasure, proposal, patient } of waiting) {
    if (proposals.length >= most) break;
    looked++;
    const person = await readErasedPerson(log, patient);
    if (!areDue(person.dossiers, today)) continue;
    allow?.(proposal);
    const effects = await effectsOfPerson(log, person);
    proposals.push({ erasure, proposal, code: codeOf(proposal, effects), effects });
    onProgress?.(proposals.length, Math.min(most, waiting.length));
  }
  if (proposals.length === 0) return undefined;
  return {
    proposals,
    left: waiting.length - looked,
    code: proposalCode('due', { proposals: digestOf(proposals.map(({ erasure, code }) => [erasure, code])) }),
    effects: proposals.reduce((sum, { effects }) => together(sum, effects), NONE),
    lastDay: Math.min(...proposals.map(({ proposal }) => lastDayToConfirm(proposal))),
  };
}

function areDue(dossiers: readonly Dossier[], today: Day): boolean {
  const [rule, last] = [keepingRuleOn(today), lastKnownOn(dossiers)];
  return rule !== undefined && last !== undefined && isKeptLongEnough(last, today, rule);
}

interface WaitingProposal {
  readonly erasure: string;
  readonly proposal: Proposal<ErasureContent>;
  readonly patient: string;
}

async function waitingProposals(log: EventStore, today: Day): Promise<readonly WaitingProposal[]> {
  const { keys } = log;
  const waiting: WaitingProposal[] = [];
  if (keys === undefined) return waiting;
  for (const erasure of (await erasuresAt(log, 'ErasureProposed')).toSorted(compareText)) {
    const state = await erasureOf(log, erasure);
    if (!mayBeConfirmed(state, today)) continue;
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
