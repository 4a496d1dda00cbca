/** A process that appends published and other events to a log at random moments. */
import { setTimeout as pause } from 'node:timers/promises';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { appendCalculation } from '#test/support/published.ts';

const [, , path = '', team = '', count = '0', pauseMs = '0'] = process.argv;
const commit = { recordedAt: '2022-04-01T08:00:00.000Z', actor: 'test', correlation: 'test', causation: 'test' };
const log = new SqliteEventStore(path, { clock: systemClock });
for (let i = 0; i < Number(count); i++) {
  await appendCalculation(log, team, String(1000 + i), BigInt(100 + i));
  const id = String(i).padStart(32, '0');
  const event = { id, type: 'TeamDescribed', schemaVersion: 1, effective: '2022', knownOn: '2022-01-01', data: '{}' };
  if (i % 3 === 0) await log.append(`team-${team}`, [event], 'any', commit);
  await pause(Math.random() * Number(pauseMs));
}
await log.close();
