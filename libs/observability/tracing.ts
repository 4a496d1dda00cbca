/**
 * Traces of a process. Without a collector, no code is loaded and nothing is recorded. A span contains the kind of the work, its route or
 * command, its outcome and counts; no personal data.
 */
import type { Logger } from 'pino';
import type { RequestSpan, Tracing } from '#libs/observability/spans.ts';

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

/** `endpoint`: a collector, OTLP over HTTP. */
export async function tracingOf(service: string, endpoint: string | undefined, logger: Logger): Promise<Tracing> {
  if (endpoint === undefined) return NO_TRACING;
  const { OpenTelemetry } = await import('#libs/observability/open-telemetry.ts');
  return new OpenTelemetry(service, endpoint, logger);
}
