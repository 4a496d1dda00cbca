/** The example request of an operation in the contract: its address and body. */
import { type OpenAPIObject, type Operation, type Parameter, isReference } from '#apps/api/contract/open-api.ts';
import { schemaExample } from '#apps/api/contract/examples.ts';

/** The address of an operation with the examples of its parameters; `1` for a parameter without one. */
export function exampleAddress({ parameters = [] }: Operation, path: string): string {
  const named = new Map(
    (parameters as Parameter[]).filter((one) => one.in === 'path').map((one) => [one.name, exampleValue(one)]),
  );
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named.get(name) ?? '1'));
}

function exampleValue({ example, schema }: Parameter): string | undefined {
  const own = schema === undefined || isReference(schema) ? undefined : (schema.example as unknown);
  const value: unknown = example ?? own;
  return typeof value === 'string' ? value : undefined;
}

/** The fields of the JSON body in the contract; undefined for an operation without a body. */
export function exampleFields(
  contract: OpenAPIObject,
  { requestBody }: Operation,
): Readonly<Record<string, unknown>> | undefined {
  if (requestBody === undefined || isReference(requestBody)) return undefined;
  const schema = requestBody.content['application/json']?.schema;
  return schema === undefined ? undefined : ((schemaExample(contract, schema) ?? {}) as Record<string, unknown>);
}

/** The same body as text. */
export function exampleBody(contract: OpenAPIObject, operation: Operation): string | undefined {
  const fields = exampleFields(contract, operation);
  return fields === undefined ? undefined : JSON.stringify(fields);
}
