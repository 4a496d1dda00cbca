/** `GET /statements/{team}/{period}/lines | instalments | parameters | act-ledger`: the parts of one statement. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { decidedOnly } from '#apps/api/access/own-team.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { identityOf } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { pageOf, sendPage } from '#apps/api/http/listing.ts';
import { ApiStatementParams } from '#apps/api/http/parameters.ts';
import { Calculations } from '#apps/api/statements/calculations.ts';
import {
  INSTALMENTS_PART,
  InstalmentsPage,
  ACT_LEDGER_PART,
  LINES_PART,
  LedgerPage,
  LinesPage,
  PARAMETERS_PART,
  ParametersPage,
  type StatementPart,
} from '#apps/api/statements/statement.views.ts';
import { PartQuery } from '#apps/api/statements/statements.query.ts';

@ApiTags('statements')
@Controller('statements/:team/:period')
@Allow(...STAFF, 'team', 'service')
@Reads(STATEMENTS)
export class StatementPartsController {
  readonly #calculations: Calculations;

  constructor(@Inject(Calculations) calculations: Calculations) {
    this.#calculations = calculations;
  }

  @Get('lines')
  @ApiOperation({ operationId: 'listStatementLines', summary: 'Les lignes d’un décompte.' })
  @ApiStatementParams()
  @ApiPage(LinesPage, LINES_PART.columns)
  lines(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() query: PartQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    return this.#part(LINES_PART, { team, period, ...decidedOnly(identityOf(request)) }, query, request, reply);
  }

  @Get('instalments')
  @ApiOperation({ operationId: 'listStatementInstalments', summary: 'Les échéances d’un décompte.' })
  @ApiStatementParams()
  @ApiPage(InstalmentsPage, INSTALMENTS_PART.columns)
  instalments(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() query: PartQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    return this.#part(INSTALMENTS_PART, { team, period, ...decidedOnly(identityOf(request)) }, query, request, reply);
  }

  @Get('parameters')
  @ApiOperation({
    operationId: 'listStatementParameters',
    summary: 'Les paramètres d’un décompte, avec ce qu’ils ont de sûr.',
  })
  @ApiStatementParams()
  @ApiPage(ParametersPage, PARAMETERS_PART.columns)
  parameters(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() query: PartQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    return this.#part(PARAMETERS_PART, { team, period, ...decidedOnly(identityOf(request)) }, query, request, reply);
  }

  @Get('act-ledger')
  @ApiOperation({
    operationId: 'listActLedger',
    summary: 'Le registre des actes du trimestre : sommes par classe et motif.',
  })
  @ApiStatementParams()
  @ApiPage(LedgerPage, ACT_LEDGER_PART.columns)
  ledger(
    @Param('team') team: string,
    @Param('period') period: string,
    @Query() query: PartQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    return this.#part(ACT_LEDGER_PART, { team, period, ...decidedOnly(identityOf(request)) }, query, request, reply);
  }

  async #part<Item>(
    { of, columns }: StatementPart<Item>,
    statement: TeamPeriod & { readonly isDecided?: true },
    query: PartQuery,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<object | string> {
    const { calculated, keyOf } = await this.#calculations.paged(statement, query, request);
    const items = of(calculated.statement).map((item, i) => [keyOf(i + 1), item] as const);
    return sendPage(request, reply, await pageOf(query, request, items), columns);
  }
}
