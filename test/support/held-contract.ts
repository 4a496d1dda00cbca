/**
 * Checks each answer of a service against its contract: the operation exists, the status is documented, the body has the documented type
 * and shape without unnamed fields, and so have the headers. All specs of a process share what is compiled here (test/jest/runtime.mjs).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import ajvFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Role } from '#apps/api/access/role.ts';
import { SECURITY_HEADERS } from '#apps/api/http/security-headers.ts';

export interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly example?: unknown;
}

export interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
}

export interface Header {
  readonly $ref?: string;
  readonly required?: boolean;
  readonly schema?: Schema & { readonly type?: string };
}

export interface Response {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Readonly<Record<string, Content>>;
}

export interface Operation {
  readonly operationId: string;
  readonly 'x-roles'?: readonly Role[];
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly example?: string | number;
    readonly schema?: Schema & { readonly example?: string | number };
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Response>>;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

/** The answer, with its body as sent. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Served but not in the contract: they describe it, are for browsers, or serve development only. */
const LEFT_OUT =
  /^\/(?:openapi\.json|asyncapi\.json|(?:docs|console)(?:\/.*)?|development\/(?:token|jwks\.json)|session\/(?:choose|openid(?:\/.*)?))?$/;

/** Possible before the address is read: it is too long, the headers are, or the request is not supported. */
const BEFORE_ALL = [414, 417, 431];

/** Possible at an address outside the contract: unreadable, unknown, or too many requests. */
const OF_NO_ADDRESS = [400, 404, 429, ...BEFORE_ALL];

/** Possible for an unknown method. */
const OF_NO_METHOD = [405, ...BEFORE_ALL];

/** Headers of HTTP or for browsers: on any answer and in no contract. */
const OF_NO_CONTRACT = new Set([
  ...['date', 'connection', 'keep-alive', 'transfer-encoding'],
  ...['content-type', 'content-length', 'content-encoding', 'vary', 'set-cookie'],
  ...Object.keys(SECURITY_HEADERS),
]);

interface HeldHeader {
  readonly name: string;
  readonly required: boolean;
  readonly isInteger: boolean;
  readonly fits: ValidateFunction;
}

/** A documented response, prepared for the comparison with thousands of answers. */
interface HeldResponse {
  readonly names: ReadonlySet<string>;
  readonly headers: readonly HeldHeader[];
  readonly contents: Readonly<Record<string, Content>>;
}

/** The description of an answer for a message; made only if there is a fault. */
type Saying = () => string;

