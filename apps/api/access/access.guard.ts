/** Allows a request if its caller, found by admission.ts, has one of the roles of the route. */
import { type CanActivate, type ExecutionContext, Inject, Injectable, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { withoutToken } from '#apps/api/access/admission.ts';
import type { AuthenticatedRequest, HandledBy, RouteHandler } from '#apps/api/access/authenticated-request.ts';
import { type Identity, PUBLIC_KEY, RECENT_LOGIN_KEY, ROLES_KEY, type Role } from '#apps/api/access/role.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { rolesText } from '#libs/words/labels/roles.ts';

/** Injection token: maximum age of a login, in ms, for routes that ask for a recent one; undefined if none is asked for. */
export const RECENT_LOGIN_MS = Symbol('recent login');

/** The permissions of a route. */
interface Permission {
  readonly isPublic: boolean;
  readonly allowed: readonly Role[];
  readonly needsRecentLogin: boolean;
  readonly handledBy: HandledBy;
}

@Injectable()
export class AccessGuard implements CanActivate {
  readonly #reflector: Reflector;
  readonly #recentMs: number | undefined;
  /** Cached by class, then by handler: reading the metadata is the costliest part. */
  readonly #permissions = new Map<Type, Map<RouteHandler, Permission>>();

  constructor(@Inject(Reflector) reflector: Reflector, @Inject(RECENT_LOGIN_MS) recentMs: number | undefined) {
    this.#reflector = reflector;
    this.#recentMs = recentMs;
  }

  canActivate(context: ExecutionContext): boolean {
    const permission = this.#permissionOf(context.getClass(), context.getHandler());
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    request.handledBy = permission.handledBy;
    if (permission.isPublic) return true;
    const identity = permit(request, permission.allowed);
    if (permission.needsRecentLogin) this.#requireRecentLogin(identity);
    return true;
  }

  /** A token proves its person with each request; a session, when it began. Throws Problem. */
  #requireRecentLogin({ authenticatedMs }: Identity): void {
    if (this.#recentMs === undefined || authenticatedMs === undefined) return;
    if (Date.now() - authenticatedMs <= this.#recentMs) return;
    const minutes = this.#recentMs / 60_000;
    const detail = `pour faire partir de l’argent, identifiez-vous à nouveau : c’est demandé au plus ${minutes} minutes avant ; rien n’a été fait`;
    throw new Problem(403, 'recent-login', detail);
  }

  #permissionOf(of: Type, handler: RouteHandler): Permission {
    let ofClass = this.#permissions.get(of);
    if (ofClass === undefined) this.#permissions.set(of, (ofClass = new Map<RouteHandler, Permission>()));
    let permission = ofClass.get(handler);
    if (permission === undefined) {
      const targets = [handler, of];
      permission = {
        isPublic: this.#reflector.getAllAndOverride<boolean | undefined>(PUBLIC_KEY, targets) === true,
        allowed: this.#reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES_KEY, targets) ?? [],
        needsRecentLogin: this.#reflector.getAllAndOverride<boolean | undefined>(RECENT_LOGIN_KEY, targets) === true,
        handledBy: { controller: of, handler },
      };
      ofClass.set(handler, permission);
    }
    return permission;
  }
}

/** Throws Problem. */
function permit(request: AuthenticatedRequest, allowed: readonly Role[]): Identity {
  const { identity } = request;
  if (identity === undefined) throw withoutToken();
  if (!identity.roles.some((role) => allowed.includes(role)))
    throw new Problem(403, 'forbidden', `cette adresse demande le rôle ${rolesText(allowed, ' ou ')}`);
  refuseOtherTeam(identity, request);
  return identity;
}

/** A team sees its own data only. */
function refuseOtherTeam({ roles, team }: Identity, request: FastifyRequest): void {
  if (roles.some((role) => role !== 'team')) return;
  const asked = [request.params, request.query].map((given) => (given as { team?: unknown } | undefined)?.team);
  if (asked.some((name) => name !== undefined && name !== team))
    throw new Problem(403, 'forbidden', 'une équipe ne voit que ce qui est à elle');
}
