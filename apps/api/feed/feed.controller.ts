/** `GET /feed`: published events, in pages or as a stream. */
import type { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  ApiConflictResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Feed, type FeedPage, type FeedRequest } from '#libs/feed/feed.ts';
import type { FeedFilter } from '#libs/feed/filter.ts';
import { FEED_SENTENCES } from '#libs/words/feed.ts';
import { ReadFeed } from '#libs/feed/queries/read-feed.ts';
import { schemaNameOf } from '#apps/api/feed/schemas.ts';
import { PUBLISHED_TYPES } from '#libs/feed/types.ts';
import { teamToRead } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, onlyTeamOf } from '#apps/api/access/role.ts';
import { type HeaderName, headersOf, optionalHeadersOf } from '#apps/api/contract/headers.ts';
import { Bell } from '#apps/api/feed/bell.ts';
import { FeedQuery } from '#apps/api/feed/feed.query.ts';
import { badEventCursor, lastFeedEvent } from '#apps/api/feed/last-event-id.ts';
import { FeedStreams } from '#apps/api/feed/streams.ts';
import { preferred } from '#apps/api/http/accepted.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { DEFAULT_PAGE, VARIES_BY_FORMAT } from '#apps/api/http/listing.ts';

const FEED_EVENTS = PUBLISHED_TYPES.map(schemaNameOf);
const OPEN_TO_TEAMS = PUBLISHED_TYPES.filter(({ kind }) => kind !== 'calculation').map(({ type }) => type);
const BATCH = 'application/cloudevents-batch+json';
const STREAM = 'text/event-stream';
const FORMATS = [BATCH, 'application/json', STREAM] as const;
const CATCH_UP_MS = 1_000;
const OF_PAGES: readonly HeaderName[] = ['Decompte-Cursor', 'Decompte-Epoch', 'Decompte-End', 'Link'];

@ApiTags('feed')
@Controller('feed')
export class FeedController {
  readonly #queries: QueryBus;
  readonly #feed: Feed;
  readonly #bell: Bell;
  readonly #streams: FeedStreams;

  constructor(
    @Inject(QueryBus) queries: QueryBus,
    @Inject(Feed) feed: Feed,
    @Inject(Bell) bell: Bell,
    @Inject(FeedStreams) streams: FeedStreams,
  ) {
    this.#queries = queries;
    this.#feed = feed;
    this.#bell = bell;
    this.#streams = streams;
  }

  @Get()
  @Allow('service', 'auditor', 'operator', 'accountant', 'team')
  @ApiOperation({
    operationId: 'readFeed',
    summary: 'Ce qui est publié, dans l’ordre du journal.',
    description:
      'Une page d’événements CloudEvents 1.0 après un curseur, ou, avec Accept: text/event-stream, tout ce qui vient après, ' +
      'à mesure. Une page dit dans decompte-cursor jusqu’où le journal a été regardé ; elle avance aussi quand elle est vide. ' +
      'Gardez decompte-epoch avec lui et redonnez les deux (Link le fait) : 409 si le journal a été restauré depuis. ' +
      'Au bout (decompte-cursor égal à decompte-end), redemandez plus tard. /asyncapi.json décrit les événements. ' +
      'Une équipe n’y voit que ses décisions et ses paiements, et aucun calcul.',
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'D’un flux continu : identifiant du dernier événement reçu ; passe avant cursor.',
  })
  @ApiOkResponse({
    description: 'Événements CloudEvents 1.0.',
    headers: {
      ...headersOf(OF_PAGES),
      ...optionalHeadersOf(['ETag']),
      'X-Accel-Buffering': { description: 'D’un flux continu : no.', schema: { type: 'string' } },
    },
    content: {
      [BATCH]: {
        schema: {
          type: 'array',
          items: { oneOf: FEED_EVENTS.map((name) => ({ $ref: `#/components/schemas/${name}` })) },
        },
      },
      [STREAM]: { schema: { type: 'string' } },
    },
  })
  @ApiResponse({ status: 304, description: 'Rien n’a changé (If-None-Match).', headers: headersOf(OF_PAGES) })
  @ApiConflictResponse({ description: 'Le journal n’est plus celui de ce curseur (epoch).' })
  @ApiServiceUnavailableResponse({ description: 'Trop de flux ouverts.' })
  async read(
    @Query() query: FeedQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Readable> {
    const filter = { types: typesToRead(query.types, caller), team: teamToRead(query.team, caller) };
    void reply.header('vary', VARIES_BY_FORMAT);
    if (preferred(request, FORMATS) !== STREAM) return this.#page(query, filter, request, reply);
    const { cursor = 0, epoch } = lastFeedEvent(request) ?? query;
    return this.#stream({ after: cursor, epoch, filter }, caller, reply);
  }

  async #page(
    { cursor = 0, epoch, limit = DEFAULT_PAGE }: FeedQuery,
    filter: FeedFilter,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    await this.#reach(cursor, epoch);
    const page = await this.#queries.execute(new ReadFeed({ after: cursor, epoch, limit, filter }));
    void reply
      .type(`${BATCH}; charset=utf-8`)
      .header('decompte-cursor', String(page.cursor))
      .header('decompte-epoch', page.epoch)
      .header('decompte-end', String(page.end))
      .header('link', `<${nextAddress(request, page)}>; rel="next"`);
    return JSON.stringify(page.events);
  }

  /** A cursor from another process may be briefly ahead of this process's log. Throws Problem. */
  async #reach(cursor: number, epoch: string | undefined): Promise<void> {
    if (cursor <= (await this.#feed.end())) return;
    await this.#bell.passed(cursor - 1, CATCH_UP_MS, new AbortController().signal);
    const end = await this.#feed.end();
    if (cursor > end && epoch === undefined)
      throw badEventCursor('query.cursor', FEED_SENTENCES.CURSOR_BEYOND_END({ cursor, end }));
  }

  async #stream(
    { after, epoch, filter }: Omit<FeedRequest, 'limit'> & { readonly filter: FeedFilter },
    { subject, untilMs }: Identity,
    reply: FastifyReply,
  ): Promise<Readable> {
    await this.#reach(after, epoch);
    // A cursor of another log is refused before the stream begins.
    await this.#feed.requireOwn({ after, epoch });
    const stream = this.#streams.open({ after, filter, subject, untilMs });
    // A proxy that buffers or compresses would delay the events.
    void reply
      .type(`${STREAM}; charset=utf-8`)
      .headers({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
    return stream;
  }
}

/** The types to return: a team sees no calculation, because most are not decided. */
function typesToRead(asked: readonly string[] | undefined, caller: Identity): readonly string[] | undefined {
  if (onlyTeamOf(caller) === undefined) return asked;
  return OPEN_TO_TEAMS.filter((type) => asked?.includes(type) ?? true);
}

function nextAddress(request: FastifyRequest, { cursor, epoch }: FeedPage): string {
  const url = new URL(request.url, 'http://here');
  url.searchParams.set('cursor', String(cursor));
  url.searchParams.set('epoch', epoch);
  return `${url.pathname}${url.search}`;
}
