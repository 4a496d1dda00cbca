/** Rejects a query on a route without parameters: otherwise it would be silently ignored. */
import { type CanActivate, type ExecutionContext, Injectable, type Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { shapeProblem } from '#apps/api/http/validation.ts';

const MAX_NAMES = 20;
const MAX_NAME = 64;

@Injectable()
export class NoQueryGuard implements CanActivate {
  /** Throws Problem. */
  canActivate(context: ExecutionContext): boolean {
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    const names = Object.keys(query as object);
    if (names.length === 0 || takesQuery(context.getClass(), context.getHandler().name)) return true;
    const short = names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME));
    throw shapeProblem(
      short.map((name) => ({
        path: `query.${name}`,
        code: 'SHAPE',
        detail: `le paramètre ${name} n’est pas prévu ; ôtez-le`,
      })),
    );
  }
}

function takesQuery(controller: Type, handler: string): boolean {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as object;
  return Object.keys(args).some((name) => name.startsWith(`${RouteParamtypes.QUERY}:`));
}
