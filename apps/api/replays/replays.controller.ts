/** `GET /replays` and `GET /replays/{first}/difference/{second}`: saved replays, and the differences between two of them. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageAfter } from '#libs/kernel/page.ts';
import { compareText } from '#libs/kernel/text.ts';
import { CompareReplays } from '#libs/replay/queries/compare-replays.ts';
import { FindReplays } from '#libs/replay/queries/find-replays.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsName } from '#apps/api/http/fields.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageOf, pageRequest, sendPage, dayColumn } from '#apps/api/http/listing.ts';

class SavedReplayView {
  @ApiProperty({ example: 'avant-2027' }) replay!: string;
  @ApiProperty({ description: 'null pour un ancien rejeu.', type: String, nullable: true, example: '2023-08-31' })
  knownOn!: string | null;
  @ApiProperty({
    description: 'Périodes décidées qu’il change ; null pour un ancien rejeu.',
    type: Number,
    nullable: true,
    example: 3,
  })
  changed!: number | null;
  @ApiProperty({ description: 'Décomptes rejoués.', example: 12 }) statements!: number;
}

class ReplaysPage extends ListOf {
  @ApiProperty({ type: [SavedReplayView] }) items!: SavedReplayView[];
}

const COLUMNS: Columns<SavedReplayView> = {
  replay: ({ replay }) => replay,
  known_on: dayColumn(({ knownOn }) => knownOn),
  changed: ({ changed }) => changed,
  statements: ({ statements }) => statements,
};

class TwoReplaysParams {
  @ApiProperty({ example: 'avant-2027' }) @IsName() first!: string;
  @ApiProperty({ example: 'avant-2027' }) @IsName() second!: string;
}

class ComparedLineView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ example: 'CAPITATION' }) line!: string;
  @ApiProperty({ description: 'Centimes.', example: '7437' }) firstCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '5582' }) secondCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) differenceCents!: string;
}

class ComparedLinesPage extends ListOf {
  @ApiProperty({ type: [ComparedLineView] }) items!: ComparedLineView[];
}

const COMPARED_COLUMNS: Columns<ComparedLineView> = {
  team_id: ({ team }) => team,
  period: ({ period }) => period,
  line: ({ line }) => line,
  first_cents: ({ firstCents }) => firstCents,
  second_cents: ({ secondCents }) => secondCents,
  difference_cents: ({ differenceCents }) => differenceCents,
};

@ApiTags('jobs')
@Controller('replays')
@Allow(...STAFF)
@Reads()
export class ReplaysController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @ApiOperation({ operationId: 'listReplays', summary: 'Les rejeux gardés sous un nom, et ce que chacun change.' })
  @ApiPage(ReplaysPage, COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindReplays());
    const views = found.map(({ name, knownOn = null, changed = null, statements }) => {
      return [name, { replay: name, knownOn, changed, statements }] as const;
    });
    return sendPage(request, reply, await pageOf(query, request, views), COLUMNS);
  }

  @Get(':first/difference/:second')
  @ApiOperation({ operationId: 'compareReplays', summary: 'Les lignes sur lesquelles deux rejeux gardés diffèrent.' })
  @ApiPage(ComparedLinesPage, COMPARED_COLUMNS)
  async compare(
    @Param() { first, second }: TwoReplaysParams,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    // Runs before the look-up, so that a wrong cursor is always refused as such.
    const page = pageRequest(query, request);
    const found = await this.#queries.execute(new CompareReplays(first, second));
    const keyed = found.map((one) => [`${one.period}/${one.team}/${one.line}`, one] as const);
    const sorted = keyed.toSorted(([a], [b]) => compareText(a, b));
    const { items, next } = await pageAfter(page, sorted);
    const shown = items.map(({ firstCents, secondCents, differenceCents, ...of }) => ({
      ...of,
      firstCents: String(firstCents),
      secondCents: String(secondCents),
      differenceCents: String(differenceCents),
    }));
    return sendPage(request, reply, { items: shown, next }, COMPARED_COLUMNS);
  }
}
