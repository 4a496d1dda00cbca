/** Hostile requests: each is refused with a sentence; none fails or blocks the service, or records anything. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { Bearers } from '#test/support/bearers.ts';
import type { Route } from '#apps/api/access/routes.ts';
import { isReference, operationsOf } from '#apps/api/contract/open-api.ts';
import { PROBLEM_SCHEMAS } from '#apps/api/contract/problems.ts';
import { Application } from '#test/support/application.ts';
import { costOf } from '#test/support/cost.ts';
import { rounds } from '#test/support/deep.ts';
import { experimentOfTwoTeams } from '#test/support/experiment.ts';
import { committedContract, contractServedAt } from '#test/support/held-contract.ts';
import { PlainClient } from '#test/support/plain-client.ts';

const ANSWER_MS = 60_000;
/** A number with the shape and key of a social security number that belongs to nobody. */
const SOCIAL_SECURITY_NUMBER = '255081416802538';

const ajv = new Ajv2020({ strict: false });
ajv.addSchema({ $id: 'contract', components: { schemas: PROBLEM_SCHEMAS } });
const isProblem = ajv.compile({ $ref: 'contract#/components/schemas/ProblemDetails' });

/** All routes share a check before them: each of its values is tried at one route in so many, another at each. */
const ROUTES_OF = rounds(6, 1);
const LISTS_OF = rounds(7, 1);

let service: Application;
let client: PlainClient;
let bearers: Bearers;
beforeAll(async () => {
  service = await Application.start(await experimentOfTwoTeams());
  client = new PlainClient(service.baseUrl, 2);
  bearers = await Bearers.of(service, 'Mallory', 'PEPS-01');
});
afterAll(async () => {
  client.close();
  await service.close();
});

type Body = string | Uint8Array;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
  readonly lacksBody?: boolean;
}

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** The answer is checked against the contract. */
async function send({ method, path, headers = {}, ...sent }: Sent): Promise<Answered> {
  const asked = { method, path, headers: { authorization: bearers.for(method, path), ...headers }, ...sent };
  const received = await client.send(asked, ANSWER_MS);
  committedContract().hold(method, path, received);
  return { status: received.status, type: received.headers.get('content-type') ?? '', text: received.text };
}

/** The fault of a refusal; undefined if it is correct. */
function faultOf({ status, type, text }: Answered): string | undefined {
  if (status < 400 || status > 499) return `status ${status}: ${text.slice(0, 300)}`;
  if (!type.startsWith('application/problem+json')) return `type ${type}`;
  const details: unknown = JSON.parse(text);
  if (!isProblem(details)) return `no problem details: ${ajv.errorsText(isProblem.errors)}`;
  if (/\bat .+:\d+:\d+|node_modules|\b(must be|should not|property \w+ should|Unexpected token|expected)\b/i.test(text))
    return `says something of the inside, or in English: ${text.slice(0, 300)}`;
  return text.includes(SOCIAL_SECURITY_NUMBER) ? 'repeats a social security number' : undefined;
}

function addressOf(path: string, value = '1'): string {
  return path
    .replaceAll('{team}', 'PEPS-01')
    .replaceAll('{period}', '2023-Q2')
    .replaceAll(/\{\w+\}/g, value);
}

function commands(): readonly Route[] {
  return service.routes.filter(({ isCommand }) => isCommand);
}

/** A well-formed command that the rules refuse records its key, so that a repetition is recognised; nothing else is recorded. */
const KEY_EVENT = 'CommandReceived';

async function refusedAll(sent: Iterable<Sent>, mayLeave?: typeof KEY_EVENT): Promise<void> {
  const end = await service.product.log.end();
  const failed: string[] = [];
  for (const one of sent) {
    const fault = await send(one).then(faultOf, (error: unknown) => `no answer: ${String(error)}`);
    if (fault !== undefined) failed.push(`${one.method} ${one.path.slice(0, 150)}: ${fault}`);
  }
  expect(failed).toStrictEqual([]);
  const recorded: string[] = [];
  for await (const batch of service.product.log.read({ after: end }))
    for (const { stream, type } of batch) if (type !== mayLeave) recorded.push(`${type} in ${stream}`);
  expect(recorded).toStrictEqual([]);
}

/** Valid keys, no key, and invalid keys. */
const json = (): Record<string, string> => ({ 'content-type': 'application/json', 'idempotency-key': randomUUID() });

function utf8(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'));
}

