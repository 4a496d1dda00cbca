/**
 * Requests signed checkpoints by schedule and after every release of payments, as jobs that any worker does. Checkpoints signed on another
 * machine are recorded in the log.
 */
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { recordCheckpoints } from '#libs/audit/checkpoint-events.ts';
import { type Checkpoint, checkpointsBesides, checkpointsFromNewest } from '#libs/audit/checkpoint.ts';
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Jobs } from '#libs/jobs/jobs.ts';
import type { AuditSettings } from '#libs/runtime/audit-settings.ts';
import type { JobKind } from '#libs/runtime/jobs.ts';
import { LEDGER_STREAM } from '#libs/payments/ledger/ledger.ts';

const LOOK_MS = 5_000;
const HOUR_MS = 3_600_000;
const KIND: JobKind = 'checkpoint';
const RELEASES: readonly string[] = ['PaymentRunReleased', 'PaymentRunMade'];

interface Looked {
  /** Undefined before the first one. */
  readonly newest: Pick<Checkpoint, 'position' | 'time'> | undefined;
  /** Position of the last release; 0 if there is none. */
  readonly released: number;
  /** End of the log. */
  readonly end: number;
  /** ISO 8601 instant. */
  readonly at: string;
}

/**
 * The key of the due job: one per release, and one per hour if the schedule requires one, so that several workers request the same job, and
 * a failed one is requested again. Undefined if no job is due.
 */
export function dueCheckpoint({ newest, released, end, at }: Looked, hours: number): string | undefined {
  if (hours === 0 || end === 0) return undefined;
  if (released > (newest?.position ?? 0)) return `checkpoint after ${released} ${hourOf(at)}`;
  const isOld = newest === undefined || Date.parse(at) - Date.parse(newest.time) >= hours * HOUR_MS;
  return isOld && end > (newest?.position ?? 0) ? `checkpoint ${hourOf(at)}` : undefined;
}

function hourOf(at: string): string {
  return at.slice(0, 'YYYY-MM-DDTHH'.length);
}

interface Keeping {
  readonly log: EventStore;
  readonly jobs: Pick<Jobs, 'ask'>;
  readonly audit: AuditSettings;
  /** Hours between two scheduled checkpoints; 0: none is signed by schedule. */
  readonly hours: number;
  /** ISO 8601 instant. */
  readonly now: () => string;
}

/** Remembers how far it has looked. */
export class CheckpointKeeper {
  readonly #keeping: Keeping;
  #looked = 0;
  #released = 0;
  /** Names of the checkpoints that were recorded, or are of another log. */
  readonly #seen = new Set<string>();

  constructor(keeping: Keeping) {
    this.#keeping = keeping;
  }

  /** Throws StoreUnavailable, CHECKPOINT_INVALID. */
  async look(): Promise<void> {
    const { audit, hours, log, now } = this.#keeping;
    const { checkpoints: folder, key } = audit;
    if (folder === undefined) return;
    const [newest] = checkpointsFromNewest(folder);
    const unseen = checkpointsBesides(folder, this.#seen);
    if (unseen.length > 0) {
      await recordCheckpoints(log, unseen, this.#author('checkpoints recorded').commit);
      for (const { name } of unseen) this.#seen.add(name);
    }
    if (key === undefined) return;
    const end = await log.end();
    await this.#lookForReleases(newest?.checkpoint.position ?? 0, end);
    const due = dueCheckpoint({ newest: newest?.checkpoint, released: this.#released, end, at: now() }, hours);
    if (due !== undefined) await this.#keeping.jobs.ask(KIND, {}, this.#author(due));
  }

  async #lookForReleases(signed: number, end: number): Promise<void> {
    const after = Math.max(this.#looked, signed);
    if (end <= after) return;
    const [category = ''] = LEDGER_STREAM.split('-');
    const options = { after, upTo: end, categories: [category], fields: ['type', 'position'] as const };
    for await (const batch of this.#keeping.log.read(options))
      for (const { type, position } of batch) if (RELEASES.includes(type)) this.#released = position;
    this.#looked = end;
  }

  #author(key: string): Author {
    const at = this.#keeping.now();
    const by = { name: 'worker', assurance: 'asserted', osUser: '' } as const;
    return { meta: { by, key, at }, commit: { recordedAt: at, actor: 'worker', correlation: key, causation: key } };
  }
}

/** Looks until the signal aborts. */
export async function checkpointsKept(keeper: CheckpointKeeper, logger: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await keeper.look();
    } catch (error) {
      logger.error({ err: error }, 'checkpoints not looked at, tried again');
    }
    await setTimeout(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}
