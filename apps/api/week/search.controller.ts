/** `GET /search`: searches a typed text among teams, statements, payments, runs and envelopes. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { LISTED_STATEMENTS } from '#libs/statements/listed/listed-statements.ts';
import { type FoundByName, Search } from '#libs/week/queries/search.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { IsSearch } from '#apps/api/http/parameters.ts';

const KINDS: readonly FoundByName['kind'][] = ['TEAM', 'STATEMENT', 'PAYMENT', 'RUN', 'ENVELOPE'];

class SearchQuery extends AfterQuery {
  @ApiProperty({
    description: 'Nom ou identifiant d’équipe, « équipe 2023-Q2 », référence de paiement, campagne, enveloppe.',
    example: 'peps 2023-Q2',
  })
  @IsSearch()
  q!: string;
}

class FoundView {
  @ApiProperty({ enum: KINDS, example: 'STATEMENT' }) kind!: FoundByName['kind'];
  @ApiProperty({ type: String, nullable: true, example: 'PEPS-01' }) team!: string | null;
  @ApiProperty({ description: 'Nom de l’équipe.', type: String, nullable: true, example: 'Maison des Tilleuls' })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2023-Q2' }) period!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) endToEndId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) run!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) envelope!: string | null;
}

class SearchView {
  @ApiProperty({ description: 'Au plus dix de chaque genre.', type: [FoundView] }) items!: FoundView[];
}

const NOTHING = { team: null, name: null, period: null, endToEndId: null, run: null, envelope: null };

@ApiTags('week')
@Controller('search')
export class SearchController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow(...STAFF)
  @Reads(LISTED_STATEMENTS)
  @ApiOperation({
    operationId: 'search',
    summary: 'Cherche une équipe, un décompte, un paiement, une campagne ou une enveloppe.',
  })
  @ApiOkResponse({ type: SearchView })
  async search(@Query() { q }: SearchQuery): Promise<SearchView> {
    const found = await this.#queries.execute(new Search(q));
    return { items: found.map((one) => ({ ...NOTHING, ...one })) };
  }
}
