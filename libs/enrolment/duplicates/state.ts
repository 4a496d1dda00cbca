/** The state of duplicates: merged ids, proposals that wait for a second person, and look-alikes that are two persons. */
import type { Proposal } from '#libs/commands/proposal.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import type { DuplicatesEvent, Pair } from '#libs/enrolment/duplicates/events.ts';

interface ProposedPair extends Pair {
  /** The name of the pair. */
  readonly merge: string;
  readonly kind: 'MERGE' | 'SEPARATION';
  readonly reason: string;
}

/** The subject is the id that would be merged, or separated again. */
type DuplicateProposal = Proposal<ProposedPair>;

interface Merge extends Pair {
  readonly merge: string;
  /** YYYY-MM-DD: the facts are one patient's from this day known on. */
  readonly since: string;
}

export interface DuplicatesState {
  /** Keyed by the merged id. */
  readonly merges: ReadonlyMap<string, Merge>;
  /** Keyed by the id that is, or would be, merged. */
  readonly proposals: ReadonlyMap<string, DuplicateProposal>;
  /** Keys of pairKey. */
  readonly dismissed: ReadonlySet<string>;
}

/** The key of two ids, in either order. */
export function pairKey(one: string, other: string): string {
  return JSON.stringify(one < other ? [one, other] : [other, one]);
}

/** The id that names the person of an id. One that names a person may itself be merged later; there is no circle. */
export function nameOfPerson({ merges }: Pick<DuplicatesState, 'merges'>, patient: string): string {
  let name = patient;
  for (let merge = merges.get(name); merge !== undefined; merge = merges.get(name)) name = merge.into;
  return name;
}

export function evolve(state: DuplicatesState, event: Recorded<DuplicatesEvent>): DuplicatesState {
  const { merges, proposals, dismissed } = state;
  const { merge: id, patient, into } = event.data;
  // One of the two is erased.
  if (patient === '') return state;
  switch (event.type) {
    case 'MergeProposed':
      return { ...state, proposals: new Map([...proposals, [patient, proposalOf('MERGE', event)]]) };
    case 'SeparationProposed':
      return { ...state, proposals: new Map([...proposals, [patient, proposalOf('SEPARATION', event)]]) };
    case 'PatientsMerged': {
      const merge = { merge: id, patient, into, since: event.meta.knownOn };
      return { ...state, merges: new Map([...merges, [patient, merge]]), proposals: without(proposals, patient) };
    }
    case 'PatientsSeparated':
      return { ...state, merges: without(merges, patient), proposals: without(proposals, patient) };
    case 'MergeRefused':
    case 'MergeWithdrawn':
      return { ...state, proposals: without(proposals, patient) };
    case 'MergeOfErased':
      return state;
    case 'LookAlikeDismissed':
      return { ...state, dismissed: new Set([...dismissed, pairKey(patient, into)]) };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

type Proposing = Recorded<Extract<DuplicatesEvent, { readonly type: 'MergeProposed' | 'SeparationProposed' }>>;

function proposalOf(kind: ProposedPair['kind'], event: Proposing): DuplicateProposal {
  const { merge, patient, into, reason } = event.data;
  const step = kind === 'MERGE' ? 'PROPOSED_MERGE' : 'PROPOSED_SEPARATION';
  return { step, subject: patient, content: { kind, merge, patient, into, reason }, ...commandMetaOf(event) };
}

function without<Value>(all: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  return new Map([...all].filter(([other]) => other !== key));
}
