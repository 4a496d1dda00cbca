/** `/webhooks`: subscriptions. */
import { counted } from '#libs/kernel/counted.ts';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Feed } from '#libs/feed/feed.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { type AddressRules, urlFault } from '#libs/webhooks/addresses.ts';
import { DisableWebhook } from '#libs/webhooks/commands/disable-webhook.ts';
import { EnableWebhook } from '#libs/webhooks/commands/enable-webhook.ts';
import { RemoveWebhook } from '#libs/webhooks/commands/remove-webhook.ts';
import { RotateWebhookSecret } from '#libs/webhooks/commands/rotate-webhook-secret.ts';
import { SubscribeWebhook } from '#libs/webhooks/commands/subscribe-webhook.ts';
import { FindWebhook } from '#libs/webhooks/queries/find-webhook.ts';
import { FindWebhooks } from '#libs/webhooks/queries/find-webhooks.ts';
import { secretOf } from '#libs/webhooks/signature.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Commands, NoBody } from '#apps/api/http/commands.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import {
  DisableDto,
  EnableDto,
  type Plain,
  SubscribeDto,
  WebhookDetailView,
  WebhookList,
  WebhookSecretView,
  WebhookView,
  progressView,
  webhookView,
} from '#apps/api/webhooks/webhook.dto.ts';
import { ADDRESS_RULES, WEBHOOK, WebhookChanges, noWebhook } from '#apps/api/webhooks/webhook-changes.ts';

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

@ApiTags('webhooks')
@Controller('webhooks')
export class WebhooksController {
  readonly #commands: Commands;
  readonly #queries: QueryBus;
  readonly #feed: Feed;
  readonly #rules: AddressRules;
  readonly #changes: WebhookChanges;

  constructor(
    @Inject(Commands) commands: Commands,
    @Inject(QueryBus) queries: QueryBus,
    @Inject(Feed) feed: Feed,
    @Inject(ADDRESS_RULES) rules: AddressRules,
    @Inject(WebhookChanges) changes: WebhookChanges,
  ) {
    this.#commands = commands;
    this.#queries = queries;
    this.#feed = feed;
    this.#rules = rules;
    this.#changes = changes;
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
  async subscribe(@Body() dto: SubscribeDto, @AskedParam() asked: CommandRequest): Promise<WebhookSecretView> {
    const { url, types, team } = dto;
    const fault = urlFault(url, this.#rules);
    if (fault !== undefined) throw badField('/url', sentenceOf(fault));
    const from = await this.#positionOr(dto.from, '/from');
    const key = this.#changes.key();
    const filter = { types, team };
    return withSecret(
      key,
      await this.#commands.run(asked, (author) => new SubscribeWebhook(url, filter, from, author)),
    );
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
    const found = await this.#queries.execute(new FindWebhooks());
    const sorted = found.map((one) => [one.id, webhookView(one)] as const);
    return sendPage(request, reply, await pageOf(query, request, sorted), WEBHOOK_COLUMNS);
  }

  @Get(':id')
  @ApiParam(WEBHOOK)
  @Allow('operator', 'auditor')
  @ApiOperation({ operationId: 'readWebhook', summary: 'Un webhook, et où en sont ses envois.' })
  @ApiOkResponse({ type: WebhookDetailView })
  async one(@Param('id') id: string): Promise<WebhookDetailView> {
    const found = await this.#queries.execute(new FindWebhook(id));
    if (found === undefined || found.subscription.status === 'REMOVED') throw noWebhook(id);
    const { subscription, cursor, waiting } = found;
    return { ...webhookView(subscription), progress: progressView(cursor, waiting) };
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
    @AskedParam() asked: CommandRequest,
  ): Promise<WebhookSecretView> {
    const key = this.#changes.key();
    return withSecret(key, await this.#changes.run(id, asked, (author) => new RotateWebhookSecret(id, author)));
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
    @AskedParam() asked: CommandRequest,
  ): Promise<WebhookView> {
    return webhookView(await this.#changes.run(id, asked, (author) => new DisableWebhook(id, reason, author)));
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
  async enable(
    @Param('id') id: string,
    @Body() dto: EnableDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<WebhookView> {
    const from = dto.from === undefined ? undefined : await this.#positionOr(dto.from, '/from');
    return webhookView(await this.#changes.run(id, asked, (author) => new EnableWebhook(id, from, author)));
  }

  @Delete(':id')
  @ApiParam(WEBHOOK)
  @HttpCode(204)
  @Allow('operator')
  @ApiOperation({ operationId: 'removeWebhook', summary: 'Supprime un webhook et l’état de ses envois.' })
  @ApiNoContentResponse()
  async remove(@Param('id') id: string, @NoBody() _: undefined, @AskedParam() asked: CommandRequest): Promise<void> {
    await this.#changes.run(id, asked, (author) => new RemoveWebhook(id, author));
  }

  /** A position of the log; default its end. */
  async #positionOr(given: number | undefined, path: string): Promise<number> {
    const end = await this.#feed.end();
    if (given !== undefined && given > end)
      throw badField(path, `la position ${given} est après la fin du journal, qui a ${counted(end, 'événement')}`);
    return given ?? end;
  }
}

/** The view with the secret of its current generation. */
function withSecret(key: Uint8Array, subscription: Subscription): WebhookSecretView {
  return { ...webhookView(subscription), secret: secretOf(key, subscription.id, subscription.generation) };
}

function badField(path: string, detail: string): Problem {
  return new Problem(400, 'invalid-shape', 'la requête n’a pas la forme attendue ; errors dit ce qui ne va pas', {
    errors: [{ path, code: 'SHAPE', detail }],
  });
}
