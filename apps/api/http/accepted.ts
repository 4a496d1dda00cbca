/** Chooses the format of an answer by the Accept header. */
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { Problem } from '#apps/api/http/problem.ts';

/** The q-value of a format that excludes every other one. */
const CHARSET = '; charset=utf-8';

/** By Accept (RFC 9110, 12.5.1); the first format if the caller has no preference. Throws Problem if no format is accepted. */
export function preferred<Format extends string>(request: FastifyRequest, formats: readonly Format[]): Format {
  const asked = new Negotiator(request.raw).mediaTypes(formats.map((format) => format + CHARSET))[0];
  const format = formats.find((one) => one + CHARSET === asked);
  if (format !== undefined) return format;
  throw new Problem(406, 'not-acceptable', `ce format n’est pas proposé ; demandez ${formats.join(' ou ')}`);
}
