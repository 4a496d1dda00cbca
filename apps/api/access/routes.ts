/** The routes of the running application with their roles, for the check at the start, the contract and the tests. */
import { type RequestMethod, RequestMethod as Methods, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { type DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import {
  CODE_KEY,
  COMMAND_KEY,
  type CodeOfRoute,
  PUBLIC_KEY,
  RECENT_LOGIN_KEY,
  ROLES_KEY,
  type Role,
} from '#apps/api/access/role.ts';

export interface Route {
  /** `GET`, `POST`, …, or `ALL`. */
  readonly method: string;
  /** The path in OpenAPI form: `/statements/{team}/{period}`. */
  readonly path: string;
  /** Place in the code: `StatementsController.statement`. */
  readonly handler: string;
  /** Undefined for a route without roles. */
  readonly roles: readonly Role[] | undefined;
  readonly isPublic: boolean;
  /** Whether it is a command, which needs an idempotency key. */
  readonly isCommand: boolean;
  /** Undefined for a route that takes no code of what was read. */
  readonly code: CodeOfRoute | undefined;
  /** Whether a session needs a recent login for it. */
  readonly needsRecentLogin: boolean;
}

/** Routes with neither roles nor Public, or with both. */
export class UnmarkedRoutes extends Error {
  constructor(routes: readonly Route[]) {
    const names = routes.map(({ method, path, handler }) => `${method} ${path} (${handler})`).join(', ');
    super(
      `chaque adresse nomme ses rôles (@Allow) ou est publique (@Public), l’un ou l’autre ; ce n’est pas le cas de ${names}`,
    );
  }
}

/** Routes outside every controller, which the guard does not see. */
export class UnguardedRoutes extends Error {
  constructor(routes: readonly string[]) {
    super(
      `une adresse n’est servie que par un contrôleur, derrière le garde ; ce n’est pas le cas de ${routes.join(', ')}`,
    );
  }
}

/** The routes of every controller. */
export function routesOf(discovery: DiscoveryService): readonly Route[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype }) => {
    const controller = metatype as Type;
    return scanner
      .getAllMethodNames(controller.prototype as object)
      .flatMap((name) => routesOfHandler(controller, name));
  });
}

/** Throws UnmarkedRoutes for a route with neither roles nor Public, or with both. */
export function refuseUnmarked(routes: readonly Route[]): void {
  const unmarked = routes.filter(({ roles = [], isPublic }) => isPublic === roles.length > 0);
  if (unmarked.length > 0) throw new UnmarkedRoutes(unmarked);
}

/**
 * Watches the registered routes, from before the first one. The returned check throws UnguardedRoutes for a route outside every
 * controller, which no guard protects.
 */
export function watchServed(fastify: FastifyInstance): (routes: readonly Route[]) => void {
  const served = new Set<string>();
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') served.add(`${one} ${routePath(url)}`);
  });
  return (routes) => {
    const known = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    const unguarded = [...served].filter((one) => !known.has(one));
    if (unguarded.length > 0) throw new UnguardedRoutes(unguarded);
  };
}

function routesOfHandler(controller: Type, name: string): Route[] {
  const handler = (controller.prototype as Record<string, object>)[name] ?? {};
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
  if (method === undefined) return [];
  const marked = (key: string): unknown => Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
  return pathsOf(controller).flatMap((base) =>
    pathsOf(handler).map((path) => ({
      method: Methods[method],
      path: routePath(base, path),
      handler: `${controller.name}.${name}`,
      roles: marked(ROLES_KEY) as readonly Role[] | undefined,
      isPublic: marked(PUBLIC_KEY) === true,
      isCommand: marked(COMMAND_KEY) === true,
      code: marked(CODE_KEY) as CodeOfRoute | undefined,
      needsRecentLogin: marked(RECENT_LOGIN_KEY) === true,
    })),
  );
}

function pathsOf(target: object): readonly string[] {
  const paths = Reflect.getMetadata(PATH_METADATA, target) as string | readonly string[] | undefined;
  return typeof paths === 'string' ? [paths] : (paths ?? ['']);
}

/** The path of a Route, from its parts as Nest and Fastify write them. */
export function routePath(...parts: readonly string[]): string {
  const segments = parts.flatMap((part) => part.split('/')).filter((segment) => segment !== '');
  return `/${segments.map((segment) => segment.replace(/^:(\w+).*$/, '{$1}')).join('/')}`;
}
