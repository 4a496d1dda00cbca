/** Each chosen statement is regularised alone and as the replay showed it: its quarters would name the year that they are in, and a year its quarters. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

const globals = globalThis as { location?: unknown };

const CODE = '2b8befff3a39';

let bodies: unknown[] = [];
/** The answers of the service, first to last; a regularisation that drafts nothing if none is given. */
let answers: Response[] = [];
beforeEach(() => {
  bodies = [];
  answers = [];
  globals.location = { origin: 'http://127.0.0.1' };
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (request) => {
    bodies.push(await (request as Request).json());
    return answers.shift() ?? Response.json({ outcomes: [] });
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

const THREE = ['2025-Q1', '2025-Q2', '2025-Q3'].map((period) => ({
  team: 'A',
  period,
  code: CODE,
  knownOn: '2026-03-31',
}));

function made(period: string): Response {
  return Response.json({ outcomes: [{ team: 'A', period, events: [], position: 1, refused: null }] });
}

function refusal(status: number, headers: Record<string, string> = {}): Response {
  return Response.json({ detail: 'Détail.' }, { status, headers });
}

test('when there were too many requests, it waits as the service asks, and goes on', async () => {
  const { regulariseEach } = await import('./regularise-each.ts');
  answers = [made('2025-Q1'), refusal(429, { 'retry-after': '0' }), made('2025-Q2'), made('2025-Q3')];
  const outcomes = await regulariseEach(THREE, 'mars', 'k');
  expect(outcomes.map(({ period, refused }) => [period, refused])).toStrictEqual(
    THREE.map(({ period }) => [period, null]),
  );
});

test.each([401, 403, 413, 429])('after a %i, says of each statement whether it is done', async (status) => {
  const { regulariseEach } = await import('./regularise-each.ts');
  answers = [made('2025-Q1'), refusal(status)];
  const outcomes = await regulariseEach(THREE, 'mars', 'k');
  const nothing = 'rien n’est fait : Détail.';
  expect(outcomes.map(({ refused }) => refused)).toStrictEqual([null, nothing, nothing]);
  expect(bodies).toHaveLength(2);
  answers = [refusal(status)];
  await expect(regulariseEach(THREE, 'mars', 'k')).rejects.toMatchObject({ status });
});

test.each([500, 502, 503, 504])('after a %i nobody knows, and everything is to be sent again', async (status) => {
  const { regulariseEach } = await import('./regularise-each.ts');
  answers = [made('2025-Q1'), refusal(status)];
  await expect(regulariseEach(THREE, 'mars', 'k')).rejects.toMatchObject({ status });
});
