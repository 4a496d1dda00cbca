/** The identity provider, as a client of it sees it: OpenID Connect with a code, PKCE, state and nonce. */
import * as openid from 'openid-client';
import { type ClaimNames, type SignedIn, TokenRefused, textClaim, signedInOf } from '#apps/api/access/claims.ts';
import { type LoginSettings, isLoopback } from '#apps/api/environment.ts';
import type { PendingLogin } from '#apps/api/session/openid/pending-logins.ts';
import type { Proof } from '#apps/api/session/sessions.ts';

/** The provider does not answer, or answers incorrectly; this says nothing about the person. */
export class ProviderUnavailable extends Error {
  constructor(cause: unknown) {
    super('le fournisseur d’identité ne répond pas comme il faut ; réessayez dans un instant', { cause });
  }
}

/** A refused login. The message is in French. */
export class LoginRefused extends Error {}

/** Maximum of one request to the provider, in seconds. */
const TIMEOUT_S = 5;

/** Codes of openid-client for an answer that no provider gives. */
const NO_ANSWER = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

/** The error codes of a provider that has a fault itself. */
const OF_PROVIDER = ['server_error', 'temporarily_unavailable'];

export class IdentityProvider {
  readonly #issuer: URL;
  readonly #client: LoginSettings;
  readonly #claims: ClaimNames;
  #discovered: Promise<openid.Configuration> | undefined;

  constructor(issuer: string, client: LoginSettings, claims: ClaimNames) {
    this.#issuer = new URL(issuer);
    this.#client = client;
    this.#claims = claims;
  }

  /** A login to store, and the address to send the person to. `recent`: asks for a new authentication. Throws ProviderUnavailable. */
  async begin(
    back: string,
    { recent, former }: { readonly recent: boolean; readonly former: string | undefined },
  ): Promise<{ readonly login: PendingLogin; readonly address: string }> {
    const { redirectUrl, scope, recentMinutes } = this.#client;
    const provider = await this.#provider();
    const codeVerifier = openid.randomPKCECodeVerifier();
    const login: PendingLogin = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      codeVerifier,
      back,
      maxAgeS: recent ? recentMinutes * 60 : undefined,
      former,
    };
    const address = openid.buildAuthorizationUrl(provider, {
      redirect_uri: redirectUrl.href,
      scope,
      state: login.state,
      nonce: login.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      // A browser can remove the prompt from the address, so the age is checked again in the answer.
      ...(login.maxAgeS === undefined ? {} : { max_age: String(login.maxAgeS), prompt: 'login' }),
    });
    return { login, address: address.href };
  }

  /**
   * The person who came back with `search`, the query of the callback. Throws LoginRefused, TokenRefused for refused claims, and
   * ProviderUnavailable.
   */
  async redeem(
    search: string,
    { state, nonce, codeVerifier, maxAgeS }: PendingLogin,
    nowMs: number,
  ): Promise<{ readonly person: SignedIn; readonly proof: Proof }> {
    const provider = await this.#provider();
    const address = new URL(this.#client.redirectUrl);
    address.search = search;
    try {
      const tokens = await openid.authorizationCodeGrant(provider, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
        ...(maxAgeS === undefined ? {} : { maxAge: maxAgeS }),
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new LoginRefused('le fournisseur d’identité n’a pas dit qui est venu (id_token)');
      const person = signedInOf(await this.#withRoles(provider, tokens.access_token, claims), this.#claims);
      // A time to come would keep a login recent for longer.
      const authenticatedMs = Math.min((claims.auth_time ?? 0) * 1_000, nowMs);
      const sid = textClaim('jti', claims['sid'], 'sid');
      return { person, proof: { authenticatedMs, untilMs: claims.exp * 1_000, sid } };
    } catch (error) {
      throw loginError(error);
    }
  }

  /** The address where the provider ends its own session; undefined if it has none, or does not answer. */
  async logoutAddress(): Promise<string | undefined> {
    try {
      const provider = await this.#provider();
      if (provider.serverMetadata().end_session_endpoint === undefined) return undefined;
      const home = new URL('/console/', this.#client.redirectUrl).href;
      return openid.buildEndSessionUrl(provider, { post_logout_redirect_uri: home }).href;
    } catch (error) {
      // The session here has ended anyway.
      if (error instanceof ProviderUnavailable) return undefined;
      throw error;
    }
  }

  /** Some providers give the roles only with the person’s data. */
  async #withRoles(
    provider: openid.Configuration,
    accessToken: string,
    claims: openid.IDToken,
  ): Promise<openid.IDToken> {
    if (claims[this.#claims.rolesClaim] !== undefined) return claims;
    if (provider.serverMetadata().userinfo_endpoint === undefined) return claims;
    return { ...(await openid.fetchUserInfo(provider, accessToken, claims.sub)), ...claims };
  }

  /** Requested once; again after a failure. Throws ProviderUnavailable. */
  async #provider(): Promise<openid.Configuration> {
    const asked = (this.#discovered ??= this.#discover());
    try {
      return await asked;
    } catch (error) {
      if (this.#discovered === asked) this.#discovered = undefined;
      throw new ProviderUnavailable(error);
    }
  }

  #discover(): Promise<openid.Configuration> {
    const { clientId, clientSecret } = this.#client;
    // The signature of the provider's answer is checked, although it comes over TLS.
    const checks = [openid.enableNonRepudiationChecks];
    // oxlint-disable-next-line typescript/no-deprecated -- the name is crossed out as a warning: on the machine itself alone
    const execute = isLoopback(this.#issuer) ? [...checks, openid.allowInsecureRequests] : checks;
    const options = { execute, timeout: TIMEOUT_S };
    return openid.discovery(this.#issuer, clientId, {}, openid.ClientSecretBasic(clientSecret), options);
  }
}

/** Turns an error of openid-client into one about the login or the provider. Other errors stay unchanged. */
function loginError(error: unknown): unknown {
  if (error instanceof LoginRefused || error instanceof TokenRefused) return error;
  if (error instanceof openid.AuthorizationResponseError) return ofPerson(error);
  if (error instanceof openid.ResponseBodyError)
    return error.error === 'invalid_grant'
      ? new LoginRefused('le code du fournisseur d’identité a déjà servi ou a expiré ; recommencez')
      : new ProviderUnavailable(error);
  if (error instanceof openid.ClientError)
    return NO_ANSWER.has(error.code ?? '')
      ? new ProviderUnavailable(error)
      : new LoginRefused('ce que dit le fournisseur d’identité n’est pas pour cette connexion ; recommencez', {
          cause: error,
        });
  // The error by which fetch reports a missing connection.
  return error instanceof TypeError && error.cause !== undefined ? new ProviderUnavailable(error) : error;
}

function ofPerson(error: openid.AuthorizationResponseError): Error {
  if (OF_PROVIDER.includes(error.error)) return new ProviderUnavailable(error);
  const isDenied = error.error === 'access_denied';
  return new LoginRefused(
    isDenied
      ? 'le fournisseur d’identité n’a laissé entrer personne ; recommencez, ou demandez-lui l’accès à Décompte'
      : 'le fournisseur d’identité n’a pas pris la demande ; recommencez',
    { cause: error },
  );
}
