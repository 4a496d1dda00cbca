/** The lines that differ between two saved replays. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type ComparedLine, compareReplays } from '#libs/replay/saved.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class CompareReplays extends Query<readonly ComparedLine[]> {
  /** Names they are saved under. */
  readonly first: string;
  readonly second: string;

  constructor(first: string, second: string) {
    super();
    this.first = first;
    this.second = second;
  }
}

@QueryHandler(CompareReplays)
export class CompareReplaysHandler implements IQueryHandler<CompareReplays> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws REPLAY_NOT_SAVED. */
  execute({ first, second }: CompareReplays): Promise<readonly ComparedLine[]> {
    return compareReplays(this.#stores, first, second);
  }
}
