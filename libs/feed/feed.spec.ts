/** Published events, and reading each of them once from a cursor. */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import type { CloudEvent } from '#libs/feed/cloud-event.ts';
import { Feed } from '#libs/feed/feed.ts';
import { isWanted } from '#libs/feed/filter.ts';
import { PUBLISHED_TYPES, TYPE_NAMES } from '#libs/feed/types.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { statementId, statements } from '#libs/statements/workflow/statements.ts';
import { COMMIT } from '#test/support/commit.ts';
import { countedReads } from '#test/support/counted-reads.ts';
import { matchesGolden } from '#test/support/golden.ts';
import { person } from '#test/support/specification.ts';
import { Product } from '#test/support/product.ts';
import { SECRET_REASON, appendCalculation, publishEverything } from '#test/support/published.ts';

const SOURCE = 'urn:test:decompte';
const product = new Product();
const feed = new Feed(product.log, SOURCE);
let all: readonly CloudEvent[] = [];

beforeAll(async () => {
  await publishEverything(product.log);
  all = (await feed.read({ after: 0, limit: 1_000 })).events;
});
afterAll(() => product.close());

const cloudEventSchema = JSON.parse(
  readFileSync(new URL('../../test/support/cloudevents-1.0.schema.json', import.meta.url), 'utf8'),
) as object;

test('publishes every type with the data of the stored example', () => {
  expect(new Set(all.map(({ type }) => type))).toStrictEqual(new Set(TYPE_NAMES));
  matchesGolden('feed.json', `${JSON.stringify(all, null, 2)}\n`);
});

test('each event is valid by the schema of CloudEvents 1.0, with its naming rules for extensions', () => {
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const validate = ajv.compile(cloudEventSchema);
  for (const event of all) {
    assert.ok(validate(event), JSON.stringify(validate.errors));
    for (const name of Object.keys(event)) expect(name).toMatch(/^[a-z0-9]{1,20}$/);
    expect(event.id).toMatch(new RegExp(`^${event.position}-[0-9a-f]{16}$`));
    expect(event.source).toBe(SOURCE);
  }
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test('publishes no text typed by a person, no account and no name', () => {
  const text = JSON.stringify(all);
  for (const word of [SECRET_REASON, 'Durand', 'iban', 'FR76', 'alice', 'bob', 'carol', 'Maison'])
    assert.ok(!text.includes(word), word);
});

test('does not publish types outside the catalogue', async () => {
  const published: ReadonlySet<string> = new Set(PUBLISHED_TYPES.map(({ recorded }) => recorded));
  const expected: number[] = [];
  const passed = new Set<string>();
  for await (const batch of product.log.read({ after: 0 }))
    for (const { type, position } of batch)
      if (published.has(type)) expected.push(position);
      else passed.add(type);
  expect(all.map(({ position }) => position)).toStrictEqual(expected);
  for (const type of [
    'StatementSubmitted',
    'StatementRejected',
    'RegularisationDrafted',
    'DuePosted',
    'DecisionPosted',
    'PaymentRunPrepared',
    'PaymentRunReleased',
  ])
    assert.ok(passed.has(type), type);
});

test('an approval holds the decision and its calculation, a withdrawal the remaining decision', () => {
  const totals = all
    .filter(({ type }) => type.includes('.approved') || type.includes('.withdrawn'))
    .map(({ type, data }) => {
      const { decision, decided, actLedger } = data as {
        decision: { totalCents: string };
        decided: { totalCents: string };
        actLedger: { acts: number };
      };
      return [type.replace('fr.decompte.', ''), decision.totalCents, decided.totalCents, actLedger.acts];
    });
  expect(totals).toStrictEqual([
    ['statement.approved', '100000', '100000', 5],
    ['statement.withdrawn', '100000', '0', 5],
    ['statement.approved', '100000', '100000', 5],
    ['regularisation.approved', '19950', '119950', 5],
    ['regularisation.approved', '10000', '129950', 5],
    ['regularisation.withdrawn', '10000', '119950', 5],
  ]);
});

test('pages of any size and filter together give each event once and in order', async () => {
  const filters = fc.record(
    {
      types: fc.subarray([...TYPE_NAMES], { minLength: 1 }),
      team: fc.constantFrom('PEPS-01', 'IPEP-01', 'nobody'),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 7 }), filters, async (limit, filter) => {
      const read: CloudEvent[] = [];
      for (let cursor = 0, end = 1; cursor < end;) {
        const page = await feed.read({ after: cursor, limit, filter });
        assert.ok(page.cursor > cursor, 'a page goes on, also where it is empty');
        read.push(...page.events);
        ({ cursor, end } = page);
      }
      const { types, team } = filter;
      expect(read).toStrictEqual(
        all.filter((event) => (types?.includes(event.type) ?? true) && (team ?? event.team) === event.team),
      );
    }),
    { numRuns: 60 },
  );
});

