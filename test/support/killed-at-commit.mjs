/**
 * Loaded before a program with `--import`: the process kills itself at the first commit by which its log has KILLED_AT events, BEFORE or
 * AFTER the commit, depending on KILLED. So a test kills at a defined point of the work, on any machine.
 */
import { DatabaseSync } from 'node:sqlite';

const at = Number(process.env.KILLED_AT);
const { exec } = DatabaseSync.prototype;

DatabaseSync.prototype.exec = function (sql) {
  const isThere = sql === 'COMMIT' && this.location()?.endsWith('events.db') && eventsIn(this) >= at;
  if (isThere && process.env.KILLED === 'BEFORE') process.kill(process.pid, 'SIGKILL');
  exec.call(this, sql);
  if (isThere) process.kill(process.pid, 'SIGKILL');
};

function eventsIn(log) {
  return log.prepare('SELECT max(position) AS events FROM events').get().events ?? 0;
}