/** Bodies that no command accepts. */
const BODIES: Readonly<Record<string, Body>> = {
  'a word': 'bonjour',
  'half of an object': '{"team_id":',
  null: 'null',
  'a number': '1e999',
  'a text': '"texte"',
  'a list': '[]',
  'a list of lists': '[[[[]]]]',
  'unknown fields': '{"intrus":1}',
  __proto__: '{"__proto__":{"roles":["operator"]}}',
  'a constructor': '{"constructor":{"prototype":{"admin":true}}}',
  'a deep object': '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000),
  'a deep list': '['.repeat(100_000),
  'broken UTF-8': new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
  'a lone surrogate as a field': '{"\\ud800":1}',
  'NUL bytes': '{"intrus":"\\u0000"}',
  'raw NUL bytes': utf8('{"a":"\0"}'),
  'a social security number as a field': `{"${SOCIAL_SECURITY_NUMBER}":"${SOCIAL_SECURITY_NUMBER}"}`,
  'a thousand fields': JSON.stringify(Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`f${i}`, i]))),
};

function takingBody(): readonly Route[] {
  return commands().filter(({ path }) => service.contract.paths[path]?.post?.requestBody !== undefined);
}

/** This body for each command that takes one. */
function withBody(body: Body): readonly Sent[] {
  return takingBody().map(({ method, path }) => ({ method, path: addressOf(path), headers: json(), body }));
}

/** Every third item of a list, starting at another item for another value. */
function shareOf<T>(all: readonly T[], nth: number): readonly T[] {
  return all.filter((_, i) => (i + nth) % ROUTES_OF === 0);
}

/** Commands with default values for everything: an empty body is enough. */
const ENOUGH = ['/dumps', addressOf('/statements/{team}/{period}/submit')];

/** Whether the contract requires no field of the command at this address. */
function mayBeEmpty(path: string): boolean {
  const named = commands().find((route) => addressOf(route.path) === path)?.path ?? '';
  const body = service.contract.paths[named]?.post?.requestBody;
  const schema = body === undefined || isReference(body) ? undefined : body.content['application/json']?.schema;
  if (schema === undefined || !isReference(schema)) return false;
  const fields = service.contract.components?.schemas?.[schema.$ref.replace('#/components/schemas/', '')];
  return fields !== undefined && !isReference(fields) && (fields.required ?? []).length === 0;
}

