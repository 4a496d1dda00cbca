/** One attempt at one delivery, and its outcome. */
import type { CloudEvent } from '#libs/feed/cloud-event.ts';
import { disableSubscription } from '#libs/webhooks/subscription/change.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';
import type { Attempt, AttemptOutcome, DeliveryClaim, Due } from '#libs/webhooks/delivery-store.ts';
import type { DisableCause, TryFault } from '#libs/webhooks/faults.ts';
import { retryDelay } from '#libs/webhooks/retry.ts';
import type { SendResult } from '#libs/webhooks/sender.ts';
import type { DeliveryContext } from '#libs/webhooks/delivery-context.ts';
import { secretsAt, signedHeaders } from '#libs/webhooks/signature.ts';

const GONE = 410;
const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';
const REDELIVERY = 'redelivery/';

/** Identifies an event sent to a subscription; the same for every try. */
function messageId(subscription: string, { id }: CloudEvent): string {
  return `msg_${subscription}_${id}`;
}

/** As the sequence extension of CloudEvents requires: texts that sort like the numbers. */
const SEQUENCE_DIGITS = 12;

function sequenceText(rank: number): string {
  return String(rank).padStart(SEQUENCE_DIGITS, '0');
}

/** The outcome of a try. */
interface Verdict {
  readonly outcome: AttemptOutcome;
  /** Null for a delivery. */
  readonly fault: TryFault | null;
  /** Delay before the next try, ms; undefined for no automatic retry. */
  readonly delayMs: number | undefined;
  /** Disables the subscription for this cause. */
  readonly disables: DisableCause | undefined;
}

export async function deliverOne(
  { settings, feed, ranks }: DeliveryContext,
  claim: DeliveryClaim,
  subscription: Subscription,
  due: Due,
): Promise<void> {
  const { store, now, sender, words, onDelivered, onRefused } = settings;
  const { id, url } = subscription;
  const event = await feed.at(due.position);
  if (event === undefined) throw new RangeError(`event ${due.position} is not published`);
  const sequence = await ranks(subscription.filter).of(due.position);
  const body = JSON.stringify({ ...event, sequence: sequenceText(sequence) });
  const startMs = now();
  const secrets = secretsAt(settings.key, subscription, startMs);
  const signed = signedHeaders(secrets, messageId(id, event), startMs, body);
  const headers = { 'content-type': CONTENT_TYPE, 'user-agent': 'decompte', ...signed };
  const result = await sender.send({ url, headers, body });
  const verdict = verdictOf(result, due, settings.chance(), settings.retryDelaysMs);
  const error = verdict.fault === null ? null : words.ofTry(verdict.fault);
  const attempt: Attempt = {
    position: due.position,
    number: due.tries + 1,
    at: new Date(startMs).toISOString(),
    tookMs: now() - startMs,
    status: 'status' in result ? result.status : null,
    error,
    outcome: verdict.outcome,
  };
  // Disables first, so that no enabled subscription holds an exhausted event.
  if (verdict.disables !== undefined)
    await disableSubscription(settings, subscription, words.ofDisabling(verdict.disables));
  await store.record(claim, due.lane, attempt, againAt(verdict, due, now()));
  if (error === null) onDelivered?.(id, due.position, attempt.tookMs);
  else onRefused?.(id, due.position, error);
}

function verdictOf(result: SendResult, due: Due, chance: number, delays: readonly number[] | undefined): Verdict {
  if ('status' in result && result.status >= 200 && result.status < 300)
    return { outcome: 'DELIVERED', fault: null, delayMs: undefined, disables: undefined };
  const fault: TryFault =
    'status' in result ? { code: 'ANSWER_REFUSES', data: { status: result.status } } : result.fault;
  // A person requested it, sees the result and may ask again.
  if (due.lane.startsWith(REDELIVERY)) return { outcome: 'EXHAUSTED', fault, delayMs: undefined, disables: undefined };
  if ('status' in result && result.status === GONE)
    return { outcome: 'EXHAUSTED', fault, delayMs: 0, disables: { code: 'RECEIVER_GONE', data: {} } };
  const delayMs = retryDelay(due.tries + 1, chance, delays);
  const askedMs = 'status' in result ? (result.retryAfterMs ?? 0) : 0;
  if (delayMs !== undefined)
    return { outcome: 'FAILED', fault, delayMs: Math.max(delayMs, askedMs), disables: undefined };
  const data = { position: due.position, tries: due.tries + 1, last: fault };
  return { outcome: 'EXHAUSTED', fault, delayMs: 0, disables: { code: 'TRIES_EXHAUSTED', data } };
}

/** An exhausted event stays first in its lane: after the subscription is enabled again, it is tried first. */
function againAt({ outcome, delayMs }: Verdict, { lane }: Due, nowMs: number): number | undefined {
  if (outcome === 'DELIVERED' || lane.startsWith(REDELIVERY)) return undefined;
  return nowMs + (delayMs ?? 0);
}
