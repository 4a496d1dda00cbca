/** Keeps projections up with the log, as a process that does nothing else asks: looks often, and costs next to nothing where nothing is new. */
import { setTimeout } from 'node:timers/promises';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { ReadStore } from '#libs/read-store/catalogue.ts';
import type { Progress, Projection } from '#libs/read-store/projection.ts';

export interface KeepUpSettings {
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly projections: readonly Projection<unknown>[];
  /** Stops it: what is written of a batch is whole. */
  readonly signal: AbortSignal;
  /** Told of each projection that went on, with the position it reached. */
  readonly onFolded?: (name: string, position: number) => void;
  /** Told of what went wrong, after which it tries again; a projection is never given up. */
  readonly onFailure: (name: string, error: unknown) => void;
  readonly pollMs?: number;
}

const POLL_MS = 50;
/** Also with nothing new, each is looked at this often: a rebuild by another process may have left it behind. */
const LOOK_AGAIN_MS = 1_000;
const RETRY_MS = 1_000;

/** Runs until it is told to stop. */
export async function keepUp(settings: KeepUpSettings): Promise<void> {
  const { log, projections, signal, pollMs = POLL_MS } = settings;
  const reached = new Map<string, number>();
  let [last, idleMs] = [-1, LOOK_AGAIN_MS];
  while (!signal.aborted) {
    const end = await endOf(log, settings);
    if (end === undefined) continue;
    if (end === last && idleMs < LOOK_AGAIN_MS) {
      idleMs += pollMs;
      await pause(pollMs, signal);
      continue;
    }
    let failed = false;
    for (const projection of projections) failed = !(await brought(projection, reached, settings)) || failed;
    [last, idleMs] = [failed ? -1 : end, 0];
    await pause(failed ? RETRY_MS : pollMs, signal);
  }
}

async function endOf(log: EventStore, { onFailure, signal }: KeepUpSettings): Promise<number | undefined> {
  try {
    return await log.end();
  } catch (error) {
    onFailure('log', error);
    await pause(RETRY_MS, signal);
    return undefined;
  }
}

/** Whether the projection holds all there was. */
async function brought(
  projection: Projection<unknown>,
  reached: Map<string, number>,
  { log, readStore, signal, onFolded, onFailure }: KeepUpSettings,
): Promise<boolean> {
  const { name } = projection;
  // Called after each batch that is written, so that a stop need not wait for the last.
  const onProgress: Progress = () => {
    signal.throwIfAborted();
  };
  try {
    if (signal.aborted) return false;
    const documents = await readStore.upToDate(projection, log, onProgress);
    const { position } = await documents.checkpoint();
    if (reached.get(name) !== position) onFolded?.(name, position);
    reached.set(name, position);
    return true;
  } catch (error) {
    if (!signal.aborted) onFailure(name, error);
    return false;
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
