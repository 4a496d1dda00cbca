/** Leases as rows: the token counts the holders, so that a former holder is refused. Each call runs inside a transaction of the store. */
import { type Lease, type LeaseHolder, LeaseLost } from '#libs/event-store/event-store.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

/** A live writer renews with every batch, so this bounds only how long a dead machine blocks the next one. */
const LEASE_MS = 60_000;

type Held = [token: number, host: string, pid: number, expiresMs: number];

export class Leases {
  readonly #statements: Statements;

  /** Statements that give rows as arrays. */
  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Throws LeaseLost where a live holder has it. */
  acquire(name: string, holder: LeaseHolder, now: number): Lease {
    const held = this.#statements.get('SELECT token, host, pid, expires_ms FROM leases WHERE name = ?', name) as
      | Held
      | undefined;
    if (held !== undefined) {
      const [, host, pid, expires] = held;
      const isDead = host === holder.host && (pid === holder.pid || !holder.isAlive(pid));
      if (expires > now && !isDead) throw new LeaseLost({ code: 'LEASE_HELD', data: { host, pid } });
    }
    const token = (held?.[0] ?? 0) + 1;
    this.#statements.run(
      'INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?, ?)',
      name,
      token,
      holder.host,
      holder.pid,
      now + LEASE_MS,
    );
    return { name, token };
  }

  /** Throws LeaseLost where another holder has taken it. */
  renew({ name, token }: Lease, now: number): void {
    const changes = this.#statements.run(
      'UPDATE leases SET expires_ms = ? WHERE name = ? AND token = ? AND expires_ms > 0',
      now + LEASE_MS,
      name,
      token,
    );
    if (changes === 0) throw new LeaseLost({ code: 'LEASE_TAKEN_OVER', data: {} });
  }

  release({ name, token }: Lease): void {
    this.#statements.run('UPDATE leases SET expires_ms = 0 WHERE name = ? AND token = ?', name, token);
  }
}
