/** Rows set aside as work: the open rows of each file, a file of them to correct, and a command to dismiss them. */
import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { IMPORT_ID } from '#libs/intake/import/import-stream.ts';
import { DismissSetAside } from '#libs/intake/commands/dismiss-set-aside.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import { FindRowsToMend } from '#libs/intake/queries/find-rows-to-mend.ts';
import { SummariseSetAside } from '#libs/intake/queries/summarise-set-aside.ts';
import { mendingFile } from '#libs/intake/mending.ts';
import { noteRead } from '#apps/api/access/reads.ts';
import { Allow } from '#apps/api/access/role.ts';
import { headersOf } from '#apps/api/contract/headers.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { IsReason } from '#apps/api/http/fields.ts';

class SetAsideWorkView {
  @ApiProperty({ example: 'import-347065d91ae7a1af' }) import!: string;
  @ApiProperty({ example: 'acts.csv' }) file!: string;
  @ApiProperty({ example: 'DATE' }) code!: string;
  @ApiProperty({ description: 'Lignes qui attendent.', example: 2 }) rows!: number;
  @ApiProperty({ description: 'Numéro de la première.', example: 3 }) firstLine!: number;
  @ApiProperty({
    description: 'Ce qui est dit de la première.',
    example: 'care_on : « 2023-02-30 » n’est pas un jour…',
  })
  message!: string;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) receivedAt!: string;
  @ApiProperty({ example: 'os:alice' }) receivedBy!: string;
}

class SetAsideWorkList {
  @ApiProperty({ type: [SetAsideWorkView] }) items!: SetAsideWorkView[];
}

class ImportParams {
  @ApiProperty({ example: 'import-347065d91ae7a1af' })
  @Matches(IMPORT_ID, { message: 'id est le numéro d’un fichier reçu ; /imports les donne' })
  id!: string;
}

class DismissDto {
  @ApiProperty({ description: 'Pourquoi il n’y a rien à en faire.', example: 'Lignes d’essai du logiciel.' })
  @IsReason()
  reason!: string;

  @ApiPropertyOptional({ description: 'Seulement les lignes de ce code.', example: 'DATE' })
  @IsOptional()
  @Matches(/^[A-Z_]{1,60}$/, { message: 'code est un code en majuscules, comme DATE' })
  code?: string;

  @ApiPropertyOptional({
    description: 'Une seule ligne.',
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  @IsOptional()
  @IsInt({ message: 'line est un numéro de ligne' })
  @Min(1, { message: 'line est un numéro de ligne' })
  @Max(Number.MAX_SAFE_INTEGER, { message: 'line est un numéro de ligne' })
  line?: number;
}

@ApiTags('imports')
@Controller()
export class SetAsideController {
  readonly #commands: Commands;
  readonly #queries: QueryBus;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#commands = commands;
    this.#queries = queries;
  }

  @Get('set-aside-summary')
  @Allow('operator', 'auditor')
  @Reads(IMPORTS)
  @ApiOperation({ operationId: 'summariseSetAside', summary: 'Ce qui attend de chaque fichier reçu, par faute.' })
  @ApiOkResponse({ type: SetAsideWorkList })
  async summary(@Query() _: AfterQuery): Promise<SetAsideWorkList> {
    return { items: [...(await this.#queries.execute(new SummariseSetAside()))] };
  }

  @Get('set-aside-rows/:file')
  @Allow('operator', 'auditor')
  @Reads(IMPORTS)
  @ApiOperation({
    operationId: 'downloadRowsToMend',
    summary: 'Les lignes de côté d’un genre de fait, à corriger et à importer tel quel : la colonne a_faire dit quoi.',
  })
  @ApiParam({ name: 'file', example: 'acts.csv' })
  @ApiOkResponse({
    content: { 'text/csv': { schema: { type: 'string' } } },
    headers: headersOf(['Content-Disposition']),
  })
  async toMend(
    @Param('file') file: string,
    @Query() _: AfterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const kind = FACT_KINDS.find(({ name }) => `${name}.csv` === file);
    if (kind === undefined)
      throw new Problem(
        404,
        'not-found',
        `${file.slice(0, 64)} n’est pas un fichier de faits ; /import-templates les donne`,
      );
    const { table } = await this.#queries.execute(new FindRowsToMend(kind.name));
    noteRead('FILE', `set-aside-rows/${kind.name}.csv`);
    void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${kind.name}.csv"`);
    return mendingFile(table);
  }

  @Post('imports/:id/dismiss')
  @Allow('operator')
  @Commanded(
    'dismissSetAside',
    'Classe sans suite les lignes de côté d’un fichier reçu, ou son refus, avec un motif.',
    DoneView,
  )
  async dismiss(
    @Param() { id }: ImportParams,
    @Body() body: DismissDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const { reason, code, line } = body;
    const made = await this.#commands.run(
      asked,
      (author) => new DismissSetAside({ import: id, reason, code, line }, author),
    );
    return doneView(made);
  }
}
