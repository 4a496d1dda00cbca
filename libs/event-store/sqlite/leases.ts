/** Leases as rows: the token counts the holders, so that a former holder is refused. Each call runs inside a transaction of the store. */
import { LEASE_MS, type Lease, type LeaseHolder, LeaseLost, isLeaseHeld } from '#libs/event-store/event-store.ts';
import type { Statements } from '#libs/sqlite/statements.ts';

/** The table of every form of the log. */
export const LEASES_TABLE = `
CREATE TABLE IF NOT EXISTS leases (
  name TEXT PRIMARY KEY,
  token INTEGER NOT NULL,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL
) STRICT;
`;

type Held = [token: number, host: string, pid: number, expiresMs: number];

export class SqliteLeases {
  readonly #statements: Statements;

  /** Statements that give rows as arrays. */
  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Throws LeaseLost if a live holder has it. */
  acquire(name: string, holder: LeaseHolder, now: number): Lease {
    const held = this.#statements.get('SELECT token, host, pid, expires_ms FROM leases WHERE name = ?', name) as
      | Held
      | undefined;
    if (held !== undefined) {
      const [, host, pid, expires] = held;
      const isHere = host === holder.host;
      const isDead = isHere && (pid === holder.pid || !holder.isAlive(pid));
      const holds = isHere ? expires > now : isLeaseHeld(expires, now);
      if (holds && !isDead) throw new LeaseLost({ code: 'LEASE_HELD', data: { host, pid } });
    }
    const token = (held?.[0] ?? 0) + 1;
    const ms = holder.leaseMs ?? LEASE_MS;
    this.#statements.run(
      'INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?, ?)',
      name,
      token,
      holder.host,
      holder.pid,
      now + ms,
    );
    return { name, token, ms };
  }

  /** Throws LeaseLost if another holder has taken it. */
  renew({ name, token, ms }: Lease, now: number): void {
    const changes = this.#statements.run(
      'UPDATE leases SET expires_ms = ? WHERE name = ? AND token = ? AND expires_ms > 0',
      now + ms,
      name,
      token,
    );
    if (changes === 0) throw new LeaseLost({ code: 'LEASE_TAKEN_OVER', data: {} });
  }

  release({ name, token }: Lease): void {
    this.#statements.run('UPDATE leases SET expires_ms = 0 WHERE name = ? AND token = ?', name, token);
  }
}
