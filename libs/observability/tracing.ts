/**
 * Traces of what a process does, where a collector is named; where none is, nothing is loaded and nothing is done. A span says the
 * kind of what was done, its route or command, its outcome and counts: nothing of a person.
 */
import type { Logger } from 'pino';

export type Attributes = Readonly<Record<string, string | number>>;

/** Of one request that came in. */
export interface RequestSpan {
  /** Names this span to whoever asked and to whom is asked in turn (W3C Trace Context). */
  readonly traceparent: string;
  /** Runs what follows under this span. */
  readonly run: (work: () => void) => void;
  /** `name` and `attributes` are known only when the answer is. */
  readonly end: (name: string, attributes: Attributes, failed: boolean) => void;
}

export interface Tracing {
  readonly enabled: boolean;
  /** Does the work as a part of what is being done. */
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  /** Begins a request, as a part of what its `traceparent` names where there is one. */
  request(traceparent: string | undefined): RequestSpan;
  /** Headers of a request to another service, so that what it does is a part of what is being done. */
  headers(): Readonly<Record<string, string>>;
  /** Hands over what is left. */
  close(): Promise<void>;
}

const NOTHING: RequestSpan = {
  traceparent: '',
  run: (work) => {
    work();
  },
  end: () => undefined,
};

export const NO_TRACING: Tracing = {
  enabled: false,
  span: (_name, _attributes, work) => work(),
  request: () => NOTHING,
  headers: () => ({}),
  close: () => Promise.resolve(),
};

/** `endpoint` is that of a collector, OTLP over HTTP. */
export async function tracingOf(service: string, endpoint: string | undefined, logger: Logger): Promise<Tracing> {
  if (endpoint === undefined) return NO_TRACING;
  const { OpenTelemetry } = await import('#libs/observability/open-telemetry.ts');
  return new OpenTelemetry(service, endpoint, logger);
}
