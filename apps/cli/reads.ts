/**
 * The patients and accounts that a command shows, for the record of accesses: under the account of the operating system, which is all that
 * is known about a reader at a terminal.
 */
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { type Access, type AccessKind, IDS_MAX, patientsIn, withoutErased } from '#libs/access-record/access-record.ts';
import { erasedAmong } from '#libs/erasure/erased-among.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { openAccessRecord } from '#libs/runtime/shared.ts';
import { instantNow } from '#apps/cli/arguments.ts';
import { type StoreOptions, storePathsOf } from '#apps/cli/stores.ts';

export class NotedReads {
  readonly #ids = new Map<AccessKind, Set<string>>();
  #command = '';

  /** `command`: as a person types it. */
  note(command: string, kind: AccessKind, ids: Iterable<string>): void {
    this.#command = command;
    this.#ids.set(kind, new Set([...(this.#ids.get(kind) ?? []), ...ids]));
  }

  /**
   * Records the accesses, an erased patient under a substitute id; does nothing if nothing was read. Throws StoreUnavailable, so that the
   * person learns that it could not be recorded.
   */
  async keep(options: StoreOptions, log: EventStore): Promise<void> {
    const noted = [...this.#ids].filter(([, ids]) => ids.size > 0);
    if (noted.length === 0) return;
    const record = await openAccessRecord(storePathsOf(options));
    const [at, request, { username: name }] = [instantNow(), randomUUID(), userInfo()];
    try {
      const accesses = noted.map(([kind, ids]): Access => ({
        key: `${at} ${request} ${kind}`,
        ...{ at, subject: name, name, roles: [], session: 'terminal', address: `decompte ${this.#command}`, request },
        ...{ kind, ids: [...ids].slice(0, IDS_MAX), count: ids.size },
      }));
      const patients = accesses.flatMap(patientsIn);
      const erased = await erasedAmong(log, patients);
      await record.add(accesses.map((access) => withoutErased(access, erased)));
      // An erasure may have completed since, as over HTTP.
      const left = patients.filter((patient) => !erased.has(patient));
      for (const [patient, erasure] of await erasedAmong(log, left)) await record.rename([patient], erasure);
    } finally {
      await record.close();
    }
  }
}
