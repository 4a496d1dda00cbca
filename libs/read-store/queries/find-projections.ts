/** The projections: the progress of each, and whether it matches the log. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { ProjectionStatus } from '#libs/read-store/read-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** The time between two counts of the log is this many times the duration of one. */
const REST = 20;

export class FindProjections extends Query<readonly ProjectionStatus[]> {}

@QueryHandler(FindProjections)
export class FindProjectionsHandler implements IQueryHandler<FindProjections> {
  readonly #stores: ServedStores;
  readonly #known = new Map<string, { readonly status: ProjectionStatus; readonly againMs: number }>();

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<readonly ProjectionStatus[]> {
    const found: ProjectionStatus[] = [];
    for (const projection of PROJECTIONS) found.push(await this.#status(projection));
    return found;
  }

  /** May be one interval old if counting is slow. */
  async #status(projection: Projection<unknown>): Promise<ProjectionStatus> {
    const known = this.#known.get(projection.name);
    const start = performance.now();
    if (known !== undefined && start < known.againMs) return known.status;
    const status = await this.#stores.projections.status(projection);
    const end = performance.now();
    this.#known.set(projection.name, { status, againMs: end + REST * (end - start) });
    return status;
  }
}
