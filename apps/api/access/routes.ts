/** The routes of the application as it runs, with who may call each: for the check at the start, the contract and the tests. */
import { type RequestMethod, RequestMethod as Methods, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { type DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { COMMAND_KEY, PUBLIC_KEY, ROLES_KEY, type Role } from '#apps/api/access/role.ts';

export interface Route {
  /** `GET`, `POST`, …, or `ALL`. */
  readonly method: string;
  /** As OpenAPI writes it: `/statements/{team}/{period}`. */
  readonly path: string;
  /** `StatementsController.statement`, to find it in the code. */
  readonly handler: string;
  /** Undefined where the route names none. */
  readonly roles: readonly Role[] | undefined;
  readonly isPublic: boolean;
  /** Changes something, and so takes an idempotency key. */
  readonly isCommand: boolean;
}

/** Routes that nobody, or nobody in particular, was given. */
export class UnmarkedRoutes extends Error {
  constructor(routes: readonly Route[]) {
    const names = routes.map(({ method, path, handler }) => `${method} ${path} (${handler})`).join(', ');
    super(
      `chaque adresse nomme ses rôles (@Allow) ou est publique (@Public), l’un ou l’autre ; ce n’est pas le cas de ${names}`,
    );
  }
}

/** Addresses that are served past the guard. */
export class UnguardedRoutes extends Error {
  constructor(routes: readonly string[]) {
    super(
      `une adresse n’est servie que par un contrôleur, derrière le garde ; ce n’est pas le cas de ${routes.join(', ')}`,
    );
  }
}

/** Of every controller that the application has. */
export function routesOf(discovery: DiscoveryService): readonly Route[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype }) => {
    const controller = metatype as Type;
    return scanner
      .getAllMethodNames(controller.prototype as object)
      .flatMap((name) => routesOfHandler(controller, name));
  });
}

/** Throws UnmarkedRoutes: a route is refused to all who are not named, so somebody must be, or the world. */
export function refuseUnmarked(routes: readonly Route[]): void {
  const unmarked = routes.filter(({ roles = [], isPublic }) => isPublic === roles.length > 0);
  if (unmarked.length > 0) throw new UnmarkedRoutes(unmarked);
}

/**
 * Watches what is served, from before the first route on. What it gives refuses an address that is of no controller, for no guard
 * stands before it. That throws UnguardedRoutes.
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
    })),
  );
}

function pathsOf(target: object): readonly string[] {
  const paths = Reflect.getMetadata(PATH_METADATA, target) as string | readonly string[] | undefined;
  return typeof paths === 'string' ? [paths] : (paths ?? ['']);
}

/** A path as Route has it, from its parts as Nest and Fastify write them. */
export function routePath(...parts: readonly string[]): string {
  const segments = parts.flatMap((part) => part.split('/')).filter((segment) => segment !== '');
  return `/${segments.map((segment) => segment.replace(/^:(\w+).*$/, '{$1}')).join('/')}`;
}
