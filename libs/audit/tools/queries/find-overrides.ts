/** Exceptions and overrides, in the order of the log. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type AuditOverride, type OverrideKind, AuditOverrides } from '#libs/audit/tools/overrides.ts';
import { readDone } from '#libs/audit/tools/read-done.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

interface OverridesFilter {
  readonly kind?: OverrideKind | undefined;
  readonly team?: string | undefined;
}

export class FindOverrides extends Query<readonly AuditOverride[]> {
  readonly filter: OverridesFilter;

  constructor(filter: OverridesFilter) {
    super();
    this.filter = filter;
  }
}

@QueryHandler(FindOverrides)
export class FindOverridesHandler implements IQueryHandler<FindOverrides> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ filter: { kind, team } }: FindOverrides): Promise<readonly AuditOverride[]> {
    const overrides = new AuditOverrides();
    await readDone(this.#stores.log, (event) => {
      overrides.add(event);
    });
    return overrides.all().filter((one) => (kind ?? one.kind) === one.kind && (team ?? one.team) === one.team);
  }
}
