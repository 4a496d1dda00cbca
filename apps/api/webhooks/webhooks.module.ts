/** Webhooks over HTTP: people manage and follow them; workers deliver. */
import { type DynamicModule, Module } from '@nestjs/common';
import type { AddressRules } from '#libs/webhooks/addresses.ts';
import { ADDRESS_RULES, WEBHOOK_KEY, WebhooksController } from '#apps/api/webhooks/webhooks.controller.ts';

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
        { provide: ADDRESS_RULES, useValue: addresses },
        { provide: WEBHOOK_KEY, useValue: key },
      ],
    };
  }
}