test('rejects a cursor beyond the end, accepts one at the end', async () => {
  const end = await feed.end();
  const { epoch } = await feed.cursorAt(end);
  expect(await feed.read({ after: end, limit: 5 })).toStrictEqual({ events: [], cursor: end, epoch, end });
  await expect(feed.read({ after: end + 1, limit: 5 })).rejects.toMatchObject({ code: 'CURSOR_BEYOND_END' });
});

test('a decision of a statement that was calculated every day for years takes few events to publish', async () => {
  const log = new SqliteEventStore(':memory:');
  const of = { team: 'PEPS-09', period: '2021-Q4' };
  for (let day = 1n; day <= 600n; day++) await appendCalculation(log, of.team, of.period, day);
  const on = dayFromText('2022-04-02');
  const [alice, bob] = [person('Alice'), person('Bob')];
  for (const command of [{ type: 'submit', by: alice, on } as const, { type: 'approve', by: bob, on } as const]) {
    const meta = { by: command.by, key: command.type, at: '2022-04-02T10:00:00.000Z' };
    await statements(log).handle(statementId(of), { command, meta, commit: COMMIT });
  }
  const counted = countedReads(log);
  const position = await log.end();
  const published = await new Feed(counted.log, SOURCE).at(position);
  expect(published?.data).toMatchObject({ decision: { number: 0 }, statement: { totalCents: '550' } });
  expect(counted.taken()).toBeLessThan(30);
  await log.close();
});

describe('after a restore', () => {
  /** The log as at a position, continued with other events at the same times. */
  async function restored(upTo: number): Promise<Product> {
    const other = new Product();
    const entries = [];
    for await (const batch of product.log.read({ after: 0, upTo }))
      for (const { stream, commit, ...event } of batch)
        entries.push({ events: [{ stream, event }], commit: await product.log.commit(commit) });
    await other.log.copy(entries);
    for (let i = 0; i < 200; i++) await appendCalculation(other.log, 'OTHER', String(1_900 + i), 500n);
    return other;
  }

  test('a cursor with its epoch is taken up to the position where the logs agree, and refused after it; one without is taken', async () => {
    const agree = Math.floor((await feed.end()) / 2);
    const other = await restored(agree);
    const again = new Feed(other.log, SOURCE);
    const at = async (position: number) => ({
      after: position,
      epoch: (await feed.cursorAt(position)).epoch,
      limit: 1,
    });
    for (const position of [0, 1, agree]) expect((await again.read(await at(position))).events).toHaveLength(1);
    for (const position of [agree + 1, await feed.end()])
      await expect(again.read(await at(position))).rejects.toMatchObject({
        kind: 'conflict',
        code: 'CURSOR_OF_ANOTHER_LOG',
      });
    expect((await again.read({ after: agree + 1, limit: 1 })).events).toHaveLength(1);
    const beyond = (await other.log.end()) + 1;
    await expect(again.read({ after: beyond, epoch: '0'.repeat(16), limit: 1 })).rejects.toMatchObject({
      kind: 'conflict',
    });
    // No id names two events.
    const others = (await again.read({ after: 0, limit: 1_000 })).events;
    const byId = new Map(all.map((event) => [event.id, event]));
    for (const event of others) if (byId.has(event.id)) expect(event).toStrictEqual(byId.get(event.id));
    expect(others.filter(({ id }) => byId.has(id)).length).toBe(all.filter(({ position }) => position <= agree).length);
    await other.close();
  });

  test('a reader compares number and digest up to a position, whole or by team and type, with SHA-256 alone', async () => {
    const end = await feed.end();
    const digestOf = (events: readonly CloudEvent[]) =>
      hash('sha256', events.map(({ id }) => `${id}\n`).join(''), 'hex');
    for (const after of [0, Math.floor(end / 2), end])
      for (const filter of [{}, { team: 'PEPS-02' }, { types: TYPE_NAMES.slice(0, 3) }]) {
        const expected = all.filter((event) => event.position <= after && isWanted(event, filter));
        const found = await feed.reconcile({ after, filter });
        expect(found).toMatchObject({ cursor: after, count: expected.length, digest: digestOf(expected) });
        expect([...found.types.values()].reduce((sum, count) => sum + count, 0)).toBe(expected.length);
      }
  });
});
