import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { SqliteReadStore } from '#libs/read-store/catalogue.ts';
import { DOSSIERS } from '#libs/enrolment/dossier.ts';
import { calculate } from '#libs/calculation/calculate.ts';
import { latest } from '#libs/regulation/publication.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
const log = new SqliteEventStore('/tmp/d80/events.db'), readStore = new SqliteReadStore('/tmp/d80/read');
const { regulation } = (await latest(log))!;
let day = dayFromText('2026-09-30') - Math.floor(Math.random() * 300);
for (let i = 0; i < 4; i++) {
  let t = performance.now(); let n = 0;
  const docs = await readStore.upToDate(DOSSIERS, log);
  for await (const b of docs.scan()) for (const [, text] of b) { JSON.parse(text); n++; }
  const control = performance.now() - t; t = performance.now();
  await calculate({ log, readStore }, { range: { from: quarterFromText('2021-Q1'), to: quarterFromText('2025-Q4') }, knownOn: --day, regulation }, { recordedAt: '2026-11-01T00:00:00Z', actor: 'x', correlation: 'x', causation: 'x' });
  const product = performance.now() - t; console.log(n, control.toFixed(0), product.toFixed(0), (control / product).toFixed(3));
}
