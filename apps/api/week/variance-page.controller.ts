/** `GET /variance/teams`: the variance report by pages, outliers first. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { canonical } from '#libs/commands/digest.ts';
import { LISTED_STATEMENTS } from '#libs/statements/listed/listed-statements.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { PageVariance } from '#libs/week/queries/page-variance.ts';
import { explanationSentences } from '#libs/words/texts/variance-text.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { cursorOfKey, pageRequest } from '#apps/api/http/listing.ts';
import { TeamVarianceView, VarianceHeadView } from '#apps/api/week/variance.view.ts';
import { VariancePageQuery, varianceRequest } from '#apps/api/week/week.query.ts';

class ExplainedTeamVarianceView extends TeamVarianceView {
  @ApiProperty({
    description: 'Ce qui n’est pas pareil, en clair.',
    type: [String],
    example: ['par rapport à 2023-T1, patients de la liste : 14 → 13'],
  })
  sentences!: readonly string[];
}

class VariancePageView extends VarianceHeadView {
  @ApiProperty({ description: 'Équipes du rapport.', example: 1400 }) teams!: number;
  @ApiProperty({ description: 'Équipes à expliquer.', example: 31 }) outliers!: number;
  @ApiProperty({ type: [ExplainedTeamVarianceView] }) items!: ExplainedTeamVarianceView[];
  @ApiProperty({ description: 'Curseur de la page suivante ; null à la fin.', nullable: true, type: String })
  next!: string | null;
}

@ApiTags('week')
@Controller('variance/teams')
export class VariancePageController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow(...STAFF)
  @Reads(STATEMENTS, LISTED_STATEMENTS)
  @ApiOperation({
    operationId: 'listVariance',
    summary: 'Les écarts d’une période par pages : à expliquer d’abord, les plus grands avant les autres.',
  })
  @ApiOkResponse({ description: 'Le code est celui du rapport entier.', type: VariancePageView })
  async list(
    @Query() query: VariancePageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const found = await this.#queries.execute(new PageVariance(varianceRequest(query), pageRequest(query, request)));
    const { report, teams, outliers } = found;
    const items = found.items.map((team) => ({ ...team, sentences: team.why.flatMap(explanationSentences) }));
    const next = found.next === undefined ? null : cursorOfKey(found.next, request);
    void reply.type('application/json; charset=utf-8');
    return canonical({ ...report, teams, outliers, items, next });
  }
}
