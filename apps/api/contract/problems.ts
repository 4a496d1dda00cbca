/** The refusals common to all routes, for the contract. */
import type { Route } from '#apps/api/access/routes.ts';
import { type HeaderName, OF_EVERY_ANSWER, headersOf, optionalHeadersOf } from '#apps/api/contract/headers.ts';
import type { Headers, Reference, Response, Schema } from '#apps/api/contract/open-api.ts';
import { type ProblemKind, TITLES } from '#apps/api/http/problem.ts';

const ERROR: Schema = {
  type: 'object',
  description: 'Une chose qui ne va pas dans la requête.',
  required: ['path', 'code', 'detail'],
  properties: {
    path: {
      type: 'string',
      description: 'Pointeur JSON dans le corps (`/care_on`), ou nom d’un paramètre (`query.limit`) ou d’un en-tête.',
    },
    code: { type: 'string', description: '`SHAPE`, ou le code du contrôle des faits.' },
    detail: { type: 'string', description: 'Ce qui ne va pas, avec quoi, et ce qui irait.' },
  },
};

const DETAILS: Schema = {
  type: 'object',
  description: 'Ce qui n’a pas été, selon la RFC 9457.',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', enum: Object.keys(TITLES).map((kind) => `urn:decompte:problem:${kind}`) },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string', description: 'Une phrase, pour une personne.' },
    instance: { type: 'string', description: 'Numéro de la requête, à donner en signalant l’erreur.' },
    errors: { type: 'array', items: { $ref: '#/components/schemas/ProblemError' } },
  },
};

export const PROBLEM_SCHEMAS: Readonly<Record<string, Schema>> = { ProblemDetails: DETAILS, ProblemError: ERROR };

/** Each problem with its status and its routes. */
interface Refusal {
  readonly status: number;
  readonly kinds: readonly ProblemKind[];
  readonly example: string;
  readonly on: (route: Route) => boolean;
  readonly headers: Headers;
}

const everywhere = (): boolean => true;
const withToken = ({ isPublic }: Route): boolean => !isPublic;
const onCommands = ({ isCommand }: Route): boolean => isCommand;
const onConfirmations = ({ code }: Route): boolean => code === 'REQUIRED';
const withCode = ({ code }: Route): boolean => code !== undefined;
const nowhere = (): boolean => false;

const OF_REFUSALS: readonly HeaderName[] = [...OF_EVERY_ANSWER, 'Cache-Control'];
const named = (...more: readonly HeaderName[]): Headers => headersOf([...OF_REFUSALS, ...more]);

