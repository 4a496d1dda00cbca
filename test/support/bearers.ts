/** One person with a token for each role: one token may not have all roles, so each request gets a token that its route allows. */
import { ROLES, type Role } from '#apps/api/access/role.ts';
import type { Route } from '#apps/api/access/routes.ts';
import type { OpenIdProvider } from '#test/support/openid-provider.ts';

interface Called {
  readonly routes: readonly Route[];
  readonly provider: OpenIdProvider;
}

export class Bearers {
  readonly #routes: readonly (readonly [method: string, path: RegExp, role: Role])[];
  readonly #byRole: ReadonlyMap<Role, string>;

  private constructor(routes: readonly Route[], byRole: ReadonlyMap<Role, string>) {
    // The more literal of two addresses first: /teams/all before /teams/{team}.
    const literal = [...routes].sort((a, b) => a.path.split('{').length - b.path.split('{').length);
    this.#routes = literal.map(({ method, path, roles }) => [method, patternOf(path), roleAmong(roles)] as const);
    this.#byRole = byRole;
  }

  static async of({ routes, provider }: Called, sub: string, team: string): Promise<Bearers> {
    const tokens = ROLES.map(
      async (role) => [role, `Bearer ${await provider.token({ sub, roles: [role], team })}`] as const,
    );
    return new Bearers(routes, new Map(await Promise.all(tokens)));
  }

  /** The authorization of a request: a role that its route allows, or an operator. */
  for(method: string, path: string): string {
    const [address = ''] = path.split('?');
    const asked = method === 'HEAD' ? 'GET' : method;
    const found = this.#routes.find(([of, pattern]) => of === asked && pattern.test(address));
    return this.#byRole.get(found?.[2] ?? 'operator') ?? '';
  }
}

/** Prefers the roles of the people at the insurance: they see every team. */
function roleAmong(roles: readonly Role[] | undefined): Role {
  return roles?.find((role) => role !== 'team') ?? roles?.[0] ?? 'operator';
}

function patternOf(path: string): RegExp {
  const segments = path.split('/').map((part) => (part.startsWith('{') ? '[^/]*' : part.replaceAll('.', '\\.')));
  return new RegExp(`^${segments.join('/')}/?$`);
}
