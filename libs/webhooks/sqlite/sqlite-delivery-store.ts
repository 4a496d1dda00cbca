/** The state of deliveries in one SQLite file, shared by several processes. */
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '#libs/sqlite/database.ts';
import { Statements } from '#libs/sqlite/statements.ts';
import { whenUnlocked } from '#libs/sqlite/transaction.ts';
import { WriteMarks } from '#libs/sqlite/write-marks.ts';
import {
  type Attempt,
  type AttemptOutcome,
  type DeliveryChange,
  type DeliveryClaim,
  ClaimLost,
  type DeliveryProgress,
  type DeliveryStore,
  type Due,
  type Holder,
  type WaitingEvents,
} from '#libs/webhooks/delivery-store.ts';
import { PAUSE_MAX_MS } from '#libs/webhooks/retry.ts';
import { DELIVERY_SCHEMA, DELIVERY_PRAGMAS } from '#libs/webhooks/sqlite/schema.ts';

type AttemptRow = Omit<Attempt, 'tookMs' | 'outcome'> & { no: number; took_ms: number; outcome: AttemptOutcome };

export class SqliteDeliveryStore implements DeliveryStore {
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #marks: WriteMarks;

  constructor(path: string) {
    this.#db = openDatabase(path, `${DELIVERY_PRAGMAS}; ${DELIVERY_SCHEMA}`);
    this.#statements = new Statements(this.#db);
    this.#marks = new WriteMarks(this.#db);
  }

