/** A webhook sender that counts the outcome of each delivery and passes the trace to the receiver. */
import type { SendResult, WebhookRequest, WebhookSender } from '#libs/webhooks/sender.ts';
import type { Metrics } from '#libs/observability/metrics.ts';
import type { Tracing } from '#libs/observability/spans.ts';

const [GOOD, REDIRECT] = [200, 300];

interface Observed {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

export class MeasuredSender implements WebhookSender {
  readonly #of: WebhookSender;
  readonly #observed: Observed;

  constructor(of: WebhookSender, observed: Observed) {
    this.#of = of;
    this.#observed = observed;
  }

  send({ headers, ...request }: WebhookRequest): Promise<SendResult> {
    const { metrics, tracing } = this.#observed;
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
  if ('fault' in result) return 'unanswered';
  return result.status >= GOOD && result.status < REDIRECT ? 'delivered' : 'refused';
}
