/**
 * A dry run: the whole import of a folder, into temporary stores, also checked against the recorded facts; then the effect of the facts on
 * the statements of teams.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { magnitude } from '#libs/kernel/magnitude.ts';
import { importFolder } from '#libs/intake/import-folder.ts';
import type { ImportEffect, ImportSummary } from '#libs/intake/import-summary.ts';
import { DryRunRecorder, LogRecorder } from '#libs/intake/recorder.ts';
import type { ImportSettings } from '#libs/intake/running-import.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { withThrowAwayStores } from '#libs/runtime/throw-away-stores.ts';
import { type FactsEffect, effectOfFacts } from '#libs/statements/calculation/facts-effect.ts';
import type { Effect } from '#libs/statements/calculation/simulation-effect.ts';
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

  /** Records nothing. Throws the errors of `onProgress`. */
  execute({ asked }: TryImport): Promise<ImportSummary> {
    const { log, readStore, threads } = this.#stores;
    return withThrowAwayStores(asked.now, async (throwAway) => {
      const published = await latest(log);
      const recorder = new DryRunRecorder(
        log,
        await LogRecorder.of({ log, readStore }),
        await LogRecorder.of(throwAway),
      );
      const regulation = published?.regulation ?? loadRegulation(shippedRegulation());
      const sources = [{ log, readStore }, throwAway];
      const settings = { ...asked, threads, isTrial: true, words: INTAKE_WORDS, regulation, recorder, sources };
      const summary = await importFolder(settings);
      const effect = await effectOfFacts(this.#stores, throwAway.log, {
        knownOn: dayOfInstant(asked.now()),
        regulation,
        onProgress: (done, total) => asked.onProgress?.(EFFECT, done, total),
      });
      return { ...summary, effect: shownEffect(effect) };
    });
  }
}

/** The stage of a trial after its files; the other stages are the file names. */
const EFFECT = 'effect';

/** Changes listed one by one; all are counted. */
const MAX_CHANGES = 500;

/** The largest differences; all are counted. */
export function shownEffect({ knownOn, changes, otherwise }: FactsEffect): ImportEffect {
  const largest = changes.toSorted((a, b) => compared(sizeOf(b), sizeOf(a))).slice(0, MAX_CHANGES);
  const isShown = new Set(largest);
  return {
    knownOn,
    changes: changes
      .filter((change) => isShown.has(change))
      .map(({ team, teamName, period, beforeCents, afterCents }) => ({
        team,
        teamName,
        period,
        beforeCents,
        afterCents,
      })),
    changed: changes.length,
    differenceCents: sumCentsOf(changes, (change) => change.afterCents - change.beforeCents),
    otherwise,
  };
}

function sizeOf({ beforeCents, afterCents }: Effect): bigint {
  return magnitude(afterCents - beforeCents);
}

function compared(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
