/** The headers of answers, for the contract. */
import type { Route } from '#apps/api/access/routes.ts';
import { type Header, type Headers, type Operation, isReference } from '#apps/api/contract/open-api.ts';

const TEXT = { type: 'string' };
const NUMBER = { type: 'integer', minimum: 0 };
const ID = { type: 'string', format: 'uuid' };

/** Components of the contract, by name; without headers that only HTTP, proxies or browsers use. */
export const HEADERS = {
  'X-Request-Id': {
    description: 'Numéro de la requête, à donner en signalant une erreur.',
    required: true,
    schema: ID,
  },
  'X-Correlation-Id': {
    description: 'Numéro de la suite de requêtes à laquelle celle-ci appartient : celui qu’elle a donné, ou le sien.',
    required: true,
    schema: TEXT,
  },
  Traceparent: { description: 'Trace de la requête (W3C Trace Context), si le service en tient.', schema: TEXT },
  ETag: { description: 'Version de la réponse, à redonner dans If-None-Match.', required: true, schema: TEXT },
  'Cache-Control': { description: 'Qui peut garder la réponse.', required: true, schema: TEXT },
  'Decompte-Position': { description: 'D’une lecture avec after : position que la réponse a vue.', schema: NUMBER },
  'Decompte-Cursor': { description: 'D’une page : où lire ensuite.', schema: NUMBER },
  'Decompte-Epoch': {
    description: 'D’une page : ce qu’est le journal à Decompte-Cursor ; va avec lui.',
    schema: { type: 'string', pattern: '^[0-9a-f]{16}$' },
  },
  'Decompte-End': { description: 'D’une page : dernière position du journal.', schema: NUMBER },
  Link: { description: 'Page suivante (rel="next"), s’il y en a une.', schema: TEXT },
  Location: {
    description: 'Adresse du travail.',
    required: true,
    schema: TEXT,
    example: '/jobs/576a3aee5275670b8c6b2f28',
  },
  'Content-Disposition': { description: 'Nom du fichier.', required: true, schema: TEXT },
  'Retry-After': { description: 'Secondes à attendre.', required: true, schema: NUMBER },
  'WWW-Authenticate': { description: 'Comment présenter un jeton.', required: true, schema: TEXT },
  Allow: { description: 'Méthodes prévues à cette adresse.', required: true, schema: TEXT },
} satisfies Readonly<Record<string, Header>>;

export type HeaderName = keyof typeof HEADERS;

/** Headers of every answer to a readable request. */
export const OF_EVERY_ANSWER: readonly HeaderName[] = ['X-Request-Id', 'X-Correlation-Id', 'Traceparent'];
/** Headers of 200 and 304 for a read. */
export const OF_READS: readonly HeaderName[] = ['ETag', 'Cache-Control', 'Decompte-Position'];

export function headersOf(names: readonly HeaderName[]): Headers {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Headers that only some answers of a route have. */
export function optionalHeadersOf(names: readonly HeaderName[]): Headers {
  return Object.fromEntries(names.map((name) => [name, { ...HEADERS[name], required: false }]));
}

/** Adds the common headers to the answers that a route describes itself. */
export function addHeaders({ responses }: Operation, { method }: Route): void {
  for (const [status, response] of Object.entries(responses)) {
    if (response === undefined || isReference(response)) continue;
    const ofReads = method === 'GET' && ['200', '304'].includes(status) ? OF_READS : [];
    response.headers = { ...headersOf([...OF_EVERY_ANSWER, ...ofReads]), ...response.headers };
  }
}
