/** Holds what comes in against its DTO: every field's fault at once, by path. Fields that no DTO names are refused. */
import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { Problem, type ProblemError } from '#apps/api/http/problem.ts';

export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
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
