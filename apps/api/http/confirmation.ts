/** A confirmation gives the code that the person read, in `If-Match` or in the body; a refusal or a withdrawal may. */
import { SetMetadata, type Type, applyDecorators } from '@nestjs/common';
import { ApiBody, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { CODE_KEY, type CodeOfRoute } from '#apps/api/access/role.ts';
import { Commanded, DoneView } from '#apps/api/http/commands.ts';
import { ReasonDto } from '#apps/api/http/fields.ts';
import type { CommandRequest } from '#apps/api/http/idempotency.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { shapeProblem } from '#apps/api/http/validation.ts';

const CODE = /^[0-9a-f]{10}$/;
/** Weak too: a proxy that compresses an answer makes its tag weak. */
const TAG = /^(?:(?:W\/)?"([^",]*)"|([0-9a-f]{10}))$/;

/** The fields that a confirmation may have in its body. */
export class ConfirmationDto {
  @ApiPropertyOptional({
    description: 'Code de ce qui a été lu, si If-Match ne le donne pas.',
    example: '3f0a9c41de',
    pattern: CODE.source,
  })
  @IsOptional()
  @Matches(CODE, {
    message: '$property est le code montré avec ce qui est à confirmer : 10 caractères, 0 à 9 et a à f',
  })
  code?: string;
}

/** The code of what was read, which may be left out. */
function IsOptionalCode(): PropertyDecorator {
  return applyDecorators(
    // No example: a code belongs to what was read.
    ApiPropertyOptional({
      description:
        'Code de ce qui a été lu, si If-Match ne le donne pas. Avec lui, ce qui l’a remplacé depuis reste tel quel (412).',
      pattern: CODE.source,
    }),
    IsOptional(),
    Matches(CODE, { message: '$property est le code montré avec ce qui a été lu : 10 caractères, 0 à 9 et a à f' }),
  );
}

/** The optional body of a command that takes back what was proposed or prepared. */
export class EndingDto {
  @IsOptionalCode()
  code?: string;
}

/** The body of a refusal. */
export class RefusingDto extends ReasonDto {
  @IsOptionalCode()
  code?: string;
}

/** Describes a refusal, or a command that takes back what was proposed or prepared, and its answer 412 in the contract. */
export function Ends(
  operationId: string,
  summary: string,
  body: Type<RefusingDto> | Type<EndingDto> = EndingDto,
): MethodDecorator {
  return applyDecorators(
    Commanded(operationId, summary, DoneView),
    ApiBody({ type: body, required: body !== EndingDto }),
    SetMetadata(CODE_KEY, 'OPTIONAL' satisfies CodeOfRoute),
  );
}

/** Describes a command that confirms with a code, and its answers 412 and 428, in the contract. */
export function Confirmed(
  operationId: string,
  summary: string,
  { result, body = ConfirmationDto }: { readonly result: Type; readonly body?: Type<ConfirmationDto> },
): MethodDecorator {
  return applyDecorators(
    Commanded(operationId, summary, result),
    ApiBody({ type: body, required: false }),
    SetMetadata(CODE_KEY, 'REQUIRED' satisfies CodeOfRoute),
  );
}

/** The code that the caller read. Throws Problem: 428 without one, 400 if the header is not one tag or the two differ. */
export function confirmationCode(asked: Pick<CommandRequest, 'ifMatch'>, dto: ConfirmationDto): string {
  const given = endingCode(asked, dto);
  if (given === undefined) throw withoutCode();
  return given;
}

/** The code that the caller read; undefined without one. Throws Problem: 400 if the header is not one tag or the two differ. */
export function endingCode({ ifMatch }: Pick<CommandRequest, 'ifMatch'>, { code }: EndingDto): string | undefined {
  const ofHeader = ifMatch === undefined ? undefined : codeOfTag(ifMatch.trim());
  if (code !== undefined && ofHeader !== undefined && code !== ofHeader)
    throw shapeProblem([
      { path: 'header.if-match', code: 'SHAPE', detail: 'If-Match et code diffèrent ; donnez l’un ou l’autre' },
    ]);
  return ofHeader ?? code;
}

function withoutCode(): Problem {
  const detail =
    'pour confirmer, donnez le code de ce que vous avez lu : If-Match, ou code dans le corps ; il est montré avec ce qui est à confirmer';
  return new Problem(428, 'code-required', detail, { errors: [{ path: '/code', code: 'SHAPE', detail }] });
}

/** Undefined for `*`, which names no code. */
function codeOfTag(tag: string): string | undefined {
  if (tag === '*') return undefined;
  const [, quoted, plain] = TAG.exec(tag) ?? [];
  const code = quoted ?? plain;
  if (code !== undefined) return code;
  const detail = 'If-Match donne un seul code, entre guillemets, par exemple "3f0a9c41de"';
  throw shapeProblem([{ path: 'header.if-match', code: 'SHAPE', detail }]);
}
