/** `/webhooks`: who is sent what is published, and what came of it. */
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Feed } from '#libs/feed/feed.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type AddressRules, urlFault } from '#libs/webhooks/addresses.ts';
import type { DeliveryStore } from '#libs/webhooks/delivery-store.ts';
import type { SubscriptionCommand } from '#libs/webhooks/subscription/decide.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';
import { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';
import { Allow } from '#apps/api/access/role.ts';
import { NoBody } from '#apps/api/http/commands.ts';
import { type Asked, AskedParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import {
  type Columns,
  DEFAULT_PAGE,
  PageQuery,
  badCursor,
  keyOfCursor,
  pageOf,
  sendPage,
} from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { ActOnWebhook, type WebhookChanged } from '#apps/api/webhooks/webhook.command.ts';
import {
  DeliveriesQuery,
  DeliveryList,
  DisableDto,
  EnableDto,
  type Plain,
  PositionDto,
  type DeliveryView,
  SubscribeDto,
  WebhookDetailView,
  WebhookList,
  WebhookSecretView,
  WebhookView,
  deliveryView,
  progressView,
  webhookView,
} from '#apps/api/webhooks/webhook.dto.ts';

export const ADDRESS_RULES = Symbol('address rules');
export const DELIVERY_STORE = Symbol('delivery store');

const WEBHOOK_COLUMNS: Columns<Plain<WebhookView>> = {
  id: ({ id }) => id,
  url: ({ url }) => url,
  types: ({ types }) => types?.join(' ') ?? '',
  team: ({ team }) => team,
  from: ({ from }) => from,
  status: ({ status }) => status,
  reason: ({ reason }) => reason,
  subscribed_by: ({ subscribedBy }) => subscribedBy,
  subscribed_at: ({ subscribedAt }) => subscribedAt,
};

const DELIVERY_COLUMNS: Columns<DeliveryView> = {
  position: ({ position: of }) => of,
  number: ({ number }) => number,
  at: ({ at }) => at,
  took_ms: ({ tookMs }) => tookMs,
  status: ({ status }) => status,
  outcome: ({ outcome }) => outcome,
  error: ({ error }) => error,
};

const WEBHOOK = { name: 'id', example: '0d1077b67aee632bb4ac' };

@ApiTags('webhooks')
@Controller('webhooks')
export class WebhooksController {
  readonly #commands: CommandBus;
  readonly #subscriptions: Subscriptions;
  readonly #feed: Feed;
  readonly #deliveries: DeliveryStore;
  readonly #rules: AddressRules;

  constructor(
    @Inject(CommandBus) commands: CommandBus,
    @Inject(Subscriptions) subscriptions: Subscriptions,
    @Inject(Feed) feed: Feed,
    @Inject(DELIVERY_STORE) deliveries: DeliveryStore,
    @Inject(ADDRESS_RULES) rules: AddressRules,
  ) {
    this.#commands = commands;
    this.#subscriptions = subscriptions;
    this.#feed = feed;
    this.#deliveries = deliveries;
    this.#rules = rules;
  }

  @Post()
  @HttpCode(201)
  @Allow('operator')
  @ApiOperation({
    operationId: 'subscribeWebhook',
    summary: 'Abonne une adresse à ce qui est publié, et donne son secret.',
    description:
      'Envois signés selon Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature), au moins une fois, dans ' +
      'l’ordre pour chaque équipe. La même commande (même Idempotency-Key) redonne le même secret ; rien d’autre ne le redonne.',
  })
  @ApiCreatedResponse({ type: WebhookSecretView })
  async subscribe(@Body() dto: SubscribeDto, @AskedParam() asked: Asked): Promise<WebhookSecretView> {
    const { url, types, team } = dto;
    const fault = urlFault(url, this.#rules);
    if (fault !== undefined) throw badField('/url', fault);
    const from = await this.#positionOr(dto.from, '/from');
    return withSecret(await this.#do(asked, { type: 'subscribe', url, filter: { types, team }, from }));
  }

  @Get()
  @Allow('operator', 'auditor')
  @ApiOperation({ operationId: 'listWebhooks', summary: 'Les webhooks, sans leurs secrets.' })
  @ApiPage(WebhookList, WEBHOOK_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const there = [...(await this.#subscriptions.current()).values()].filter(({ status }) => status !== 'REMOVED');
    const sorted = there.sort((a, b) => compareText(a.id, b.id)).map((one) => [one.id, webhookView(one)] as const);
    return sendPage(request, reply, await pageOf(query, request, sorted), WEBHOOK_COLUMNS);
  }

  @Get(':id')
  @ApiParam(WEBHOOK)
  @Allow('operator', 'auditor')
  @ApiOperation({ operationId: 'readWebhook', summary: 'Un webhook, et où en sont ses envois.' })
  @ApiOkResponse({ type: WebhookDetailView })
  async one(@Param('id') id: string): Promise<WebhookDetailView> {
    const subscription = await this.#found(id);
    const progress = await this.#deliveries.progress(id);
    return {
      ...webhookView(subscription),
      progress: progressView(progress?.cursor, await this.#deliveries.waiting(id)),
    };
  }

  @Get(':id/deliveries')
  @ApiParam(WEBHOOK)
  @Allow('operator', 'auditor')
  @ApiOperation({ operationId: 'listWebhookDeliveries', summary: 'Les essais d’envoi, du plus récent au plus ancien.' })
  @ApiPage(DeliveryList, DELIVERY_COLUMNS)
  async deliveries(
    @Param('id') id: string,
    @Query() query: DeliveriesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    await this.#found(id);
    const { position, limit = DEFAULT_PAGE } = query;
    const key = keyOfCursor(query, request);
    if (!/^\d{0,15}$/.test(key)) throw badCursor();
    const before = key === '' ? undefined : Number(key);
    const attempts = await this.#deliveries.attempts(id, { before, position, limit: limit + 1 });
    const page = attempts.slice(0, limit);
    const next = attempts.length > limit ? String(page.at(-1)?.no ?? '') : undefined;
    return sendPage(request, reply, { items: page.map(deliveryView), next }, DELIVERY_COLUMNS);
  }

  @Post(':id/rotate')
  @ApiParam(WEBHOOK)
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({
    operationId: 'rotateWebhookSecret',
    summary: 'Donne un secret neuf ; pendant 24 h, l’ancien signe aussi.',
  })
  @ApiOkResponse({ type: WebhookSecretView })
  async rotate(
    @Param('id') id: string,
    @NoBody() _: undefined,
    @AskedParam() asked: Asked,
  ): Promise<WebhookSecretView> {
    return withSecret(await this.#do(asked, { type: 'rotate' }, id));
  }

  @Post(':id/disable')
  @ApiParam(WEBHOOK)
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({ operationId: 'disableWebhook', summary: 'N’envoie plus rien ; ce qui attend attend.' })
  @ApiOkResponse({ type: WebhookView })
  async disable(
    @Param('id') id: string,
    @Body() { reason }: DisableDto,
    @AskedParam() asked: Asked,
  ): Promise<WebhookView> {
    return webhookView((await this.#do(asked, { type: 'disable', reason }, id)).subscription);
  }

  @Post(':id/enable')
  @ApiParam(WEBHOOK)
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({
    operationId: 'enableWebhook',
    summary: 'Reprend les envois où ils en étaient, ou après une position.',
  })
  @ApiOkResponse({ type: WebhookView })
  async enable(@Param('id') id: string, @Body() dto: EnableDto, @AskedParam() asked: Asked): Promise<WebhookView> {
    const from = dto.from === undefined ? undefined : await this.#positionOr(dto.from, '/from');
    return webhookView((await this.#do(asked, { type: 'enable', from }, id)).subscription);
  }

  @Post(':id/redeliveries')
  @ApiParam(WEBHOOK)
  @HttpCode(202)
  @Allow('operator')
  @ApiOperation({
    operationId: 'redeliverToWebhook',
    summary: 'Envoie un événement de nouveau, une fois, à côté de ce qui attend.',
  })
  @ApiAcceptedResponse({ type: WebhookView, description: 'Demandé ; les envois (deliveries) disent ce qu’il en est.' })
  async redeliver(
    @Param('id') id: string,
    @Body() { position }: PositionDto,
    @AskedParam() asked: Asked,
  ): Promise<WebhookView> {
    return webhookView((await this.#do(asked, { type: 'redeliver', position }, id)).subscription);
  }

  @Post(':id/skips')
  @ApiParam(WEBHOOK)
  @HttpCode(202)
  @Allow('operator')
  @ApiOperation({
    operationId: 'skipWebhookDelivery',
    summary: 'Abandonne un événement qui attend, pour que ceux de son équipe qui attendent derrière lui passent.',
  })
  @ApiAcceptedResponse({ type: WebhookView })
  async skip(
    @Param('id') id: string,
    @Body() { position }: PositionDto,
    @AskedParam() asked: Asked,
  ): Promise<WebhookView> {
    return webhookView((await this.#do(asked, { type: 'skip', position }, id)).subscription);
  }

  @Delete(':id')
  @ApiParam(WEBHOOK)
  @HttpCode(204)
  @Allow('operator')
  @ApiOperation({ operationId: 'removeWebhook', summary: 'Supprime un webhook et l’état de ses envois.' })
  @ApiNoContentResponse()
  async remove(@Param('id') id: string, @NoBody() _: undefined, @AskedParam() asked: Asked): Promise<void> {
    await this.#do(asked, { type: 'remove' }, id);
  }

  #do(asked: Asked, action: SubscriptionCommand, id?: string): Promise<WebhookChanged> {
    return this.#commands.execute(new ActOnWebhook(asked, action, id));
  }

  async #found(id: string): Promise<Subscription> {
    const found = (await this.#subscriptions.current()).get(id);
    if (found === undefined || found.status === 'REMOVED')
      throw new Problem(404, 'not-found', `il n’y a pas de webhook ${id} ; /webhooks les donne`);
    return found;
  }

  /** A position of the log, its end where none is given. */
  async #positionOr(given: number | undefined, path: string): Promise<number> {
    const end = await this.#feed.end();
    if (given !== undefined && given > end)
      throw badField(path, `la position ${given} est après la fin du journal, qui a ${end} événements`);
    return given ?? end;
  }
}

function withSecret({ subscription, secret }: WebhookChanged): WebhookSecretView {
  return { ...webhookView(subscription), secret };
}

function badField(path: string, detail: string): Problem {
  return new Problem(400, 'invalid-shape', 'la requête n’a pas la forme attendue ; errors dit ce qui ne va pas', {
    errors: [{ path, code: 'SHAPE', detail }],
  });
}
