/** A fact recorded over HTTP is seen by who reads after it, because a worker keeps the projections up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Service } from '#test/support/service.ts';

let service: Service;
before(async () => {
  service = await Service.start();
});
after(() => service.close());

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
  const token = await service.token('operator');
  const { status, body } = await service.post<{ position: number }>('/facts/teams', TEAM, { token });
  assert.equal(status, 201);
  const read = await service.get(`/statements/PEPS-77/2024-Q1?after=${body.position}`, { token });
  assert.equal(read.status, 404);
  assert.ok(Number(read.headers.get('decompte-position')) >= body.position);
});

test('a worker stops when asked, with status 0', async () => {
  const worker = await service.startWorker();
  assert.equal(await worker.end('SIGTERM'), 0);
  assert.equal(worker.lines.at(-1)?.msg, 'stopped');
});

test('a worker that is misconfigured says so and does not start', async () => {
  await assert.rejects(service.startWorker({ LOG_LEVEL: 'loud' }), /LOG_LEVEL vaut « loud »/);
});
