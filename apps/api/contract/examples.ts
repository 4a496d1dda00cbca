/** Examples of whole requests, made from the examples of fields and parameters, so that each request can be sent. */
import {
  type Content,
  type OpenAPIObject,
  type Operation,
  type Parameter,
  type Schema,
  type SchemaOrReference,
  isReference,
  resolved,
} from '#apps/api/contract/open-api.ts';

type Exemplified = Omit<Schema, 'example' | 'default' | 'enum'> & {
  readonly example?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
};

/** Examples of path parameters, by name. */
const OF_PATH: Readonly<Record<string, unknown>> = {
  team: 'PEPS-01',
  period: '2023-Q2',
  patient: 'a1b2c3d4e5f60718',
  scheme: 'PEPS',
};

/** The example of a schema: its own, or one made from its required fields and its fields with an example. Undefined if there is none. */
export function schemaExample(document: OpenAPIObject, schema: SchemaOrReference): unknown {
  const resolvedSchema: Exemplified = resolved(document, schema);
  const { example, default: otherwise, properties, items, enum: values, allOf, required = [] } = resolvedSchema;
  if (example !== undefined) return example;
  const [only] = allOf ?? [];
  if (only !== undefined) return schemaExample(document, only);
  if (items !== undefined) {
    const item = schemaExample(document, items);
    return item === undefined ? undefined : [item];
  }
  if (properties === undefined) return otherwise ?? values?.[0];
  const fields = Object.entries(properties).map(([name, field]) => [name, schemaExample(document, field)] as const);
  if (fields.some(([name, value]) => value === undefined && required.includes(name))) return undefined;
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** Adds missing examples to the JSON body and parameters of an operation. */
export function addExamples(document: OpenAPIObject, { requestBody, parameters = [] }: Operation): void {
  for (const parameter of parameters) if (!isReference(parameter)) addParameterExample(parameter);
  if (requestBody === undefined || isReference(requestBody)) return;
  for (const [type, content] of Object.entries(requestBody.content)) keepOwnExample(type, content);
  const json = requestBody.content['application/json'];
  if (json?.schema === undefined || json.example !== undefined || json.examples !== undefined) return;
  const example = schemaExample(document, json.schema);
  if (example !== undefined) json.example = example;
}

/** Examples named by media type belong to that type. */
function keepOwnExample(type: string, content: Content): void {
  const own = content.examples?.[type];
  if (own === undefined || isReference(own)) return;
  content.example = own.value as unknown;
  delete content.examples;
}

function addParameterExample(parameter: Parameter): void {
  if (parameter.in !== 'path' || parameter.example !== undefined) return;
  const schema = parameter.schema;
  const own = schema === undefined || isReference(schema) ? undefined : (schema.example as unknown);
  const example = own ?? OF_PATH[parameter.name];
  if (example !== undefined) parameter.example = example;
}
