/** Webhooks over HTTP: people manage and follow them; workers deliver. */
import { type DynamicModule, Module } from '@nestjs/common';
import type { AddressRules } from '#libs/webhooks/addresses.ts';
import { ActOnWebhookHandler, WEBHOOK_KEY } from '#apps/api/webhooks/webhook.command.ts';
import { ADDRESS_RULES, WebhooksController } from '#apps/api/webhooks/webhooks.controller.ts';

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
      controllers: [WebhooksController],
      providers: [
        ActOnWebhookHandler,
        { provide: ADDRESS_RULES, useValue: addresses },
        { provide: WEBHOOK_KEY, useValue: key },
      ],
    };
  }
}
