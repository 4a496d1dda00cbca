/**
 * The idempotency key, required for every command: repeated with the same command, it is done once; with another, it is refused.
 */
import { randomUUID } from 'node:crypto';
import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { holdsKeyedNumber } from '#libs/kernel/social-security-number.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandMeta, Person } from '#libs/commands/person.ts';
import { personText } from '#libs/commands/person.ts';
import type { AskedCommand } from '#libs/commands/received-command.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { COMMAND_KEY, type Identity } from '#apps/api/access/role.ts';
import type { ProblemError } from '#apps/api/http/problem.ts';
import { shapeProblem } from '#apps/api/http/validation.ts';

/** A received command: its author, key and content. */
export interface CommandRequest {
  readonly identity: Identity;
  readonly meta: CommandMeta;
  readonly commit: Commit;
  readonly command: AskedCommand;
  /** The header `If-Match`: a code of what the caller read. */
  readonly ifMatch: string | undefined;
}

const KEY = /^[\x21-\x7e]{1,200}$/;

/** The command of a request. Throws Problem. */
function askedOf(request: AuthenticatedRequest, at: string): CommandRequest {
  const identity = identityOf(request);
  const key = keyOfRequest(request);
  const by = callingPerson(identity);
  const meta: CommandMeta = { by, key, at, session: identity.session };
  const route = `${request.method} ${request.routeOptions.url ?? ''}`;
  const ifMatch = request.headers['if-match'];
  const body = { ...(request.params as object), body: request.body ?? null };
  // The confirmation code is part of the command, in the body as in the header.
  const command = { name: route, body: ifMatch === undefined ? body : { ...body, ifMatch } };
  const commit = { recordedAt: at, actor: personText(by), correlation: key, causation: route };
  return { identity, meta, commit, command, ifMatch };
}

/** The caller as a person of the log. */
export function callingPerson({ subject, name }: Identity): Person {
  const person = { name, assurance: 'verified', osUser: '' } as const;
  return name === subject ? person : { ...person, subject };
}

/** The caller. */
export function identityOf(request: AuthenticatedRequest): Identity {
  if (request.identity === undefined) throw new Error('a route with a caller received a request without identity');
  return request.identity;
}

/** The faults of the idempotency key; empty if it is valid. */
export function keyFaults({ headers }: FastifyRequest): ProblemError[] {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && KEY.test(key) && !holdsKeyedNumber(key)) return [];
  const detail =
    'il faut une clé de 1 à 200 caractères ASCII sans espace, neuve à chaque commande, et sans numéro de sécurité sociale';
  return [{ path: 'header.idempotency-key', code: 'SHAPE', detail }];
}

function keyOfRequest(request: FastifyRequest): string {
  const faults = keyFaults(request);
  if (faults.length > 0) throw shapeProblem(faults);
  return request.headers['idempotency-key'] as string;
}

function markAsCommand(controller: object, handler: string | symbol | undefined): void {
  const method = (controller as Record<string | symbol, object | undefined>)[handler ?? ''];
  if (method !== undefined) Reflect.defineMetadata(COMMAND_KEY, true, method);
}

/** Route parameter: the received command. It also adds the key to the contract of the route. */
export const AskedParam = createParamDecorator(
  (_: unknown, context: ExecutionContext): CommandRequest =>
    askedOf(context.switchToHttp().getRequest<AuthenticatedRequest>(), new Date().toISOString()),
  [markAsCommand],
);

/** Route parameter: the caller. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Identity =>
  identityOf(context.switchToHttp().getRequest<AuthenticatedRequest>()),
);

/** Route parameter: the author of an event that a read records, such as a download; each request has its own key. */
export const ReaderParam = createParamDecorator((_: unknown, context: ExecutionContext): Author => {
  const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
  const [key, at] = [randomUUID(), new Date().toISOString()];
  const by = callingPerson(identityOf(request));
  const causation = `${request.method} ${request.routeOptions.url ?? ''}`;
  return { meta: { by, key, at }, commit: { recordedAt: at, actor: personText(by), correlation: key, causation } };
});
