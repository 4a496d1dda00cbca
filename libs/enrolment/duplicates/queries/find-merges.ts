/** Finds the merged ids, and the proposals that wait for a second person. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { codeOf, lastDayToConfirm } from '#libs/commands/proposal.ts';
import type { Person } from '#libs/commands/person.ts';
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import type { Pair } from '#libs/enrolment/duplicates/events.ts';
import { erasedPatients } from '#libs/event-store/sealed/erased-patients.ts';
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

interface WaitingMerge {
  readonly kind: 'MERGE' | 'SEPARATION';
  readonly reason: string;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The last day on which it may be confirmed. */
  readonly confirmBy: Day;
  /** The code of the shown state: a confirmation gives it. */
  readonly code: string;
}

export interface FoundMerge extends Pair {
  /** YYYY-MM-DD; undefined while it is only proposed. */
  readonly since: string | undefined;
  readonly waiting: WaitingMerge | undefined;
}

/** Ordered by the id that is, or would be, merged into another. */
export class FindMerges extends Query<readonly FoundMerge[]> {}

@QueryHandler(FindMerges)
export class FindMergesHandler implements IQueryHandler<FindMerges> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<readonly FoundMerge[]> {
    const { log } = this.#stores;
    const { merges, proposals } = await duplicatesOf(log);
    // The data that this process read about a patient before the erasure.
    const isErased = await erasedPatients(log);
    const patients = [...new Set([...merges.keys(), ...proposals.keys()])]
      .filter((patient) => !isErased(patient))
      .sort(compareText);
    return patients.flatMap((patient) => {
      const [merge, proposal] = [merges.get(patient), proposals.get(patient)];
      const into = merge?.into ?? proposal?.content.into;
      if (into === undefined) return [];
      const waiting =
        proposal === undefined
          ? undefined
          : {
              kind: proposal.content.kind,
              reason: proposal.content.reason,
              by: proposal.by,
              at: proposal.at,
              confirmBy: lastDayToConfirm(proposal),
              code: codeOf(proposal),
            };
      return [{ patient, into, since: merge?.since, waiting }];
    });
  }
}
