/** Access control: tokens of an OpenID Connect provider, or of development. */
import { type DynamicModule, Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { AccessGuard, RECENT_LOGIN_MS } from '#apps/api/access/access.guard.ts';
import { DevelopmentController, DevelopmentProvider } from '#apps/api/access/development.ts';
import { remoteKeys } from '#apps/api/access/keys.ts';
import { refuseUnmarked, routesOf } from '#apps/api/access/routes.ts';
import { type TokenChecks, Tokens } from '#apps/api/access/tokens.ts';
import type { AccessSettings } from '#apps/api/environment.ts';
import { AfterGuard } from '#apps/api/http/after.ts';
import { NoQueryGuard } from '#apps/api/http/no-query.ts';

@Global()
@Module({})
export class AccessModule implements OnModuleInit {
  readonly #discovery: DiscoveryService;

  constructor(@Inject(DiscoveryService) discovery: DiscoveryService) {
    this.#discovery = discovery;
  }

  static async of(settings: AccessSettings): Promise<DynamicModule> {
    const provider = settings.mode === 'development' ? await DevelopmentProvider.create() : undefined;
    const checks = provider?.checks() ?? checksOf(settings);
    return {
      module: AccessModule,
      imports: [DiscoveryModule],
      controllers: provider === undefined ? [] : [DevelopmentController],
      providers: [
        { provide: Tokens, useValue: new Tokens(checks, () => Date.now()) },
        { provide: RECENT_LOGIN_MS, useValue: recentLoginMs(settings) },
        // The order matters: the caller is authenticated before it waits for a position.
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: NoQueryGuard },
        { provide: APP_GUARD, useExisting: AfterGuard },
        ...(provider === undefined ? [] : [{ provide: DevelopmentProvider, useValue: provider }]),
      ],
      exports: [Tokens, ...(provider === undefined ? [] : [DevelopmentProvider])],
    };
  }

  /** Stops the start for a route without callers. */
  onModuleInit(): void {
    refuseUnmarked(routesOf(this.#discovery));
  }
}

function checksOf(settings: AccessSettings): TokenChecks {
  if (settings.mode !== 'openid') throw new RangeError('a developer’s machine has a provider of its own');
  const { issuer, audience, rolesClaim, teamClaim, nameClaim, jwksUrl } = settings;
  return { issuer, audience, rolesClaim, teamClaim, nameClaim, keys: remoteKeys(jwksUrl, () => Date.now()) };
}

/** In development there are no passwords, so a recent login proves nothing. */
function recentLoginMs(settings: AccessSettings): number | undefined {
  return settings.mode === 'openid' && settings.login !== undefined ? settings.login.recentMinutes * 60_000 : undefined;
}
