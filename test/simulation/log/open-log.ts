/** A log in memory: the product's own store on a database that no disk has. */
import type { Clock } from '#libs/event-store/recording-time.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';

let opened = 0;

export interface OpenLog {
  readonly store: SqliteEventStore;
  /** The path with which other connections of this process open it. */
  readonly path: string;
}

export function openLog(clock: Clock): OpenLog {
  // The memdb system of SQLite shares a database among the connections of a process by its name.
  const path = `file:/simulation-${process.pid}-${++opened}?vfs=memdb`;
  return { store: new SqliteEventStore(path, { clock }), path };
}
