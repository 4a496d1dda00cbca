/** Which of the formats that a route has is sent: the one that the caller would rather have. */
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { Problem } from '#apps/api/http/problem.ts';

/** Said of a format in Accept, this asks for no other one. */
const CHARSET = '; charset=utf-8';

/** By Accept (RFC 9110, 12.5.1); the first of the formats where all are one to the caller. Throws Problem where none would do. */
export function preferred<Format extends string>(request: FastifyRequest, formats: readonly Format[]): Format {
  const asked = new Negotiator(request.raw).mediaTypes(formats.map((format) => format + CHARSET))[0];
  const format = formats.find((one) => one + CHARSET === asked);
  if (format !== undefined) return format;
  throw new Problem(406, 'not-acceptable', `ce format n’est pas proposé ; demandez ${formats.join(' ou ')}`);
}
