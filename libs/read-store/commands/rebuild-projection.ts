/** Builds a projection again beside the one in use, then replaces it. An interrupted build changes nothing. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type ProjectionStatus, unknown } from '#libs/read-store/read-store.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export class RebuildProjection extends Command<ProjectionStatus> {
  readonly name: string;
  readonly onProgress: Progress;

  constructor(name: string, onProgress: Progress) {
    super();
    this.name = name;
    this.onProgress = onProgress;
  }
}

@CommandHandler(RebuildProjection)
export class RebuildProjectionHandler implements ICommandHandler<RebuildProjection> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_PROJECTION, and the errors of `onProgress`, which stop it between two batches. */
  async execute({ name, onProgress }: RebuildProjection): Promise<ProjectionStatus> {
    const { log, readStore } = this.#stores;
    const projection = PROJECTIONS.find((known) => known.name === name);
    if (projection === undefined)
      throw unknown('NO_SUCH_PROJECTION', { projection: name, known: PROJECTIONS.map((known) => known.name) });
    return readStore.rebuild(projection, log, onProgress);
  }
}
