/** Auditors read every decision of people, whatever events are added. */
import { afterAll, expect, test } from '@jest/globals';
import { readDone } from '#libs/audit/tools/read-done.ts';
import { DECISIONS_OF, DEEDS_OF, OF_NO_PERSON } from '#libs/commands/deeds.ts';
import { FindDecisions, FindDecisionsHandler } from '#libs/history/queries/find-decisions.ts';
import { ALL } from '#libs/kernel/page.ts';
import { FACT_EVENTS } from '#libs/intake/fact-kinds.ts';
import { EVERY_EVENT } from '#libs/runtime/event-codecs.ts';
import type { ServedStores } from '#libs/runtime/stores.module.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';

const product = new Product();
afterAll(() => product.close());

const described = EVERY_EVENT.filter(({ schemas }) => schemas !== FACT_EVENTS.schemas).flatMap(({ streams, schemas }) =>
  streams.flatMap((category) => Object.keys(schemas).map((type) => `${category} ${type}`)),
);
const listed = (table: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(table).flatMap(([category, types]) => types.map((type) => `${category} ${type}`));

test('says of every event other than a fact, once, whether people decide it', () => {
  const all = [DECISIONS_OF, DEEDS_OF, OF_NO_PERSON].flatMap(listed);
  expect([...all].sort()).toStrictEqual([...described].sort());
  const rest = [DEEDS_OF, OF_NO_PERSON].flatMap(listed);
  const decided = /(?:Proposed|Confirmed|Approved|Refused|Rejected|Withdrawn|Published|Acknowledged|Dismissed)$/;
  expect(rest.filter((one) => decided.test(one))).toStrictEqual(['import FileRefused']);
});

test('has a French name for each of them', () => {
  const types = described.map((one) => one.split(' ')[1] ?? '');
  expect(types.filter((type) => EVENT_LABELS[type] === undefined)).toStrictEqual([]);
});

test('reads every decision, and every action of people, in any stream', async () => {
  const by = { name: 'alice', assurance: 'verified', osUser: '' };
  const data = JSON.stringify({ command: { key: 'k', digest: 'd', meta: { by, key: 'k', at: COMMIT.recordedAt } } });
  const of = { schemaVersion: 1, effective: '2026-11-01', knownOn: '2026-11-01', data };
  const events = [...described, 'ledger DuePosted'].map((one, at) => {
    const [category = '', type = ''] = one.split(' ');
    return { stream: `${category}-1`, event: { ...of, type, id: at.toString(16).padStart(32, '0') } };
  });
  await product.log.record(events, COMMIT);
  const handler = new FindDecisionsHandler({ log: product.log } as unknown as ServedStores);
  const { items: found } = await handler.execute(new FindDecisions(true, ALL));
  const names = (all: readonly { readonly stream: string; readonly type: string }[]): readonly string[] =>
    all.map(({ stream, type }) => `${stream.slice(0, -'-1'.length)} ${type}`).sort();
  const decisions = [...listed(DECISIONS_OF), 'ledger DuePosted'];
  expect(names(found)).toStrictEqual([...decisions].sort());
  const done: { readonly stream: string; readonly type: string }[] = [];
  await readDone(product.log, (event) => done.push(event));
  expect(names(done)).toStrictEqual([...decisions, ...listed(DEEDS_OF)].sort());
});
