/** Erasures for a list: the patient as long as known, and the status. */
import { type Proposal, ageInDays, codeOf, isExpired, lastDayToConfirm } from '#libs/commands/proposal.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Day } from '#libs/kernel/day.ts';
import { type Page, type PageRequest, numberKey, pageAfter } from '#libs/kernel/page.ts';
import { proposedEffects } from '#libs/erasure/effects.ts';
import { erasureOf, patientOfReference } from '#libs/erasure/erasures.ts';
import type { ErasureContent, ErasureEffects } from '#libs/erasure/events.ts';
import { erasureIds } from '#libs/erasure/last-events.ts';
import type { NamedElsewhere, SearchOptions } from '#libs/erasure/named-elsewhere.ts';
import type { ErasureStatus } from '#libs/erasure/state.ts';

export interface ListedErasure {
  readonly erasure: string;
  readonly status: ErasureStatus;
  /** Undefined once the patient's key is destroyed. */
  readonly patient: string | undefined;
  readonly content: ErasureContent;
  readonly proposedBy: Person;
  readonly proposedAt: string;
  /** The person who confirmed, refused or withdrew it, and the instant. */
  readonly decided: { readonly by: Person; readonly at: string } | undefined;
  readonly refusal: string | undefined;
  readonly completedAt: string | undefined;
}

export interface ReadErasure extends ListedErasure {
  /** The code that confirms it; undefined if it is not proposed. */
  readonly proposed:
    | {
        readonly code: string;
        readonly effects: ErasureEffects;
        /** Events of others that name the patient; they remain. */
        readonly named: readonly NamedElsewhere[];
        readonly lastDay: Day;
        readonly ageDays: number;
        readonly isExpired: boolean;
      }
    | undefined;
}

/** More than a log has erasures: keys count down from it, so that a later one comes before, and a page stays where it is. */
const MOST = 999_999_999_999;

/**
 * The one that was first proposed last comes first. Empty for a log with facts in clear, as no patient can be erased there. Reads the
 * erasures of the page alone: there may be as many as patients.
 */
export async function erasurePage(log: EventStore, page: PageRequest): Promise<Page<ListedErasure>> {
  const keyed = (await erasureIds(log)).map((id, i) => [numberKey(MOST - i), id] as const).reverse();
  const { items, next } = await pageAfter(page, keyed);
  const found = await Promise.all(items.map((id) => listedErasure(log, id)));
  return { items: found.filter((one) => one !== undefined), next };
}

/** Undefined if it does not exist. Throws NAMES_BEING_SEARCHED. */
export async function readErasure(
  log: EventStore,
  id: string,
  today: Day,
  search: SearchOptions = {},
): Promise<ReadErasure | undefined> {
  const listed = await listedErasure(log, id);
  if (listed === undefined) return undefined;
  const state = await erasureOf(log, id);
  if (state.status !== 'proposed' || listed.patient === undefined) return { ...listed, proposed: undefined };
  const { effects, named } = await proposedEffects(log, listed.patient, search);
  return { ...listed, proposed: { ...waiting(state.proposal, effects, today), effects, named } };
}

function waiting(proposal: Proposal, effects: ErasureEffects, today: Day) {
  return {
    code: codeOf(proposal, effects),
    lastDay: lastDayToConfirm(proposal),
    ageDays: ageInDays(proposal, today),
    isExpired: isExpired(proposal, today),
  };
}

async function listedErasure(log: EventStore, id: string): Promise<ListedErasure | undefined> {
  const state = await erasureOf(log, id);
  if (state.status === 'none') return undefined;
  const { content, by: proposedBy, at: proposedAt } = state.proposal;
  return {
    erasure: id,
    status: state.status === 'begun' ? 'confirmed' : state.status,
    patient: log.keys && (await patientOfReference(log.keys, content.reference)),
    content: 'content' in state ? state.content : content,
    proposedBy,
    proposedAt,
    decided: 'ended' in state ? state.ended : 'confirmed' in state ? state.confirmed : undefined,
    refusal: state.status === 'refused' ? state.reason : undefined,
    completedAt: state.status === 'completed' ? state.completedAt : undefined,
  };
}
