/** An approval carries the code of what the approver read, so that another submission that came since is not approved. */
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

test('an approval sends the code that was read with the amount', async () => {
  const { sendStep } = await import('./send-step.ts');
  const of = { team: 'PEPS-01', period: '2025-Q4' };
  await sendStep('approve', of, { key: 'k', reason: '' }, { knownOn: '', code: '2b8befff3a39' });
  const [request] = sent;
  expect(new URL(request?.url ?? '').pathname).toBe('/statements/PEPS-01/2025-Q4/approve');
  expect(await request?.json()).toStrictEqual({ code: '2b8befff3a39' });
});
