/** Ends the erasures that were confirmed and cut off, and builds again what is made of facts about patients. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Commit } from '#libs/event-store/event.ts';
import { erasureIds, erasureOf } from '#libs/erasure/erasures.ts';
import { forget } from '#libs/erasure/forget.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the ids of those that were ended. */
export class FinishErasures extends Command<readonly string[]> {
  readonly commit: Commit;

  constructor(commit: Commit) {
    super();
    this.commit = commit;
  }
}

@CommandHandler(FinishErasures)
export class FinishErasuresHandler implements ICommandHandler<FinishErasures> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  execute({ commit }: FinishErasures): Promise<readonly string[]> {
    return finishErasures(this.#stores, commit);
  }
}

async function finishErasures(stores: Stores, commit: Commit): Promise<readonly string[]> {
  const ended: string[] = [];
  for (const id of await erasureIds(stores.log)) {
    const state = await erasureOf(stores.log, id);
    if (state.status !== 'confirmed') continue;
    await forget(stores.log, id, { meta: { ...state.confirmed, at: commit.recordedAt }, commit });
    ended.push(id);
  }
  if (ended.length > 0) await buildWithoutErased(stores);
  return ended;
}

/** Brings what has facts about people up to the erasure, by which it is built again. */
export async function buildWithoutErased({ log, readStore }: Pick<Stores, 'log' | 'readStore'>): Promise<void> {
  for (const projection of PROJECTIONS)
    if (projection.ofPeople !== undefined) await readStore.upToDate(projection, log);
}
