/** Lets a request through to a route where its token gives one of the roles that the route names. */
import { type CanActivate, type ExecutionContext, Inject, Injectable, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Identity, PUBLIC_KEY, ROLES_KEY, type Role } from '#apps/api/access/role.ts';
import { KeysUnavailable, TokenRefused, Tokens, bearerOf } from '#apps/api/access/tokens.ts';
import { Problem } from '#apps/api/http/problem.ts';

type Handler = ReturnType<ExecutionContext['getHandler']>;

export interface AuthenticatedRequest extends FastifyRequest {
  identity?: Identity;
  /** What answers it, once that is known. */
  handledBy?: HandledBy;
}

export interface HandledBy {
  readonly controller: Type;
  readonly handler: Handler;
}

/** What a route says of who may call it. */
interface Admission {
  readonly isPublic: boolean;
  readonly allowed: readonly Role[];
  readonly handledBy: HandledBy;
}

@Injectable()
export class AccessGuard implements CanActivate {
  readonly #reflector: Reflector;
  readonly #tokens: Tokens;
  /** By class, then by handler: looking the marks up costs more than all the rest. */
  readonly #admissions = new Map<Type, Map<Handler, Admission>>();

  constructor(@Inject(Reflector) reflector: Reflector, @Inject(Tokens) tokens: Tokens) {
    this.#reflector = reflector;
    this.#tokens = tokens;
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const { isPublic, allowed, handledBy } = this.#admissionOf(context.getClass(), context.getHandler());
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    request.handledBy = handledBy;
    if (isPublic) return true;
    // Found already where the token was verified a moment ago (http/protection.ts).
    if (request.identity !== undefined) return admit(request.identity, allowed, request);
    return this.#identityOf(request.headers.authorization).then((identity) => {
      request.identity = identity;
      return admit(identity, allowed, request);
    });
  }

  #admissionOf(of: Type, handler: Handler): Admission {
    let ofClass = this.#admissions.get(of);
    if (ofClass === undefined) this.#admissions.set(of, (ofClass = new Map<Handler, Admission>()));
    let admission = ofClass.get(handler);
    if (admission === undefined) {
      const targets = [handler, of];
      admission = {
        isPublic: this.#reflector.getAllAndOverride<boolean | undefined>(PUBLIC_KEY, targets) === true,
        allowed: this.#reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES_KEY, targets) ?? [],
        handledBy: { controller: of, handler },
      };
      ofClass.set(handler, admission);
    }
    return admission;
  }

  async #identityOf(authorization: string | undefined): Promise<Identity> {
    const token = bearerOf(authorization);
    if (token === undefined)
      throw new Problem(401, 'unauthenticated', 'présentez un jeton : Authorization: Bearer …', {
        headers: { 'www-authenticate': 'Bearer' },
      });
    try {
      return await this.#tokens.identify(token);
    } catch (error) {
      if (error instanceof TokenRefused)
        throw new Problem(401, 'unauthenticated', error.message, {
          headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
        });
      if (error instanceof KeysUnavailable)
        throw new Problem(503, 'unavailable', error.message, { headers: { 'retry-after': '2' } });
      throw error;
    }
  }
}

/** Throws Problem. */
function admit(identity: Identity, allowed: readonly Role[], request: FastifyRequest): true {
  if (!identity.roles.some((role) => allowed.includes(role)))
    throw new Problem(403, 'forbidden', `cette adresse est pour ${allowed.join(', ')}`);
  refuseOtherTeam(identity, request);
  return true;
}

/** A team sees its own team only: what is another's is not there for it. */
function refuseOtherTeam({ roles, team }: Identity, request: FastifyRequest): void {
  if (roles.some((role) => role !== 'team')) return;
  const asked = [request.params, request.query].map((given) => (given as { team?: unknown } | undefined)?.team);
  if (asked.some((name) => name !== undefined && name !== team))
    throw new Problem(403, 'forbidden', 'une équipe ne voit que ce qui est à elle');
}
