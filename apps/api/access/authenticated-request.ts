/** A request with its caller and its handler. */
import type { ExecutionContext, Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '#apps/api/access/role.ts';

export type RouteHandler = ReturnType<ExecutionContext['getHandler']>;

export interface HandledBy {
  readonly controller: Type;
  readonly handler: RouteHandler;
}

export interface AuthenticatedRequest extends FastifyRequest {
  /** The caller; present whenever the token verifies, also on a public route. */
  identity?: Identity;
  /** The route's handler, once the guard has found it. */
  handledBy?: HandledBy;
}
