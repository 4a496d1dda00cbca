/** The roles of each person and their periods, from the log and the record of accesses. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Accesses } from '#libs/access-record/accesses.ts';
import type { Keyed } from '#libs/kernel/page.ts';
import { compareText } from '#libs/kernel/text.ts';
import { readDone } from '#libs/audit/tools/read-done.ts';
import { type RoleSeen, RolesSeen } from '#libs/audit/tools/roles.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Each with a key, and ordered by it. */
export class FindRoles extends Query<readonly Keyed<RoleSeen>[]> {}

@QueryHandler(FindRoles)
export class FindRolesHandler implements IQueryHandler<FindRoles> {
  readonly #stores: ServedStores;
  readonly #accesses: Accesses;

  constructor(stores: ServedStores, accesses: Accesses) {
    this.#stores = stores;
    this.#accesses = accesses;
  }

  async execute(): Promise<readonly Keyed<RoleSeen>[]> {
    const seen = new RolesSeen();
    await readDone(this.#stores.log, (event) => {
      seen.add(event);
    });
    await this.#accesses.flush();
    for (const one of await this.#accesses.record.roles()) seen.takeRead(one);
    return [...seen.all()].sort(([a], [b]) => compareText(a, b));
  }
}
