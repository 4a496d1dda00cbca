/** A real identity provider (oidc-provider) that people log in to, with the pages it has for development. */
import { once } from 'node:events';
import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const CLIENT = { id: 'decompte', secret: 'un-secret-de-vingt-quatre-lettres' } as const;

/** The claims of people, keyed by the login that they type. */
export type Accounts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Options {
  readonly accounts: Accounts;
  /** Address of the service. */
  readonly service: string;
  /** Its own name on this machine. */
  readonly host?: '127.0.0.1' | 'localhost';
  /** Where the claims of people come: in the token, or only with the person’s data. */
  readonly claimsIn?: 'token' | 'userinfo';
}

export class LoginProvider {
  readonly issuer: string;
  readonly #server: Server;
  readonly #answers: RequestListener;
  /** False: it answers every request with 500. */
  isWell = true;

  private constructor(server: Server, { accounts, service, host = '127.0.0.1', claimsIn = 'token' }: Options) {
    this.#server = server;
    this.issuer = `http://${host}:${(server.address() as AddressInfo).port}`;
    this.#answers = new Provider(this.issuer, configurationOf(accounts, service, claimsIn)).callback();
    server.on('request', (request, response) => {
      if (this.isWell) this.#answers(request, response);
      else response.writeHead(500).end();
    });
  }

  static async start(options: Options): Promise<LoginProvider> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LoginProvider(server, options);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function configurationOf(accounts: Accounts, service: string, claimsIn: 'token' | 'userinfo') {
  return {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${service}/session/openid/callback`],
        post_logout_redirect_uris: [`${service}/console/`],
        backchannel_logout_uri: `${service}/session/openid/backchannel-logout`,
        backchannel_logout_session_required: true,
        require_auth_time: true,
      },
    ],
    claims: { openid: ['sub', 'roles', 'team'], profile: ['name'] },
    conformIdTokenClaims: claimsIn === 'userinfo',
    features: { backchannelLogout: { enabled: true } },
    // Its default fetch refuses addresses of the machine itself.
    fetch: (address: string | URL, options: RequestInit) => fetch(address, options),
    ttl: { IdToken: 3_600, AccessToken: 3_600, Session: 86_400, Grant: 86_400, Interaction: 3_600 },
    cookies: { keys: ['a key of the tests'] },
    // Looked up by the typed login in the browser; by its subject in the service's requests.
    findAccount: (_: unknown, login: string, token?: unknown) => {
      const claims = { sub: login, ...accounts[login] };
      return { accountId: token === undefined ? login : claims.sub, claims: async () => claims };
    },
  };
}
