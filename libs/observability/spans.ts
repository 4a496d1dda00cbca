/** The spans that a process may trace, with or without a collector. */

export type Attributes = Readonly<Record<string, string | number>>;

/** The span of an incoming request. */
export interface RequestSpan {
  /** Identifies this span to the caller and to called services (W3C Trace Context). */
  readonly traceparent: string;
  /** Runs the function within this span. */
  readonly run: (work: () => void) => void;
  /** `name` and `attributes` are known only at the answer. */
  readonly end: (name: string, attributes: Attributes, failed: boolean) => void;
}

export interface Tracing {
  readonly enabled: boolean;
  /** Runs the work in a child span of the current one. */
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  /** Starts the span of a request, as a child of its `traceparent` if there is one. */
  request(traceparent: string | undefined): RequestSpan;
  /** Headers of a request to another service, so that it continues the trace. */
  headers(): Readonly<Record<string, string>>;
  /** Flushes the remaining spans. */
  close(): Promise<void>;
}
