/** Sessions of the console, and how people begin one. */
import {
  type DynamicModule,
  Global,
  Inject,
  Module,
  type OnApplicationShutdown,
  type Provider,
  type Type,
} from '@nestjs/common';
import type { ShortLived } from '#libs/short-lived/short-lived.ts';
import { remoteKeys } from '#apps/api/access/keys.ts';
import type { AccessSettings } from '#apps/api/environment.ts';
import { ChoosePersonController, PEOPLE } from '#apps/api/session/development-people.ts';
import { LOGIN, type Login } from '#apps/api/session/login.ts';
import { LogoutTokens } from '#apps/api/session/openid/logout-tokens.ts';
import { IdentityProvider } from '#apps/api/session/openid/identity-provider.ts';
import { OpenIdController } from '#apps/api/session/openid/openid.controller.ts';
import { PendingLogins } from '#apps/api/session/openid/pending-logins.ts';
import { SessionCookie } from '#apps/api/session/session-cookie.ts';
import { SessionController } from '#apps/api/session/session.controller.ts';
import { KeptSessions, SESSIONS } from '#apps/api/session/sessions.ts';

/** One way to log in: its description for the console, and its modules. */
interface Way {
  readonly login: Login;
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
}

/** Injection token of the store of sessions and logins. */
const STORE = Symbol('short-lived');

const now = (): number => Date.now();
const nowhere = async (): Promise<undefined> => undefined;

@Global()
@Module({})
export class SessionModule implements OnApplicationShutdown {
  readonly #store: ShortLived;

  constructor(@Inject(STORE) store: ShortLived) {
    this.#store = store;
  }

  /** `store`: closed with the application. */
  static of(settings: AccessSettings, store: ShortLived): DynamicModule {
    const { login, controllers, providers } = wayOf(settings, store);
    const sessions = new KeptSessions(store);
    const cookie = new SessionCookie(sessions, settings.mode !== 'development', now);
    return {
      module: SessionModule,
      controllers: [SessionController, ...controllers],
      providers: [
        { provide: LOGIN, useValue: login },
        { provide: SESSIONS, useValue: sessions },
        { provide: STORE, useValue: store },
        { provide: SessionCookie, useValue: cookie },
        ...providers,
      ],
      exports: [SessionCookie],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#store.close();
  }
}

function wayOf(settings: AccessSettings, store: ShortLived): Way {
  if (settings.mode === 'development') {
    const login: Login = { way: 'development', people: PEOPLE, leaveTo: nowhere };
    return { login, controllers: [ChoosePersonController], providers: [] };
  }
  const { login: client, issuer, jwksUrl } = settings;
  if (client === undefined)
    return { login: { way: 'tokens', people: [], leaveTo: nowhere }, controllers: [], providers: [] };
  const provider = new IdentityProvider(issuer, client, settings);
  const logoutTokens = new LogoutTokens({ issuer, audience: client.clientId, keys: remoteKeys(jwksUrl, now) }, now);
  return {
    login: { way: 'openid', people: [], leaveTo: () => provider.logoutAddress() },
    controllers: [OpenIdController],
    providers: [
      { provide: IdentityProvider, useValue: provider },
      { provide: PendingLogins, useValue: new PendingLogins(store, now) },
      { provide: LogoutTokens, useValue: logoutTokens },
    ],
  };
}
