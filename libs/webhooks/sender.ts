/** The port that sends a delivery. */
import type { SendFault } from '#libs/webhooks/faults.ts';

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The status of the answer, or the reason why there was none. `retryAfterMs`: the pause that the receiver asks for. */
export type SendResult = { readonly status: number; readonly retryAfterMs?: number } | { readonly fault: SendFault };

export interface WebhookSender {
  /** Resolves in bounded time; never throws for a failure of the receiver. Follows no redirect. */
  send(request: WebhookRequest): Promise<SendResult>;
  close(): Promise<void>;
}
