/**
 * Validates input against its DTO: reports the faults of all fields at once, by path, and rejects unknown fields. A valid value passes by a
 * shorter check; any other goes through the full validation, which names the faults.
 */
import { type ArgumentMetadata, Injectable, type Type, type ValidationError, ValidationPipe } from '@nestjs/common';
import { Problem, type ProblemError } from '#apps/api/http/problem.ts';

/** For a DTO class: whether a value passes every check, without running the validator. */
export const FAST_CHECK = Symbol('fast check');

export interface QuickDto extends Type<object> {
  readonly [FAST_CHECK]?: (value: object) => boolean;
}

const MAX_NAME = 64;

/** A request of the wrong shape; `errors` lists its faults. */
export function shapeProblem(errors: readonly ProblemError[]): Problem {
  return new Problem(400, 'invalid-shape', 'la requête n’a pas la forme attendue ; errors dit tout ce qui ne va pas', {
    errors,
  });
}

@Injectable()
export class ShapePipe extends ValidationPipe {
  /** Whether undefined is valid for a DTO, because all its fields are optional. */
  readonly #rightWhenEmpty = new Map<Type, boolean>();

  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: false,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => shapeProblem(errors.flatMap((error) => flattened(error, ''))),
    });
  }

  /** Throws Problem: paths are JSON pointers into the body, `query.limit` for a parameter. */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const dto = metadata.metatype as QuickDto | undefined;
    // Same result as the pipe of Nest at a lower cost: every path parameter comes here.
    if (typeof value === 'string' && metadata.metatype === String) return value;
    if (dto === undefined || !this.toValidate(metadata)) return super.transform(value, metadata) as Promise<unknown>;
    if (!isObject(value)) return this.#refused(value, metadata);
    if (dto[FAST_CHECK]?.(value) === true) return Object.assign(new dto(), value);
    const inherited = inheritedNames(value);
    return inherited.length === 0
      ? this.#held(value, metadata, dto)
      : this.#refusedWith(inherited, value, metadata, dto);
  }

  /** Properties of Object.prototype pass as fields of the DTO, so they are rejected here, together with the other faults. */
  async #refusedWith(
    names: readonly string[],
    value: object,
    metadata: ArgumentMetadata,
    dto: QuickDto,
  ): Promise<never> {
    const prefix = metadata.type === 'query' ? 'query.' : '/';
    const own = names.map((name) => ({ path: prefix + name, code: 'SHAPE', detail: unexpected(name) }));
    const others = Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
    const found = await this.#held(others, metadata, dto).then(
      () => [],
      (error: unknown) => {
        if (error instanceof Problem) return error.errors;
        throw error;
      },
    );
    throw shapeProblem([...own, ...found]);
  }

  async #held(value: object, metadata: ArgumentMetadata, dto: QuickDto): Promise<unknown> {
    if (metadata.type !== 'query') return super.transform(withoutNulls(value), metadata) as Promise<unknown>;
    return isEmpty(value) && this.#rightWhenEmpty.get(dto) === true ? new dto() : this.#query(value, metadata, dto);
  }

  async #query(value: object, metadata: ArgumentMetadata, dto: QuickDto): Promise<unknown> {
    try {
      const made: unknown = await super.transform(value, metadata);
      if (isEmpty(value)) this.#rightWhenEmpty.set(dto, true);
      return made;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw shapeProblem(error.errors.map((one) => ({ ...one, path: `query.${one.path.slice(1)}` })));
    }
  }

  /** Undefined lacks every required field; another non-object is not a body of a command. */
  async #refused(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (value === undefined || metadata.type !== 'body') return super.transform(value, metadata) as Promise<unknown>;
    throw shapeProblem([{ path: '', code: 'SHAPE', detail: 'le corps est un objet JSON, entre accolades' }]);
  }
}

/** Treats null as absent: checks of optional fields skip it, and handlers expect undefined. */
function withoutNulls(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

function inheritedNames(value: object): readonly string[] {
  return Object.keys(value).filter((name) => name in Object.prototype);
}

function unexpected(name: string): string {
  return `le champ ${name} n’est pas prévu ; ôtez-le`;
}

function isEmpty(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Escapes a name for a JSON pointer. Source: RFC 6901, 3. */
export function pointerName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function flattened({ property, constraints = {}, children = [] }: ValidationError, parent: string): ProblemError[] {
  const name = property.slice(0, MAX_NAME);
  const path = `${parent}/${pointerName(name)}`;
  const details = detailsOf(constraints, name);
  const own = [...new Set(details)].map((detail) => ({ path, code: 'SHAPE', detail }));
  return [...own, ...children.flatMap((child) => flattened(child, path))];
}

/** Reports only the type fault of a value of the wrong type. */
const TYPES = ['isString', 'isInt', 'isNumber', 'isBoolean', 'isArray', 'isObject'];

function detailsOf(constraints: Readonly<Record<string, string>>, name: string): readonly string[] {
  if (constraints['whitelistValidation'] !== undefined) return [unexpected(name)];
  const ofType = TYPES.map((type) => constraints[type]).find((message) => message !== undefined);
  return ofType === undefined ? Object.values(constraints) : [ofType];
}
