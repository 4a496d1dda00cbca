/** A read after a recorded fact sees it, because a worker keeps the projections up to date. */
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

test('a read after a write waits for the worker', async () => {
  const client = await service.client('operator');
  const { position } = given(await client.POST('/facts/teams', { params: keyed(), body: TEAM }));
  const read = await client.GET('/statements/{team}/{period}', {
    params: { path: { team: TEAM.team_id, period: '2024-Q1' }, query: { after: position } },
  });
  refused(read, 404);
  expect(Number(read.response.headers.get('decompte-position'))).toBeGreaterThanOrEqual(position);
});

test('a worker stops on a signal with status 0', async () => {
  const worker = await service.startWorker();
  expect(await worker.end('SIGTERM')).toBe(0);
  expect(worker.lines.at(-1)?.msg).toBe('stopped');
});

test('a misconfigured worker reports its faults and does not start', async () => {
  await expect(service.startWorker({ LOG_LEVEL: 'loud' })).rejects.toThrow(/LOG_LEVEL vaut « loud »/);
});
