/** The read store over the catalogue of any engine: builds, catches up, switches, and refuses the documents of another log. */
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { forgettingEpoch, isAnyoneForgotten } from '#libs/event-store/sealed/forgotten.ts';
import type { Build, Catalogue, ServingBuild } from '#libs/read-store/catalogue.ts';
import {
  type ProjectionCheckpoint,
  type DocumentStore,
  type Documents,
  ORIGIN,
} from '#libs/read-store/document-store.ts';
import { buildDocuments } from '#libs/read-store/engine/build.ts';
import { firstOther } from '#libs/read-store/engine/compare.ts';
import { type Folding, catchUp } from '#libs/read-store/engine/catch-up.ts';
import type { Progress, Projection } from '#libs/read-store/projection.ts';
import {
  NotServed,
  type OtherDocument,
  type ProjectionStatus,
  type ReadStore,
  type ScratchDocuments,
  type ServedProjection,
  type ProjectionStanding,
} from '#libs/read-store/read-store.ts';
import type { Threads } from '#libs/threads/threads.ts';

/** Scratch documents: the positions of builds that were folded from another log than the present one. */
const OF_OTHER_LOGS = 'of-other-logs';

export class ReadStoreEngine implements ReadStore {
  readonly servesOthers: boolean;
  readonly #catalogue: Catalogue;
  readonly #threads: Threads | undefined;
  /** The link that was last found in a log, for each projection: queries look again when the documents have moved on. */
  readonly #found = new WeakMap<EventStore, Map<string, string>>();

  constructor(catalogue: Catalogue, servesOthers = false, threads?: Threads) {
    this.#catalogue = catalogue;
    this.#threads = threads;
    this.servesOthers = servesOthers;
  }

  upToDate(projection: Projection<unknown>, log: EventStore, onProgress?: Progress): Promise<Documents> {
    return this.#upToDate(projection, log, onProgress);
  }

  forFolding(projection: Projection<unknown>, log: EventStore): Promise<DocumentStore> {
    return this.#upToDate(projection, log, undefined);
  }

