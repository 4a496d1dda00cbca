/** A fact recorded over HTTP is seen by who reads after it, because a worker keeps the projections up. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { given, keyed, refused } from '#test/support/client.ts';
import { Service } from '#test/support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service.close());

const TEAM = {
  team_id: 'PEPS-77',
  from: '2023-12-31',
  name: 'Maison de santé des Tilleuls',
  scheme: 'PEPS',
  option: 'ALL',
  scope: 'GP',
  structure: 'MSP',
  finess: '380000018',
  commune: '38185',
  known_on: '2024-01-01',
};

test('a read after a write waits until the worker has folded it', async () => {
  const client = await service.client('operator');
  const { position } = given(await client.POST('/facts/teams', { params: keyed(), body: TEAM }));
  const read = await client.GET('/statements/{team}/{period}', {
    params: { path: { team: TEAM.team_id, period: '2024-Q1' }, query: { after: position } },
  });
  refused(read, 404);
  expect(Number(read.response.headers.get('decompte-position'))).toBeGreaterThanOrEqual(position);
});

test('a worker stops when asked, with status 0', async () => {
  const worker = await service.startWorker();
  expect(await worker.end('SIGTERM')).toBe(0);
  expect(worker.lines.at(-1)?.msg).toBe('stopped');
});

test('a worker that is misconfigured says so and does not start', async () => {
  await expect(service.startWorker({ LOG_LEVEL: 'loud' })).rejects.toThrow(/LOG_LEVEL vaut « loud »/);
});
