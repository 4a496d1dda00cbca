/** `/session`: the identity of the caller, and the end of a session of the console. */
import { Controller, Delete, Get, Header, HttpCode, Inject, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { Allow, type Identity, Public, ROLES, type Role } from '#apps/api/access/role.ts';
import { NoBody } from '#apps/api/http/commands.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { SessionCookie } from '#apps/api/session/session-cookie.ts';
import { IDLE_MS } from '#apps/api/session/sessions.ts';
import { LOGIN, type Login, WAYS } from '#apps/api/session/login.ts';

class SessionView {
  @ApiProperty({ description: 'Identifiant (sub), le même pour toujours.', example: 'u-1' }) subject!: string;
  @ApiProperty({ example: 'Alice Martin' }) name!: string;
  @ApiProperty({ enum: ROLES, isArray: true, example: ['operator'] }) roles!: readonly Role[];
  @ApiProperty({ description: 'Du rôle team.', type: String, nullable: true, example: null }) team!: string | null;
  @ApiProperty({ description: 'Fin, au plus tard.', example: '2026-11-03T20:00:00.000Z' }) until!: string;
  @ApiProperty({
    description: 'Minutes sans rien faire après lesquelles une session de la console finit.',
    example: 30,
  })
  idleMinutes!: number;
}

class PersonToChooseView {
  @ApiProperty({ example: 'alice-operator' }) id!: string;
  @ApiProperty({ example: 'Alice Martin' }) name!: string;
  @ApiProperty({ enum: ROLES, isArray: true, example: ['operator'] }) roles!: readonly Role[];
  @ApiProperty({ type: String, nullable: true, example: null }) team!: string | null;
  @ApiProperty({ description: 'À quoi elle sert dans la démonstration.', example: 'calcule et soumet' }) does!: string;
}

class LoginView {
  @ApiProperty({
    description:
      'development : une personne à choisir ; openid : un fournisseur d’identité ; tokens : personne ne se connecte ici, les programmes ont des jetons.',
    enum: WAYS,
    example: 'openid',
  })
  way!: Login['way'];
  @ApiProperty({ description: 'En développement seulement.', type: [PersonToChooseView], example: [] })
  people!: readonly PersonToChooseView[];
  @ApiProperty({ description: 'Si celui qui demande est identifié : GET /session dit qui il est.', example: false })
  signedIn!: boolean;
}

class EndedSessionView {
  @ApiProperty({
    description: 'Où aller ensuite, pour finir aussi la session chez le fournisseur d’identité ; null : nulle part.',
    type: String,
    nullable: true,
    example: 'https://identites.example/session/end?client_id=decompte',
  })
  continueAt!: string | null;
}

@ApiTags('session')
@Controller('session')
export class SessionController {
  readonly #cookie: SessionCookie;
  readonly #login: Login;

  constructor(@Inject(SessionCookie) cookie: SessionCookie, @Inject(LOGIN) login: Login) {
    this.#cookie = cookie;
    this.#login = login;
  }

  @Get()
  @Allow(...ROLES)
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'readSession', summary: 'Qui demande : son nom, ses rôles, son équipe.' })
  @ApiOkResponse({ type: SessionView })
  read(@Caller() { subject, name, roles, team, untilMs }: Identity): SessionView {
    const until = new Date(untilMs).toISOString();
    return { subject, name, roles, team: team ?? null, until, idleMinutes: IDLE_MS / 60_000 };
  }

  @Delete()
  @HttpCode(200)
  @Allow(...ROLES)
  @ApiOperation({ operationId: 'endSession', summary: 'Termine la session de la console ; un jeton n’en a pas.' })
  @ApiOkResponse({ type: EndedSessionView })
  async end(
    @NoBody() _: undefined,
    @Caller() { authenticatedMs }: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EndedSessionView> {
    await this.#cookie.end(request, reply);
    // A token has no session to end.
    return { continueAt: authenticatedMs === undefined ? null : ((await this.#login.leaveTo()) ?? null) };
  }

  @Get('login')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'readLogin', summary: 'Comment s’identifier dans la console.' })
  @ApiOkResponse({ type: LoginView })
  login(@Req() { identity }: AuthenticatedRequest): LoginView {
    const { way, people } = this.#login;
    return {
      way,
      people: people.map(({ id, name, roles, team, does }) => ({ id, name, roles, team: team ?? null, does })),
      signedIn: identity !== undefined,
    };
  }
}
