/** The port through which a delivery leaves. */

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of it: the status of the answer, whatever it is, or why there was none (in French). */
export type SendResult = { readonly status: number } | { readonly error: string };

export interface WebhookSender {
  /** Answers in bounded time, and never throws for what the other side does. Follows no redirect. */
  send(request: WebhookRequest): Promise<SendResult>;
  close(): Promise<void>;
}