  async serving(projection: Projection<unknown>, log: EventStore): Promise<ServedProjection> {
    const serving = await this.#servingVersion(projection);
    if (serving === undefined || !(await this.#isFoundIn(log, projection.name, serving.checkpoint)))
      throw new NotServed(projection);
    return serving;
  }

  async rebuild(projection: Projection<unknown>, log: EventStore, onProgress?: Progress): Promise<ProjectionStatus> {
    await this.#build(projection, log, onProgress);
    return this.status(projection, log);
  }

  async status({ name, categories }: Projection<unknown>, log: EventStore): Promise<ProjectionStatus> {
    const serving = await this.#catalogue.serving(name);
    const { position, processed } = serving?.checkpoint ?? ORIGIN;
    return {
      name,
      version: serving?.version ?? 0,
      position,
      end: await log.end(),
      stored: await log.count(categories),
      processed,
      poison: (await serving?.documents.poison())?.length ?? 0,
      bytes: (await serving?.documents.bytes()) ?? 0,
    };
  }

  async firstOther(
    projection: Projection<unknown>,
    log: EventStore,
    onProgress?: Progress,
  ): Promise<OtherDocument | undefined> {
    const serving = await this.#servingVersion(projection);
    return serving && firstOther(this.#catalogue, { projection, log, documents: serving.documents, onProgress });
  }

  async buildOf({ name }: Projection<unknown>): Promise<number> {
    return (await this.#catalogue.serving(name))?.number ?? 0;
  }

  async standings(): Promise<readonly ProjectionStanding[]> {
    const standing: ProjectionStanding[] = [];
    for (const projection of await this.#catalogue.projections()) {
      const { position, link } = (await this.#catalogue.serving(projection))?.checkpoint ?? ORIGIN;
      if (position > 0) standing.push({ projection, position, link });
    }
    for await (const batch of (await this.#catalogue.scratch(OF_OTHER_LOGS)).scan())
      for (const [, text] of batch) standing.push(JSON.parse(text) as ProjectionStanding);
    return standing;
  }

  async scratch(name: string): Promise<ScratchDocuments> {
    const documents = await this.#catalogue.scratch(name);
    return {
      get: (keys) => documents.get(keys),
      scan: (prefix, options) => documents.scan(prefix, options),
      write: async (changes) => {
        if (!(await documents.commit(ORIGIN.position, { ...changes, checkpoint: ORIGIN })))
          throw new StoreDamaged({ code: 'SCRATCH_REPLACED', data: { documents: name } });
      },
    };
  }

  close(): Promise<void> {
    return this.#catalogue.close();
  }

  async #upToDate(
    projection: Projection<unknown>,
    log: EventStore,
    onProgress: Progress | undefined,
  ): Promise<DocumentStore> {
    for (;;) {
      const serving = await this.#servingVersion(projection);
      if (serving !== undefined && (await isOfLog(serving.checkpoint, log))) {
        const { documents } = serving;
        if (await catchUp({ projection, log, documents, onProgress })) return documents;
        await this.#forget(projection);
      }
      await this.#build(projection, log, onProgress);
    }
  }

  /** Empties the scratch documents made from documents with an erased patient. */
  async #forget({ ofPeople }: Projection<unknown>): Promise<void> {
    for (const name of ofPeople?.scratch ?? []) await this.#catalogue.emptyScratch(name);
  }

  async #servingVersion({ name, version }: Projection<unknown>): Promise<ServingBuild | undefined> {
    const serving = await this.#catalogue.serving(name);
    return serving?.version === version ? serving : undefined;
  }

  async #isFoundIn(log: EventStore, projection: string, checkpoint: ProjectionCheckpoint): Promise<boolean> {
    const found = this.#found.get(log) ?? new Map<string, string>();
    this.#found.set(log, found);
    if (found.get(projection) === checkpoint.link) return true;
    if (!(await isOfLog(checkpoint, log))) return false;
    found.set(projection, checkpoint.link);
    return true;
  }

  /** Builds beside the serving build and replaces it, unless a build begun later did so. Starts again if someone was erased meanwhile. */
  async #build(projection: Projection<unknown>, log: EventStore, onProgress: Progress | undefined): Promise<void> {
    const since = await this.#standing(projection.name, log);
    for (;;) {
      const build = await this.#catalogue.begin(projection.name, projection.version);
      const { documents } = build;
      const filled = await this.#fill(build, { projection, log, documents, onProgress }, since);
      if (filled === 'serves') await this.#catalogue.removeOlder(build);
      else await this.#catalogue.discard(build);
      if (filled !== 'forgotten') return;
    }
  }

  /** The position of the build in use, 0 without one. Keeps that of a build which was folded from another log, and is 0 too. */
  async #standing(projection: string, log: EventStore): Promise<number> {
    const { position, link } = (await this.#catalogue.serving(projection))?.checkpoint ?? ORIGIN;
    if (await isOfLog({ position, link }, log)) return position;
    const standing: ProjectionStanding = { projection, position, link };
    const scratch = await this.scratch(OF_OTHER_LOGS);
    await scratch.write({ puts: [[`${position} ${link}`, JSON.stringify(standing)]] });
    return 0;
  }

  /** A build that fails is discarded. `since`: the position up to which the build before it was folded. */
  async #fill(build: Build, folding: Folding<unknown>, since: number): Promise<'serves' | 'replaced' | 'forgotten'> {
    try {
      const epoch = await forgettingEpoch(folding.log);
      await buildDocuments(folding, this.#threads);
      const isForgotten = !(await catchUp(folding)) || (await forgettingEpoch(folding.log)) !== epoch;
      const { projection, log } = folding;
      if (isForgotten && projection.ofPeople !== undefined) return 'forgotten';
      // Afterwards it cannot be seen: the new build no longer has the people who were erased before it.
      if (await isAnyoneForgotten(log, since, await log.end())) await this.#forget(projection);
      return (await this.#catalogue.serve(build)) ? 'serves' : 'replaced';
    } catch (error) {
      await this.#catalogue.discard(build);
      throw error;
    }
  }
}

/** Whether documents were folded from this log: its chain has the same link at their position. */
async function isOfLog(
  { position, link }: Pick<ProjectionCheckpoint, 'position' | 'link'>,
  log: EventStore,
): Promise<boolean> {
  return position === 0 || (await log.linkAt(position)) === link;
}
