/** Sessions of the console, and how people begin one. */
import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { AccessSettings } from '#apps/api/environment.ts';
import { ChoosePersonController, PEOPLE } from '#apps/api/session/development-people.ts';
import { LOGIN, type Login } from '#apps/api/session/login.ts';
import { SessionCookie } from '#apps/api/session/session-cookie.ts';
import { SessionController } from '#apps/api/session/session.controller.ts';
import { SessionsInMemory } from '#apps/api/session/sessions.ts';

@Global()
@Module({})
export class SessionModule {
  static of({ mode }: AccessSettings): DynamicModule {
    const isDevelopment = mode === 'development';
    const login: Login = { way: mode, people: isDevelopment ? PEOPLE : [] };
    const cookie = new SessionCookie(new SessionsInMemory(), !isDevelopment, () => Date.now());
    return {
      module: SessionModule,
      controllers: [SessionController, ...(isDevelopment ? [ChoosePersonController] : [])],
      providers: [
        { provide: LOGIN, useValue: login },
        { provide: SessionCookie, useValue: cookie },
      ],
      exports: [SessionCookie],
    };
  }
}
