/** `GET /feed/reconciliation`: number and digest of the events published up to a position, to compare with the data of a reader. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags, OmitType } from '@nestjs/swagger';
import { Feed } from '#libs/feed/feed.ts';
import { FindReconciliation } from '#libs/feed/queries/find-reconciliation.ts';
import { FEED_SENTENCES } from '#libs/words/feed.ts';
import { Allow } from '#apps/api/access/role.ts';
import { FeedQuery } from '#apps/api/feed/feed.query.ts';
import { badEventCursor } from '#apps/api/feed/last-event-id.ts';
import { Reads } from '#apps/api/http/after.ts';

class ReconciliationQuery extends OmitType(FeedQuery, ['limit']) {}

class TypeCountView {
  @ApiProperty({ example: 'fr.decompte.payment.released' }) type!: string;
  @ApiProperty({ example: 12 }) count!: number;
}

class ReconciliationView {
  @ApiProperty({ description: 'Position jusqu’à laquelle il est compté.', example: 178822 }) cursor!: number;
  @ApiProperty({ description: 'Ce qu’est le journal à cette position.', example: '9f86d081884c7d65' }) epoch!: string;
  @ApiProperty({ description: 'Nombre d’événements publiés.', example: 4711 }) count!: number;
  @ApiProperty({
    description: 'SHA-256 de leurs id dans l’ordre du journal, chacun fini par un saut de ligne.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  digest!: string;
  @ApiProperty({ description: 'Par type.', type: [TypeCountView] }) types!: TypeCountView[];
}

@ApiTags('feed')
@Controller('feed/reconciliation')
export class ReconciliationController {
  readonly #queries: QueryBus;
  readonly #feed: Feed;

  constructor(@Inject(QueryBus) queries: QueryBus, @Inject(Feed) feed: Feed) {
    this.#queries = queries;
    this.#feed = feed;
  }

  @Get()
  @Allow('service', 'auditor', 'operator', 'accountant')
  @Reads()
  @ApiOperation({
    operationId: 'reconcileFeed',
    summary: 'Nombre et empreinte de ce qui est publié jusqu’à un curseur, à comparer avec ce qu’un lecteur a.',
    description:
      'Sans cursor, jusqu’à la fin du journal. Avec les mêmes types et la même équipe que le flux lu ou l’abonnement, un ' +
      'lecteur qui a tout trouve le même nombre et refait l’empreinte avec SHA-256 seul ; sinon, des curseurs plus petits ' +
      'montrent où cela diffère.',
  })
  @ApiOkResponse({ type: ReconciliationView })
  @ApiConflictResponse({ description: 'Le journal n’est plus celui de ce curseur (epoch).' })
  async read(@Query() { cursor, epoch, types, team }: ReconciliationQuery): Promise<ReconciliationView> {
    const end = await this.#feed.end();
    if (cursor !== undefined && cursor > end && epoch === undefined)
      throw badEventCursor('query.cursor', FEED_SENTENCES.CURSOR_BEYOND_END({ cursor, end }));
    const filter = { types, team };
    const { types: counts, ...found } = await this.#queries.execute(
      new FindReconciliation({ ...(cursor !== undefined && { after: cursor }), epoch, filter }),
    );
    return { ...found, types: [...counts].map(([type, count]) => ({ type, count })) };
  }
}
