/** A step carries the code of what the person read, so that nothing that came since is decided. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

const globals = globalThis as { location?: unknown };

let sent: Request[] = [];
beforeEach(() => {
  sent = [];
  globals.location = { origin: 'http://127.0.0.1' };
  jest.spyOn(globalThis, 'fetch').mockImplementation((request) => {
    if (request instanceof Request) sent.push(request);
    return Promise.resolve(Response.json({}));
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  delete globals.location;
});

test.each([
  ['submit', { code: '2b8befff3a39' }],
  ['approve', { code: '2b8befff3a39' }],
  ['reject', { code: '2b8befff3a39', reason: 'à revoir' }],
  ['withdraw', { code: '2b8befff3a39', reason: 'à revoir' }],
] as const)('%s sends the code that was read with the amount', async (step, body) => {
  const { sendStep } = await import('./send-step.ts');
  const of = { team: 'PEPS-01', period: '2025-Q4' };
  await sendStep(step, of, { key: 'k', reason: 'à revoir' }, { knownOn: '', code: '2b8befff3a39' });
  const [request] = sent;
  expect(request?.url).toBe(`http://127.0.0.1/statements/PEPS-01/2025-Q4/${step}`);
  expect(await request?.json()).toStrictEqual(body);
});
