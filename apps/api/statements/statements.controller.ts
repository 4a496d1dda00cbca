/** `GET /statements` and `GET /statements/{team}/{period}`: the latest calculations. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { type ListedCalculation, listedCalculations } from '#libs/statements/calculation/listing.ts';
import { statementOf } from '#libs/statements/workflow/statements.ts';
import { statementText } from '#libs/statements/calculated-statement.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { teamToRead } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { DEFAULT_PAGE, keyOfCursor, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { ApiStatementParams } from '#apps/api/http/parameters.ts';
import { ServedTexts } from '#apps/api/http/served-text.ts';
import { noCalculationKnown } from '#apps/api/statements/calculations.ts';
import {
  CalculatedStatementView,
  type ListedStatementView,
  STATEMENT_COLUMNS,
  StatementsPage,
  listedStatement,
} from '#apps/api/statements/statement.views.ts';
import { CalculationQuery, StatementsQuery, askedQuarters } from '#apps/api/statements/statements.query.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

@ApiTags('statements')
@Controller('statements')
export class StatementsController {
  readonly #stores: ServedStores;
  readonly #texts: ServedTexts;

  constructor(@Inject(ServedStores) stores: ServedStores, @Inject(ServedTexts) texts: ServedTexts) {
    this.#stores = stores;
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
    const team = teamToRead(query.team, caller);
    const documents = await this.#stores.projections.documents(STATEMENTS);
    const calculations = listedCalculations(documents, {
      knownOn: query.knownOn,
      after: keyOfCursor(query, request),
      team,
      ...askedQuarters(query),
      atATime: Math.min((query.limit ?? DEFAULT_PAGE) + 1, DEFAULT_PAGE),
    });
    return sendPage(request, reply, await pageOf(query, request, this.#listed(calculations, query)), STATEMENT_COLUMNS);
  }

  /** Those asked for, with the stage of each. */
  async *#listed(
    calculations: AsyncIterable<readonly ListedCalculation[]>,
    { scheme, flag, stage: asked }: StatementsQuery,
  ): AsyncIterable<readonly (readonly [string, ListedStatementView])[]> {
    for await (const batch of calculations) {
      const items: (readonly [string, ListedStatementView])[] = [];
      for (const { key, calculated } of batch) {
        const { statement } = calculated;
        if (scheme !== undefined && statement?.scheme !== scheme) continue;
        if (flag !== undefined && !(statement?.flags as readonly string[] | undefined)?.includes(flag)) continue;
        const { status } = await statementOf(this.#stores.log, calculated);
        if (asked === undefined || status === asked) items.push([key, listedStatement(calculated, status)]);
      }
      yield items;
    }
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
    const make = (): Promise<string> => this.#text(team, period, knownOn);
    return this.#texts.send({ projection: STATEMENTS, key, make }, request, reply);
  }

  async #text(team: string, period: string, knownOn: string | undefined): Promise<string> {
    const found = await latestStatement(this.#stores, team, period, knownOn);
    if (found === undefined) throw await noCalculationKnown(this.#stores.log, team, period, knownOn);
    return statementText(found);
  }
}
