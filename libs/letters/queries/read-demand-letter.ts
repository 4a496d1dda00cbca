/** The letter that asks a team that left to repay a demand. */
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { commandMetaOf } from '#libs/event-store/typed-event.ts';
import { allDecided } from '#libs/letters/decided.ts';
import type { Letter, Letterhead } from '#libs/letters/letter.ts';
import { eventsAbout } from '#libs/payments/ledger/events-about.ts';
import { type Demand, ReadDemand } from '#libs/payments/ledger/queries/read-demand.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { demandLetter } from '#libs/words/letters/demand-letter.ts';

/** Undefined if no repayment is demanded. */
export class ReadDemandLetter extends Query<Letter | undefined> {
  readonly envelope: string;
  readonly team: string;
  readonly letterhead: Letterhead;

  constructor(envelope: string, team: string, letterhead: Letterhead) {
    super();
    this.envelope = envelope;
    this.team = team;
    this.letterhead = letterhead;
  }
}

@QueryHandler(ReadDemandLetter)
export class ReadDemandLetterHandler implements IQueryHandler<ReadDemandLetter> {
  readonly #stores: ServedStores;
  readonly #queries: QueryBus;

  constructor(stores: ServedStores, queries: QueryBus) {
    this.#stores = stores;
    this.#queries = queries;
  }

  async execute({ envelope, team, letterhead }: ReadDemandLetter): Promise<Letter | undefined> {
    const demand = await this.#queries.execute(new ReadDemand(envelope, team));
    if (demand === undefined) return undefined;
    const { log } = this.#stores;
    return demandLetter(
      demand,
      { name: await latestTeamName(log, demand), at: await changedAt(log, demand) },
      letterhead,
    );
  }
}

/** The name in the latest calculation of a debt. */
async function latestTeamName(log: EventStore, { team, debts }: Demand): Promise<string | undefined> {
  const periods = [...new Set(debts.map(({ period }) => period))];
  const decided = await Promise.all(periods.map((period) => allDecided(log, { team, period })));
  return decided.flat().findLast(({ calculated }) => (calculated?.statement ?? null) !== null)?.calculated?.statement
    ?.teamName;
}

/** When the debts were demanded, or last repaid in part: the same letter later has the same date. */
async function changedAt(log: EventStore, { debts }: Demand): Promise<string> {
  const events = await eventsAbout(
    log,
    debts.map(({ id }) => id),
  );
  const last = events.findLast(({ type }) => type === 'RepaymentDemanded' || type === 'RepaymentReceived');
  if (last === undefined) throw new RangeError(`no event demands ${debts.map(({ id }) => id).join(', ')}`);
  return commandMetaOf(last).at;
}
