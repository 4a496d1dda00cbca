/**
 * The refusal of a body or a query by a route's shape, computed within the process: the steps of a request before its handler, without the
 * request. A command has many wrong values per field, and a request for each would be expensive.
 */
import { parse } from 'node:querystring';
import type { Type } from '@nestjs/common';
import { METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService } from '@nestjs/core';
import { getMetadataStorage } from 'class-validator';
import { routesOf } from '#apps/api/access/routes.ts';
import { parseBody } from '#apps/api/http/body.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { ShapePipe } from '#apps/api/http/validation.ts';
import type { Application } from '#test/support/application.ts';

/** As a client sends it: `path` with its query. */
interface Asked {
  /** In OpenAPI form: `/statements/{team}/{period}`. */
  readonly route: string;
  readonly method: string;
  readonly path: string;
  /** JSON. */
  readonly body?: string;
}

/** The classes that the handler of a route takes its body and its query as. */
interface Shapes {
  readonly body: Type | undefined;
  readonly query: Type | undefined;
}

export class RouteShapes {
  readonly #pipe: ShapePipe;
  readonly #shapes = new Map<string, Shapes>();

  constructor({ app }: Application) {
    rememberRules();
    this.#pipe = app.get(ShapePipe);
    const discovery = app.get(DiscoveryService);
    const controllers = new Map(
      discovery.getControllers().map(({ metatype }) => [(metatype as Type).name, metatype as Type]),
    );
    for (const { method, path, handler } of routesOf(discovery)) {
      const [controller = '', name = ''] = handler.split('.');
      const found = controllers.get(controller);
      if (found !== undefined) this.#shapes.set(`${method} ${path}`, shapesOf(found, name));
    }
  }

  /** The refusal by its shape; undefined if it passes, or if this route has no such shape. */
  async refusal({ route, method, path, body }: Asked): Promise<Problem | undefined> {
    const shapes = this.#shapes.get(`${method} ${route}`);
    if (shapes === undefined) throw new RangeError(`${method} ${route} is no route`);
    try {
      const value =
        body === undefined ? undefined : parseBody(Buffer.from(body), { isFact: route.startsWith('/facts/') });
      if (shapes.body !== undefined) await this.#pipe.transform(value, of('body', shapes.body));
      const query = { ...parse(path.split('?')[1] ?? '') };
      if (shapes.query !== undefined) await this.#pipe.transform(query, of('query', shapes.query));
      return undefined;
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  }
}

function of(type: 'body' | 'query', metatype: Type) {
  return { type, metatype, data: undefined } as const;
}

function shapesOf(controller: Type, name: string): Shapes {
  const handler = (controller.prototype as Record<string, object>)[name] ?? {};
  if (Reflect.getMetadata(METHOD_METADATA, handler) === undefined) return { body: undefined, query: undefined };
  const args = Object.keys((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as object);
  const types = Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) as Type[];
  const typeOf = (kind: RouteParamtypes): Type | undefined => {
    const [arg] = args.filter((one) => one.startsWith(`${kind}:`));
    return arg === undefined ? undefined : types[Number(arg.slice(arg.indexOf(':') + 1))];
  };
  return { body: typeOf(RouteParamtypes.BODY), query: typeOf(RouteParamtypes.QUERY) };
}

/** The validator searches the rules of all classes for those of one, each time, which takes longer than applying them. */
function rememberRules(): void {
  const storage = getMetadataStorage();
  const look = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<string, Map<unknown, ReturnType<typeof look>>>();
  storage.getTargetValidationMetadatas = (target, ...rest) => {
    const how = JSON.stringify(rest);
    const ofTarget = known.get(how) ?? new Map<unknown, ReturnType<typeof look>>();
    known.set(how, ofTarget);
    const rules = ofTarget.get(target) ?? look(target, ...rest);
    ofTarget.set(target, rules);
    return rules;
  };
}
