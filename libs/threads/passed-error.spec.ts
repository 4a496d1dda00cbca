/** An error that passed between threads tells people and programs the same as in its thread. */
import { expect, test } from '@jest/globals';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';
import { StoreDamaged, StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { errorOf, passedError } from '#libs/threads/passed-error.ts';

class KeysOther extends Failure {}

const passed = (error: unknown): unknown => errorOf(structuredClone(passedError(error)));

test.each([
  [StoreUnavailable, new StoreUnavailable({ code: 'STORE_DISK_FULL', data: {} }, { cause: new Error('full') })],
  [StoreDamaged, new StoreDamaged({ code: 'STORE_DAMAGED', data: { reason: 'a page' } })],
  [Failure, new KeysOther({ code: 'KEYS_MOVED', data: { path: '/keys.db', keys: 1n } })],
  [DomainError, new DomainError('unavailable', { code: 'PROJECTION_NOT_SERVED', data: { projection: 'acts' } })],
])('an error keeps its class, name, code and data: %p', (ofClass, error) => {
  const found = passed(error) as Failure | DomainError;
  expect(found).toBeInstanceOf(ofClass);
  const { name, message, code, data } = error;
  expect({ name: found.name, message: found.message, code: found.code, data: found.data }).toStrictEqual({
    name,
    message,
    code,
    data,
  });
  expect((found as Partial<DomainError>).kind).toBe((error as Partial<DomainError>).kind);
  expect((found.cause as Error).stack).toBe(error.stack);
});

test.each([
  [{ code: 'EIO', errno: -5, syscall: 'read', path: '/facts/acts.csv' }],
  [{ code: 'ERR_SQLITE_ERROR', errcode: 8 }],
  [{}],
])('an error of the system or of an engine keeps %p', (of) => {
  const error = Object.assign(new Error('refused'), of);
  const found = passed(error) as Error;
  expect(Object.fromEntries(Object.entries(found))).toStrictEqual(of);
  expect([found.message, found.stack]).toStrictEqual([error.message, error.stack]);
});
