/**
 * A service on a log that lost its end: it answers that it is not ready, and refuses every command that moves money until two people
 * acknowledge the loss.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Role } from '#libs/commands/segregation.ts';
import { Application } from '#test/support/application.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';

let service: Application;
beforeAll(async () => {
  const before = new Product();
  const { folder } = before;
  await grow(before.log, 10);
  await before.readStore.upToDate(ROSTERS, before.log);
  await before.readStore.close();
  await before.log.close();
  for (const more of ['', '-wal', '-shm']) rmSync(join(folder, `events.db${more}`), { force: true });
  const after = new Product(folder);
  await grow(after.log, 6);
  service = await Application.start(after);
});
afterAll(() => service.close());

async function grow(log: EventStore, events: number): Promise<void> {
  for (let i = 0; i < events; i++) {
    const id = String(i).padStart(32, '0');
    const event = { id, type: 'Said', schemaVersion: 1, effective: '2026', knownOn: '2026-11-01', data: '{}' };
    await log.append('talk-1', [event], 'any', COMMIT);
  }
}

async function send(role: Role, method: 'GET' | 'POST', path: string, body?: object) {
  const headers = {
    authorization: await service.bearer(role),
    ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
    ...(body && { 'content-type': 'application/json' }),
  };
  const response = await service.fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function historyCheck(): Promise<unknown> {
  const { body } = await send('auditor', 'GET', '/health/ready');
  return (body['checks'] as { readonly name: string }[]).find(({ name }) => name === 'history');
}

interface Report {
  readonly code: string;
}

test('commands that move money are refused until one person has reported the loss and another acknowledged it', async () => {
  expect(await historyCheck()).toStrictEqual({
    name: 'history',
    ok: false,
    detail: expect.stringContaining(
      'le journal finit à la position 6, et il est allé jusqu’à la position 10',
    ) as unknown,
  });
  const account = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
  expect((await send('accountant', 'POST', '/payees/T1/propose', account)).status).toBe(200);
  const refused = await send('accountant', 'POST', '/payees/T1/confirm', { code: '0123456789' });
  expect(refused).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining('a perdu sa fin') as unknown },
  });
  const release = await send('authorising-officer', 'POST', '/payment-runs/R1/release', { code: '0123456789' });
  expect(release).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining('a perdu sa fin') as unknown },
  });

  const reason = { reason: 'sauvegarde de la veille remise' };
  expect((await send('approver', 'POST', '/audit/losses/report', reason)).status).toBe(403);
  expect((await send('operator', 'POST', '/audit/losses/report', reason)).status).toBe(200);
  const { body } = await send('auditor', 'GET', '/audit/losses');
  expect(body).toMatchObject({ loss: { lost: [{ kind: 'READ_STORE', name: 'rosters', position: 10 }] } });
  const { code } = body['report'] as Report;
  expect((await send('approver', 'POST', '/audit/losses/acknowledge')).status).toBe(428);
  expect((await send('approver', 'POST', '/audit/losses/acknowledge', { code: '0123456789' })).status).toBe(412);
  expect((await send('operator', 'POST', '/audit/losses/acknowledge', { code })).status).toBe(403);
  expect((await send('approver', 'POST', '/audit/losses/acknowledge', { code })).status).toBe(200);

  // The acknowledgement covers everything that the witnesses saw, and no other witness has come yet.
  expect(await historyCheck()).toMatchObject({ ok: true, detail: expect.stringMatching(/^aucun témoin/) as unknown });
  const after = (await send('operator', 'GET', '/audit/losses')).body;
  assert.ok(Array.isArray(after['acknowledged']));
  expect(after).toMatchObject({ loss: null, report: null, acknowledged: [{ lost: [{ position: 10 }], ...reason }] });
  // Now only the code is refused: the log accepts commands again.
  expect((await send('accountant', 'POST', '/payees/T1/confirm', { code: '0123456789' })).status).not.toBe(200);
  expect((await send('accountant', 'POST', '/payees/T1/confirm', { code: '0123456789' })).body['detail']).not.toContain(
    'a perdu sa fin',
  );
});