const REFUSALS: readonly Refusal[] = [
  {
    status: 400,
    kinds: ['invalid-shape'],
    example: 'La requête n’a pas la forme attendue ; errors dit tout ce qui ne va pas.',
    on: everywhere,
    headers: named('Decompte-Position'),
  },
  {
    status: 401,
    kinds: ['unauthenticated'],
    example: 'Présentez un jeton : Authorization: Bearer ….',
    on: withToken,
    headers: named('WWW-Authenticate'),
  },
  {
    status: 403,
    kinds: ['forbidden', 'recent-login'],
    example: 'Cette adresse demande le rôle gestionnaire ou approbation.',
    on: withToken,
    headers: named('Decompte-Position'),
  },
  {
    status: 404,
    kinds: ['not-found'],
    example: 'L’équipe PEPS-99 n’existe pas.',
    on: everywhere,
    headers: named('Decompte-Position'),
  },
  {
    // For an address that has other methods.
    status: 405,
    kinds: ['method-not-allowed'],
    example: 'Cette adresse se demande par GET, HEAD.',
    on: nowhere,
    headers: named('Allow'),
  },
  {
    status: 406,
    kinds: ['not-acceptable'],
    example: 'Ce format n’est pas proposé ; demandez application/json ou, pour une liste, text/csv.',
    on: ({ method }) => method === 'GET',
    headers: named('Decompte-Position'),
  },
  {
    status: 408,
    kinds: ['invalid-shape'],
    example: 'Le corps n’est pas arrivé en entier à temps ; envoyez-le d’un trait, ou un fichier à /imports.',
    on: onCommands,
    // For an upload, the server itself cuts the connection.
    headers: optionalHeadersOf(OF_REFUSALS),
  },
  {
    status: 409,
    kinds: ['conflict', 'key-reused'],
    example: 'La clé 3f1c a déjà servi pour une autre commande ; donnez une clé neuve à celle-ci.',
    on: onCommands,
    headers: named(),
  },
  {
    status: 412,
    kinds: ['changed'],
    example: 'Ce code n’est pas celui de ce qui est proposé maintenant ; relisez le compte proposé pour PEPS-01.',
    on: withCode,
    headers: named(),
  },
  {
    status: 413,
    kinds: ['too-large'],
    example: 'La requête dépasse la taille permise.',
    on: onCommands,
    headers: named(),
  },
  {
    status: 414,
    kinds: ['too-large'],
    example: 'L’adresse a 5012 caractères ; 4096 au plus.',
    on: everywhere,
    headers: named(),
  },
  {
    // Applies to a read too: an invalid content-encoding is refused even without content.
    status: 415,
    kinds: ['unsupported-media-type'],
    example: 'Ce type de contenu n’est pas lu ici ; envoyez du JSON (application/json).',
    on: everywhere,
    headers: named(),
  },
  {
    // Sent by the server itself, before a request exists, as 431.
    status: 417,
    kinds: ['invalid-shape'],
    example: 'L’en-tête expect ne peut valoir que 100-continue ; ôtez-le.',
    on: everywhere,
    headers: {},
  },
  {
    status: 422,
    kinds: ['invalid-fact', 'refused'],
    example: 'Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé.',
    on: onCommands,
    headers: named('Decompte-Position'),
  },
  {
    status: 428,
    kinds: ['code-required'],
    example: 'Pour confirmer, donnez le code de ce que vous avez lu : If-Match, ou code dans le corps.',
    on: onConfirmations,
    headers: named(),
  },
  {
    status: 429,
    kinds: ['too-many-requests'],
    example: 'Trop de requêtes ; attendez, puis réessayez.',
    on: everywhere,
    headers: named('Decompte-Position', 'Retry-After'),
  },
  {
    status: 431,
    kinds: ['too-large'],
    example: 'Les en-têtes dépassent 16 ko.',
    on: everywhere,
    headers: {},
  },
  {
    status: 500,
    kinds: ['internal'],
    example: 'L’erreur est consignée sous le numéro de la requête ; donnez-le en la signalant.',
    on: everywhere,
    headers: named('Decompte-Position'),
  },
  {
    status: 503,
    kinds: ['unavailable'],
    example: 'La lecture en est à la position 178820, pas encore à 178822.',
    on: everywhere,
    headers: named('Decompte-Position', 'Retry-After'),
  },
];

function name({ status }: Refusal): string {
  return `Problem${status}`;
}

function responseOf({ status, kinds, example, headers }: Refusal): Response {
  const [kind = 'internal'] = kinds;
  return {
    description: kinds.map((one) => TITLES[one]).join(', ou : '),
    headers,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/ProblemDetails' },
        example: { type: `urn:decompte:problem:${kind}`, title: TITLES[kind], status, detail: example },
      },
    },
  };
}

/** Components of the contract, by name. */
export const PROBLEM_RESPONSES: Readonly<Record<string, Response>> = Object.fromEntries(
  REFUSALS.map((refusal) => [name(refusal), responseOf(refusal)]),
);

/** Error responses of one operation, by status. */
export function refusalsOf(route: Route): Record<string, Reference> {
  return Object.fromEntries(
    REFUSALS.filter(({ on }) => on(route)).map((refusal) => [
      String(refusal.status),
      { $ref: `#/components/responses/${name(refusal)}` },
    ]),
  );
}
