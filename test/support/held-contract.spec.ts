/** The contract check finds every kind of violation. */
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { type Document, HeldContract, type Received } from '#test/support/held-contract.ts';

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
function answer(status: number, type: string | null, text: string, headers: Record<string, string> = {}): Received {
  const typed = type === null ? {} : { 'content-type': type };
  return { status, headers: new Headers({ date: 'today', 'x-request-id': 'r1', ...typed, ...headers }), text };
}

function json(status: number, body: unknown, type = JSON_TYPE): Received {
  return answer(status, type, JSON.stringify(body));
}

const NOTHING = answer(204, null, '');
const NONE = json(404, { title: 'Rien' }, PROBLEM_TYPE);

const AS_IT_SAYS: Readonly<Record<string, readonly [method: string, path: string, received: Received]>> = {
  'a body of the shape': ['GET', '/things/7?after=3', json(200, { id: 7, by: { name: 'Alice' } })],
  'null where it may be': ['GET', '/things/7', json(200, { id: 7, by: null })],
  'any field of an object that has any': ['GET', '/things/7', json(200, { id: 7, by: null, more: { a: 1 } })],
  'the columns of a list': ['GET', '/things', answer(200, 'text/csv', 'id,by\n7,Alice\n')],
  'nothing where it says nothing': ['DELETE', '/things/7', NOTHING],
  'an address in words before one with a parameter': ['GET', '/things/last', NOTHING],
  'a response that it names': ['DELETE', '/things/8', NONE],
  'nothing at an address that it does not have': ['GET', '/nowhere', NONE],
  'an address too long, whichever': ['GET', '/things/8', json(414, { title: 'Trop long' }, PROBLEM_TYPE)],
  'another method refused': ['POST', '/things', json(405, { title: 'Non' }, PROBLEM_TYPE)],
  'a header that may be there': ['GET', '/things', answer(200, JSON_TYPE, '[]', { 'decompte-end': '7' })],
  'what is left out of it': ['GET', '/openapi.json', json(200, {})],
};

const OTHERWISE: typeof AS_IT_SAYS = {
  'a field that is missing': ['GET', '/things/7', json(200, { id: 7 })],
  'a field that it does not name': ['GET', '/things/7', json(200, { id: 7, by: null, on: true })],
  'a field that it does not name, further in': ['GET', '/things/7', json(200, { id: 7, by: { name: 'A', age: 3 } })],
  'a field that it does not name, in a list': ['GET', '/things', json(200, [{ id: 7, by: null, on: true }])],
  'a value of another type': ['GET', '/things/7', json(200, { id: '7', by: null })],
  'null where it may not be': ['GET', '/things/7', json(200, { id: null, by: null })],
  'a status that it does not give': ['GET', '/things/7', NONE],
  'a type that it does not give': ['GET', '/things/7', answer(200, 'text/csv', 'id\n')],
  'no type': ['GET', '/things/7', answer(200, null, '')],
  'other columns': ['GET', '/things', answer(200, 'text/csv', 'id,at\n7,Alice\n')],
  'a body where it gives none': ['DELETE', '/things/7', { ...NOTHING, text: '{}' }],
  'something at an address that it does not have': ['GET', '/nowhere', json(200, {})],
  'an error at an address that it does not have': ['GET', '/nowhere', json(500, { title: 'Non' }, PROBLEM_TYPE)],
  'a method that it does not have': ['POST', '/things', json(200, [])],
  'a refusal that is no problem details': ['POST', '/things', json(405, { message: 'Non' })],
  'a header that is missing': ['DELETE', '/things/7', { status: 204, headers: new Headers(), text: '' }],
  'a header that is missing, at an address that it does not have': [
    'GET',
    '/nowhere',
    { ...NONE, headers: new Headers({ 'content-type': PROBLEM_TYPE }) },
  ],
  'a header that it does not give': ['DELETE', '/things/7', answer(204, null, '', { 'decompte-end': '7' })],
  'a header of another shape': ['GET', '/things', answer(200, JSON_TYPE, '[]', { 'decompte-end': 'seven' })],
  'a header that says too little': ['DELETE', '/things/7', answer(204, null, '', { 'x-request-id': 'r' })],
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
  for (const [what, asked] of Object.entries(AS_IT_SAYS))
    test(what, () => {
      held.hold(...asked);
    });
});

describe('an answer that violates the contract fails:', () => {
  for (const [what, asked] of Object.entries(OTHERWISE))
    test(what, () => {
      assert.throws(() => {
        held.hold(...asked);
      }, assert.AssertionError);
    });
});