export class HeldContract {
  readonly document: Document;
  // Optimizing the code of a thousand validators takes longer than they run.
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, code: { optimize: false } });
  /** Keyed by the text of their schema: most answers share that of problem details. */
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #validatorOf = new WeakMap<Schema, ValidateFunction>();
  readonly #responses = new WeakMap<Response, HeldResponse>();
  /** Keyed by the number of their segments. */
  readonly #templates = new Map<number, (readonly [template: string, segments: readonly string[]])[]>();

  constructor(document: Document) {
    this.document = document;
    (ajvFormats as unknown as (of: Ajv2020) => void)(this.#ajv);
    this.#ajv.addSchema({ $id: 'contract', components: closed(document.components) });
    // When two templates match, the more literal one wins: /teams/all before /teams/{team}.
    const templates = Object.keys(document.paths)
      .map((template) => [template, template.split('/')] as const)
      .sort(([, a], [, b]) => fixed(b) - fixed(a));
    for (const one of templates) {
      const [, { length }] = one;
      const alike = this.#templates.get(length) ?? [];
      alike.push(one);
      this.#templates.set(length, alike);
    }
  }

  /** Throws AssertionError if the answer violates the contract. `path` may have its query. */
  hold(method: string, path: string, received: ReceivedAnswer): void {
    const [address = ''] = path.split('?');
    if (LEFT_OUT.test(address)) return;
    const template = this.#templateOf(address);
    const { status, headers, text } = received;
    const said: Saying = () =>
      `${method} ${path} answers ${status} (${headers.get('content-type') ?? 'no type'}): ${text.slice(0, 500)}`;
    const response = this.#responseOf(template, method, status);
    if (response === undefined) assert.fail(`${said()}; the contract has no such answer`);
    const held = this.#held(response);
    this.#holdHeaders(held, headers, said);
    this.#holdBodyOf(held, received, said);
  }

  /** The documented answer, also for an unknown address or method. */
  #responseOf(template: string | undefined, method: string, status: number): Response | undefined {
    const operation = template === undefined ? undefined : this.document.paths[template]?.[method.toLowerCase()];
    if (operation !== undefined) return this.resolved(operation.responses[String(status)]);
    const refusals = template === undefined ? OF_NO_ADDRESS : OF_NO_METHOD;
    return refusals.includes(status) ? this.document.components.responses[`Problem${status}`] : undefined;
  }

  /** Compiled once. */
  #held(response: Response): HeldResponse {
    const known = this.#responses.get(response);
    if (known !== undefined) return known;
    const headers = Object.entries(response.headers ?? {}).map(([name, part]): HeldHeader => {
      const { required = false, schema = {} } = this.resolved(part) ?? {};
      return { name: name.toLowerCase(), required, isInteger: schema.type === 'integer', fits: this.#compiled(schema) };
    });
    const names = new Set(headers.map(({ name }) => name));
    const held = { names, headers, contents: response.content ?? {} };
    this.#responses.set(response, held);
    return held;
  }

  #holdHeaders({ names, headers: documented }: HeldResponse, headers: Headers, said: Saying): void {
    for (const name of headers.keys())
      if (!names.has(name) && !OF_NO_CONTRACT.has(name))
        assert.fail(`${said()}; the contract gives it no header ${name}`);
    for (const { name, required, isInteger, fits } of documented) {
      const value = headers.get(name);
      if (value !== null)
        this.#holdValue(fits, isInteger ? Number(value) : value, () => `${said()}; header ${name}: ${value}`);
      else if (required) assert.fail(`${said()}; it lacks the header ${name}`);
    }
  }

  #holdBodyOf({ contents }: HeldResponse, { headers, text }: ReceivedAnswer, said: Saying): void {
    const kinds = Object.keys(contents);
    if (kinds.length === 0) {
      if (text !== '') assert.fail(`${said()}; the contract gives it no body`);
      return;
    }
    const [kind = ''] = headers.get('content-type')?.split(';') ?? [];
    const content = contents[kind];
    if (content === undefined) assert.fail(`${said()}; the contract gives it ${kinds.join(', ')}`);
    const body: unknown = kind.includes('json') ? JSON.parse(text) : text;
    this.#holdValue(this.#compiled(content.schema ?? {}), body, said);
    // The columns of a CSV list.
    if (kind === 'text/csv' && typeof content.example === 'string')
      assert.equal(text.slice(0, text.indexOf('\n') + 1), content.example, said());
  }

  /** Each documented example that violates its schema, with the fault. */
  exampleFaults(): readonly string[] {
    return [...examplesIn(this.document, '')].flatMap(({ where, schema, example }) => {
      const validator = this.#compiled(schema);
      return validator(example)
        ? []
        : [`${where} ${JSON.stringify(example)}: ${this.#ajv.errorsText(validator.errors)}`];
    });
  }

  #holdValue(fits: ValidateFunction, value: unknown, said: Saying): void {
    if (!fits(value)) assert.fail(`${said()}; ${this.#ajv.errorsText(fits.errors)} ${paramsOf(fits)}`);
  }

  #compiled(schema: Schema): ValidateFunction {
    const known = this.#validatorOf.get(schema);
    if (known !== undefined) return known;
    const key = JSON.stringify(schema);
    const validator = this.#validators.get(key) ?? this.#compile(schema);
    this.#validators.set(key, validator);
    this.#validatorOf.set(schema, validator);
    return validator;
  }

  #compile(schema: Schema): ValidateFunction {
    const text = JSON.stringify(closed(schema)).replaceAll('"#/components/', '"contract#/components/');
    return this.#ajv.compile(JSON.parse(text) as object);
  }

  #templateOf(address: string): string | undefined {
    const segments = address.split('/');
    return this.#templates.get(segments.length)?.find(([, template]) => fits(template, segments))?.[0];
  }

  /** The target of a reference; the value itself if it is none. */
  resolved<Part extends { readonly $ref?: string }>(part: Part | undefined): Part | undefined {
    if (part?.$ref === undefined) return part;
    const found = part.$ref
      .split('/')
      .slice(1)
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], this.document);
    return this.resolved(found as Part);
  }
}

let committed: HeldContract | undefined;

/** The committed contract, which is that of every service (test/api/contract.spec.ts), without building it in each. */
export function committedContract(): HeldContract {
  return (committed ??= new HeldContract(
    JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as Document,
  ));
}

/** The contract served by a service: that which is committed, unless it is another. */
export async function contractServedAt(baseUrl: string): Promise<HeldContract> {
  const served = JSON.parse(await (await fetch(`${baseUrl}/openapi.json`)).text()) as Document;
  const known = committedContract();
  return isDeepStrictEqual(served, known.document) ? known : new HeldContract(served);
}

function fixed(segments: readonly string[]): number {
  return segments.filter((segment) => !segment.startsWith('{')).length;
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return template.every((one, i) => (one.startsWith('{') ? segments[i] !== '' : one === segments[i]));
}

function paramsOf({ errors }: ValidateFunction): string {
  return JSON.stringify((errors ?? []).map(({ params }) => params as unknown));
}

interface Exemplified {
  readonly where: string;
  readonly schema: Schema;
  readonly example: unknown;
}

/** Schemas, and objects with a schema: a parameter, a body, a header. */
function* examplesIn(node: unknown, where: string): Generator<Exemplified> {
  if (typeof node !== 'object' || node === null) return;
  const { example, schema = node } = node as { example?: unknown; schema?: Schema };
  const isOfOne = ['schema', 'type', '$ref', 'allOf', 'anyOf', 'oneOf'].some((name) => name in node);
  if (example !== undefined && isOfOne) yield { where, schema, example };
  for (const [name, part] of Object.entries(node)) if (name !== 'example') yield* examplesIn(part, `${where}/${name}`);
}

/** The same schemas, closed: an object with named fields has no others. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inside: Record<string, unknown> = Object.fromEntries(
    Object.entries(schema).map(([name, part]) => [name, closed(part)]),
  );
  if (inside['type'] !== 'object' || inside['properties'] === undefined) return inside;
  return { additionalProperties: false, ...inside };
}
