/** Traces: a collector receives the spans of a request, in the trace of the caller and without personal data. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { given, keyed } from '#test/support/client.ts';
import { Service } from '#test/support/service.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const ACT = {
  act_id: 'TRACED1',
  patient_id: 'P7654321X',
  executant_rpps: '10000002757',
  profession: 'GP',
  act_code: '1112',
  quantity: '1',
  care_on: '2020-03-16',
  base_cents: '2500',
  paid_cents: '1750',
  known_on: '2020-04-16',
};

/** Sends the start of a request and disconnects when the service has begun to read. */
async function cutOff({ baseUrl }: Service, token: string): Promise<void> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST /calculations HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"from"`,
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 200));
}

test('a request, its command and its append are spans of the caller’s trace', async () => {
  const bodies: string[] = [];
  const paths: string[] = [];
  const collector = createServer((request, response) => {
    let body = '';
    paths.push(request.url ?? '');
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  const service = await Service.start({
    workers: 0,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
  });
  try {
    const alice = await service.client('operator', 'Alice');
    const headers = { traceparent: `00-${TRACE}-${CALLER}-01` };
    const answer = await alice.POST('/facts/acts', { params: keyed(), body: ACT, headers });
    given(answer);
    await service.get('/health/live?q=P7654321X');
    await cutOff(service, await service.token('operator'));
    await service.stop();
    expect(paths.every((path) => path === '/v1/traces')).toBe(true);
    const exported = bodies.map((body) => JSON.parse(body) as Export).flatMap(({ resourceSpans }) => resourceSpans);
    const spans = exported.flatMap(({ scopeSpans }) => scopeSpans).flatMap((scope) => scope.spans);
    const traced = spans.filter(({ traceId }) => traceId === TRACE);
    const named = (name: string): Span => {
      const found = traced.find((span) => span.name === name);
      assert.ok(found !== undefined, `no span ${name} in ${JSON.stringify(spans)}`);
      return found;
    };
    const request = named('POST /facts/acts');
    const command = named('command RecordFact');
    const append = named('append recordEach');
    expect(request.parentSpanId).toBe(CALLER);
    expect(request.kind).toBe(2);
    expect(command.parentSpanId).toBe(request.spanId);
    expect(append.parentSpanId).toBe(command.spanId);
    // A disconnected caller has no separate trace.
    expect(spans.some(({ name }) => name === 'POST /calculations')).toBe(true);
    expect(answer.response.headers.get('traceparent')).toBe(`00-${TRACE}-${request.spanId}-01`);
    expect(spans.some(({ name, traceId }) => name === 'GET /health/live' && traceId !== TRACE)).toBe(true);
    const [resource] = exported.map((one) => one.resource.attributes);
    expect(resource?.find(({ key }) => key === 'service.name')?.value.stringValue).toBe('decompte-api');
    expect(bodies.join('\n')).not.toMatch(/P7654321X|TRACED1|Alice/);
  } finally {
    await service.close();
    collector.close();
    collector.closeAllConnections();
  }
});
