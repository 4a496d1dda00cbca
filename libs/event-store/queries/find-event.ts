/** One event by its position, with its commit and the other events of that commit. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { StreamEvent } from '#libs/event-store/queries/find-stream-events.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** The events of a commit are adjacent: the query looks at this many before and after. */
const BESIDE = 100;

interface FoundEvent extends StreamEvent {
  /** The other events of the same commit, in order; only those at most a hundred positions away. */
  readonly beside: readonly RecordedEvent[];
}

/** Undefined after the end of the log. */
export class FindEvent extends Query<FoundEvent | undefined> {
  /** Counted from 1. */
  readonly position: number;

  constructor(position: number) {
    super();
    this.position = position;
  }
}

@QueryHandler(FindEvent)
export class FindEventHandler implements IQueryHandler<FindEvent> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ position }: FindEvent): Promise<FoundEvent | undefined> {
    const { log } = this.#stores;
    const around: RecordedEvent[] = [];
    const range = { after: Math.max(0, position - BESIDE - 1), upTo: position + BESIDE };
    for await (const batch of log.read(range)) around.push(...batch);
    const event = around.find((one) => one.position === position);
    if (event === undefined) return undefined;
    const beside = around.filter((one) => one.commit === event.commit && one !== event);
    return { event, commit: await log.commit(event.commit), beside };
  }
}
