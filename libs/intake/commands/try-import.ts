/** A dry run: the whole import of a folder, into stores that are thrown away, checked also against what is recorded. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { importFolder } from '#libs/intake/import-folder.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import { KNOWN_ACTS } from '#libs/intake/known-acts.ts';
import { DryRunRecorder, LogRecorder } from '#libs/intake/recorder.ts';
import type { ImportSettings } from '#libs/intake/running-import.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { withThrowAwayStores } from '#libs/runtime/throw-away-stores.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';

type TrialAsked = Omit<ImportSettings, 'words' | 'regulation' | 'recorder' | 'sources' | 'giveTurn'>;

export class TryImport extends Command<ImportSummary> {
  readonly asked: TrialAsked;

  constructor(asked: TrialAsked) {
    super();
    this.asked = asked;
  }
}

@CommandHandler(TryImport)
export class TryImportHandler implements ICommandHandler<TryImport> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Records nothing. Throws what `onProgress` throws. */
  execute({ asked }: TryImport): Promise<ImportSummary> {
    const { log, readStore } = this.#stores;
    return withThrowAwayStores(async (throwAway) => {
      const published = await latest(log);
      const recorder = new DryRunRecorder(
        log,
        new LogRecorder(log, await readStore.forFolding(KNOWN_ACTS, log)),
        new LogRecorder(throwAway.log, await throwAway.readStore.forFolding(KNOWN_ACTS, throwAway.log)),
      );
      const regulation = published?.regulation ?? loadRegulation(shippedRegulation());
      const sources = [{ log, readStore }, throwAway];
      return importFolder({ ...asked, isTrial: true, words: INTAKE_WORDS, regulation, recorder, sources });
    });
  }
}
