/** A sender of webhooks that counts what comes of each delivery, and names the trace it is a part of to who receives it. */
import type { SendResult, WebhookRequest, WebhookSender } from '#libs/webhooks/sender.ts';
import type { Watched } from '#libs/runtime/watched.ts';

const [GOOD, REDIRECT] = [200, 300];

export class MeasuredSender implements WebhookSender {
  readonly #of: WebhookSender;
  readonly #watched: Pick<Watched, 'metrics' | 'tracing'>;

  constructor(of: WebhookSender, watched: Pick<Watched, 'metrics' | 'tracing'>) {
    this.#of = of;
    this.#watched = watched;
  }

  send({ headers, ...request }: WebhookRequest): Promise<SendResult> {
    const { metrics, tracing } = this.#watched;
    return tracing.span('webhook delivery', {}, async () => {
      const result = await this.#of.send({ ...request, headers: { ...headers, ...tracing.headers() } });
      metrics.webhookDeliveries.inc({ outcome: outcomeOf(result) });
      return result;
    });
  }

  close(): Promise<void> {
    return this.#of.close();
  }
}

function outcomeOf(result: SendResult): string {
  if ('error' in result) return 'unanswered';
  return result.status >= GOOD && result.status < REDIRECT ? 'delivered' : 'refused';
}
