/** Jobs as a stream: those that are open, then each as it goes on until it has ended; saved replays are listed and compared. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DecompteClient } from '#libs/client/client.ts';
import { endOf, given, keyed, refused } from '#test/support/client.ts';
import { paidService } from '#test/support/paid-service.ts';
import type { Service } from '#test/support/service.ts';

let service: Service;
let operator: DecompteClient;

beforeAll(async () => {
  service = await paidService();
  operator = await service.client('operator');
});
afterAll(() => service.close());

interface Seen {
  readonly id: string;
  readonly state: string;
}

/** What a stream of jobs sends until a job has ended, each with the id of its event. */
async function followed(id: string, lastEventId?: string): Promise<readonly (readonly [string, Seen])[]> {
  const stop = new AbortController();
  const headers = {
    authorization: `Bearer ${await service.token('operator')}`,
    accept: 'text/event-stream',
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  const response = await fetch(`${service.baseUrl}/jobs`, { headers, signal: stop.signal });
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  const seen: (readonly [string, Seen])[] = [];
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString('utf8');
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, position, data] = /^id: (\d+)\ndata: (.+)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (position !== undefined && data !== undefined) seen.push([position, JSON.parse(data) as Seen]);
    }
    if (seen.some(([, one]) => one.id === id && one.state !== 'PENDING')) break;
  }
  stop.abort();
  return seen;
}

async function replayed(save: string, to: string) {
  return given(await operator.POST('/replays', { params: keyed(), body: { from: '2021-Q1', to, save } }));
}

test('a job is followed until it has ended, also by a client that comes back after it has', async () => {
  const { id } = given(
    await operator.POST('/calculations', { params: keyed(), body: { from: '2021-Q1', to: '2023-Q4' } }),
  );
  const seen = (await followed(id, '0')).filter(([, one]) => one.id === id);
  expect(seen.at(-1)?.[1].state).toBe('SUCCEEDED');
  const job = given(await operator.GET('/jobs/{id}', { params: { path: { id } } }));
  expect(seen.at(-1)?.[1]).toStrictEqual(job);
  const again = (await followed(id, String(job.position - 1))).filter(([, one]) => one.id === id);
  expect(again.map(([, one]) => one)).toStrictEqual([job]);
});

test('refuses a last-event-id that is not a position', async () => {
  const { status } = await service.get('/jobs', {
    token: await service.token('operator'),
    headers: { accept: 'text/event-stream', 'last-event-id': 'hier' },
  });
  expect(status).toBe(400);
});

test('saved replays are listed with what they change, and compared line by line', async () => {
  await endOf(operator, await replayed('court', '2021-Q1'));
  await endOf(operator, await replayed('long', '2021-Q2'));
  const { items } = given(await operator.GET('/replays', {}));
  expect(items.map(({ replay, knownOn, changed }) => [replay, typeof knownOn, changed])).toStrictEqual([
    ['court', 'string', expect.any(Number)],
    ['long', 'string', expect.any(Number)],
  ]);
  const compare = async (first: string, second: string) =>
    operator.GET('/replays/{first}/difference/{second}', { params: { path: { first, second } } });
  expect(given(await compare('long', 'long')).items).toStrictEqual([]);
  const lines = given(await compare('court', 'long')).items;
  expect(lines.length).toBeGreaterThan(0);
  for (const { period, firstCents, secondCents, differenceCents } of lines)
    expect([period, firstCents, differenceCents]).toStrictEqual(['2021-Q2', '0', secondCents]);
  refused(await compare('court', 'jamais'), 404);
});
