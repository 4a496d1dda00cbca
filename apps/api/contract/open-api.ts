/** Parts of an OpenAPI document, by their names in the specification. */
import type { OpenAPIObject } from '@nestjs/swagger';

export type { OpenAPIObject } from '@nestjs/swagger';
type Components = NonNullable<OpenAPIObject['components']>;
export type SchemaOrReference = NonNullable<Components['schemas']>[string];
export type Reference = Extract<SchemaOrReference, { $ref: string }>;
export type Schema = Exclude<SchemaOrReference, Reference>;
export type Response = Exclude<NonNullable<Components['responses']>[string], Reference>;
export type Headers = NonNullable<Response['headers']>;
export type Header = Exclude<Headers[string], Reference>;
export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
export type Parameter = Exclude<NonNullable<Operation['parameters']>[number], Reference>;
type RequestBody = Exclude<NonNullable<Operation['requestBody']>, Reference>;

export type Content = RequestBody['content'][string];

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Every operation of a document. */
export function* operationsOf(
  document: OpenAPIObject,
): Generator<{ readonly method: (typeof METHODS)[number]; readonly path: string; readonly operation: Operation }> {
  for (const [path, item] of Object.entries(document.paths))
    for (const method of METHODS) {
      const operation = item[method];
      if (operation !== undefined) yield { method, path, operation };
    }
}

export function isReference(value: object | undefined): value is Reference {
  return value !== undefined && '$ref' in value;
}

/** The schema that a reference names. Throws RangeError. */
export function resolved(document: OpenAPIObject, schema: SchemaOrReference): Schema {
  if (!isReference(schema)) return schema;
  const name = schema.$ref.replace('#/components/schemas/', '');
  const found = document.components?.schemas?.[name];
  if (found === undefined) throw new RangeError(`no schema is called ${name}`);
  return resolved(document, found);
}
