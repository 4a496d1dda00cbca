/**
 * Finds the changes of a contract that break a client of the previous version. A request may require less and a response may give more; the
 * reverse breaks. New enumeration values in a response do not break: clients ignore unknown values. We use no package: openapi-diff reads
 * no OpenAPI 3.1, api-smart-diff misses 9 of the 30 breaks in the spec, and oasdiff is not on npm.
 */
import type {
  ContractContent,
  ContractDocument,
  ContractHeader,
  ContractOperation,
  ContractParameter,
  ContractResponse,
} from '#libs/client/contract-document.ts';
import { type Scope, schemaBreaks } from '#libs/client/schema-changes.ts';

type Documents = Scope['documents'];

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** One sentence per break; empty when every client of `before` works with `after`. */
export function breakingChanges(before: ContractDocument, after: ContractDocument): readonly string[] {
  return Object.entries(before.paths).flatMap(([path, operations]) =>
    METHODS.filter((method) => operations[method] !== undefined).flatMap((method) => {
      const now = after.paths[path]?.[method];
      const name = `${method.toUpperCase()} ${path}`;
      if (now === undefined) return [`${name} is gone`];
      const breaks = operationBreaks(
        { before, after },
        operations[method] as ContractOperation,
        now as ContractOperation,
      );
      return breaks.map((one) => `${name}: ${one}`);
    }),
  );
}

function operationBreaks(documents: Documents, was: ContractOperation, now: ContractOperation): readonly string[] {
  return [
    ...(was.operationId === now.operationId ? [] : [`its name was ${was.operationId}, is ${now.operationId}`]),
    ...accessBreaks(was, now),
    ...parameterBreaks(documents, was.parameters ?? [], now.parameters ?? []),
    ...bodyBreaks(documents, was, now),
    ...Object.entries(was.responses).flatMap(([status, response]) =>
      responseBreaks(documents, status, response, now.responses[status]),
    ),
  ];
}

function accessBreaks(was: ContractOperation, now: ContractOperation): readonly string[] {
  const refused = (was['x-roles'] ?? []).filter((role) => !(now['x-roles'] ?? []).includes(role));
  const isPublic = ({ security = [] }: ContractOperation): boolean => security.length === 0;
  return [
    ...(isPublic(was) || !isPublic(now) ? [] : ['it was for roles and is public']),
    ...(isPublic(was) && !isPublic(now) ? ['it was public and needs a token'] : []),
    ...(isPublic(now) ? [] : refused.map((role) => `the role ${role} is refused`)),
  ];
}

function parameterBreaks(
  documents: Documents,
  was: readonly ContractParameter[],
  now: readonly ContractParameter[],
): readonly string[] {
  const same = (a: ContractParameter) => (b: ContractParameter) => a.in === b.in && a.name === b.name;
  const added = now.filter((one) => one.required === true && !was.some(same(one)));
  return [
    ...added.map(({ name }) => `the parameter ${name} is new and required`),
    ...was.flatMap((before) => {
      const after = now.find(same(before));
      if (after === undefined) return [`the parameter ${before.name} is gone`];
      const required = after.required === true && before.required !== true;
      return [
        ...(required ? [`the parameter ${before.name} has become required`] : []),
        ...schemaBreaks(
          { documents, direction: 'request', where: `parameter ${before.name}` },
          before.schema ?? {},
          after.schema ?? {},
        ),
      ];
    }),
  ];
}

function bodyBreaks(documents: Documents, was: ContractOperation, now: ContractOperation): readonly string[] {
  if (now.requestBody === undefined) return was.requestBody === undefined ? [] : ['it takes no body any more'];
  const { required = false, content } = now.requestBody;
  if (was.requestBody === undefined) return required ? ['a body is new and required'] : [];
  return [
    ...(required && was.requestBody.required !== true ? ['the body has become required'] : []),
    ...contentBreaks({ documents, direction: 'request', where: 'body' }, was.requestBody.content, content),
  ];
}

function responseBreaks(
  documents: Documents,
  status: string,
  was: ContractResponse,
  now: ContractResponse | undefined,
): readonly string[] {
  if (now === undefined) return [`the response ${status} is gone`];
  const [before, after] = [resolved(documents.before, was), resolved(documents.after, now)];
  const scope = { documents, direction: 'response', where: `response ${status}` } as const;
  return [
    ...headerBreaks(scope, before.headers ?? {}, after.headers ?? {}),
    ...contentBreaks(scope, before.content ?? {}, after.content ?? {}),
  ];
}

function resolved({ components = {} }: ContractDocument, response: ContractResponse): ContractResponse {
  const name = response.$ref?.replace('#/components/responses/', '');
  return name === undefined ? response : (components.responses?.[name] ?? {});
}

function headerBreaks(
  scope: Scope,
  was: Readonly<Record<string, ContractHeader>>,
  now: Readonly<Record<string, ContractHeader>>,
): readonly string[] {
  const of = (
    { components = {} }: ContractDocument,
    header: ContractHeader | undefined,
  ): ContractHeader | undefined => {
    const name = header?.$ref?.replace('#/components/headers/', '');
    return name === undefined ? header : components.headers?.[name];
  };
  return Object.keys(was).flatMap((name) => {
    const [before, after] = [of(scope.documents.before, was[name]), of(scope.documents.after, now[name])];
    const where = `${scope.where} header ${name}`;
    if (after === undefined) return [`${where} is gone`];
    return [
      ...(before?.required === true && after.required !== true ? [`${where} was always there and is not`] : []),
      ...schemaBreaks({ ...scope, where }, before?.schema ?? {}, after.schema ?? {}),
    ];
  });
}

function contentBreaks(scope: Scope, was: ContractContent, now: ContractContent): readonly string[] {
  return Object.entries(was).flatMap(([type, { schema }]) => {
    const after = now[type];
    if (after === undefined) return [`${scope.where}: ${type} is gone`];
    return schemaBreaks(scope, schema ?? {}, after.schema ?? {});
  });
}
