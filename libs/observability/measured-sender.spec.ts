/** The outcome of each delivery is counted, and the receiver gets the trace. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import type { SendResult, WebhookRequest } from '#libs/webhooks/sender.ts';
import { MeasuredSender } from '#libs/observability/measured-sender.ts';
import { Metrics } from '#libs/observability/metrics.ts';
import { NO_TRACING } from '#libs/observability/tracing.ts';

test('counts each delivery by outcome and adds the trace to its headers', async () => {
  const silent: SendResult = { fault: { code: 'RECEIVER_SILENT', data: { seconds: 15 } } };
  const results: SendResult[] = [{ status: 204 }, { status: 302 }, { status: 500 }, silent];
  const sent: WebhookRequest[] = [];
  const of = {
    send: async (request: WebhookRequest): Promise<SendResult> => {
      sent.push(request);
      return results[sent.length - 1] ?? silent;
    },
    close: () => Promise.resolve(),
  };
  const metrics = new Metrics();
  const sender = new MeasuredSender(of, {
    metrics,
    tracing: { ...NO_TRACING, headers: () => ({ traceparent: '00-a' }) },
  });
  for (const result of results)
    expect(await sender.send({ url: 'https://a.example/', headers: { 'webhook-id': '1' }, body: '{}' })).toStrictEqual(
      result,
    );
  expect(sent[0]).toStrictEqual({
    url: 'https://a.example/',
    headers: { 'webhook-id': '1', traceparent: '00-a' },
    body: '{}',
  });
  const text = await metrics.text();
  for (const [outcome, count] of Object.entries({ delivered: 1, refused: 2, unanswered: 1 }))
    assert.ok(text.includes(`decompte_webhook_deliveries_total{outcome="${outcome}"} ${count}\n`), text);
});
