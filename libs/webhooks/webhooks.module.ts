/** Webhooks: subscriptions and their deliveries. */
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Stores } from '#libs/runtime/stores.module.ts';
import { DELIVERY_STORE } from '#libs/webhooks/delivery-reads.ts';
import type { DeliveryStore } from '#libs/webhooks/delivery-store.ts';
import { FindDeliveriesHandler } from '#libs/webhooks/queries/find-deliveries.ts';
import { FindWebhookHandler } from '#libs/webhooks/queries/find-webhook.ts';
import { FindWebhooksHandler } from '#libs/webhooks/queries/find-webhooks.ts';
import { Subscriptions } from '#libs/webhooks/subscription/subscriptions.ts';

@Module({})
export class WebhooksModule implements OnApplicationShutdown {
  readonly #deliveries: DeliveryStore;

  constructor(@Inject(DELIVERY_STORE) deliveries: DeliveryStore) {
    this.#deliveries = deliveries;
  }

  /** `deliveries`: the state of deliveries, shared with the workers; closed with the application. */
  static of(deliveries: DeliveryStore): DynamicModule {
    return {
      module: WebhooksModule,
      global: true,
      providers: [
        { provide: DELIVERY_STORE, useValue: deliveries },
        { provide: Subscriptions, inject: [Stores], useFactory: ({ log }: Stores) => new Subscriptions(log) },
        FindDeliveriesHandler,
        FindWebhookHandler,
        FindWebhooksHandler,
      ],
      exports: [Subscriptions],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#deliveries.close();
  }
}
