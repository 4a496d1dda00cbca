/** The parts of an answer that its request determines: its format from Accept, its compression, and whether it is sent again. */
import assert from 'node:assert/strict';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Reads } from '#test/api/reads.spec.ts';
import type { Service } from '#test/support/service.ts';

const reads: Reads = (started) => {
  describe('negotiation', () => {
    let service: Service;
    let authorization: string;

    beforeAll(async () => {
      service = started();
      authorization = `Bearer ${await service.token('operator')}`;
    });

    async function read(path: string, headers: Readonly<Record<string, string>>): Promise<Response> {
      const response = await fetch(service.baseUrl + path, { headers: { authorization, ...headers } });
      await response.body?.cancel();
      return response;
    }

    const JSON_TYPE = 'application/json';
    const CSV = 'text/csv';
    const BATCH = 'application/cloudevents-batch+json';
    const STREAM = 'text/event-stream';

    for (const [path, accept, sent] of [
      ['/teams', 'text/csv, */*;q=0.1', CSV],
      ['/teams', 'application/json;q=0, text/csv', CSV],
      ['/teams', 'application/json;q=0.5, text/csv;q=0.4', JSON_TYPE],
      ['/teams', 'application/json; charset=UTF-8', JSON_TYPE],
      ['/teams', 'text/html, */*;q=0.8', JSON_TYPE],
      ['/teams', 'text/*', CSV],
      ['/teams', 'text/csv;q=0', undefined],
      ['/variance?period=2021-Q1', 'text/csv, */*;q=0.1', CSV],
      ['/variance?period=2021-Q1', 'text/csv;q=0', undefined],
      ['/feed', 'text/event-stream;q=0, application/json', BATCH],
      ['/feed', 'text/event-stream;q=0.1, application/*', BATCH],
      ['/feed', 'text/event-stream, */*;q=0.1', STREAM],
      ['/feed', '*/*', BATCH],
      ['/feed', 'text/event-stream;q=0', undefined],
    ] as const)
      test(`${path} for « ${accept} » is ${sent ?? 'refused'}`, async () => {
        const { status, headers } = await read(path, { accept });
        const [type] = headers.get('content-type')?.split(';') ?? [];
        expect([status, type]).toStrictEqual(sent === undefined ? [406, 'application/problem+json'] : [200, sent]);
      });

    const READS = [
      ['/statements/PEPS-01/2021-Q1', 'accept-encoding'],
      ['/statements/PEPS-01/2021-Q1/explanation', 'accept-encoding'],
      ['/statements', 'accept, accept-encoding'],
      ['/variance?period=2021-Q1', 'accept, accept-encoding'],
      ['/feed', 'accept, accept-encoding'],
    ] as const;

    test('an answer has one weak tag, compressed or not, names what its form depends on, and is not sent again', async () => {
      for (const [path, vary] of READS) {
        const [packed, plain] = await Promise.all(
          ['gzip', 'identity'].map((encoding) => read(path, { 'accept-encoding': encoding })),
        );
        assert.ok(packed !== undefined && plain !== undefined);
        expect([packed.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toStrictEqual([
          'gzip',
          null,
        ]);
        const tag = plain.headers.get('etag') ?? '';
        assert.match(tag, /^W\/"[\w-]+"$/, path);
        assert.equal(packed.headers.get('etag'), tag, path);
        for (const held of [tag, tag.slice(2), `"other", ${tag}`, '*'])
          for (const encoding of ['gzip', 'identity']) {
            const again = await read(path, { 'accept-encoding': encoding, 'if-none-match': held });
            assert.deepEqual(
              [again.status, again.headers.get('etag'), again.headers.get('vary')],
              [304, tag, vary],
              path,
            );
          }
        for (const { headers } of [packed, plain]) assert.equal(headers.get('vary'), vary, path);
      }
    });

    test('a HEAD request gets the headers of the whole answer without its body', async () => {
      for (const [path] of READS) {
        const [head, whole] = await Promise.all(
          (['HEAD', 'GET'] as const).map((method) =>
            fetch(service.baseUrl + path, { method, headers: { authorization, 'accept-encoding': 'identity' } }),
          ),
        );
        assert.ok(head !== undefined && whole !== undefined);
        expect([head.status, await head.text()]).toStrictEqual([200, '']);
        for (const name of ['etag', 'vary', 'content-type', 'cache-control', 'content-length'])
          assert.equal(head.headers.get(name), whole.headers.get(name), `${path} ${name}`);
        await whole.body?.cancel();
        const held = { authorization, 'if-none-match': head.headers.get('etag') ?? '' };
        assert.equal((await fetch(service.baseUrl + path, { method: 'HEAD', headers: held })).status, 304, path);
      }
    });
  });
};

export default reads;
