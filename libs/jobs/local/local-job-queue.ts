/** The queue of one machine, in one SQLite file: several processes ring and work on it, and a process that dies loses its lease. */
import { dirname } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { makeFolder } from '#libs/files/make-folder.ts';
import {
  type JobProgress,
  type JobQueue,
  type QueueDepth,
  QueueUnreachable,
  type RunJob,
  type WorkOptions,
  type Working,
} from '#libs/jobs/job-queue.ts';
import { openDatabase } from '#libs/sqlite/database.ts';
import { askDatabase } from '#libs/sqlite/failure.ts';
import { whenUnlocked } from '#libs/sqlite/transaction.ts';
import { type ClaimedJob, type ClaimStore, Workshop, type WorkshopSettings } from '#libs/jobs/local/workshop.ts';

/** How long a ring waits for the lock of another process, ms; the workers make up for a lost ring later. */
const RING_MS = 1_000;
/** How long this thread waits for it. A worker asks again. */
const BUSY_MS = 20;

/** The longest lease, and longer than any backoff: a time further ahead was set by a clock that has gone back since. */
const AHEAD_MS = 3_600_000;

const SCHEMA = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS rung (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  not_before_ms INTEGER NOT NULL DEFAULT 0,
  attempt INTEGER NOT NULL DEFAULT 0,
  worker TEXT,
  lease_until_ms INTEGER NOT NULL DEFAULT 0,
  -- Changes hands with every claim: who holds an old one has lost the job.
  token INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0,
  stage TEXT,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0
) STRICT;
`;

export interface LocalQueueSettings extends WorkshopSettings {
  /** ms since 1970. */
  readonly now: () => number;
}

interface Row {
  readonly id: string;
  readonly state: 'waiting' | 'running';
  readonly attempt: number;
  readonly worker: string | null;
  readonly lease_until_ms: number;
  readonly stage: string | null;
  readonly done: number;
  readonly total: number;
}

export class LocalJobQueue implements JobQueue, ClaimStore {
  readonly #db: DatabaseSync;
  readonly #settings: LocalQueueSettings;
  readonly #statements = new Map<string, StatementSync>();
  readonly #workshops = new Set<Workshop>();

  constructor(path: string, settings: LocalQueueSettings) {
    makeFolder(dirname(path));
    this.#db = openDatabase(path, `${SCHEMA} PRAGMA busy_timeout = ${BUSY_MS};`);
    this.#settings = settings;
  }

  async ring(id: string, kind: string): Promise<void> {
    await this.#changed('INSERT OR IGNORE INTO rung (id, kind) VALUES (?, ?)', id, kind);
    for (const workshop of this.#workshops) workshop.wake();
  }

  async progress(id: string): Promise<JobProgress | undefined> {
    const row = this.#answered(() => this.#prepare('SELECT * FROM rung WHERE id = ?').get(id)) as Row | undefined;
    if (row === undefined) return undefined;
    const { attempt, worker, stage, done, total } = row;
    const now = this.#settings.now();
    const isLost = row.state === 'running' && (row.lease_until_ms < now || row.lease_until_ms > now + AHEAD_MS);
    const state = isLost ? 'waiting' : row.state;
    return {
      state: state === 'waiting' && attempt > 0 && !isLost ? 'delayed' : state,
      attempt,
      worker: isLost ? undefined : (worker ?? undefined),
      stage: stage ?? undefined,
      done,
      total,
    };
  }

  async cancel(id: string): Promise<void> {
    await this.#changed('UPDATE rung SET cancelled = 1, not_before_ms = 0 WHERE id = ?', id);
    for (const workshop of this.#workshops) workshop.wake();
  }

  async depth(): Promise<QueueDepth> {
    const row = this.#answered(() =>
      this.#prepare(
        `SELECT coalesce(sum(state = 'waiting' AND attempt = 0), 0) AS waiting,
           coalesce(sum(state = 'waiting' AND attempt > 0), 0) AS delayed, coalesce(sum(state = 'running'), 0) AS running
         FROM rung`,
      ).get(),
    ) as unknown as QueueDepth;
    return { ...row };
  }

  async work(run: RunJob, options: WorkOptions): Promise<Working> {
    const workshop = new Workshop(this, run, options, this.#settings);
    this.#workshops.add(workshop);
    return {
      stop: async (graceMs) => {
        await workshop.stop(graceMs);
        this.#workshops.delete(workshop);
      },
    };
  }

  async close(): Promise<void> {
    for (const workshop of this.#workshops) await workshop.stop(0);
    this.#db.close();
  }

  /** The next waiting job, or one whose worker has given no sign for too long. */
  claim(worker: string, leaseMs: number): ClaimedJob | undefined {
    const now = this.#settings.now();
    return this.#prepare(
      `UPDATE rung SET state = 'running', worker = :worker, lease_until_ms = :until, attempt = attempt + 1, token = token + 1,
         stage = NULL, done = 0, total = 0
       WHERE no = (SELECT no FROM rung
         WHERE (state = 'waiting' AND (not_before_ms <= :now OR not_before_ms > :ahead))
         OR (state = 'running' AND (lease_until_ms < :now OR lease_until_ms > :ahead)) ORDER BY no LIMIT 1)
       RETURNING id, token, attempt`,
    ).get({ worker, until: now + leaseMs, now, ahead: now + AHEAD_MS }) as ClaimedJob | undefined;
  }

  keep({ id, token }: ClaimedJob, leaseMs: number): 'kept' | 'cancelled' | 'lost' {
    const row = this.#prepare('UPDATE rung SET lease_until_ms = ? WHERE id = ? AND token = ? RETURNING cancelled').get(
      this.#settings.now() + leaseMs,
      id,
      token,
    ) as { cancelled: number } | undefined;
    if (row === undefined) return 'lost';
    return row.cancelled === 1 ? 'cancelled' : 'kept';
  }

  report({ id, token }: ClaimedJob, stage: string, done: number, total: number): void {
    this.#run(
      'UPDATE rung SET stage = ?, done = ?, total = ? WHERE id = ? AND token = ?',
      stage,
      done,
      total,
      id,
      token,
    );
  }

  finish({ id, token }: ClaimedJob): void {
    this.#run('DELETE FROM rung WHERE id = ? AND token = ?', id, token);
  }

  delay({ id, token }: ClaimedJob, delayMs: number): void {
    this.#run(
      `UPDATE rung SET state = 'waiting', worker = NULL, not_before_ms = ? WHERE id = ? AND token = ?`,
      this.#settings.now() + delayMs,
      id,
      token,
    );
  }

  handBack({ id, token }: ClaimedJob): void {
    this.#run(
      `UPDATE rung SET state = 'waiting', worker = NULL, not_before_ms = 0, attempt = attempt - 1
       WHERE id = ? AND token = ?`,
      id,
      token,
    );
  }

  /** Throws QueueUnreachable. */
  async #changed(sql: string, ...values: SQLInputValue[]): Promise<void> {
    const changed = (): void => {
      askDatabase(() => {
        this.#run(sql, ...values);
      });
    };
    await whenUnlocked(changed, RING_MS).catch((error: unknown) => {
      throw this.#unreachable(error);
    });
  }

  /** Throws QueueUnreachable. */
  #answered<T>(ask: () => T): T {
    try {
      return ask();
    } catch (error) {
      throw this.#unreachable(error);
    }
  }

  #unreachable(error: unknown): QueueUnreachable {
    this.#settings.onError(error as Error);
    return new QueueUnreachable({ code: 'QUEUE_SILENT', data: { seconds: undefined } }, { cause: error });
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.#prepare(sql).run(...values);
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.#db.prepare(sql)));
    return statement;
  }
}
