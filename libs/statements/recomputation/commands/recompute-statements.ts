/**
 * Recomputes recorded statements from the log. For all statements, it also checks the documents of the read store and rebuilds the index of
 * patients that decisions use. If everything matches, it records the position, so that a release need not recompute earlier decisions.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Commit } from '#libs/event-store/event.ts';
import { inOneEpoch } from '#libs/event-store/sealed/forgotten.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { replacePatientIndex } from '#libs/statements/recomputation/concerned.ts';
import { recordRecomputed } from '#libs/statements/recomputation/recorded.ts';
import { type Recomputation, recompute } from '#libs/statements/recomputation/recompute.ts';
import {
  READ_WITH_PATIENTS,
  type StoredOtherwise,
  WholeReading,
} from '#libs/statements/recomputation/whole-reading.ts';
import { statementsOfLog } from '#libs/statements/recomputation/statements-of-log.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';

export interface RecomputedLog extends Recomputation {
  /** The position in the log up to which everything was recomputed. */
  readonly position: number;
  /** The first difference of each projection; empty unless everything is recomputed. */
  readonly stored: readonly StoredOtherwise[];
  /** Recorded position of the stored index of patients, if the log gives another one. It is replaced. */
  readonly patientIndex: number | undefined;
  /** Whether every comparison matches. */
  readonly fits: boolean;
  /** Whether the log now has it that all was recomputed and fits; never for a log in clear. */
  readonly isRecorded: boolean;
}

export class RecomputeStatements extends Command<RecomputedLog> {
  readonly which: Pick<Selection, 'range' | 'team'>;
  readonly commit: Commit;
  readonly onProgress: (stage: 'contributions' | 'stored', done: number, total: number) => void;

  constructor(
    which: RecomputeStatements['which'],
    commit: Commit,
    onProgress: RecomputeStatements['onProgress'] = () => undefined,
  ) {
    super();
    this.which = which;
    this.commit = commit;
    this.onProgress = onProgress;
  }
}

@CommandHandler(RecomputeStatements)
export class RecomputeStatementsHandler implements ICommandHandler<RecomputeStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws REGULATION_NOT_IN_LOG. `onProgress` may throw to stop it between two batches. */
  async execute({ which, commit, onProgress }: RecomputeStatements): Promise<RecomputedLog> {
    const { log, threads } = this.#stores;
    const isWhole = which.range === undefined && which.team === undefined;
    const onRead: Progress = (done, total) => {
      onProgress('contributions', done, total);
    };
    if (!isWhole) {
      const position = await log.end();
      const recomputed = await recompute({ log, threads }, await statementsOfLog(log, which), onRead);
      const fits = recomputed.differing.length === 0;
      return { ...recomputed, position, stored: [], patientIndex: undefined, fits, isRecorded: false };
    }
    const whole = await inOneEpoch(log, () => this.#whole(onRead));
    const stored = [...whole.stored, ...(await this.#storedOtherwise(onProgress))];
    const { position, calculations, ofOtherRules, differing, patientIndex } = whole;
    const fits = differing.length + stored.length === 0 && patientIndex === undefined;
    const recomputed = { position, calculations, rulesVersion: CURRENT_RULES.version };
    const isRecorded = fits && ofOtherRules === 0 && (await recordRecomputed(log, recomputed, commit));
    return { ...whole, stored, fits, isRecorded };
  }

  /** The findings of one reading of the log. */
  async #whole(onProgress: Progress): Promise<Omit<RecomputedLog, 'fits' | 'isRecorded'>> {
    const { log, readStore, threads } = this.#stores;
    // All decisions up to here are among the statements; their inputs are read up to a later position.
    const position = await log.end();
    const statements = await statementsOfLog(log, {});
    const whole = await WholeReading.of(log, readStore);
    const recomputed = await recompute({ log, threads, whole }, statements, onProgress);
    const stored = await whole.ended();
    const patientIndex = await replacePatientIndex({ log, keeping: { readStore } }, whole.index);
    return { ...recomputed, position, stored, patientIndex };
  }

  async #storedOtherwise(onProgress: RecomputeStatements['onProgress']): Promise<readonly StoredOtherwise[]> {
    const { log, readStore } = this.#stores;
    const found: StoredOtherwise[] = [];
    for (const projection of PROJECTIONS) {
      if (READ_WITH_PATIENTS.has(projection.name)) continue;
      const other = await readStore.firstOther(projection, log, (done, total) => {
        onProgress('stored', done, total);
      });
      if (other === undefined) continue;
      const { key, stored, folded } = other;
      const [isOfLog, isStored] = [folded !== undefined, stored !== undefined];
      found.push({ projection: projection.name, key, isOfLog, isStored });
    }
    return found;
  }
}
