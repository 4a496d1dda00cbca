/** `/webhooks/{id}/deliveries`: the sent events, and commands to send one again or to skip one. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RedeliverToWebhook } from '#libs/webhooks/commands/redeliver-to-webhook.ts';
import { SkipDelivery } from '#libs/webhooks/commands/skip-delivery.ts';
import { FindDeliveries } from '#libs/webhooks/queries/find-deliveries.ts';
import { Allow } from '#apps/api/access/role.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { WEBHOOK, WebhookChanges, noWebhook } from '#apps/api/webhooks/webhook-changes.ts';
import {
  DeliveriesQuery,
  DeliveryList,
  type DeliveryView,
  PositionDto,
  WebhookView,
  deliveryView,
  webhookView,
} from '#apps/api/webhooks/webhook.dto.ts';

const DELIVERY_COLUMNS: Columns<DeliveryView> = {
  position: ({ position: of }) => of,
  number: ({ number }) => number,
  at: ({ at }) => at,
  took_ms: ({ tookMs }) => tookMs,
  status: ({ status }) => status,
  outcome: ({ outcome }) => outcome,
  error: ({ error }) => error,
};

@ApiTags('webhooks')
@Controller('webhooks')
export class DeliveriesController {
  readonly #queries: QueryBus;
  readonly #changes: WebhookChanges;

  constructor(@Inject(QueryBus) queries: QueryBus, @Inject(WebhookChanges) changes: WebhookChanges) {
    this.#queries = queries;
    this.#changes = changes;
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
    const found = await this.#queries.execute(new FindDeliveries(id, query.position, pageRequest(query, request)));
    if (found === undefined) throw noWebhook(id);
    return sendPage(request, reply, { items: found.items.map(deliveryView), next: found.next }, DELIVERY_COLUMNS);
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
    @AskedParam() asked: CommandRequest,
  ): Promise<WebhookView> {
    return webhookView(
      await this.#changes.run(id, asked, (author) => new RedeliverToWebhook(id, position, author), position),
    );
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
    @AskedParam() asked: CommandRequest,
  ): Promise<WebhookView> {
    return webhookView(
      await this.#changes.run(id, asked, (author) => new SkipDelivery(id, position, author), position),
    );
  }
}
