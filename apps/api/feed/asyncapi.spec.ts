/** The contract of the feed is a valid AsyncAPI 3.0 document and matches the feed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { CloudEvent } from '#libs/feed/cloud-event.ts';
import { Feed } from '#libs/feed/feed.ts';
import { type JsonSchema, schemaNameOf } from '#apps/api/feed/schemas.ts';
import { PUBLISHED_TYPES } from '#libs/feed/types.ts';
import { asyncApiDocument } from '#apps/api/feed/asyncapi.ts';
import { Product } from '#test/support/product.ts';
import { publishEverything } from '#test/support/published.ts';

interface Document {
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly messages: Readonly<
      Record<
        string,
        { readonly payload: { readonly $ref: string }; readonly examples?: readonly { payload: object }[] }
      >
    >;
  };
}

const document = JSON.parse(JSON.stringify(asyncApiDocument())) as Document;
const require = createRequire(import.meta.url);

function validator(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv;
}

const ajv = validator().addSchema(document, 'asyncapi.json');

function ofPayload(reference: string): ValidateFunction {
  return ajv.compile({ $ref: `asyncapi.json${reference}` });
}

function validatorOf(type: string): ValidateFunction {
  const published = PUBLISHED_TYPES.find((one) => one.type === type);
  assert.ok(published, type);
  return ofPayload(`#/components/schemas/${schemaNameOf(published)}`);
}

test('the document is valid by the schema of AsyncAPI 3.0', () => {
  const schema = JSON.parse(
    readFileSync(require.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'), 'utf8'),
  ) as object;
  const validate = validator().compile(schema);
  assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 5), null, 1));
});

test('every type has a message with a valid example', () => {
  const examples = Object.values(document.components.messages).flatMap(({ payload, examples = [] }) =>
    examples.map((example) => ({ reference: payload.$ref, example: example.payload })),
  );
  expect(examples).toHaveLength(PUBLISHED_TYPES.length);
  for (const { reference, example } of examples) {
    const validate = ofPayload(reference);
    assert.ok(validate(example), `${reference} ${JSON.stringify(validate.errors)}`);
    expect(undocumented(reference, example)).toStrictEqual([]);
  }
});

test('published events match the schemas, without other fields', async () => {
  const product = new Product();
  await publishEverything(product.log);
  const { events } = await new Feed(product.log, 'urn:test').read({ after: 0, limit: 1_000 });
  await product.close();
  expect(new Set(events.map(({ type }) => type)).size).toBe(PUBLISHED_TYPES.length);
  for (const event of events) {
    const validate = validatorOf(event.type);
    assert.ok(validate(event), `${event.type} ${JSON.stringify(validate.errors)}`);
    expect(undocumented(`#/components/schemas/${nameOf(event)}`, event)).toStrictEqual([]);
  }
});

test('the schemas reject invalid data', async () => {
  const product = new Product();
  await publishEverything(product.log);
  const [event] = (await new Feed(product.log, 'urn:test').read({ after: 0, limit: 1 })).events;
  await product.close();
  assert.ok(event);
  const { data, ...head } = event;
  const validate = validatorOf(event.type);
  for (const wrong of [
    head,
    { ...event, type: 'other' },
    { ...event, id: 'x' },
    { ...event, data: { ...data, statement: { totalCents: 5 } } },
    { ...event, data: { ...data, period: '2021-Q5' } },
  ])
    assert.equal(validate(wrong), false, JSON.stringify(wrong));
});

function nameOf({ type }: CloudEvent): string {
  const published = PUBLISHED_TYPES.find((one) => one.type === type);
  assert.ok(published);
  return schemaNameOf(published);
}

/** Paths of fields outside the schema. */
function undocumented(reference: string, value: unknown, path = ''): string[] {
  return unnamed(document.components.schemas[reference.split('/').at(-1) ?? ''] ?? {}, value, path);
}

function unnamed(schema: JsonSchema, value: unknown, path: string): string[] {
  const { $ref, anyOf, properties, items } = schema as {
    $ref?: string;
    anyOf?: readonly JsonSchema[];
    properties?: Readonly<Record<string, JsonSchema>>;
    items?: JsonSchema;
  };
  if ($ref !== undefined) return undocumented($ref, value, path);
  if (anyOf !== undefined) return value === null ? [] : unnamed(anyOf[0] ?? {}, value, path);
  if (Array.isArray(value)) return value.flatMap((one, i) => unnamed(items ?? {}, one, `${path}/${i}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    properties?.[name] === undefined ? [`${path}/${name}`] : unnamed(properties[name], field, `${path}/${name}`),
  );
}
