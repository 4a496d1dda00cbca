/** `/session/openid`: a person goes to the identity provider, comes back, and has a session. For browsers, so not in the contract. */
import { randomBytes } from 'node:crypto';
import { Controller, Get, Header, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { TokenRefused } from '#apps/api/access/claims.ts';
import { KeysUnavailable } from '#apps/api/access/keys.ts';
import { Public } from '#apps/api/access/role.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { problemOf } from '#apps/api/http/problem.filter.ts';
import { consoleAddress } from '#apps/api/session/openid/back.ts';
import { IdentityProvider, LoginRefused, ProviderUnavailable } from '#apps/api/session/openid/identity-provider.ts';
import { LogoutTokenRefused, LogoutTokens } from '#apps/api/session/openid/logout-tokens.ts';
import { PENDING_MS, PendingLogins } from '#apps/api/session/openid/pending-logins.ts';
import { sendRefusal, wantsPage } from '#apps/api/session/openid/refusal-page.ts';
import { SessionCookie, cookieOf } from '#apps/api/session/session-cookie.ts';
import { SESSIONS, type Sessions } from '#apps/api/session/sessions.ts';

/**
 * Holds the secret that binds a login to its browser. The cookie of a session is not sent with a request that comes from the provider’s
 * site (SameSite=Strict); this cookie is (Lax), and gives no access.
 */
const COOKIE = '__Host-decompte-login';
const ATTRIBUTES = `Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=${PENDING_MS / 1_000}`;
const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;
const HOME = '/console/';
const RETRY = { headers: { 'retry-after': '5' } };

@ApiExcludeController()
@Public()
@Controller('session/openid')
export class OpenIdController {
  readonly #provider: IdentityProvider;
  readonly #pending: PendingLogins;
  readonly #cookie: SessionCookie;
  readonly #sessions: Sessions;
  readonly #logoutTokens: LogoutTokens;

  constructor(
    @Inject(IdentityProvider) provider: IdentityProvider,
    @Inject(PendingLogins) pending: PendingLogins,
    @Inject(SessionCookie) cookie: SessionCookie,
    @Inject(SESSIONS) sessions: Sessions,
    @Inject(LogoutTokens) logoutTokens: LogoutTokens,
  ) {
    this.#provider = provider;
    this.#pending = pending;
    this.#cookie = cookie;
    this.#sessions = sessions;
    this.#logoutTokens = logoutTokens;
  }

  /** `back`: the console address to return to; `recent`: asks for a new authentication. */
  @Get()
  async begin(
    @Query() query: unknown,
    @Req() request: AuthenticatedRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { back: asked = HOME, recent } = query as { readonly back?: unknown; readonly recent?: unknown };
    const back = consoleAddress(asked);
    await answered(request, reply, back ?? HOME, async () => {
      if (back === undefined) throw new Problem(400, 'invalid-shape', `back est une adresse de la console : ${HOME}…`);
      const former = request.identity?.authenticatedMs === undefined ? undefined : request.identity.session;
      const { login, address } = await this.#provider.begin(back, { recent: recent === '1', former });
      // Several windows of a browser may log in at once.
      const known = cookieOf(request, COOKIE) ?? '';
      const secret = SECRET.test(known) ? known : randomBytes(SECRET_BYTES).toString('base64url');
      await this.#pending.keep(login, secret);
      void reply.header('set-cookie', `${COOKIE}=${secret}; ${ATTRIBUTES}`);
      redirect(reply, address);
    });
  }

  @Get('callback')
  async callback(
    @Query() query: unknown,
    @Req() request: AuthenticatedRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { state } = query as { readonly state?: unknown };
    const secret = cookieOf(request, COOKIE) ?? '';
    const login = typeof state === 'string' ? await this.#pending.take(state, secret) : undefined;
    await answered(request, reply, login?.back ?? HOME, async () => {
      if (login === undefined)
        throw new LoginRefused(
          'cette connexion n’a pas commencé dans ce navigateur, ou il y a trop longtemps, ou elle a déjà servi ; recommencez',
        );
      const search = request.url.slice(request.url.indexOf('?'));
      const { person, proof } = await this.#provider.redeem(search, login, Date.now());
      await this.#cookie.begin(person, proof, request, reply);
      if (login.former !== undefined) await this.#sessions.revoke({ session: login.former }, Date.now());
      redirect(reply, login.back);
    });
  }

  /** The provider itself reports that a session ended. */
  @Post('backchannel-logout')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async endedThere(@Req() { body }: AuthenticatedRequest): Promise<void> {
    const token = body instanceof URLSearchParams ? body.get('logout_token') : null;
    if (token === null) throw new Problem(400, 'invalid-shape', 'il faut un formulaire avec logout_token');
    try {
      await this.#sessions.revoke(await this.#logoutTokens.read(token), Date.now());
    } catch (error) {
      throw loginProblem(error);
    }
  }
}

/** Turns an error into a page for a browser, otherwise into the problem itself. */
async function answered(
  request: AuthenticatedRequest,
  reply: FastifyReply,
  back: string,
  does: () => Promise<void>,
): Promise<void> {
  try {
    await does();
  } catch (error) {
    const problem = problemOf(loginProblem(error));
    // The person can try again; the operator must know the cause.
    if (error instanceof ProviderUnavailable)
      request.log.warn({ request: request.id, err: error.cause }, 'identity provider unavailable');
    if (problem.kind === 'internal') throw error;
    if (!wantsPage(request)) throw problem;
    sendRefusal(problem, back, request, reply);
  }
}

function redirect(reply: FastifyReply, address: string): void {
  void reply.header('cache-control', 'no-store').redirect(address, 303);
}

function loginProblem(error: unknown): unknown {
  if (error instanceof ProviderUnavailable) return new Problem(503, 'unavailable', error.message, RETRY);
  if (error instanceof KeysUnavailable) return new Problem(503, 'unavailable', error.message, RETRY);
  if (error instanceof LoginRefused || error instanceof TokenRefused)
    return new Problem(403, 'login-refused', error.message);
  if (error instanceof LogoutTokenRefused) return new Problem(400, 'invalid-shape', error.message);
  return error;
}
