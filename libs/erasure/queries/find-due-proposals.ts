/** Reads together the proposed erasures of patients whose keeping period is over, with the code that confirms all of them. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type DueProposals, dueProposals } from '#libs/erasure/due-proposals.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** `most`: the first so many are read together. Undefined if none waits. Throws LOG_NOT_SEALED, REGULATION_NOT_IN_LOG. */
export class FindDueProposals extends Query<DueProposals | undefined> {
  readonly today: Day;
  readonly most: number;
  readonly onProgress: Progress | undefined;

  constructor(today: Day, most: number, onProgress?: Progress) {
    super();
    this.today = today;
    this.most = most;
    this.onProgress = onProgress;
  }
}

@QueryHandler(FindDueProposals)
export class FindDueProposalsHandler implements IQueryHandler<FindDueProposals> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute({ today, most, onProgress }: FindDueProposals): Promise<DueProposals | undefined> {
    return dueProposals(this.#stores.log, today, { most, onProgress });
  }
}
