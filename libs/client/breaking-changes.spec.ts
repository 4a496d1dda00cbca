/** Each kind of contract change, and whether it breaks clients. */
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { breakingChanges } from '#libs/client/breaking-changes.ts';
import type { ContractDocument, JsonRecord } from '#libs/client/contract-document.ts';

/** A document with one operation; a case changes its parts. */
interface Parts {
  readonly path?: string;
  readonly operationId?: string;
  readonly roles?: readonly string[];
  readonly parameters?: readonly object[];
  readonly body?: JsonRecord;
  readonly bodyRequired?: boolean;
  readonly answer?: JsonRecord;
  readonly headers?: Readonly<Record<string, JsonRecord>>;
  readonly type?: string;
  readonly statuses?: readonly string[];
  readonly schemas?: Readonly<Record<string, JsonRecord>>;
}

const LIMIT = { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 500 } };
const BODY = {
  type: 'object',
  properties: { team: { type: 'string', maxLength: 20 }, kind: { enum: ['GP', 'NURSE'] }, note: { type: 'string' } },
  required: ['team'],
};
const ANSWER = {
  type: 'object',
  properties: { id: { type: 'string' }, total: { type: 'integer' }, state: { enum: ['DRAFT'] } },
  required: ['id', 'total'],
};

function documentOf(parts: Parts = {}): ContractDocument {
  const { path = '/things', roles = ['operator', 'auditor'], statuses = ['201', '400'] } = parts;
  const response = {
    headers: parts.headers ?? {},
    content: { [parts.type ?? 'application/json']: { schema: parts.answer ?? ANSWER } },
  };
  const operation = {
    operationId: parts.operationId ?? 'makeThing',
    parameters: parts.parameters ?? [LIMIT],
    requestBody: {
      required: parts.bodyRequired ?? true,
      content: { 'application/json': { schema: parts.body ?? BODY } },
    },
    responses: Object.fromEntries(statuses.map((status) => [status, response])),
    ...(roles.length === 0 ? {} : { security: [{ bearer: [] }], 'x-roles': roles }),
  };
  return { paths: { [path]: { post: operation } }, components: { schemas: parts.schemas ?? {} } };
}

const without = ({ properties, ...rest }: typeof BODY | typeof ANSWER, field: string): JsonRecord => ({
  ...rest,
  properties: Object.fromEntries(Object.entries(properties).filter(([name]) => name !== field)),
});

const BREAKS: Readonly<Record<string, readonly [before: Parts, after: Parts, said: string]>> = {
  'a path that is gone': [{}, { path: '/others' }, 'POST /things is gone'],
  'another name of an operation': [{}, { operationId: 'createThing' }, 'its name was makeThing, is createThing'],
  'a response that is gone': [{}, { statuses: ['201'] }, 'the response 400 is gone'],
  'a media type that is gone': [{}, { type: 'text/csv' }, 'response 201: application/json is gone'],
  'a role that is refused': [{}, { roles: ['operator'] }, 'the role auditor is refused'],
  'a token where there was none needed': [{ roles: [] }, {}, 'it was public and needs a token'],
  'no token where one was needed': [{}, { roles: [] }, 'it was for roles and is public'],
  'a new required parameter': [
    {},
    { parameters: [LIMIT, { name: 'of', in: 'query', required: true }] },
    'the parameter of is new and required',
  ],
  'a parameter that is gone': [{}, { parameters: [] }, 'the parameter limit is gone'],
  'a parameter that has become required': [
    {},
    { parameters: [{ ...LIMIT, required: true }] },
    'the parameter limit has become required',
  ],
  'a parameter of a narrower type': [
    { parameters: [{ ...LIMIT, schema: { type: 'number' } }] },
    { parameters: [{ ...LIMIT, schema: { type: 'integer' } }] },
    'parameter limit: was number, is integer',
  ],
  'a parameter of a lower bound': [
    {},
    { parameters: [{ ...LIMIT, schema: { type: 'integer', maximum: 100 } }] },
    'parameter limit: maximum was 500, is 100',
  ],
  'a parameter of a new form': [
    {},
    { parameters: [{ ...LIMIT, schema: { ...LIMIT.schema, pattern: '^1' } }] },
    'parameter limit: pattern was none, is "^1"',
  ],
  'a body that has become required': [{ bodyRequired: false }, {}, 'the body has become required'],
  'a new required field of a request': [
    {},
    { body: { ...BODY, properties: { ...BODY.properties, on: { type: 'string' } }, required: ['team', 'on'] } },
    'body /on is required and was not',
  ],
  'a field of a request that has become required': [
    {},
    { body: { ...BODY, required: ['team', 'note'] } },
    'body /note is required and was not',
  ],
  'a field of a request that is gone': [{}, { body: without(BODY, 'note') }, 'body /note is gone'],
  'a value that is taken no more': [
    {},
    { body: { ...BODY, properties: { ...BODY.properties, kind: { enum: ['GP'] } } } },
    'body /kind: "NURSE" is taken no more',
  ],
  'a request that takes null no more': [
    { body: { ...BODY, properties: { ...BODY.properties, note: { type: ['string', 'null'] } } } },
    {},
    'body /note: was string or null, is string',
  ],
  'a form of a request that is taken no more': [
    { body: { anyOf: [{ type: 'string' }, { type: 'integer' }] } },
    { body: { anyOf: [{ type: 'string' }, { type: 'boolean' }] } },
    'body: one of its forms is taken no more',
  ],
  'a field of a response that is gone': [{}, { answer: without(ANSWER, 'total') }, 'response 201 /total is gone'],
  'a field of a response that may be missing': [
    {},
    { answer: { ...ANSWER, required: ['id'] } },
    'response 201 /total was always there and is not',
  ],
  'a field of a response that may be null': [
    {},
    { answer: { ...ANSWER, properties: { ...ANSWER.properties, id: { type: ['string', 'null'] } } } },
    'response 201 /id: was string, is string or null',
  ],
  'a response that has a new form': [
    { answer: { type: 'string' } },
    { answer: { anyOf: [{ type: 'string' }, { type: 'integer' }] } },
    'response 201: has a new form',
  ],
  'a field of the items of a list': [
    { answer: { type: 'array', items: ANSWER } },
    { answer: { type: 'array', items: without(ANSWER, 'id') } },
    'response 201 /* /id is gone',
  ],
  'a field within a schema that is named': [
    { answer: { $ref: '#/components/schemas/Thing' }, schemas: { Thing: ANSWER } },
    { answer: { $ref: '#/components/schemas/Thing' }, schemas: { Thing: without(ANSWER, 'id') } },
    'response 201 /id is gone',
  ],
  'a header that is gone': [{ headers: { Link: {} } }, {}, 'response 201 header Link is gone'],
  'a header that may be missing': [
    { headers: { ETag: { required: true } } },
    { headers: { ETag: {} } },
    'response 201 header ETag was always there and is not',
  ],
  'a header of another type': [
    { headers: { Age: { schema: { type: 'integer' } } } },
    { headers: { Age: { schema: { type: 'string' } } } },
    'response 201 header Age: was integer, is string',
  ],
  'a field within allOf': [
    { answer: { allOf: [{ $ref: '#/components/schemas/Thing' }] }, schemas: { Thing: ANSWER } },
    { answer: { allOf: [{ $ref: '#/components/schemas/Thing' }] }, schemas: { Thing: without(ANSWER, 'id') } },
    'response 201 /id is gone',
  ],
};

