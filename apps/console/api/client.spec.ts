/** A request outside the contract that gets no answer, or a refusal, fails like all others: with a French sentence. */
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
    sendFile('/bank-answers', new File([''], 'a.csv'), 'text/csv', 'k'),
    post('/development/token', {}),
    streamOf('/events', undefined, new AbortController().signal),
  ];
  for (const one of asked)
    await expect(one).rejects.toMatchObject({
      status: 0,
      message: 'Le service ne répond pas. Vérifiez la connexion, puis réessayez.',
    });
});

test('a refusal has the sentence of the service and the number of the request; a page of a proxy has its status', async () => {
  const { csvOf } = await import('./client.ts');
  const { sendAnswer } = await import('../screens/runs/answer-file.ts');
  const answerWith = (body: string, status: number): void => {
    const headers = { 'x-request-id': 'r-1' };
    jest.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response(body, { status, headers })));
  };
  answerWith(JSON.stringify({ title: 'Trop de requêtes', detail: 'trop de requêtes ; attendez.' }), 429);
  const refusal = { status: 429, message: 'trop de requêtes ; attendez.', request: 'r-1' };
  await expect(csvOf('/teams')).rejects.toMatchObject(refusal);
  await expect(sendAnswer(new File([], 'a.xml'), 'k')).rejects.toMatchObject(refusal);
  answerWith('<html>Bad Gateway</html>', 502);
  const page = { status: 502, message: 'Le service a répondu 502.' };
  await expect(csvOf('/teams')).rejects.toMatchObject(page);
  await expect(sendAnswer(new File([], 'a.xml'), 'k')).rejects.toMatchObject(page);
});

test('a read is tried again when the service takes requests again, and not if that is long', async () => {
  const { Problem, isPassing, pauseMs, refusalOf } = await import('./problem.ts');
  const refused = (retryAfterS?: number) =>
    new Problem(429, 'Trop de requêtes', 'attendez', retryAfterS === undefined ? {} : { retryAfterS });
  const tried = [refused(), refused(2), refused(40), new Problem(503, 'Pas encore', 'attendez', { retryAfterS: 1 })];
  expect(tried.map((error) => isPassing(error) && [0, 1, 2].map((failures) => pauseMs(failures, error)))).toStrictEqual(
    [[400, 800, 1_600], [2_000, 2_000, 2_000], false, [400, 800, 1_600]],
  );
  // The page of a proxy, which says nothing to a clerk.
  const page = new Response('<html>429</html>', { status: 429 });
  await expect(refusalOf(page)).resolves.toMatchObject({
    title: 'Trop de requêtes',
    message: 'Trop de requêtes ; attendez un moment, puis réessayez.',
  });
});

test('a file that was saved again after it was chosen is not sent, and says so', async () => {
  const { sendFiles } = await import('./client.ts');
  const { sendAnswer } = await import('../screens/runs/answer-file.ts');
  const { answer } = await import('./problem.ts');
  const saved = new File(['a'], 'acts.csv');
  // What a browser does with the bytes of such a file.
  const unread = new Blob();
  jest.spyOn(unread, 'arrayBuffer').mockRejectedValue(new DOMException('changed', 'NotReadableError'));
  jest.spyOn(saved, 'slice').mockReturnValue(unread);
  const changed = { title: 'Fichier changé', message: expect.stringContaining('acts.csv a changé') as unknown };
  await expect(answer(sendFiles('/imports', 'k', [saved], {}))).rejects.toMatchObject(changed);
  await expect(sendAnswer(saved, 'k')).rejects.toMatchObject(changed);
});
