/** An identity provider as the service sees it: an address with keys, and tokens signed with them. */
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, type JWK, SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { Role } from '#apps/api/access/role.ts';

export const ISSUER = 'https://identites.example/';
export const AUDIENCE = 'decompte';

/** The claims of a token in addition to the usual ones; undefined removes a claim. */
export interface Claims {
  readonly sub?: string | undefined;
  readonly roles?: unknown;
  readonly team?: unknown;
  readonly iss?: string | undefined;
  readonly aud?: string | undefined;
  readonly exp?: number | undefined;
  readonly nbf?: number | undefined;
  readonly [claim: string]: unknown;
}

interface Pair {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export type Health = 'well' | 'failing' | 'babbling' | 'silent';

export class OpenIdProvider {
  readonly #server: Server;
  #pairs: Pair[];
  /** How it answers a request for its keys. */
  health: Health = 'well';
  /** How often its keys were requested. */
  asked = 0;

  private constructor(pair: Pair) {
    this.#pairs = [pair];
    this.#server = createServer((_, response) => {
      this.asked++;
      if (this.health === 'silent') return;
      response.statusCode = this.health === 'failing' ? 500 : 200;
      response.setHeader('content-type', 'application/json');
      response.end(this.health === 'babbling' ? '<html>' : JSON.stringify({ keys: this.#pairs.map(({ jwk }) => jwk) }));
    });
  }

  static async start(): Promise<OpenIdProvider> {
    const provider = new OpenIdProvider(await newPair('1'));
    provider.#server.listen(0, '127.0.0.1');
    await once(provider.#server, 'listening');
    return provider;
  }

  get jwksUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/jwks`;
  }

  /** The environment of a service that trusts this provider. */
  environment(): Record<string, string> {
    return { ACCESS: 'openid', OIDC_ISSUER: ISSUER, OIDC_AUDIENCE: AUDIENCE, OIDC_JWKS_URL: this.jwksUrl };
  }

  get publicKey(): JWK {
    return this.#current.jwk;
  }

  get kid(): string {
    return this.#current.kid;
  }

  token(claims: Claims, header: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return signed(claims, this.#current.privateKey, { alg: 'ES256', kid: this.kid, ...header });
  }

  tokenOf(role: Role, team = 'PEPS-01', subject = `Une personne ${role}`): Promise<string> {
    return this.token({ sub: subject, roles: [role], ...(role === 'team' ? { team } : {}) });
  }

  /** Replaces the key; the previous one is no longer served. */
  async rotate(): Promise<void> {
    this.#pairs = [await newPair(String(Number(this.kid) + 1))];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get #current(): Pair {
    const [pair] = this.#pairs;
    if (pair === undefined) throw new Error('a provider without a key');
    return pair;
  }
}

/** Signs claims with any key and any header. */
export function signed(
  claims: Claims,
  key: CryptoKey | Uint8Array,
  header: Readonly<Record<string, unknown>>,
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const all = { iss: ISSUER, aud: AUDIENCE, iat: now, exp: now + 3_600, ...claims };
  return new SignJWT(all as Record<string, unknown>).setProtectedHeader(header as { alg: string }).sign(key);
}

export async function newKey(): Promise<CryptoKey> {
  return (await generateKeyPair('ES256')).privateKey;
}

async function newPair(kid: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}
