/** What was decided of a range beside what would be now, and why. It records no event; it can be kept under a name, to compare. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Commit } from '#libs/event-store/event.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { withOverrides } from '#libs/regulation/overrides.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { publishedVersion } from '#libs/regulation/publication/published.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { type Replay, type ReplayRequest, replay } from '#libs/replay/replay.ts';
import { saveReplay } from '#libs/replay/saved.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface ReplayAsked extends Omit<ReplayRequest, 'source'> {
  /** A published version; the one in force where it is left out. */
  readonly regulation?: string;
  readonly parameters?: JsonObject;
  /** Name to keep it under. */
  readonly save?: string;
}

export class ReplayStatements extends Command<Replay> {
  readonly asked: ReplayAsked;
  readonly commit: Commit;
  readonly onProgress: Progress;

  constructor(asked: ReplayAsked, commit: Commit, onProgress: Progress) {
    super();
    this.asked = asked;
    this.commit = commit;
    this.onProgress = onProgress;
  }
}

@CommandHandler(ReplayStatements)
export class ReplayStatementsHandler implements ICommandHandler<ReplayStatements> {
  readonly #stores: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws where the version is not published, FAULTY_REGULATION, and what `onProgress` throws. */
  async execute({ asked, commit, onProgress }: ReplayStatements): Promise<Replay> {
    const { regulation, parameters, save, ...request } = asked;
    const source = await this.#source(regulation, parameters, commit);
    const replayed = await replay(this.#stores, { ...request, source }, onProgress);
    if (save !== undefined) await saveReplay(this.#stores, save, replayed);
    return replayed;
  }

  async #source(
    version: string | undefined,
    parameters: JsonObject | undefined,
    commit: Commit,
  ): Promise<RegulationSource> {
    const { source } =
      version === undefined
        ? await this.#regulationInForce.current(commit)
        : await publishedVersion(this.#stores.log, version);
    if (parameters === undefined) return source;
    const changed = withOverrides(source, { parameters });
    loadRegulation(changed);
    return changed;
  }
}
