/** The problem of errors outside the domain. */
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { StoreUnreadable } from '#libs/event-store/stored-events.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { problemOf } from '#apps/api/http/problem.filter.ts';
import { Product } from '#test/support/product.ts';

test('an unreachable store, a full disk or too many open files are 503 with its sentence', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  for (const [error, said] of [
    [
      new StoreUnavailable({ code: 'STORE_DISK_FULL', data: {} }),
      'l’écriture n’a pas pu se faire : le disque est plein ; libérez de la place, puis réessayez',
    ],
    [full, 'disque est plein'],
    [
      Object.assign(new Error('EMFILE: too many open files, open'), { code: 'EMFILE' }),
      'ne peut plus ouvrir de fichier',
    ],
    [Object.assign(new Error('unable to open database file'), { errcode: 14 }), 'ne peut plus ouvrir de fichier'],
  ] as const) {
    const { status, kind, headers, message } = problemOf(error);
    expect([status, kind, headers['retry-after']]).toStrictEqual([503, 'unavailable', '1']);
    assert.ok(message.includes(said), message);
  }
});

test('an unexpected error is 500 without its message', () => {
  const { status, kind, message } = problemOf(new Error('secret'));
  expect([status, kind]).toStrictEqual([500, 'internal']);
  expect(message).not.toContain('secret');
});

test('a log that cannot be read is 500 without its finding', () => {
  const error = new StoreUnreadable({ code: 'SERVER_CONTENT_CHANGED', data: { from: 4_711 } });
  const { status, kind, message } = problemOf(error);
  expect([status, kind]).toStrictEqual([500, 'internal']);
  expect(message).not.toMatch(/4711|audit/);
});

test('a lost lease is 503 without the machine and process of its holder', async () => {
  const product = new Product();
  const holder = (host: string, pid: number) => ({ host, pid, isAlive: () => true });
  await product.log.acquireLease('intake', holder('machine-1', 4_711), 1_000);
  const held = await product.log.acquireLease('intake', holder('machine-2', 1), 1_000).catch((error: unknown) => error);
  const { status, detail, type } = problemOf(held).details();
  expect([status, type]).toStrictEqual([503, 'urn:decompte:problem:unavailable']);
  expect(detail).toMatch(/un autre enregistrement est en cours/i);
  expect(detail).not.toMatch(/machine|4711|processus/);
  await product.close();
});