const ADDITIONS: Readonly<Record<string, readonly [before: Parts, after: Parts]>> = {
  nothing: [{}, {}],
  'a new header': [{}, { headers: { ETag: { required: true } } }],
  'a header that is always there now': [{ headers: { ETag: {} } }, { headers: { ETag: { required: true } } }],
  'a new response': [{}, { statuses: ['201', '400', '409'] }],
  'a new role': [{}, { roles: ['operator', 'auditor', 'team'] }],
  'a new optional parameter': [{}, { parameters: [LIMIT, { name: 'of', in: 'query' }] }],
  'a parameter that need not be there any more': [{ parameters: [{ ...LIMIT, required: true }] }, {}],
  'a higher bound': [{}, { parameters: [{ ...LIMIT, schema: { type: 'integer', maximum: 1_000 } }] }],
  'a wider type of a request': [
    { parameters: [{ ...LIMIT, schema: { type: 'integer' } }] },
    { parameters: [{ ...LIMIT, schema: { type: 'number' } }] },
  ],
  'a new optional field of a request': [
    {},
    { body: { ...BODY, properties: { ...BODY.properties, on: { type: 'string' } } } },
  ],
  'a new value of a request': [
    {},
    { body: { ...BODY, properties: { ...BODY.properties, kind: { enum: ['GP', 'NURSE', 'OTHER'] } } } },
  ],
  'a new field of a response': [
    {},
    { answer: { ...ANSWER, properties: { ...ANSWER.properties, on: { type: 'string' } } } },
  ],
  'a new value of a response': [
    {},
    { answer: { ...ANSWER, properties: { ...ANSWER.properties, state: { enum: ['DRAFT', 'PAID'] } } } },
  ],
  'a field of a response that is always there now': [{}, { answer: { ...ANSWER, required: ['id', 'total', 'state'] } }],
  'a schema under another name': [
    { answer: { $ref: '#/components/schemas/Thing' }, schemas: { Thing: ANSWER } },
    { answer: { $ref: '#/components/schemas/Item' }, schemas: { Item: ANSWER } },
  ],
  'a schema that holds itself': [
    tree({ type: 'object', properties: { leaves: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } } }),
    tree({
      type: 'object',
      properties: { leaves: { type: 'array', items: { $ref: '#/components/schemas/Tree' } }, on: { type: 'string' } },
    }),
  ],
};

function tree(schema: JsonRecord): Parts {
  return { answer: { $ref: '#/components/schemas/Tree' }, schemas: { Tree: schema } };
}

describe('it breaks clients:', () => {
  for (const [what, [before, after, said]] of Object.entries(BREAKS))
    test(what, () => {
      const found = breakingChanges(documentOf(before), documentOf(after));
      assert.ok(
        found.some((sentence) => sentence.endsWith(said)),
        `${said} is not in ${JSON.stringify(found)}`,
      );
    });
});

describe('it breaks no client:', () => {
  for (const [what, [before, after]] of Object.entries(ADDITIONS))
    test(what, () => {
      expect(breakingChanges(documentOf(before), documentOf(after))).toStrictEqual([]);
    });

  test('a new path', () => {
    const before = documentOf();
    const after = { ...before, paths: { ...before.paths, ...documentOf({ path: '/others' }).paths } };
    expect(breakingChanges(before, after)).toStrictEqual([]);
    expect(breakingChanges(after, before)).toStrictEqual(['POST /others is gone']);
  });
});
