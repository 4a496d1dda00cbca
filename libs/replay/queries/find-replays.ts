/** Finds the saved replays, ordered by name, with their changes. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type SavedReplay, savedReplays } from '#libs/replay/saved.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindReplays extends Query<readonly SavedReplay[]> {}

@QueryHandler(FindReplays)
export class FindReplaysHandler implements IQueryHandler<FindReplays> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  execute(): Promise<readonly SavedReplay[]> {
    return savedReplays(this.#stores);
  }
}
