/**
 * Holds what comes in against its DTO: every field's fault at once, by path. Fields that no DTO names are refused. What is plainly
 * right passes by a shorter way; whatever is not goes the whole way, which tells what is wrong.
 */
import { type ArgumentMetadata, type Type, type ValidationError, ValidationPipe } from '@nestjs/common';
import { Problem, type ProblemError } from '#apps/api/http/problem.ts';

/** Of a DTO class: whether a value is one that every check would pass, found without running them. */
export const PLAINLY_RIGHT = Symbol('plainly right');

export interface QuickDto extends Type<object> {
  readonly [PLAINLY_RIGHT]?: (value: object) => boolean;
}

class QuickValidationPipe extends ValidationPipe {
  /** Whether nothing at all is a right value of a DTO, as it is where all its fields may be left out. */
  readonly #rightWhenEmpty = new Map<Type, boolean>();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const dto = metadata.metatype as QuickDto | undefined;
    if (dto === undefined || typeof value !== 'object' || value === null || Array.isArray(value))
      return super.transform(value, metadata) as Promise<unknown>;
    if (dto[PLAINLY_RIGHT]?.(value) === true) return Object.assign(new dto(), value);
    if (metadata.type !== 'query' || !isEmpty(value)) return super.transform(value, metadata) as Promise<unknown>;
    if (this.#rightWhenEmpty.get(dto) === true) return new dto();
    const made: unknown = await super.transform(value, metadata);
    this.#rightWhenEmpty.set(dto, true);
    return made;
  }
}

function isEmpty(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}

export function validationPipe(): ValidationPipe {
  return new QuickValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) =>
      new Problem(400, 'invalid-shape', 'la requête n’a pas la forme attendue ; errors dit tout ce qui ne va pas', {
        errors: errors.flatMap((error) => flattened(error, '')),
      }),
  });
}

function flattened({ property, constraints = {}, children = [] }: ValidationError, parent: string): ProblemError[] {
  const path = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(constraints).map(([constraint, message]) => ({
    path,
    code: 'SHAPE',
    detail:
      constraint === 'whitelistValidation' ? `le champ ${property.slice(0, 64)} n’est pas prévu ; ôtez-le` : message,
  }));
  return [...own, ...children.flatMap((child) => flattened(child, path))];
}
