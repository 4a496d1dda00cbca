/** `GET /audit/decisions`: who decided what, and which decisions were made under an unproved name. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindDecisions, type FoundDecision } from '#libs/history/queries/find-decisions.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';

const YES_NO = ['true', 'false'] as const;

class DecisionsQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'true : seulement celles dont le nom est déclaré, non vérifié par un jeton.',
    enum: YES_NO,
    example: 'false',
  })
  @IsOptional()
  @IsIn(YES_NO, { message: 'asserted vaut true ou false' })
  asserted?: (typeof YES_NO)[number];
}

class TakenDecisionView {
  @ApiProperty({ description: 'Rang dans le journal.', example: 178823 }) position!: number;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) at!: string;
  @ApiProperty({ type: PersonView }) by!: PersonView;
  @ApiProperty({ example: 'statement-PEPS-01-2021-Q1' }) stream!: string;
  @ApiProperty({ example: 'StatementApproved' }) type!: string;
}

class TakenDecisionsPage extends ListOf {
  @ApiProperty({ type: [TakenDecisionView] }) items!: TakenDecisionView[];
}

const COLUMNS: Columns<TakenDecisionView> = {
  position: ({ position }) => position,
  at: ({ at }) => at,
  by: ({ by }) => by.name,
  assurance: ({ by }) => by.assurance,
  stream: ({ stream }) => stream,
  type: ({ type }) => type,
};

@ApiTags('audit')
@Controller('audit/decisions')
export class TakenDecisionsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow('auditor')
  @Reads()
  @ApiOperation({
    operationId: 'listTakenDecisions',
    summary: 'Qui a décidé quoi, et quelles décisions reposent sur un nom seulement déclaré.',
  })
  @ApiPage(TakenDecisionsPage, COLUMNS)
  async list(
    @Query() query: DecisionsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const asked = new FindDecisions(query.asserted !== 'true', pageRequest(query, request));
    const { items, next } = await this.#queries.execute(asked);
    return sendPage(request, reply, { items: items.map(decisionView), next }, COLUMNS);
  }
}

function decisionView({ by, ...decision }: FoundDecision): TakenDecisionView {
  return { ...decision, by: personView(by) };
}
