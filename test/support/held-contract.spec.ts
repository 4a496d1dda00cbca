/** The contract check finds every kind of violation. */
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { type Document, HeldContract, type ReceivedAnswer } from '#test/support/held-contract.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const PERSON = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const THING = {
  type: 'object',
  required: ['id', 'by'],
  properties: {
    id: { type: 'integer' },
    by: { anyOf: [{ $ref: '#/components/schemas/Person' }, { type: 'null' }] },
    more: { type: 'object', additionalProperties: true },
  },
};
const PROBLEM = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } };
const NAMED = { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' } };
const REFUSAL = {
  headers: NAMED,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } },
};
const CONTRACT = {
  paths: {
    '/things': {
      get: {
        responses: {
          200: {
            headers: { ...NAMED, 'Decompte-End': { schema: { type: 'integer' } } },
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } },
              'text/csv': { schema: { type: 'string' }, example: 'id,by\n' },
            },
          },
        },
      },
    },
    '/things/{id}': {
      get: {
        responses: {
          200: { headers: NAMED, content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          414: { $ref: '#/components/responses/Problem414' },
        },
      },
      delete: { responses: { 204: { headers: NAMED }, 404: { $ref: '#/components/responses/Problem404' } } },
    },
    '/things/last': { get: { responses: { 204: { headers: NAMED } } } },
  },
  components: {
    schemas: { Thing: THING, Person: PERSON, ProblemDetails: PROBLEM },
    responses: { Problem404: REFUSAL, Problem405: REFUSAL, Problem414: REFUSAL },
    headers: { 'X-Request-Id': { required: true, schema: { type: 'string', minLength: 2 } } },
  },
};
const held = new HeldContract(CONTRACT as unknown as Document);

/** Headers that HTTP adds to an answer. */
function answer(
  status: number,
  type: string | null,
  text: string,
  headers: Record<string, string> = {},
): ReceivedAnswer {
  const typed = type === null ? {} : { 'content-type': type };
  return { status, headers: new Headers({ date: 'today', 'x-request-id': 'r1', ...typed, ...headers }), text };
}

function json(status: number, body: unknown, type = JSON_TYPE): ReceivedAnswer {
  return answer(status, type, JSON.stringify(body));
}

const NOTHING = answer(204, null, '');
const NONE = json(404, { title: 'Rien' }, PROBLEM_TYPE);

const CONFORMING: Readonly<Record<string, readonly [method: string, path: string, received: ReceivedAnswer]>> = {
  'a body of the shape': ['GET', '/things/7?after=3', json(200, { id: 7, by: { name: 'Alice' } })],
  'null for a nullable field': ['GET', '/things/7', json(200, { id: 7, by: null })],
  'any field of an open object': ['GET', '/things/7', json(200, { id: 7, by: null, more: { a: 1 } })],
  'the columns of a list': ['GET', '/things', answer(200, 'text/csv', 'id,by\n7,Alice\n')],
  'no body for an operation without one': ['DELETE', '/things/7', NOTHING],
  'a literal address before one with a parameter': ['GET', '/things/last', NOTHING],
  'a documented refusal': ['DELETE', '/things/8', NONE],
  'a 404 at an unknown address': ['GET', '/nowhere', NONE],
  'a 414 at any address': ['GET', '/things/8', json(414, { title: 'Trop long' }, PROBLEM_TYPE)],
  'a 405 for another method': ['POST', '/things', json(405, { title: 'Non' }, PROBLEM_TYPE)],
  'an optional header': ['GET', '/things', answer(200, JSON_TYPE, '[]', { 'decompte-end': '7' })],
  'a route outside the contract': ['GET', '/openapi.json', json(200, {})],
};

const VIOLATING: typeof CONFORMING = {
  'a missing field': ['GET', '/things/7', json(200, { id: 7 })],
  'an unknown field': ['GET', '/things/7', json(200, { id: 7, by: null, on: true })],
  'an unknown nested field': ['GET', '/things/7', json(200, { id: 7, by: { name: 'A', age: 3 } })],
  'an unknown field in a list': ['GET', '/things', json(200, [{ id: 7, by: null, on: true }])],
  'a value of another type': ['GET', '/things/7', json(200, { id: '7', by: null })],
  'null for a field that is not nullable': ['GET', '/things/7', json(200, { id: null, by: null })],
  'an undocumented status': ['GET', '/things/7', NONE],
  'an undocumented content type': ['GET', '/things/7', answer(200, 'text/csv', 'id\n')],
  'no content type': ['GET', '/things/7', answer(200, null, '')],
  'other columns': ['GET', '/things', answer(200, 'text/csv', 'id,at\n7,Alice\n')],
  'a body for an operation without one': ['DELETE', '/things/7', { ...NOTHING, text: '{}' }],
  'a success at an unknown address': ['GET', '/nowhere', json(200, {})],
  'an error 500 at an unknown address': ['GET', '/nowhere', json(500, { title: 'Non' }, PROBLEM_TYPE)],
  'a success for an unknown method': ['POST', '/things', json(200, [])],
  'a refusal without problem details': ['POST', '/things', json(405, { message: 'Non' })],
  'a missing header': ['DELETE', '/things/7', { status: 204, headers: new Headers(), text: '' }],
  'a missing header at an unknown address': [
    'GET',
    '/nowhere',
    { ...NONE, headers: new Headers({ 'content-type': PROBLEM_TYPE }) },
  ],
  'an undocumented header': ['DELETE', '/things/7', answer(204, null, '', { 'decompte-end': '7' })],
  'a header of the wrong shape': ['GET', '/things', answer(200, JSON_TYPE, '[]', { 'decompte-end': 'seven' })],
  'a header that is too short': ['DELETE', '/things/7', answer(204, null, '', { 'x-request-id': 'r' })],
  'an empty parameter': ['GET', '/things/', json(200, { id: 7, by: null })],
};

test('finds an example that violates its schema', () => {
  const thing = { ...THING, example: { id: 'seven', by: null } };
  const faults = new HeldContract({
    ...CONTRACT,
    components: { ...CONTRACT.components, schemas: { ...CONTRACT.components.schemas, Thing: thing } },
  } as unknown as Document).exampleFaults();
  expect(faults).toStrictEqual(['/components/schemas/Thing {"id":"seven","by":null}: data/id must be integer']);
});

describe('an answer that keeps the contract passes:', () => {
  for (const [what, asked] of Object.entries(CONFORMING))
    test(what, () => {
      held.hold(...asked);
    });
});

describe('an answer that violates the contract fails:', () => {
  for (const [what, asked] of Object.entries(VIOLATING))
    test(what, () => {
      assert.throws(() => {
        held.hold(...asked);
      }, assert.AssertionError);
    });
});
