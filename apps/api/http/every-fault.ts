/**
 * Reports every fault of a request at once. Nest stops at the first invalid argument of a handler; in that case the other arguments and the
 * idempotency key are validated too, so that the caller corrects them together. A valid request has no extra cost.
 */
import { Inject, Injectable, type Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import type { AuthenticatedRequest, HandledBy } from '#apps/api/access/authenticated-request.ts';
import { COMMAND_KEY } from '#apps/api/access/role.ts';
import { keyFaults } from '#apps/api/http/idempotency.ts';
import { Problem, type ProblemError } from '#apps/api/http/problem.ts';
import { ShapePipe, shapeProblem } from '#apps/api/http/validation.ts';

/** The part of the request that an argument comes from. */
const SOURCES = [
  { of: RouteParamtypes.BODY, type: 'body', value: ({ body }: FastifyRequest): unknown => body },
  { of: RouteParamtypes.QUERY, type: 'query', value: ({ query }: FastifyRequest): unknown => query },
] as const;

@Injectable()
export class EveryFault {
  readonly #shapes: ShapePipe;

  constructor(@Inject(ShapePipe) shapes: ShapePipe) {
    this.#shapes = shapes;
  }

  /** The problem with the other faults of its request. */
  async of(problem: Problem, request: AuthenticatedRequest): Promise<Problem> {
    const { handledBy } = request;
    if (problem.kind !== 'invalid-shape' || problem.errors.length === 0 || handledBy === undefined) return problem;
    const found = [...(await this.#faults(request, handledBy)), ...problem.errors];
    const faults = [...new Map(found.map((fault) => [`${fault.path} ${fault.detail}`, fault])).values()];
    return faults.length > problem.errors.length ? shapeProblem(faults) : problem;
  }

  async #faults(request: FastifyRequest, { controller, handler }: HandledBy): Promise<readonly ProblemError[]> {
    const args = Object.keys((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) ?? {}) as object);
    const types = Reflect.getMetadata('design:paramtypes', controller.prototype as object, handler.name) as Type[];
    const faults = Reflect.getMetadata(COMMAND_KEY, handler) === true ? keyFaults(request) : [];
    for (const { of, type, value } of SOURCES)
      for (const arg of args.filter((name) => name.startsWith(`${of}:`))) {
        const metatype = types[Number(arg.slice(arg.indexOf(':') + 1))];
        faults.push(...(await this.#shapeFaults(value(request), type, metatype)));
      }
    return faults;
  }

  async #shapeFaults(
    value: unknown,
    type: 'body' | 'query',
    metatype: Type | undefined,
  ): Promise<readonly ProblemError[]> {
    try {
      await this.#shapes.transform(value, { type, metatype, data: undefined });
      return [];
    } catch (error) {
      if (error instanceof Problem) return error.errors;
      throw error;
    }
  }
}
