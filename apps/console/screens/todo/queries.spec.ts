/** The screen behind a task has all its names: the list of tasks shows only the first ones of a group. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';

const globals = globalThis as { location?: unknown };

let asked: (readonly (string | null)[])[] = [];
beforeEach(() => {
  asked = [];
  globals.location = { origin: 'http://127.0.0.1' };
  jest.spyOn(globalThis, 'fetch').mockImplementation((request) => {
    // Not `after`: what another spec wrote is remembered by the client that specs share.
    const { searchParams } = new URL((request as Request).url);
    asked.push([searchParams.get('names'), searchParams.get('completeness')]);
    return Promise.resolve(Response.json({ tasks: [] }));
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  delete globals.location;
});

test('the answers of the bank to settle are asked for with their names, not with the first three', async () => {
  const { NAMES_SHOWN, namedTodoQuery, todoQuery } = await import('./queries.ts');
  const client = new QueryClient();
  await client.query(todoQuery(undefined));
  await client.query(namedTodoQuery());
  expect(asked).toStrictEqual([
    [String(NAMES_SHOWN), 'false'],
    ['500', 'false'],
  ]);
});
