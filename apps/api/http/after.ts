/** Read after write: `?after=<position>` waits until the projections of a route have processed the position, or answers 503. */
import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotServed } from '#libs/read-store/read-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import type { Limits } from '#apps/api/environment.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

const READS_KEY = 'decompte:reads';
const POLL_MS = 20;

/** The projections that a route reads; a route without projections reads the log. */
export const Reads = (...projections: readonly Projection<unknown>[]) => SetMetadata(READS_KEY, projections);

/** Injection token of the limits. */
export const LIMITS = Symbol('limits');

/** A guard, since an interceptor would cost each request more than most of them take. */
@Injectable()
export class AfterGuard implements CanActivate {
  readonly #reflector: Reflector;
  readonly #stores: ServedStores;
  readonly #limits: Limits;

  constructor(
    @Inject(Reflector) reflector: Reflector,
    @Inject(ServedStores) stores: ServedStores,
    @Inject(LIMITS) limits: Limits,
  ) {
    this.#reflector = reflector;
    this.#stores = stores;
    this.#limits = limits;
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const after = request.method === 'GET' ? afterOf(request) : undefined;
    return after === undefined ? true : this.#reach(after, context, http.getResponse<FastifyReply>());
  }

  async #reach(after: number, context: ExecutionContext, reply: FastifyReply): Promise<boolean> {
    const projections = this.#reflector.getAllAndOverride<readonly Projection<unknown>[] | undefined>(READS_KEY, [
      context.getHandler(),
      context.getClass(),
    ]);
    const reached = await this.#waitFor(after, projections ?? []);
    void reply.header('decompte-position', String(reached));
    return true;
  }

  /** Position that the answer includes. Throws Problem. */
  async #waitFor(after: number, projections: readonly Projection<unknown>[]): Promise<number> {
    const until = performance.now() + this.#limits.afterMs;
    for (;;) {
      const reached = await this.#reached(projections);
      if (reached >= after) return reached;
      if (performance.now() >= until)
        throw new Problem(503, 'unavailable', `la lecture en est à la position ${reached}, pas encore à ${after}`, {
          headers: { 'retry-after': '1' },
        });
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  async #reached(projections: readonly Projection<unknown>[]): Promise<number> {
    const positions = [await this.#stores.log.end()];
    for (const projection of projections) {
      try {
        positions.push((await this.#stores.projections.served(projection)).checkpoint.position);
      } catch (error) {
        if (!(error instanceof NotServed)) throw error;
        return 0;
      }
    }
    return Math.min(...positions);
  }
}

function afterOf(request: FastifyRequest): number | undefined {
  const { after } = request.query as { after?: unknown };
  const position = typeof after === 'string' && /^\d{1,16}$/.test(after) ? Number(after) : NaN;
  return Number.isSafeInteger(position) ? position : undefined;
}
