/**
 * Compares the decisions of a range with a calculation of today, and explains the differences. It records no event; the result can be kept
 * under a name.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { requireNameless } from '#libs/commands/nameless.ts';
import { requireChosenName } from '#libs/commands/refusals.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { type Replay, type ReplayRequest, replay } from '#libs/replay/replay.ts';
import { type ReplayedVersion, replayedSource } from '#libs/replay/replayed-source.ts';
import { saveReplay } from '#libs/replay/saved.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface ReplayAsked extends Omit<ReplayRequest, 'source'>, ReplayedVersion {
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

  /** Throws NAME_OF_OTHER_FORM, TEXT_NAMES_PATIENT, the errors of `replayedSource`, and the errors of `onProgress`. */
  async execute({ asked, commit, onProgress }: ReplayStatements): Promise<Replay> {
    const { regulation: _version, parameters: _parameters, save, ...request } = asked;
    if (save !== undefined) requireChosenName(save);
    if (save !== undefined) await requireNameless(this.#stores.log, [{ name: 'save', text: save }]);
    const source = await replayedSource(this.#stores.log, this.#regulationInForce, asked, commit);
    const replayed = await replay(this.#stores, { ...request, source }, onProgress);
    if (save !== undefined) await saveReplay(this.#stores, save, replayed);
    return replayed;
  }
}
