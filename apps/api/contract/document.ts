/** The contract of the service, OpenAPI 3.1: the routes as described by Nest, with the parts common to all. */
import { hash } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { FEED_SCHEMAS } from '#apps/api/feed/schemas.ts';
import type { CodeOfRoute } from '#apps/api/access/role.ts';
import { type Route, routesOf } from '#apps/api/access/routes.ts';
import { addExamples } from '#apps/api/contract/examples.ts';
import { HEADERS, OF_EVERY_ANSWER, OF_READS, addHeaders, headersOf } from '#apps/api/contract/headers.ts';
import {
  type OpenAPIObject,
  type Operation,
  type Parameter,
  type Response,
  type SchemaOrReference,
  isReference,
  operationsOf,
} from '#apps/api/contract/open-api.ts';
import { PROBLEM_RESPONSES, PROBLEM_SCHEMAS, refusalsOf } from '#apps/api/contract/problems.ts';

/** Raised with every change of the contract; the first number if a client of the version before would fail. */
const CONTRACT_VERSION = '1.0.0';

const BEARER = 'bearer';
const KEY_HEADER = 'Idempotency-Key';

const CODE_HEADERS: Readonly<Record<CodeOfRoute, Parameter>> = {
  REQUIRED: {
    ...codeHeader(
      'Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.',
    ),
    example: '"3f0a9c41de"',
  },
  // No example: a code belongs to what was read.
  OPTIONAL: codeHeader('Code de ce qui a été lu, entre guillemets ; ou code dans le corps. Celui d’autre chose : 412.'),
};

const NOT_MODIFIED: Response = {
  description: 'Rien n’a changé (If-None-Match).',
  headers: headersOf([...OF_EVERY_ANSWER, ...OF_READS, 'Link']),
};

const DESCRIPTION = `Décompte rémunère des équipes de professionnels de santé selon trois expérimentations (PEPS, PRIMORDIAL, IPEP) et sait dire, des années plus tard, pourquoi chaque centime était dû.

- **Jeton** : \`Authorization: Bearer …\`, d’un fournisseur OpenID Connect. Chaque opération nomme les rôles qui y ont droit ; une équipe ne voit que ce qui est à elle.
- **Commandes** : une clé neuve à chaque commande (\`${KEY_HEADER}\`). La même commande avec la même clé est faite une fois ; une autre avec la même clé est refusée (409). La clé reste au journal : si elle a le pseudonyme d’un patient, elle est refusée (422), comme tout texte gardé en clair.
- **Confirmer** : ce qu’une personne propose, une seconde le lit puis le confirme avec son code (\`If-Match\`, ou \`code\` dans le corps). Sans code : 428 ; si ce qui est proposé a changé depuis : 412. Un refus ou un retrait peut le donner : il ne porte alors que sur ce qui a été lu.
- **Montants** : en centimes entiers, écrits en texte (\`"760053"\`). Jours : AAAA-MM-JJ.
- **Lire ce qu’on vient d’écrire** : \`?after=POSITION\` répond quand la lecture a passé cette position, ou 503 avec \`Retry-After\`.
- **Listes** : pages par curseur (\`limit\`, \`cursor\`, \`next\`), en JSON ou en CSV (\`Accept: text/csv\`). Lectures : \`ETag\` et 304.
- **Refus** : \`application/problem+json\` (RFC 9457), toutes les erreurs à la fois.`;

/** The document of the running application. Throws RangeError for an operation without a route, or two schemas with one name. */
export function contractOf(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Décompte')
    .setDescription(DESCRIPTION)
    .setVersion(CONTRACT_VERSION)
    .addServer('/', 'Ce service.')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, BEARER)
    .build();
  const document = SwaggerModule.createDocument(app, base);
  document.components = {
    ...document.components,
    schemas: together(document.components?.schemas ?? {}, PROBLEM_SCHEMAS, FEED_SCHEMAS),
    responses: { ...document.components?.responses, NotModified: NOT_MODIFIED, ...PROBLEM_RESPONSES },
    headers: HEADERS,
  };
  const routes = new Map(routesOf(app.get(DiscoveryService)).map((route) => [`${route.method} ${route.path}`, route]));
  for (const { method, path, operation } of operationsOf(document)) {
    const route = routes.get(`${method.toUpperCase()} ${path}`);
    if (route === undefined) throw new RangeError(`${method} ${path} is in the contract and no route`);
    complete(operation, route);
    addExamples(document, operation);
  }
  return inOrder(document);
}

/** Merges schemas by name. Throws RangeError for a repeated name. */
function together(...all: readonly Readonly<Record<string, SchemaOrReference>>[]): Record<string, SchemaOrReference> {
  const names = all.flatMap((schemas) => Object.keys(schemas));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new RangeError(`two schemas of the contract are called ${twice}`);
  return Object.assign({}, ...all) as Record<string, SchemaOrReference>;
}

/** Adds the roles, the key, and the refusals and headers common to all routes. */
function complete(operation: Operation, route: Route): void {
  if (route.isCommand) operation.parameters = [...(operation.parameters ?? []), keyHeader(operation)];
  if (route.code !== undefined) operation.parameters = [...(operation.parameters ?? []), CODE_HEADERS[route.code]];
  operation.responses = { ...refusalsOf(route), ...asProblems(operation.responses) };
  if (route.method === 'GET') operation.responses['304'] ??= { $ref: '#/components/responses/NotModified' };
  addHeaders(operation, route);
  if (route.isPublic) {
    // Set explicitly, because a route without `security` inherits that of the document.
    operation.security = [];
    return;
  }
  const roles = route.roles ?? [];
  const who = `Rôles : ${roles.join(', ')}.`;
  operation.description = [operation.description, who].filter((text) => text !== undefined && text !== '').join('\n\n');
  Object.assign(operation, { security: [{ [BEARER]: [] }], 'x-roles': roles });
}

/** A refusal that a route describes itself is problem details too. */
function asProblems(responses: Operation['responses']): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const problem = PROBLEM_RESPONSES[`Problem${status}`];
      const isWhole = response === undefined || isReference(response) || response.content !== undefined;
      return [status, isWhole || problem === undefined ? response : { ...problem, ...response }];
    }),
  );
}

function codeHeader(description: string): Parameter {
  return { name: 'If-Match', in: 'header', required: false, description, schema: { type: 'string' } };
}

/** Each operation has its own example key, because a key belongs to one command. */
function keyHeader({ operationId = '' }: Operation): Parameter {
  const example = hash('sha256', operationId, 'hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
  return {
    name: KEY_HEADER,
    in: 'header',
    required: true,
    description: 'Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.',
    schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
    example,
  };
}

/** Paths and schemas sorted by name, so that the file changes only with the contract. */
function inOrder(document: OpenAPIObject): OpenAPIObject {
  const sorted = <T>(record: Readonly<Record<string, T>> = {}): Record<string, T> =>
    Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    ...document,
    paths: sorted(document.paths),
    components: { ...document.components, schemas: sorted(document.components?.schemas) },
  };
}
