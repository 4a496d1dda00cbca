/** Webhooks: subscriptions and their deliveries. */
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Stores } from '#libs/runtime/stores.module.ts';
import { DisableWebhookHandler } from '#libs/webhooks/commands/disable-webhook.ts';
import { EnableWebhookHandler } from '#libs/webhooks/commands/enable-webhook.ts';
import { RedeliverToWebhookHandler } from '#libs/webhooks/commands/redeliver-to-webhook.ts';
import { RemoveWebhookHandler } from '#libs/webhooks/commands/remove-webhook.ts';
import { RotateWebhookSecretHandler } from '#libs/webhooks/commands/rotate-webhook-secret.ts';
import { SkipDeliveryHandler } from '#libs/webhooks/commands/skip-delivery.ts';
import { SubscribeWebhookHandler } from '#libs/webhooks/commands/subscribe-webhook.ts';
import { CheckSentHandler } from '#libs/webhooks/queries/check-sent.ts';
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
        DisableWebhookHandler,
        EnableWebhookHandler,
        RedeliverToWebhookHandler,
        RemoveWebhookHandler,
        RotateWebhookSecretHandler,
        SkipDeliveryHandler,
        SubscribeWebhookHandler,
        CheckSentHandler,
        FindDeliveriesHandler,
        FindWebhookHandler,
        FindWebhooksHandler,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#deliveries.close();
  }
}
