/** The acts of people for each payment and change of the ledger, with their time, and marks for an auditor. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { isDoneByPeople } from '#libs/commands/deeds.ts';
import { eventsOfTypes } from '#libs/event-store/events-of-types.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { PaymentDuties } from '#libs/history/payment-duties.ts';
import { DUTY_CATEGORIES, Duties } from '#libs/history/duties.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

interface DutiesFilter {
  readonly run?: string | undefined;
  readonly team?: string | undefined;
  /** Restricts the list to payments with a mark. */
  readonly marked: boolean;
}

export class FindDuties extends Query<readonly PaymentDuties[]> {
  readonly filter: DutiesFilter;

  constructor(filter: DutiesFilter) {
    super();
    this.filter = filter;
  }
}

@QueryHandler(FindDuties)
export class FindDutiesHandler implements IQueryHandler<FindDuties> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ filter: { run, team, marked } }: FindDuties): Promise<readonly PaymentDuties[]> {
    const duties = new Duties();
    const all = { after: 0, categories: DUTY_CATEGORIES };
    for await (const batch of eventsOfTypes(this.#stores.log, all, isDoneByPeople))
      for (const event of batch) duties.add(event);
    return duties
      .found()
      .filter((one) => (run ?? one.run) === one.run && (team ?? one.team) === one.team)
      .filter(({ marks }) => !marked || marks.length > 0)
      .sort((a, b) => compareText(dutiesId(a), dutiesId(b)));
  }
}

/** The id of a listed item. */
export function dutiesId({ endToEndId, change, acts }: PaymentDuties): string {
  return change === null ? endToEndId : `${change} ${acts.at(-1)?.at ?? ''}`;
}
