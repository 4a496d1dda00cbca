/** A request outside the contract that gets no answer fails with the same French sentence as all others. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

const globals = globalThis as { location?: unknown };

beforeEach(() => {
  globals.location = { origin: 'http://127.0.0.1' };
  // The error that a browser gives.
  jest.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.reject(new TypeError('Failed to fetch')));
});
afterEach(() => {
  jest.restoreAllMocks();
  delete globals.location;
});

test('a list, a file and a command that no answer comes to are a problem in French', async () => {
  const { csvOf, fetchFile, post, sendFile, streamOf } = await import('./client.ts');
  const asked = [
    csvOf('/teams'),
    fetchFile('/letters/1', 'application/pdf'),
    sendFile('/bank-answers', new Blob(['']), 'text/csv', 'k'),
    post('/development/token', {}),
    streamOf('/events', undefined, new AbortController().signal),
  ];
  for (const one of asked)
    await expect(one).rejects.toMatchObject({
      status: 0,
      message: 'Le service ne répond pas. Vérifiez la connexion, puis réessayez.',
    });
});
