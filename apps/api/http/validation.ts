/**
 * Holds what comes in against its DTO: every field's fault at once, by path. Fields that no DTO names are refused. What is plainly
 * right passes by a shorter way; whatever is not goes the whole way, which tells what is wrong.
 */
import { type ArgumentMetadata, Injectable, type Type, type ValidationError, ValidationPipe } from '@nestjs/common';
import { Problem, type ProblemError } from '#apps/api/http/problem.ts';

/** Of a DTO class: whether a value is one that every check would pass, found without running them. */
export const PLAINLY_RIGHT = Symbol('plainly right');

export interface QuickDto extends Type<object> {
  readonly [PLAINLY_RIGHT]?: (value: object) => boolean;
}

const MAX_NAME = 64;

/** A request that has not the shape asked for; `errors` says all that is wrong with it. */
export function shapeProblem(errors: readonly ProblemError[]): Problem {
  return new Problem(400, 'invalid-shape', 'la requête n’a pas la forme attendue ; errors dit tout ce qui ne va pas', {
    errors,
  });
}

@Injectable()
export class ShapePipe extends ValidationPipe {
  /** Whether nothing at all is a right value of a DTO, as it is where all its fields may be left out. */
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
    // What the pipe of Nest gives back, without what it costs to ask: every name in an address comes here.
    if (typeof value === 'string' && metadata.metatype === String) return value;
    if (dto === undefined || !this.toValidate(metadata)) return super.transform(value, metadata) as Promise<unknown>;
    if (!isObject(value)) return this.#refused(value, metadata);
    if (dto[PLAINLY_RIGHT]?.(value) === true) return Object.assign(new dto(), value);
    const inherited = inheritedNames(value);
    return inherited.length === 0
      ? this.#held(value, metadata, dto)
      : this.#refusedWith(inherited, value, metadata, dto);
  }

  /** Names that every object has pass for fields that the DTO has, so they are refused here, with all else that is wrong. */
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

  /** Nothing at all lacks all that must be there; whatever else is no object is no body of a command. */
  async #refused(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (value === undefined || metadata.type !== 'body') return super.transform(value, metadata) as Promise<unknown>;
    throw shapeProblem([{ path: '', code: 'SHAPE', detail: 'le corps est un objet JSON, entre accolades' }]);
  }
}

/** A field that is null is one that is not given: the checks of optional fields pass over it, and handlers know undefined only. */
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

/** A name within a JSON pointer. Source: RFC 6901, 3. */
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

/** Of what is not even of its type, nothing more is said. */
const TYPES = ['isString', 'isInt', 'isNumber', 'isBoolean', 'isArray', 'isObject'];

function detailsOf(constraints: Readonly<Record<string, string>>, name: string): readonly string[] {
  if (constraints['whitelistValidation'] !== undefined) return [unexpected(name)];
  const ofType = TYPES.map((type) => constraints[type]).find((message) => message !== undefined);
  return ofType === undefined ? Object.values(constraints) : [ofType];
}
