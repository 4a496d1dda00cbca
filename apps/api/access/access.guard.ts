/** Allows a request if its caller, found by admission.ts, has one of the roles of the route. */
import { type CanActivate, type ExecutionContext, Inject, Injectable, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { withoutToken } from '#apps/api/access/admission.ts';
import type { AuthenticatedRequest, HandledBy, Handler } from '#apps/api/access/authenticated-request.ts';
import { type Identity, PUBLIC_KEY, ROLES_KEY, type Role } from '#apps/api/access/role.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** The permissions of a route. */
interface Permission {
  readonly isPublic: boolean;
  readonly allowed: readonly Role[];
  readonly handledBy: HandledBy;
}

@Injectable()
export class AccessGuard implements CanActivate {
  readonly #reflector: Reflector;
  /** Cached by class, then by handler: reading the metadata is the costliest part. */
  readonly #permissions = new Map<Type, Map<Handler, Permission>>();

  constructor(@Inject(Reflector) reflector: Reflector) {
    this.#reflector = reflector;
  }

  canActivate(context: ExecutionContext): boolean {
    const { isPublic, allowed, handledBy } = this.#permissionOf(context.getClass(), context.getHandler());
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    request.handledBy = handledBy;
    return isPublic || permit(request, allowed);
  }

  #permissionOf(of: Type, handler: Handler): Permission {
    let ofClass = this.#permissions.get(of);
    if (ofClass === undefined) this.#permissions.set(of, (ofClass = new Map<Handler, Permission>()));
    let permission = ofClass.get(handler);
    if (permission === undefined) {
      const targets = [handler, of];
      permission = {
        isPublic: this.#reflector.getAllAndOverride<boolean | undefined>(PUBLIC_KEY, targets) === true,
        allowed: this.#reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES_KEY, targets) ?? [],
        handledBy: { controller: of, handler },
      };
      ofClass.set(handler, permission);
    }
    return permission;
  }
}

/** Throws Problem. */
function permit(request: AuthenticatedRequest, allowed: readonly Role[]): true {
  const { identity } = request;
  if (identity === undefined) throw withoutToken();
  if (!identity.roles.some((role) => allowed.includes(role)))
    throw new Problem(403, 'forbidden', `cette adresse est pour ${allowed.join(', ')}`);
  refuseOtherTeam(identity, request);
  return true;
}

/** A team sees its own data only. */
function refuseOtherTeam({ roles, team }: Identity, request: FastifyRequest): void {
  if (roles.some((role) => role !== 'team')) return;
  const asked = [request.params, request.query].map((given) => (given as { team?: unknown } | undefined)?.team);
  if (asked.some((name) => name !== undefined && name !== team))
    throw new Problem(403, 'forbidden', 'une équipe ne voit que ce qui est à elle');
}