  async claim(
    subscription: string,
    { name, isDead }: Holder,
    nowMs: number,
    untilMs: number,
  ): Promise<DeliveryClaim | undefined> {
    return this.#committed(() => {
      const held = this.#statements.get(
        'SELECT token, holder, until_ms FROM subscriptions WHERE id = ?',
        subscription,
      ) as { token: number; holder: string; until_ms: number } | undefined;
      if (held !== undefined && held.until_ms > nowMs && held.holder !== name && !isDead(held.holder)) return undefined;
      const token = (held?.token ?? 0) + 1;
      this.#statements.run(
        `INSERT INTO subscriptions (id, token, holder, until_ms) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET token = excluded.token, holder = excluded.holder, until_ms = excluded.until_ms`,
        subscription,
        token,
        name,
        untilMs,
      );
      return { subscription, token };
    });
  }

  async renew(claim: DeliveryClaim, untilMs: number): Promise<void> {
    await this.#asHolder(claim, () => {
      this.#statements.run('UPDATE subscriptions SET until_ms = ? WHERE id = ?', untilMs, claim.subscription);
    });
  }

  async release({ subscription, token }: DeliveryClaim): Promise<void> {
    await this.#committed(() =>
      this.#statements.run('UPDATE subscriptions SET until_ms = 0 WHERE id = ? AND token = ?', subscription, token),
    );
  }

  async progress(subscription: string): Promise<DeliveryProgress | undefined> {
    return this.#statements.get(
      'SELECT cursor, link, applied FROM subscriptions WHERE id = ? AND cursor IS NOT NULL',
      subscription,
    ) as DeliveryProgress | undefined;
  }

  async setProgress(claim: DeliveryClaim, { cursor, link, applied }: DeliveryProgress): Promise<void> {
    await this.#asHolder(claim, () => {
      this.#moveTo(claim, cursor, link);
      this.#statements.run('UPDATE subscriptions SET applied = ? WHERE id = ?', applied, claim.subscription);
    });
  }

  async advance(
    claim: DeliveryClaim,
    due: readonly { readonly lane: string; readonly position: number }[],
    cursor: number,
    link: string,
  ): Promise<void> {
    await this.#asHolder(claim, () => {
      for (const { lane, position } of due) this.#add(claim.subscription, lane, position);
      this.#moveTo(claim, cursor, link);
    });
  }

  async apply(claim: DeliveryClaim, revision: number, changes: readonly DeliveryChange[]): Promise<void> {
    await this.#asHolder(claim, () => {
      const first = this.#statements.run(
        'UPDATE subscriptions SET applied = ? WHERE id = ? AND applied < ?',
        revision,
        claim.subscription,
        revision,
      );
      if (first > 0) for (const change of changes) this.#change(claim, change);
    });
  }

  #change(claim: DeliveryClaim, change: DeliveryChange): void {
    const { subscription } = claim;
    switch (change.type) {
      case 'redeliver':
        this.#add(subscription, change.lane, change.position);
        return;
      case 'skip':
        this.#skip(subscription, change);
        return;
      case 'again':
        this.#statements.run('UPDATE heads SET tries = 0, next_ms = 0 WHERE subscription = ?', subscription);
        return;
      case 'restart':
        this.#statements.run('DELETE FROM due WHERE subscription = ?', subscription);
        this.#statements.run('DELETE FROM heads WHERE subscription = ?', subscription);
        this.#moveTo(claim, change.cursor, change.link);
    }
  }

  /** Skips the position in every lane; a position that is not due changes nothing. */
  #skip(subscription: string, { position, at, error }: Extract<DeliveryChange, { readonly type: 'skip' }>): void {
    const lanes = this.#statements.all(
      'SELECT lane FROM due WHERE subscription = ? AND position = ?',
      subscription,
      position,
    );
    for (const { lane } of lanes as { lane: string }[]) {
      const head = this.#statements.get(
        'SELECT tries FROM heads WHERE subscription = ? AND lane = ? AND position = ?',
        subscription,
        lane,
        position,
      ) as { tries: number } | undefined;
      const number = (head?.tries ?? 0) + 1;
      this.#insertAttempt(subscription, {
        position,
        number,
        at,
        tookMs: 0,
        status: null,
        error,
        outcome: 'GIVEN_UP',
      });
      this.#take(subscription, lane, position);
    }
  }

  async heads(subscription: string, nowMs: number, limit: number): Promise<readonly Due[]> {
    return this.#statements.all(
      `SELECT lane, position, tries FROM heads WHERE subscription = ? AND (next_ms <= ? OR next_ms > ?)
       ORDER BY position LIMIT ?`,
      subscription,
      nowMs,
      nowMs + PAUSE_MAX_MS,
      limit,
    ) as unknown as Due[];
  }

  async waiting(subscription: string): Promise<WaitingEvents> {
    const { count } = this.#statements.get(
      'SELECT count(*) AS count FROM due WHERE subscription = ?',
      subscription,
    ) as {
      count: number;
    };
    const { oldest, next } = this.#statements.get(
      'SELECT min(position) AS oldest, min(next_ms) AS next FROM heads WHERE subscription = ?',
      subscription,
    ) as { oldest: number | null; next: number | null };
    return { count, oldest: oldest ?? undefined, nextMs: next ?? undefined };
  }

  async record(claim: DeliveryClaim, lane: string, attempt: Attempt, againAtMs: number | undefined): Promise<void> {
    const { subscription } = claim;
    await this.#asHolder(claim, () => {
      this.#insertAttempt(subscription, attempt);
      if (againAtMs === undefined) this.#take(subscription, lane, attempt.position);
      else
        this.#statements.run(
          'UPDATE heads SET tries = ?, next_ms = ? WHERE subscription = ? AND lane = ? AND position = ?',
          attempt.number,
          againAtMs,
          subscription,
          lane,
          attempt.position,
        );
    });
  }

  async attempts(
    subscription: string,
    { before = Number.MAX_SAFE_INTEGER, limit, position }: { before?: number; limit: number; position?: number },
  ): Promise<readonly (Attempt & { readonly no: number })[]> {
    const rows = this.#statements.all(
      `SELECT no, position, number, at, took_ms, status, error, outcome FROM attempts
       WHERE subscription = ? AND no < ? AND (? IS NULL OR position = ?) ORDER BY no DESC LIMIT ?`,
      subscription,
      before,
      position ?? null,
      position ?? null,
      limit,
    ) as unknown as AttemptRow[];
    return rows.map(({ took_ms: tookMs, ...row }) => ({ ...row, tookMs }));
  }

  async prune(claim: DeliveryClaim, before: string): Promise<void> {
    await this.#asHolder(claim, () => {
      this.#statements.run('DELETE FROM attempts WHERE subscription = ? AND at < ?', claim.subscription, before);
    });
  }

  async forget(claim: DeliveryClaim): Promise<void> {
    await this.#asHolder(claim, () => {
      for (const table of ['due', 'heads', 'attempts'])
        this.#statements.run(`DELETE FROM ${table} WHERE subscription = ?`, claim.subscription);
      this.#statements.run('DELETE FROM subscriptions WHERE id = ?', claim.subscription);
    });
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  #add(subscription: string, lane: string, position: number): void {
    this.#statements.run('INSERT OR IGNORE INTO due VALUES (?, ?, ?)', subscription, lane, position);
    this.#statements.run('INSERT OR IGNORE INTO heads VALUES (?, ?, ?, 0, 0)', subscription, lane, position);
  }

  /** Removes a position from its lane; if it was the first, the next one becomes the first. */
  #take(subscription: string, lane: string, position: number): void {
    this.#statements.run(
      'DELETE FROM due WHERE subscription = ? AND lane = ? AND position = ?',
      subscription,
      lane,
      position,
    );
    const changes = this.#statements.run(
      'DELETE FROM heads WHERE subscription = ? AND lane = ? AND position = ?',
      subscription,
      lane,
      position,
    );
    if (changes === 0) return;
    this.#statements.run(
      `INSERT INTO heads SELECT subscription, lane, position, 0, 0 FROM due
       WHERE subscription = ? AND lane = ? ORDER BY position LIMIT 1`,
      subscription,
      lane,
    );
  }

  #moveTo({ subscription }: DeliveryClaim, cursor: number, link: string): void {
    this.#statements.run('UPDATE subscriptions SET cursor = ?, link = ? WHERE id = ?', cursor, link, subscription);
  }

  #insertAttempt(subscription: string, attempt: Attempt): void {
    const { position, number, at, tookMs, status, error, outcome } = attempt;
    this.#statements.run(
      `INSERT INTO attempts (subscription, position, number, at, took_ms, status, error, outcome)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      subscription,
      position,
      number,
      at,
      tookMs,
      status,
      error,
      outcome,
    );
  }

  #committed<T>(body: () => T): Promise<T> {
    return whenUnlocked(() => this.#marks.transactionAtOnce(body));
  }

  #asHolder({ subscription, token }: DeliveryClaim, body: () => void): Promise<void> {
    return this.#committed(() => {
      const held = this.#statements.get('SELECT 1 FROM subscriptions WHERE id = ? AND token = ?', subscription, token);
      if (held === undefined) throw new ClaimLost(subscription);
      body();
    });
  }
}
