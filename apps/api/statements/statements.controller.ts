/** `GET /statements` and `GET /statements/{team}/{period}`: the latest calculations. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { statementText } from '#libs/statements/calculated-statement.ts';
import { FindStatements } from '#libs/statements/queries/find-statements.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { teamToRead } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { ApiStatementParams } from '#apps/api/http/parameters.ts';
import { ServedTexts } from '#apps/api/http/served-text.ts';
import { Calculations } from '#apps/api/statements/calculations.ts';
import {
  CalculatedStatementView,
  STATEMENT_COLUMNS,
  StatementsPage,
  listedStatement,
} from '#apps/api/statements/statement.views.ts';
import { CalculationQuery, StatementsQuery, askedQuarters } from '#apps/api/statements/statements.query.ts';

@ApiTags('statements')
@Controller('statements')
export class StatementsController {
  readonly #queries: QueryBus;
  readonly #calculations: Calculations;
  readonly #texts: ServedTexts;

  constructor(
    @Inject(QueryBus) queries: QueryBus,
    @Inject(Calculations) calculations: Calculations,
    @Inject(ServedTexts) texts: ServedTexts,
  ) {
    this.#queries = queries;
    this.#calculations = calculations;
    this.#texts = texts;
  }

  @Get()
  @Allow(...STAFF, 'team', 'service')
  @Reads(STATEMENTS)
  @ApiOperation({
    operationId: 'listStatements',
    summary: 'Les derniers décomptes calculés, par période puis par équipe.',
  })
  @ApiPage(StatementsPage, STATEMENT_COLUMNS)
  async list(
    @Query() query: StatementsQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { scheme, stage, flag, knownOn } = query;
    const team = teamToRead(query.team, caller);
    const filter = { team, scheme, ...askedQuarters(query), status: stage, flag, knownOn };
    const { items, next } = await this.#queries.execute(new FindStatements(filter, pageRequest(query, request)));
    return sendPage(request, reply, { items: items.map(listedStatement), next }, STATEMENT_COLUMNS);
  }

  @Get(':team/:period')
  @Allow(...STAFF, 'team', 'service')
  @Reads(STATEMENTS)
  @ApiOperation({ operationId: 'readStatement', summary: 'Un décompte, tel que calculé en dernier.' })
  @ApiStatementParams()
  @ApiOkResponse({ description: 'Le décompte et ce qui le fixe.', type: CalculatedStatementView })
  statement(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() { knownOn }: CalculationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const key = JSON.stringify([team, period, knownOn]);
    const make = async (): Promise<string> => statementText(await this.#calculations.any({ team, period, knownOn }));
    return this.#texts.send({ projection: STATEMENTS, key, make }, request, reply);
  }
}
