/** Each chosen statement is regularised alone and as the replay showed it: its quarters would name the year that they are in, and a year its quarters. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

const globals = globalThis as { location?: unknown };

const CODE = '2b8befff3a39';

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

test('a chosen year or quarter of a team is regularised alone, as it was read in the kept replay', async () => {
  const { regulariseEach } = await import('./regularise-each.ts');
  const chosen = ['2025', '2025-Q2'].map((period) => ({ team: 'PEPS-01', period, code: CODE, knownOn: '2026-03-31' }));
  await regulariseEach(chosen, 'mars', 'k');
  expect(bodies).toStrictEqual([
    { from: '2025-Q1', to: '2025-Q4', period: '2025', team: 'PEPS-01', replay: 'mars', codes: [CODE] },
    { from: '2025-Q2', to: '2025-Q2', period: '2025-Q2', team: 'PEPS-01', replay: 'mars', codes: [CODE] },
  ]);
});

test('a replay without a name is regularised as known on its own day; what is not left any more is said', async () => {
  const { regulariseEach } = await import('./regularise-each.ts');
  const chosen = { team: 'PEPS-01', period: '2025-Q2', code: CODE, knownOn: '2026-03-31' };
  const outcomes = await regulariseEach([chosen], undefined, 'k');
  expect(bodies).toMatchObject([{ knownOn: '2026-03-31', codes: [CODE] }]);
  expect(outcomes).toMatchObject([
    { team: 'PEPS-01', period: '2025-Q2', refused: expect.stringContaining('plus rien à régulariser') as unknown },
  ]);
});
