/** Traces with OpenTelemetry, sent to a collector as OTLP over HTTP. */
import {
  type Context,
  DiagLogLevel,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  context,
  diag,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import type { Attributes, RequestSpan, Tracing } from '#libs/observability/spans.ts';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

export class OpenTelemetry implements Tracing {
  readonly enabled = true;
  readonly #provider: TracerProvider;
  readonly #tracer: Tracer;

  constructor(service: string, endpoint: string, logger: Logger) {
    const failed = (): void => {
      logger.warn('traces could not be handed over to the collector');
    };
    const silent = (): void => undefined;
    diag.setLogger({ error: failed, warn: silent, info: silent, debug: silent, verbose: silent }, DiagLogLevel.ERROR);
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
    this.#provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': `decompte-${service}` }),
      spanProcessors: [new BatchSpanProcessor({ exporter })],
    });
    this.#tracer = this.#provider.getTracer('decompte');
  }

  span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
    return this.#tracer.startActiveSpan(name, { attributes }, async (span) => {
      try {
        return await work();
      } catch (error) {
        failedBy(span, error);
        throw error;
      } finally {
        span.end();
      }
    });
  }

  request(traceparent: string | undefined): RequestSpan {
    const parent = contextOf(traceparent);
    const span = this.#tracer.startSpan('request', { kind: SpanKind.SERVER }, parent);
    const within = trace.setSpan(parent, span);
    return {
      traceparent: traceParent(span),
      run: (work) => {
        context.with(within, work);
      },
      end: (name, attributes, failed) => {
        span.updateName(name).setAttributes(attributes);
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  }

  headers(): Readonly<Record<string, string>> {
    const span = trace.getActiveSpan();
    return span === undefined ? {} : { traceparent: traceParent(span) };
  }

  async close(): Promise<void> {
    await this.#provider.shutdown();
  }
}

/** Records the kind only: the message may name a person. */
function failedBy(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', error instanceof Error ? error.constructor.name : typeof error);
}

function contextOf(traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true });
}

function traceParent(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
