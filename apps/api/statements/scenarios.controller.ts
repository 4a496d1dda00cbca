/** `GET /simulations/comparison`: simulations side by side, grouped as asked. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageAfter } from '#libs/kernel/page.ts';
import { type ComparedGroup, GROUPINGS, type Grouping } from '#libs/statements/calculation/compared-scenarios.ts';
import { CompareScenarios } from '#libs/statements/queries/compare-scenarios.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageRequest, sendPage } from '#apps/api/http/listing.ts';

class ComparedGroupView {
  @ApiProperty({ description: 'Expérimentation ; vide pour le total et les périodes.', example: 'PEPS' })
  scheme!: string;
  @ApiProperty({
    description:
      'L’expérimentation, l’équipe, la période ou le profil ; vide pour le total, null pour ce qui n’est d’aucun patient (crédits, reprises, remises à zéro).',
    type: String,
    nullable: true,
    example: '17-39 F ald=0 c2s=1',
  })
  group!: string | null;
  @ApiProperty({ description: 'Nom d’une équipe.', type: String, nullable: true, example: null }) name!: string | null;
  @ApiProperty({ example: 'avance.plafond' }) simulation!: string;
  @ApiProperty({ description: 'Sous la réglementation en vigueur, en centimes.', example: '7437' })
  beforeCents!: string;
  @ApiProperty({ description: 'Dans la simulation, en centimes.', example: '5582' }) afterCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) differenceCents!: string;
}

class ComparedGroupsPage extends ListOf {
  @ApiProperty({ type: [ComparedGroupView] }) items!: ComparedGroupView[];
}

const COMPARED_COLUMNS: Columns<ComparedGroupView> = {
  scheme: ({ scheme }) => scheme,
  group: ({ group }) => group,
  name: ({ name }) => name,
  simulation: ({ simulation }) => simulation,
  before_cents: ({ beforeCents }) => beforeCents,
  after_cents: ({ afterCents }) => afterCents,
  difference_cents: ({ differenceCents }) => differenceCents,
};

/** Names that a simulation may have. */
const NAMES = /^(?!\.+(?:,|$))[\w.-]{1,64}(?:,(?!\.+(?:,|$))[\w.-]{1,64}){0,9}$/;

class ComparisonQuery extends PageQuery {
  @ApiProperty({
    description: 'De 1 à 10 simulations, séparées par des virgules.',
    example: 'presence-au-jour',
  })
  @Matches(NAMES, { message: 'simulations nomme de 1 à 10 simulations, séparées par des virgules' })
  simulations!: string;

  @ApiPropertyOptional({ description: 'Par quoi les grouper.', enum: GROUPINGS, example: 'profile' })
  @IsOptional()
  @IsIn(GROUPINGS, { message: `by est ${GROUPINGS.join(', ')}` })
  by?: Grouping;
}

@ApiTags('simulations')
@Controller('simulations')
@Allow(...STAFF)
@Reads()
export class ScenariosController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get('comparison')
  @ApiOperation({
    operationId: 'compareScenarios',
    summary: 'Des simulations côte à côte, en tout, par expérimentation, équipe, période ou profil des patients.',
  })
  @ApiPage(ComparedGroupsPage, COMPARED_COLUMNS)
  @ApiUnprocessableEntityResponse({
    description: 'Les simulations ne sont pas de la même plage, du même jour ou des mêmes équipes.',
  })
  async compare(
    @Query() query: ComparisonQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    // Runs before the look-up, so that a wrong cursor is always refused as such.
    const page = pageRequest(query, request);
    const { simulations, by = 'total' } = query;
    const { groups } = await this.#queries.execute(new CompareScenarios(simulations.split(','), by));
    const { items, next } = await pageAfter(
      page,
      groups.map((one, i) => [String(i).padStart(9, '0'), one] as const),
    );
    return sendPage(request, reply, { items: items.map(groupView), next }, COMPARED_COLUMNS);
  }
}

function groupView({ beforeCents, afterCents, ...of }: ComparedGroup): ComparedGroupView {
  return {
    ...of,
    beforeCents: String(beforeCents),
    afterCents: String(afterCents),
    differenceCents: String(afterCents - beforeCents),
  };
}
