/** Imports a folder into the log, in turns with the writers of single facts. */
import { setTimeout } from 'node:timers/promises';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import type { Lease } from '#libs/event-store/event-store.ts';
import { importFolder } from '#libs/intake/import-folder.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import type { KnownAct } from '#libs/intake/known-acts.ts';
import type { FactWithPlace, Recorder } from '#libs/intake/recorder.ts';
import {
  type Intake,
  TURN_PAUSE_MS,
  type Patience,
  type Turn,
  endTurn,
  releaseOnFailure,
  isTurnOver,
  leaseOf,
  takeTurn,
} from '#libs/intake/turn.ts';
import { SeenKeys } from '#libs/intake/seen-keys.ts';
import type { ImportSettings } from '#libs/intake/running-import.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

export interface LogImport
  extends
    Intake,
    Pick<
      ImportSettings,
      | 'folder'
      | 'words'
      | 'actor'
      | 'correlation'
      | 'now'
      | 'onProgress'
      | 'onRead'
      | 'onFile'
      | 'isDayFirst'
      | 'sent'
      | 'threads'
    > {
  readonly regulation: () => Promise<Regulation>;
  /** How long to wait for another import to end, and for another writer to pause, before it begins, ms. */
  readonly patienceMs: number;
  readonly signal?: AbortSignal;
  /** Called when a turn begins, before it records anything; throws if the import is no longer wanted. */
  readonly onTurn?: () => Promise<void>;
}

/** A started import waits at least this long for its next turn: others end theirs after a moment. */
const NEXT_TURN_MS = 60_000;

/**
 * Finishes an interrupted import of the same files, since no fact is recorded twice. A progress callback that throws stops it between two
 * batches. Throws LeaseLost if another writer holds on for longer than the patience.
 */
export async function importIntoLog(settings: LogImport): Promise<ImportSummary> {
  const { log, readStore, regulation, ...others } = settings;
  const turns = await ImportTurns.begin({ ...settings, seenKeys: new SeenKeys() });
  try {
    const inForce = await regulation();
    return await importFolder({
      ...others,
      regulation: inForce,
      recorder: turns,
      giveTurn: () => turns.give(),
      sources: [{ log, readStore }],
    });
  } finally {
    await turns.end();
  }
}

/** Records under the lease of intake, and under a second one that keeps other imports out for the whole import. */
class ImportTurns implements Recorder {
  readonly #settings: LogImport;
  readonly #now: () => number;
  #import: Lease;
  #turn: Turn | undefined;

  private constructor(settings: LogImport, lease: Lease, turn: Turn) {
    this.#settings = settings;
    this.#now = nowOf(settings);
    this.#import = lease;
    this.#turn = turn;
  }

  static async begin(settings: LogImport): Promise<ImportTurns> {
    const patience = { ms: settings.patienceMs, signal: settings.signal };
    const lease = await leaseOf('import', settings, nowOf(settings), patience);
    return releaseOnFailure(
      settings.log,
      lease,
      async () => new ImportTurns(settings, lease, await wantedTurn(settings, patience)),
    );
  }

  record(events: readonly FactWithPlace[], commit: Commit): Promise<readonly boolean[]> {
    return this.#recorder.record(events, commit);
  }

  acts(keys: readonly string[]): Promise<ReadonlyMap<string, KnownAct>> {
    return this.#recorder.acts(keys);
  }

  undescribed(streams: readonly string[]): Promise<readonly string[]> {
    return this.#recorder.undescribed(streams);
  }

  find(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    return this.#recorder.find(stream, eventId);
  }

  settle(): Promise<void> {
    return this.#recorder.settle();
  }

  /** Lets others record if this turn is over; returns whether they recorded anything. */
  async give(): Promise<boolean> {
    if (this.#turn === undefined || !isTurnOver(this.#turn)) return false;
    const { log, patienceMs, signal } = this.#settings;
    const patience: Patience = { ms: Math.max(patienceMs, NEXT_TURN_MS), signal };
    // Taken again before it expires: recording renews only the lease of intake.
    this.#import = await leaseOf('import', this.#settings, this.#now, patience);
    const before = await log.end();
    await this.#endTurn();
    await setTimeout(TURN_PAUSE_MS);
    this.#turn = await wantedTurn(this.#settings, patience);
    return (await log.end()) > before;
  }

  async end(): Promise<void> {
    await this.#endTurn();
    await this.#settings.log.releaseLease(this.#import);
  }

  async #endTurn(): Promise<void> {
    const turn = this.#turn;
    this.#turn = undefined;
    if (turn !== undefined) await endTurn(turn, this.#settings.log);
  }

  get #recorder(): Recorder {
    if (this.#turn === undefined) throw new Error('an import records in its turn only');
    return this.#turn.recorder;
  }
}

async function wantedTurn(settings: LogImport, patience: Patience): Promise<Turn> {
  const turn = await takeTurn(settings, nowOf(settings), patience);
  return releaseOnFailure(settings.log, turn.lease, async () => {
    await settings.onTurn?.();
    return turn;
  });
}

function nowOf({ now }: LogImport): () => number {
  return () => Date.parse(now());
}