describe('a command refuses', () => {
  for (const [i, [what, body]] of Object.entries(BODIES).entries())
    test(what, () => refusedAll(shareOf(withBody(body), i)));

  test('ten megabytes, by the length that the request declares, and all of them', async () => {
    const length = 10 << 20;
    // If a route waits for the body, there is no answer.
    await refusedAll(
      takingBody().map(({ method, path }) => ({
        method,
        path: addressOf(path),
        headers: { ...json(), 'content-length': String(length) },
        lacksBody: true,
      })),
    );
    const body = `{"intrus":"${'x'.repeat(length)}"}`;
    for (const path of ['/facts/teams', '/calculations']) {
      const headers = { authorization: bearers.for('POST', path), ...json() };
      const { status } = await service.fetch(path, { method: 'POST', headers, body });
      expect([path, status]).toStrictEqual([path, 413]);
    }
  });

  test('an empty body, unless every field is optional', async () => {
    const all = withBody('');
    const malformed = all.filter(({ path }) => !mayBeEmpty(path));
    expect(malformed.length).toBeGreaterThan(all.length / 2);
    await refusedAll(malformed);
    await refusedAll(
      all.filter((one) => !malformed.includes(one) && !ENOUGH.includes(one.path)),
      KEY_EVENT,
    );
  });

  test('a missing key, a long one and one with control characters', () =>
    refusedAll(
      [undefined, '', ' ', 'é', 'x'.repeat(201), 'a b', 'a\tb'].flatMap((key, i) =>
        (key === undefined ? commands() : shareOf(commands(), i)).map(({ method, path }) => ({
          method,
          path: addressOf(path),
          headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
          body: '{}',
        })),
      ),
    ));

  test('an unknown, invalid or falsely compressed content type', () =>
    refusedAll(
      ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16', 'a', '*/*'].flatMap(
        (type) =>
          ['/facts/teams', '/facts/acts'].map((path) => ({
            method: 'POST',
            path,
            headers: { ...json(), 'content-type': type, 'content-encoding': 'gzip' },
            body: '{"intrus":1}',
          })),
      ),
    ));

  test('bad forms: many parts, long names, no boundary, a path as file name', async () => {
    const many = new FormData();
    for (let i = 0; i < 2_000; i++) many.append(`champ-${i}`, 'x');
    const long = new FormData();
    long.append('x'.repeat(100_000), 'x');
    const climbing = new FormData();
    climbing.append('file', new Blob(['a']), '../../../etc/passwd');
    const forms = [
      ...(await Promise.all([many, long, climbing].map(formOf))),
      { type: 'multipart/form-data', body: 'x' },
      {
        type: 'multipart/form-data; boundary=a',
        body: '--a\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n',
      },
    ];
    const key = { 'idempotency-key': randomUUID() };
    const takesForms = ({ path }: Route): boolean =>
      JSON.stringify(service.contract.paths[path]?.post?.requestBody ?? {}).includes('multipart/form-data');
    const [taking, others] = [commands().filter(takesForms), commands().filter((one) => !takesForms(one))];
    expect(taking.length).toBeGreaterThan(0);
    await refusedAll(
      forms.flatMap(({ type, body }, i) =>
        [...taking, ...shareOf(others, i)].map(({ method, path }) => ({
          method,
          path: addressOf(path),
          headers: { ...key, 'content-type': type },
          body,
        })),
      ),
    );
  });
});

/** The encoded form, with its content type. */
async function formOf(form: FormData): Promise<{ readonly type: string; readonly body: Uint8Array }> {
  const encoded = new Response(form);
  const type = encoded.headers.get('content-type') ?? '';
  return { type, body: new Uint8Array(await encoded.arrayBuffer()) };
}

// An impossible name in an address: test/api/mutations.spec.ts.
describe('an address refuses', () => {
  test('a wrong number, a repeated parameter, a negative page, an invalid cursor', () => {
    const sent: Sent[] = [];
    for (const { method, path, operation } of operationsOf(service.contract))
      for (const parameter of operation.parameters ?? []) {
        if (isReference(parameter) || parameter.in !== 'query' || method !== 'get') continue;
        const values = {
          limit: ['-1', '0', 'NaN', '1e999', '501', '1.5', '0x10', '+5', '1&limit=2', '%00', ''],
          cursor: ['%00', '../..', 'x'.repeat(2_000), 'a&cursor=b', '%F0%28'],
          after: ['-1', 'NaN', '1e999', '99999999999999999999', '1&after=2'],
          knownOn: ['2024-02-30', '0', 'x', '2024-01-01&knownOn=2024-01-02'],
        }[parameter.name];
        for (const value of values ?? [])
          sent.push({ method: 'GET', path: `${addressOf(path)}?${parameter.name}=${value}` });
      }
    // One class of a query has them for every list; mutations.spec.ts checks the shape of each list.
    return refusedAll(sent.filter((_, i) => i % LISTS_OF === 0));
  });

  test('methods that a route does not have', () =>
    refusedAll(
      ['DELETE', 'PUT', 'PATCH', 'OPTIONS', 'PROPFIND'].map((method) => ({
        method,
        path: '/facts/teams',
        headers: { 'x-http-method-override': 'POST', ...json() },
        body: '{}',
      })),
    ));

  test('formats that a route does not give', () =>
    refusedAll(
      ['image/png', 'a/b;q=', 'x'.repeat(1_000)].map((accept) => ({
        method: 'GET',
        path: '/statements',
        headers: { accept },
      })),
    ));
});

/** Headers that proxies interpret, and some that are properties of every object. */
const HEADERS =
  `accept accept-encoding accept-language if-none-match if-modified-since last-event-id x-correlation-id traceparent
  tracestate range cookie x-forwarded-for x-forwarded-host forwarded origin referer user-agent te upgrade connection cache-control
  prefer content-encoding x-http-method-override max-forwards host __proto__ constructor toString`.split(/\s+/);

/** Headers that a route itself reads. */
const OF_A_ROUTE = ['accept', 'if-none-match', 'last-event-id', 'prefer'];

const HEADER_VALUES = [
  '',
  ' ',
  ',,,;;;',
  '*',
  'a/b',
  ';q=',
  'gzip;q=0, *;q=0',
  'identity;q=0',
  'deflate, gzip;q=NaN',
  'x'.repeat(8_000),
  '"',
  'W/"',
  '-1',
  'NaN',
  '9'.repeat(40),
  `00-${'f'.repeat(32)}-${'f'.repeat(16)}-01`,
  'bytes=5-1',
  'websocket',
  'upgrade',
  '\xff\xfe',
  '../../etc/passwd',
  '__proto__',
  '${jndi:ldap://127.0.0.1/a}',
  SOCIAL_SECURITY_NUMBER,
];

test('no header fails a request or turns it into a command', async () => {
  const contract = await contractServedAt(service.baseUrl);
  const end = await service.product.log.end();
  const failed: string[] = [];
  const requests = [
    { method: 'GET', path: '/statements?limit=1' },
    { method: 'GET', path: '/feed?limit=1' },
    { method: 'POST', path: '/facts/credits', body: '{"team_id":"PEPS-99"}' },
  ];
  for (const [i, request] of requests.entries())
    for (const [j, name] of HEADERS.entries())
      for (const [k, value] of HEADER_VALUES.entries()) {
        if (!OF_A_ROUTE.includes(name) && (i + j + k) % ROUTES_OF !== 0) continue;
        const authorization = bearers.for(request.method, request.path);
        const headers = { authorization, ...(request.body === undefined ? {} : json()), [name]: value };
        const received = await client.send({ ...request, headers });
        const { status, headers: answered, text } = received;
        // Refusals by the server itself belong to no operation; compressed bodies are not decompressed here.
        if (answered.has('x-request-id') && !answered.has('content-encoding'))
          contract.hold(request.method, request.path, received);
        const refusal = { status, type: answered.get('content-type') ?? '', text };
        const isRight = request.method === 'GET' && [200, 304].includes(status);
        const fault = isRight ? undefined : faultOf(refusal);
        if (fault !== undefined) failed.push(`${request.path} ${name}: ${value.slice(0, 40)}: ${fault}`);
      }
  expect(failed).toStrictEqual([]);
  expect(await service.product.log.end()).toBe(end);
});

/** Long bodies or bodies with many parts: a refusal costs about as much as reading the bytes. */
const COSTLY: Readonly<Record<string, string>> = {
  'sixty thousand fields': `{${Array.from({ length: 60_000 }, (_, i) => `"f${i}":1`).join(',')}}`,
  'a field given again and again': `{${'"a":1,'.repeat(100_000)}"a":1}`,
  'a long list': `{"entries":[${'1,'.repeat(300_000)}1]}`,
  'a long list of objects': `{"entries":[${'{},'.repeat(200_000)}{}]}`,
  'many lists': `{"entries":[${`[${'1,'.repeat(900)}1],`.repeat(300)}1]}`,
  'halves of characters': `{"entries":[${'"\\ud800",'.repeat(80_000)}1]}`,
  blanks: `{"reason":"${' '.repeat(1_000_000)}"}`,
};
/** Processor time of the request and its answer: without the bounds it is seconds. */
const COST_MS_MAX = 500;
const ANSWER_LENGTH_MAX = 50_000;

describe('costs little to refuse:', () => {
  for (const [what, body] of Object.entries(COSTLY))
    test(what, async () => {
      for (const path of ['/facts/credits', '/payment-answers/typed', '/webhooks', '/simulations']) {
        const sent: Sent = { method: 'POST', path, headers: json(), body };
        let answered: Answered | undefined;
        const cost = await costOf(async () => (answered = await send(sent)));
        assert.ok(answered !== undefined && cost < COST_MS_MAX, `${path}: ${Math.round(cost)} ms`);
        expect(faultOf(answered)).toBeUndefined();
        expect(answered.text.length).toBeLessThan(ANSWER_LENGTH_MAX);
      }
    });

  test('an address with three hundred parameters', async () => {
    const path = `/statements?${Array.from({ length: 300 }, (_, i) => `f${i}=1`).join('&')}`;
    const answered = await send({ method: 'GET', path });
    expect(faultOf(answered)).toBeUndefined();
    expect(answered.text).toMatch(/plus de 100 paramètres/);
  });
});

test('shows the first hundred faults of a request, and how many others there are', async () => {
  const body = JSON.stringify(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f${i}`, i])));
  const { text } = await send({ method: 'POST', path: '/calculations', headers: json(), body });
  const { errors } = JSON.parse(text) as {
    readonly errors: readonly { readonly code: string; readonly detail: string }[];
  };
  expect(errors).toHaveLength(101);
  expect(errors.at(-1)).toMatchObject({ code: 'OTHERS' });
  expect(errors.at(-1)?.detail).toMatch(/^et 30\d autres fautes/);
});

test('a log that another process has locked is waited for, and everything else is answered meanwhile', async () => {
  const other = new DatabaseSync(join(service.product.folder, 'events.db'));
  other.exec('BEGIN IMMEDIATE');
  let isAnswered = false;
  const body = JSON.stringify({ from: '2023-Q1', to: '2023-Q1', knownOn: '2024-08-31' });
  const calculation = send({ method: 'POST', path: '/calculations', headers: json(), body }).finally(() => {
    isAnswered = true;
  });
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await send({ method: 'GET', path: '/health/live' })).status).toBe(200);
    expect((await send({ method: 'GET', path: '/regulation/versions' })).status).toBe(200);
  }
  expect(isAnswered).toBe(false);
  other.exec('COMMIT');
  other.close();
  expect((await calculation).status).toBe(202);
});

// Last, because some of the bodies are valid and are recorded.
describe('no body fails a command:', () => {
  test('random JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...commands()), fc.json(), async ({ method, path }, body) => {
        const { status } = await send({ method, path: addressOf(path), headers: json(), body });
        assert.ok(status < 500, `${method} ${path}: ${status}`);
      }),
      { numRuns: 300 },
    );
  });
});
