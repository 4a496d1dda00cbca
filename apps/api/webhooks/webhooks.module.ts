/** Webhooks as people make and follow them; the workers deliver. */
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { AddressRules } from '#libs/webhooks/addresses.ts';
import type { DeliveryStore } from '#libs/webhooks/delivery-store.ts';
import { SqliteDeliveryStore } from '#libs/webhooks/sqlite/sqlite-delivery-store.ts';
import { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { ActOnWebhookHandler, WEBHOOK_KEY } from '#apps/api/webhooks/webhook.command.ts';
import { ADDRESS_RULES, DELIVERY_STORE, WebhooksController } from '#apps/api/webhooks/webhooks.controller.ts';

export interface WebhookSettings {
  readonly key: Uint8Array | undefined;
  readonly addresses: AddressRules;
  /** Path of the state of deliveries, which the workers share. */
  readonly deliveriesPath: string;
}

@Module({})
export class WebhooksModule implements OnApplicationShutdown {
  readonly #deliveries: DeliveryStore;

  constructor(@Inject(DELIVERY_STORE) deliveries: DeliveryStore) {
    this.#deliveries = deliveries;
  }

  static of({ key, addresses, deliveriesPath }: WebhookSettings): DynamicModule {
    return {
      module: WebhooksModule,
      controllers: [WebhooksController],
      providers: [
        ActOnWebhookHandler,
        { provide: Subscriptions, inject: [Stores], useFactory: ({ log }: Stores) => new Subscriptions(log) },
        { provide: DELIVERY_STORE, useFactory: () => new SqliteDeliveryStore(deliveriesPath) },
        { provide: ADDRESS_RULES, useValue: addresses },
        { provide: WEBHOOK_KEY, useValue: key },
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#deliveries.close();
  }
}
