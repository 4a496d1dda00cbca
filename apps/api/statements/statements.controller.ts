/** `GET /statements` and `GET /statements/{team}/{period}`: the latest calculations. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { statementText } from '#libs/statements/calculated-statement.ts';
import type { StatementFilter } from '#libs/statements/listed/chosen-statements.ts';
import { LISTED_STATEMENTS } from '#libs/statements/listed/listed-statements.ts';
import { FindStatements } from '#libs/statements/queries/find-statements.ts';
import { SumStatements, groupKey } from '#libs/statements/queries/sum-statements.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { decidedOnly, teamToRead } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Caller, identityOf } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { pageOf, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { ApiStatementParams } from '#apps/api/http/parameters.ts';
import { ServedTexts } from '#apps/api/http/served-text.ts';
import { Calculations } from '#apps/api/statements/calculations.ts';
import {
  CalculatedStatementView,
  STATEMENT_COLUMNS,
  STATEMENT_SUMS_COLUMNS,
  StatementSumsPage,
  StatementsPage,
  listedStatement,
  statementSums,
} from '#apps/api/statements/statement.views.ts';
import {
  CalculationQuery,
  StatementFilterQuery,
  StatementsQuery,
  askedQuarters,
} from '#apps/api/statements/statements.query.ts';

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
  @Reads(STATEMENTS, LISTED_STATEMENTS)
  @ApiOperation({
    operationId: 'listStatements',
    summary: 'Les derniers décomptes calculés, par période puis par équipe, ou dans un autre ordre.',
    description: 'Une équipe n’y voit que ses décomptes décidés.',
  })
  @ApiPage(StatementsPage, STATEMENT_COLUMNS)
  async list(
    @Query() query: StatementsQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = new FindStatements(filterOf(query, caller), query.sort ?? 'period', pageRequest(query, request));
    const { items, next } = await this.#queries.execute(found);
    return sendPage(request, reply, { items: items.map(listedStatement), next }, STATEMENT_COLUMNS);
  }

  @Get('totals')
  @Allow(...STAFF, 'service')
  @Reads(STATEMENTS, LISTED_STATEMENTS)
  @ApiOperation({
    operationId: 'sumStatements',
    summary: 'Sommes des décomptes d’une liste, par période, expérimentation et étape.',
  })
  @ApiPage(StatementSumsPage, STATEMENT_SUMS_COLUMNS)
  async totals(
    @Query() query: StatementFilterQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const sums = await this.#queries.execute(new SumStatements(filterOf(query, caller)));
    const { items, next } = await pageOf(
      query,
      request,
      sums.map((one) => [groupKey(one), one] as const),
    );
    return sendPage(request, reply, { items: items.map(statementSums), next }, STATEMENT_SUMS_COLUMNS);
  }

  @Get(':team/:period')
  @Allow(...STAFF, 'team', 'service')
  @Reads(STATEMENTS)
  @ApiOperation({
    operationId: 'readStatement',
    summary: 'Un décompte, tel que calculé en dernier ; pour une équipe, tel que décidé en dernier.',
  })
  @ApiStatementParams()
  @ApiOkResponse({ description: 'Le décompte et ce qui le fixe.', type: CalculatedStatementView })
  statement(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() { knownOn }: CalculationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const sought = { team, period, knownOn, ...decidedOnly(identityOf(request)) };
    const key = JSON.stringify(sought);
    const make = async (): Promise<string> => statementText(await this.#calculations.any(sought));
    return this.#texts.send({ projection: STATEMENTS, key, make }, request, reply);
  }
}

/** Throws Problem if a team asks for another team. */
function filterOf(query: StatementFilterQuery, caller: Identity): StatementFilter {
  const { scheme, stage, flag, knownOn, q } = query;
  const team = teamToRead(query.team, caller);
  return { team, scheme, ...askedQuarters(query), status: stage, flag, knownOn, search: q, ...decidedOnly(caller) };
}
