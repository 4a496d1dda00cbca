/** One try at one delivery, and its outcome. */
import { disableSubscription } from '#libs/webhooks/subscription/change.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';
import type { Attempt, AttemptOutcome, Claim, Due } from '#libs/webhooks/delivery-store.ts';
import { retryDelay } from '#libs/webhooks/retry.ts';
import type { SendResult } from '#libs/webhooks/sender.ts';
import type { Shared } from '#libs/webhooks/shared.ts';
import { secretsAt, signedHeaders } from '#libs/webhooks/signature.ts';

const GONE = 410;
const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';
const REDELIVERY = 'redelivery/';

/** Identifies an event sent to a subscription; the same for every try. */
function messageId(subscription: string, position: number): string {
  return `msg_${subscription}_${position}`;
}

/** The outcome of a try. */
interface Verdict {
  readonly outcome: AttemptOutcome;
  readonly error: string | null;
  /** Delay before the next try, ms; undefined for no automatic retry. */
  readonly delayMs: number | undefined;
  /** Disables the subscription for this reason, in French. */
  readonly disables: string | undefined;
}

export async function deliverOne(
  { settings, feed }: Shared,
  claim: Claim,
  subscription: Subscription,
  due: Due,
): Promise<void> {
  const { store, now, sender, onDelivered, onRefused } = settings;
  const { id, url } = subscription;
  const event = await feed.at(due.position);
  if (event === undefined) throw new RangeError(`event ${due.position} is not published`);
  const body = JSON.stringify(event);
  const startMs = now();
  const secrets = secretsAt(settings.key, subscription, startMs);
  const signed = signedHeaders(secrets, messageId(id, due.position), startMs, body);
  const headers = { 'content-type': CONTENT_TYPE, 'user-agent': 'decompte', ...signed };
  const result = await sender.send({ url, headers, body });
  const verdict = verdictOf(result, due, settings.chance(), settings.retryDelaysMs);
  const attempt: Attempt = {
    position: due.position,
    number: due.tries + 1,
    at: new Date(startMs).toISOString(),
    tookMs: now() - startMs,
    status: 'status' in result ? result.status : null,
    error: verdict.error,
    outcome: verdict.outcome,
  };
  // Disables first, so that no enabled subscription holds an exhausted event.
  if (verdict.disables !== undefined) await disableSubscription(settings, subscription, verdict.disables);
  await store.record(claim, due.lane, attempt, againAt(verdict, due, now()));
  if (verdict.error === null) onDelivered?.(id, due.position, attempt.tookMs);
  else onRefused?.(id, due.position, verdict.error);
}

function verdictOf(result: SendResult, due: Due, chance: number, delays: readonly number[] | undefined): Verdict {
  if ('status' in result && result.status >= 200 && result.status < 300)
    return { outcome: 'DELIVERED', error: null, delayMs: undefined, disables: undefined };
  const error = 'status' in result ? `la réponse est ${result.status}` : result.error;
  // A person asked for it, sees the result and may ask again.
  if (due.lane.startsWith(REDELIVERY)) return { outcome: 'EXHAUSTED', error, delayMs: undefined, disables: undefined };
  if ('status' in result && result.status === GONE)
    return { outcome: 'EXHAUSTED', error, delayMs: 0, disables: 'le destinataire répond 410 : il n’en veut plus' };
  const delayMs = retryDelay(due.tries + 1, chance, delays);
  const disables = `l’événement ${due.position} n’a pas été accepté en ${due.tries + 1} essais ; au dernier, ${error}`;
  return delayMs === undefined
    ? { outcome: 'EXHAUSTED', error, delayMs: 0, disables }
    : { outcome: 'FAILED', error, delayMs, disables: undefined };
}

/** An exhausted event stays first in its lane: after the subscription is enabled again, it is tried first. */
function againAt({ outcome, delayMs }: Verdict, { lane }: Due, nowMs: number): number | undefined {
  if (outcome === 'DELIVERED' || lane.startsWith(REDELIVERY)) return undefined;
  return nowMs + (delayMs ?? 0);
}
