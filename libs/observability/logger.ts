/**
 * The log of the services, as lines of JSON, without personal data: an error is logged by its kind, its place in the code and its
 * message without words that could be identifiers; a request by its route.
 */
import { hash } from 'node:crypto';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { LineWriter } from '#libs/observability/line-writer.ts';

interface ServiceLogger {
  readonly logger: Logger;
  /** Resolves when every line is written. */
  readonly close: () => Promise<void>;
}

/** Logs to standard output, or to `destination`. */
export function serviceLogger(service: string, level: string, destination?: DestinationStream): ServiceLogger {
  const settings = {
    level,
    base: { service },
    serializers: { err: errorFields, error: errorFields, req: () => undefined, res: () => undefined },
  };
  if (destination !== undefined) return { logger: pino(settings, destination), close: () => Promise.resolve() };
  const output = new LineWriter(1);
  return {
    logger: pino(settings, output),
    close: () => output.close(),
  };
}

/** The parts of an error that may be logged. */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { type, code } = stdSerializers.err(error) as { type: string; code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { type, message: withoutIdentifiers(error.message), code, stack: frames.join('\n') };
}

const MAX_PLAIN_WORD = 24;

/** A word with a digit, or a very long one, may identify a patient, an account or a token. */
function withoutIdentifiers(sentence: string): string {
  return sentence.replace(/\S+/g, (word) => (/\d/.test(word) || word.length > MAX_PLAIN_WORD ? '…' : word));
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A correlation id for the log: the digest of an id that the caller chose, since it could hold anything. */
export function loggedCorrelation(correlation: string): string {
  return UUID.test(correlation) ? correlation : `sha256:${hash('sha256', correlation, 'hex').slice(0, 16)}`;
}
