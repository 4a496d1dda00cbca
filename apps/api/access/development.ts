/**
 * Access in development: a key pair made at the start, and a provider that issues a token to any caller. It does not start in
 * production (environment.ts).
 */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ArrayNotEmpty, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { type CryptoKey, type JWK, SignJWT, createLocalJWKSet, exportJWK, generateKeyPair } from 'jose';
import { Public, ROLES, type Role } from '#apps/api/access/role.ts';
import { incompatibleRoles } from '#libs/commands/segregation.ts';
import { rolesText } from '#libs/words/labels/roles.ts';
import { OfAnyTeam } from '#apps/api/http/known-team.ts';
import { shapeProblem } from '#apps/api/http/validation.ts';
import type { TokenChecks } from '#apps/api/access/tokens.ts';

const ALGORITHM = 'ES256';
const ISSUER = 'urn:decompte:development';
const AUDIENCE = 'decompte';
const VALID_FOR = '12h';

interface DevelopmentClaims {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly team?: string;
}

/** Keys and tokens in development. */
export class DevelopmentProvider {
  readonly #privateKey: CryptoKey;
  readonly #jwk: JWK;

  private constructor(privateKey: CryptoKey, jwk: JWK) {
    this.#privateKey = privateKey;
    this.#jwk = jwk;
  }

  static async create(): Promise<DevelopmentProvider> {
    const { privateKey, publicKey } = await generateKeyPair(ALGORITHM);
    return new DevelopmentProvider(privateKey, { ...(await exportJWK(publicKey)), alg: ALGORITHM, kid: 'development' });
  }

  checks(): TokenChecks {
    return {
      issuer: ISSUER,
      audience: AUDIENCE,
      rolesClaim: 'roles',
      teamClaim: 'team',
      nameClaim: 'name',
      keys: createLocalJWKSet(this.jwks()),
    };
  }

  jwks(): { keys: JWK[] } {
    return { keys: [this.#jwk] };
  }

  token({ subject, roles, team }: DevelopmentClaims): Promise<string> {
    return new SignJWT({ roles, ...(team === undefined ? {} : { team }) })
      .setProtectedHeader({ alg: ALGORITHM, kid: 'development' })
      .setSubject(subject)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(VALID_FOR)
      .sign(this.#privateKey);
  }
}

@OfAnyTeam()
class TokenRequest {
  @IsString({ message: 'subject est un nom' })
  @MaxLength(200, { message: 'subject est trop long' })
  subject!: string;

  @ArrayNotEmpty({ message: 'roles est une liste d’au moins un rôle' })
  @IsIn(ROLES, { each: true, message: `roles vient de ${ROLES.join(', ')}` })
  roles!: Role[];

  @IsOptional()
  @IsString({ message: 'team est un identifiant d’équipe' })
  team?: string;
}

@ApiExcludeController()
@Public()
@Controller('development')
export class DevelopmentController {
  readonly #provider: DevelopmentProvider;

  constructor(@Inject(DevelopmentProvider) provider: DevelopmentProvider) {
    this.#provider = provider;
  }

  @Post('token')
  @HttpCode(200)
  async token(@Body() { subject, roles, team }: TokenRequest): Promise<{ token: string }> {
    const apart = incompatibleRoles(roles);
    if (apart !== undefined) {
      const detail = `une même personne ne peut pas avoir ces rôles : ${rolesText(apart, ' et ')}`;
      throw shapeProblem([{ path: '/roles', code: 'SHAPE', detail }]);
    }
    return { token: await this.#provider.token({ subject, roles, ...(team === undefined ? {} : { team }) }) };
  }

  @Get('jwks.json')
  jwks(): { keys: JWK[] } {
    return this.#provider.jwks();
  }
}
