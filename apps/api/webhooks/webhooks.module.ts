/** Webhooks over HTTP: people manage and follow them; workers deliver. */
import { type DynamicModule, Module } from '@nestjs/common';
import type { AddressRules } from '#libs/webhooks/addresses.ts';
import { DeliveriesController } from '#apps/api/webhooks/deliveries.controller.ts';
import { ADDRESS_RULES, WEBHOOK_KEY, WebhookChanges } from '#apps/api/webhooks/webhook-changes.ts';
import { WebhooksController } from '#apps/api/webhooks/webhooks.controller.ts';

interface WebhookSettings {
  /** Key of the secrets; undefined without webhooks. */
  readonly key: Uint8Array | undefined;
  readonly addresses: AddressRules;
}

@Module({})
export class WebhookRoutesModule {
  static of({ key, addresses }: WebhookSettings): DynamicModule {
    return {
      module: WebhookRoutesModule,
      controllers: [WebhooksController, DeliveriesController],
      providers: [
        WebhookChanges,
        { provide: ADDRESS_RULES, useValue: addresses },
        { provide: WEBHOOK_KEY, useValue: key },
      ],
    };
  }
}
