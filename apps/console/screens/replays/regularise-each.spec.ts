/** Each chosen statement is named alone: its quarters would name the year that they are in, and a year its quarters. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

const globals = globalThis as { location?: unknown };

let bodies: unknown[] = [];
beforeEach(() => {
  bodies = [];
  globals.location = { origin: 'http://127.0.0.1' };
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (request) => {
    bodies.push(await (request as Request).json());
    return Response.json({ outcomes: [] });
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  delete globals.location;
});

test('a chosen year or quarter of a team is regularised alone', async () => {
  const { regulariseEach } = await import('./regularise-each.ts');
  const chosen = ['2025', '2025-Q2'].map((period) => ({ team: 'PEPS-01', period }));
  await regulariseEach(chosen, { replay: 'mars' }, 'k');
  expect(bodies).toStrictEqual([
    { from: '2025-Q1', to: '2025-Q4', period: '2025', team: 'PEPS-01', replay: 'mars' },
    { from: '2025-Q2', to: '2025-Q2', period: '2025-Q2', team: 'PEPS-01', replay: 'mars' },
  ]);
});
