/**
 * Secrets and signatures of Standard Webhooks (https://www.standardwebhooks.com, specification 1.0.0). No secret is stored: each
 * is derived from the key of the services, the subscription and the generation of its secret. Own code, so that the spec can
 * verify it with the library standardwebhooks.
 */
import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';
const HOUR_MS = 3_600_000;

/** How long after a rotation the previous secret still signs too. */
export const OVERLAP_MS = 24 * HOUR_MS;

/** `whsec_` and 32 bytes in base64. */
export function secretOf(key: Uint8Array, subscription: string, generation: number): string {
  const bytes = createHmac('sha256', key).update(`decompte webhook\n${subscription}\n${generation}`).digest('base64');
  return `${PREFIX}${bytes}`;
}

/** `v1,<base64>` over `id.timestamp.body`. */
export function signature(secret: string, id: string, timestampS: number, body: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestampS}.${body}`).digest('base64')}`;
}

interface Signed {
  readonly id: string;
  readonly generation: number;
  readonly secretSince: string;
}

/** The secrets that sign at an instant: the current one, and the previous one until its time is over. */
export function secretsAt(key: Uint8Array, { id, generation, secretSince }: Signed, nowMs: number): readonly string[] {
  const overlaps = generation > 1 && nowMs < Date.parse(secretSince) + OVERLAP_MS;
  return (overlaps ? [generation, generation - 1] : [generation]).map((of) => secretOf(key, id, of));
}

/** Headers of a delivery; `messageId` is the same for every try of an event. */
export function signedHeaders(
  secrets: readonly string[],
  messageId: string,
  nowMs: number,
  body: string,
): Readonly<Record<string, string>> {
  const timestampS = Math.floor(nowMs / 1_000);
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(timestampS),
    'webhook-signature': secrets.map((secret) => signature(secret, messageId, timestampS, body)).join(' '),
  };
}
