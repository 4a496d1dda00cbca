/** `GET /audit/accesses`: who read which patient or account, and when; reading this list is recorded too. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ACCESS_KINDS,
  type Access,
  type AccessKind,
  askedOfRecord,
  instantsOf,
} from '#libs/access-record/access-record.ts';
import { FindAccesses } from '#libs/access-record/queries/find-accesses.ts';
import { noteRead } from '#apps/api/access/reads.ts';
import { Allow, ROLES, type Role } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { IsDay, IsSearch, refuseReversed } from '#apps/api/http/parameters.ts';

class AccessesQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Ce qui a été lu : un pseudonyme, un compte ou un fichier, tel que ids le donne.',
  })
  @IsOptional()
  @IsSearch()
  id?: string;

  @ApiPropertyOptional({ description: 'Une seule personne, par son identifiant (sub).' })
  @IsOptional()
  @IsSearch()
  subject?: string;

  @ApiPropertyOptional({ description: 'Une seule sorte.', enum: ACCESS_KINDS })
  @IsOptional()
  @IsIn(ACCESS_KINDS, { message: `kind vient de ${ACCESS_KINDS.join(', ')}` })
  kind?: AccessKind;

  @ApiPropertyOptional({ description: 'Premier jour, en France.', example: '2020-01-01' })
  @IsOptional()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({ description: 'Dernier jour, en France.', example: '2099-12-31' })
  @IsOptional()
  @IsDay()
  to?: string;
}

class AccessView {
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) at!: string;
  @ApiProperty({ description: 'Identifiant de la personne (sub) ; vide pour LOST.', example: 'u-1' }) subject!: string;
  @ApiProperty({ example: 'Zoé' }) name!: string;
  @ApiProperty({ enum: ROLES, isArray: true, example: ['auditor'] }) roles!: readonly Role[];
  @ApiProperty({ description: 'Adresse lue, sans ses paramètres.', example: '/patients/P0000001' }) address!: string;
  @ApiProperty({ description: 'Numéro de la requête.', example: '2b5c…' }) request!: string;
  @ApiProperty({
    description:
      'PATIENT : des patients, par pseudonyme ; ACCOUNT : des comptes en entier ; FILE : un fichier qui en contient ; RECORD : ce registre ; ' +
      'ROLES : rien, un jeton a montré ses rôles ; LOST : ce qui n’a pas pu être gardé.',
    enum: ACCESS_KINDS,
    example: 'PATIENT',
  })
  kind!: AccessKind;
  @ApiProperty({
    description: 'Au plus mille. D’un compte : ce qui n’en est pas caché, et le début de son SHA-256.',
    type: [String],
    example: ['P0000001'],
  })
  ids!: readonly string[];
  @ApiProperty({ description: 'Combien ; plus que ids s’il y en avait trop pour les garder.', example: 1 })
  count!: number;
}

class AccessesPage extends ListOf {
  @ApiProperty({ type: [AccessView] }) items!: AccessView[];
}

const COLUMNS: Columns<AccessView> = {
  at: ({ at }) => at,
  subject: ({ subject }) => subject,
  name: ({ name }) => name,
  roles: ({ roles }) => roles.join('; '),
  address: ({ address }) => address,
  request: ({ request }) => request,
  kind: ({ kind }) => kind,
  ids: ({ ids }) => ids.join('; '),
  count: ({ count }) => count,
};

@ApiTags('audit')
@Controller('audit/accesses')
export class AccessesController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow('auditor')
  @Reads()
  @ApiOperation({
    operationId: 'listAccesses',
    summary: 'Qui a lu quel patient ou quel compte, et quand ; lire ce registre y est aussi.',
  })
  @ApiPage(AccessesPage, COLUMNS)
  async list(
    @Query() query: AccessesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { id, subject, kind, from, to } = query;
    if (from !== undefined && to !== undefined) refuseReversed(from, to);
    noteRead('RECORD', ...askedOfRecord([id, subject, kind, from, to]));
    const filter = { id, subject, kind, ...instantsOf(from, to) };
    const { items, next } = await this.#queries.execute(new FindAccesses(filter, pageRequest(query, request)));
    return sendPage(request, reply, { items: items.map(accessView), next }, COLUMNS);
  }
}

function accessView({ key: _, session: __, ...access }: Access): AccessView {
  return access;
}
