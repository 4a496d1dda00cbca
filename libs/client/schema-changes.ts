/** Finds the changes of a schema that break a client of the previous version, in a request or a response. */
import type { ContractDocument, JsonRecord } from '#libs/client/contract-document.ts';

/** The context of a comparison of two schemas. */
export interface Scope {
  readonly documents: { readonly before: ContractDocument; readonly after: ContractDocument };
  readonly direction: 'request' | 'response';
  /** Place shown to people: `body /lines/0/amount`. */
  readonly where: string;
  /** Names of the schemas under comparison, to stop at recursive ones. */
  readonly within?: readonly string[];
}

interface Schema {
  readonly types: readonly string[] | undefined;
  readonly values: readonly unknown[] | undefined;
  readonly properties: Readonly<Record<string, JsonRecord>>;
  readonly required: readonly string[];
  readonly alternatives: readonly JsonRecord[];
  readonly json: JsonRecord;
}

export function schemaBreaks(scope: Scope, was: JsonRecord, now: JsonRecord): readonly string[] {
  const name = `${String(was['$ref'])} ${String(now['$ref'])}`;
  if (scope.within?.includes(name) === true) return [];
  const within = was['$ref'] === undefined ? scope.within : [...(scope.within ?? []), name];
  const inner = within === undefined ? scope : { ...scope, within };
  const [before, after] = [read(scope.documents.before, was), read(scope.documents.after, now)];
  if (before.alternatives.length > 0 || after.alternatives.length > 0)
    return alternativeBreaks(inner, alternativesOf(before), alternativesOf(after));
  return [
    ...typeBreaks(inner, before, after),
    ...valueBreaks(inner, before, after),
    ...(scope.direction === 'request' ? limitBreaks(inner, before.json, after.json) : []),
    ...propertyBreaks(inner, before, after),
    ...itemBreaks(inner, before.json, after.json),
  ];
}

/** Follows the reference of a schema and merges its `allOf`. */
function read(document: ContractDocument, json: JsonRecord): Schema {
  const reference = json['$ref'] as string | undefined;
  if (reference !== undefined)
    return read(document, document.components?.schemas?.[reference.replace('#/components/schemas/', '')] ?? {});
  const parts = ((json['allOf'] ?? []) as readonly JsonRecord[]).map((part) => read(document, part));
  const type = (json['type'] ?? parts.find(({ types }) => types !== undefined)?.types) as string | string[] | undefined;
  return {
    types: type === undefined ? undefined : [type].flat(),
    values: json['const'] === undefined ? (json['enum'] as readonly unknown[] | undefined) : [json['const']],
    properties: Object.assign(
      {},
      ...parts.map(({ properties }) => properties),
      json['properties'],
    ) as Schema['properties'],
    required: [...parts.flatMap(({ required }) => required), ...((json['required'] ?? []) as readonly string[])],
    alternatives: (json['anyOf'] ?? json['oneOf'] ?? []) as readonly JsonRecord[],
    json,
  };
}

function alternativesOf({ alternatives, json }: Schema): readonly JsonRecord[] {
  return alternatives.length > 0 ? alternatives : [json];
}

/** Every form that a client sends is still accepted; every form that it receives existed before. */
function alternativeBreaks(scope: Scope, was: readonly JsonRecord[], now: readonly JsonRecord[]): readonly string[] {
  const fits = (before: JsonRecord, after: JsonRecord): boolean => schemaBreaks(scope, before, after).length === 0;
  if (scope.direction === 'request')
    return was.every((before) => now.some((after) => fits(before, after)))
      ? []
      : [`${scope.where}: one of its forms is taken no more`];
  return now.every((after) => was.some((before) => fits(before, after))) ? [] : [`${scope.where}: has a new form`];
}

function typeBreaks({ direction, where }: Scope, { types: was }: Schema, { types: now }: Schema): readonly string[] {
  const [narrow, wide] = direction === 'request' ? [was, now] : [now, was];
  if (wide === undefined) return [];
  const fits = (type: string): boolean => wide.includes(type) || (type === 'integer' && wide.includes('number'));
  if (narrow?.every(fits) === true) return [];
  return [`${where}: was ${was?.join(' or ') ?? 'anything'}, is ${now?.join(' or ') ?? 'anything'}`];
}

function valueBreaks({ direction, where }: Scope, { values: was }: Schema, { values: now }: Schema): readonly string[] {
  if (direction === 'response')
    return was !== undefined && now === undefined ? [`${where}: was one of a few values, is any`] : [];
  if (now === undefined) return [];
  if (was === undefined) return [`${where}: was any value, is one of ${JSON.stringify(now)}`];
  const gone = was.filter((value) => !now.includes(value));
  return gone.map((value) => `${where}: ${JSON.stringify(value)} is taken no more`);
}

/** Bounds of a request, and whether a larger number is wider. */
const BOUNDS: Readonly<Record<string, boolean>> = {
  maximum: true,
  exclusiveMaximum: true,
  maxLength: true,
  maxItems: true,
  minimum: false,
  exclusiveMinimum: false,
  minLength: false,
  minItems: false,
};

function limitBreaks({ where }: Scope, was: JsonRecord, now: JsonRecord): readonly string[] {
  const bounds = Object.entries(BOUNDS).filter(([bound, larger]) => {
    const [before, after] = [was[bound], now[bound]] as (number | undefined)[];
    if (after === undefined) return false;
    return before === undefined || (larger ? after < before : after > before);
  });
  const forms = ['pattern', 'format'].filter((form) => now[form] !== undefined && now[form] !== was[form]);
  return [...bounds.map(([bound]) => bound), ...forms].map(
    (limit) =>
      `${where}: ${limit} was ${was[limit] === undefined ? 'none' : JSON.stringify(was[limit])}, is ${JSON.stringify(now[limit])}`,
  );
}

function propertyBreaks(scope: Scope, was: Schema, now: Schema): readonly string[] {
  const fieldBreaks = Object.entries(was.properties).flatMap(([field, before]) => {
    const after = now.properties[field];
    const where = `${scope.where} /${field}`;
    return after === undefined ? [`${where} is gone`] : schemaBreaks({ ...scope, where }, before, after);
  });
  const [needed, given] = scope.direction === 'request' ? [now.required, was.required] : [was.required, now.required];
  const changed = needed.filter((field) => !given.includes(field) && now.properties[field] !== undefined);
  const how = scope.direction === 'request' ? 'is required and was not' : 'was always there and is not';
  return [...fieldBreaks, ...changed.map((field) => `${scope.where} /${field} ${how}`)];
}

function itemBreaks(scope: Scope, was: JsonRecord, now: JsonRecord): readonly string[] {
  return ['items', 'additionalProperties'].flatMap((inside) => {
    const [before, after] = [was[inside], now[inside]];
    if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return [];
    return schemaBreaks({ ...scope, where: `${scope.where} /*` }, before as JsonRecord, after as JsonRecord);
  });
}
