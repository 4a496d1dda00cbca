/** The contract of the feed and webhooks, as an AsyncAPI 3.0 document made from the catalogue of published types. */
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { publishedExample } from '#libs/feed/examples.ts';
import { FEED_SCHEMAS, SUMMARIES, schemaNameOf } from '#apps/api/feed/schemas.ts';
import { PUBLISHED_TYPES, TYPE_NAMES } from '#libs/feed/types.ts';
import { Public } from '#apps/api/access/role.ts';
import { type ConstantFile, constantFile, sendConstant } from '#apps/api/http/constant-file.ts';

const CONTRACT_VERSION = '1.0.0';
const BINDING_VERSION = '0.3.0';
const EVENT = 'application/cloudevents+json';

const WEBHOOK_HEADERS = {
  type: 'object',
  properties: {
    'webhook-id': {
      type: 'string',
      description: 'Le même à chaque essai du même événement : à garder pour l’accepter une fois.',
    },
    'webhook-timestamp': {
      type: 'string',
      pattern: '^[0-9]+$',
      description: 'Quand cet essai part, en secondes depuis 1970.',
    },
    'webhook-signature': {
      type: 'string',
      description:
        'Signatures « v1,… » séparées par des espaces : HMAC-SHA256, par le secret, de webhook-id.webhook-timestamp.corps. ' +
        'Deux pendant les 24 h qui suivent un changement de secret.',
    },
  },
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
};

const ID = '^[1-9][0-9]*-[0-9a-f]{16}$';

/** In addition to the fields of the feed. */
const SEQUENCED = {
  type: 'object',
  properties: {
    sequence: {
      type: 'string',
      pattern: '^[0-9]{12,}$',
      description:
        'Rang de l’événement parmi ceux de l’abonnement, depuis le début du journal : un trou montre ce qui manque. ' +
        'C’est aussi le nombre que donne /feed/reconciliation à cette position, avec les mêmes filtres.',
    },
  },
  required: ['sequence'],
};

const QUERY = {
  type: 'object',
  properties: {
    cursor: { type: 'integer', minimum: 0, description: 'Position jusqu’à laquelle le flux a été lu.' },
    epoch: {
      type: 'string',
      pattern: '^[0-9a-f]{16}$',
      description: 'Celui de decompte-epoch, avec ce curseur : 409 si le journal n’est plus le même.',
    },
    limit: { type: 'integer', minimum: 1, maximum: 500, description: 'Événements par page.' },
    types: { type: 'string', description: `Types voulus, séparés par des virgules : ${TYPE_NAMES.join(', ')}.` },
    team: { type: 'string', description: 'Une seule équipe.' },
  },
};

function messages() {
  return Object.fromEntries(
    PUBLISHED_TYPES.map((published) => {
      const name = schemaNameOf(published);
      const message = {
        name: published.type,
        title: name,
        summary: SUMMARIES[published.recorded],
        contentType: EVENT,
        payload: { $ref: `#/components/schemas/${name}` },
        examples: [{ name, payload: publishedExample(published) }],
      };
      return [name, message];
    }),
  );
}

function references(to: string): Record<string, { $ref: string }> {
  return Object.fromEntries(
    PUBLISHED_TYPES.map(schemaNameOf).map((name) => [name, { $ref: `#/components/${to}/${name}` }]),
  );
}

function operation(channel: string, more: object) {
  const own = PUBLISHED_TYPES.map((published) => ({
    $ref: `#/channels/${channel}/messages/${schemaNameOf(published)}`,
  }));
  return { action: 'send', channel: { $ref: `#/channels/${channel}` }, ...more, messages: own };
}

export function asyncApiDocument(): object {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Décompte : ce qui est publié',
      version: CONTRACT_VERSION,
      description:
        'Décomptes, décisions et versements, comme événements CloudEvents 1.0, dans l’ordre du journal. Rien d’un patient. ' +
        'De nouveaux champs et de nouveaux types peuvent s’ajouter : passez sur ce que vous ne connaissez pas.',
    },
    defaultContentType: EVENT,
    channels: {
      feed: {
        address: '/feed',
        title: 'Le flux',
        description:
          'Par pages (application/cloudevents-batch+json, un tableau d’événements) ou en continu (text/event-stream, un ' +
          'événement par message, avec son id). Chaque événement une fois, dans l’ordre. Une page dit dans ' +
          'decompte-cursor où lire ensuite ; un flux continu reprend après Last-Event-ID.',
        messages: references('messages'),
      },
      webhook: {
        address: null,
        title: 'L’adresse de l’abonné',
        description:
          'Selon Standard Webhooks : au moins une fois, dans l’ordre pour chaque équipe. Une réponse 2xx accepte, 410 désactive ' +
          'l’abonnement, toute autre est suivie d’autres essais, de plus en plus espacés, puis désactive. Aucune redirection ' +
          'n’est suivie ; la réponse est attendue 15 s.',
        messages: Object.fromEntries(
          Object.keys(references('messages')).map((name) => [name, { $ref: `#/components/messages/${name}Delivered` }]),
        ),
      },
    },
    operations: {
      readFeed: operation('feed', {
        title: 'Lire le flux',
        security: [{ $ref: '#/components/securitySchemes/bearer' }],
        bindings: { http: { method: 'GET', query: QUERY, bindingVersion: BINDING_VERSION } },
      }),
      deliverWebhook: operation('webhook', {
        title: 'Envoyer à un abonné',
        bindings: { http: { method: 'POST', bindingVersion: BINDING_VERSION } },
      }),
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      messages: { ...messages(), ...delivered() },
      schemas: withIdPatterns(),
    },
  };
}

/** The contract over HTTP once gave ids another form, and leaves theirs open. */
function withIdPatterns(): object {
  const named = PUBLISHED_TYPES.map((published): readonly [string, object] => {
    const name = schemaNameOf(published);
    const { properties, ...schema } = FEED_SCHEMAS[name] as { readonly properties: { readonly id: object } };
    return [name, { ...schema, properties: { ...properties, id: { ...properties.id, pattern: ID } } }];
  });
  return { ...FEED_SCHEMAS, ...(Object.fromEntries(named) as object) };
}

/** The messages of the feed, with the headers of a delivery and its sequence. */
function delivered() {
  return Object.fromEntries(
    Object.entries(messages()).map(([name, { examples: _, ...message }]) => [
      `${name}Delivered`,
      { ...message, payload: { allOf: [message.payload, SEQUENCED] }, headers: WEBHOOK_HEADERS },
    ]),
  );
}

@ApiExcludeController()
@Public()
@Controller('asyncapi.json')
export class AsyncApiController {
  #file: ConstantFile | undefined;

  @Get()
  document(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.#file ??= constantFile('application/json', JSON.stringify(asyncApiDocument()));
    sendConstant(this.#file, request, reply);
  }
}
