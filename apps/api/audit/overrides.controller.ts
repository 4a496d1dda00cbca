/** `/audit/exceptions`, `/audit/late-facts` and `/audit/roles`: deviations from the usual process, late facts, and the roles of people. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OVERRIDE_KINDS, type AuditOverride, type OverrideKind } from '#libs/audit/tools/overrides.ts';
import { FindLateFacts } from '#libs/audit/tools/queries/find-late-facts.ts';
import { FindOverrides } from '#libs/audit/tools/queries/find-overrides.ts';
import { FindRoles } from '#libs/audit/tools/queries/find-roles.ts';
import { ROLE_SOURCES, type RoleSeen, type RoleSource } from '#libs/audit/tools/roles.ts';
import { numberKey } from '#libs/kernel/page.ts';
import { OVERRIDE_LABELS, ROLE_SOURCE_TEXTS } from '#libs/words/labels/audit.ts';
import { noteStream } from '#apps/api/access/reads.ts';
import { Allow, ROLES, type Role } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { FromDigits } from '#apps/api/http/decimal.ts';
import { IsTeam } from '#apps/api/http/fields.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import {
  type Columns,
  DEFAULT_PAGE,
  ListOf,
  PageQuery,
  badCursor,
  keyOfCursor,
  pageOf,
  sendPage,
  dayColumn,
} from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';

class OverridesQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Une seule sorte.', enum: OVERRIDE_KINDS, example: 'EXCEPTION_GIVEN' })
  @IsOptional()
  @IsIn(OVERRIDE_KINDS, { message: `kind vient de ${OVERRIDE_KINDS.join(', ')}` })
  kind?: OverrideKind;

  @ApiPropertyOptional({ description: 'Une seule équipe.' })
  @IsOptional()
  @IsTeam()
  team?: string;
}

class AuditOverrideView {
  @ApiProperty({ description: 'Dans le journal.', example: 178823 }) position!: number;
  @ApiProperty({ enum: OVERRIDE_KINDS, example: 'EXCEPTION_GIVEN' }) kind!: OverrideKind;
  @ApiProperty({ description: 'La sorte, en mots.', example: 'exception confirmée' }) label!: string;
  @ApiProperty({ example: 'payment-ledger' }) stream!: string;
  @ApiProperty({ description: 'Vide s’il n’y en a pas.', example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({ description: 'Vide s’il n’y en a pas.', example: 'PEPS-01' }) team!: string;
  @ApiProperty({ description: 'Vide s’il n’y en a pas.', example: '2023-Q2' }) period!: string;
  @ApiProperty({
    description: 'L’exception, le versement, la campagne, la proposition dont il s’agit ; vide sinon.',
    example: 'E-2026-1',
  })
  about!: string;
  @ApiProperty({ description: 'En centimes ; 0 sans montant.', example: '5000000' }) amountCents!: string;
  @ApiProperty({ type: PersonView }) by!: PersonView;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) at!: string;
  @ApiProperty({ description: 'Tel que saisi, ou un code ; vide sinon.', example: 'avenant signé' }) reason!: string;
}

class OverridesPage extends ListOf {
  @ApiProperty({ type: [AuditOverrideView] }) items!: AuditOverrideView[];
}

const OVERRIDE_COLUMNS: Columns<AuditOverrideView> = {
  position: ({ position }) => position,
  kind: ({ kind }) => kind,
  stream: ({ stream }) => stream,
  envelope: ({ envelope }) => envelope,
  team: ({ team }) => team,
  period: ({ period }) => period,
  about: ({ about }) => about,
  amount_cents: ({ amountCents }) => amountCents,
  by: ({ by }) => by.name,
  at: ({ at }) => at,
  reason: ({ reason }) => reason,
};

const DAYS = 'days est un nombre de jours, de 1 à 36500';
const MOST_DAYS = 36_500;
const LATE_DAYS = 365;

class LateFactsQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Connus au moins tant de jours après le jour, ou la fin de la période, où ils valent.',
    default: LATE_DAYS,
    example: 90,
    type: 'integer',
    minimum: 1,
    maximum: MOST_DAYS,
  })
  @IsOptional()
  @FromDigits()
  @IsInt({ message: DAYS })
  @Min(1, { message: DAYS })
  @Max(MOST_DAYS, { message: DAYS })
  days?: number;
}

class LateFactView {
  @ApiProperty({ description: 'Dans le journal.', example: 4711 }) position!: number;
  @ApiProperty({ example: 'patient-P0000001' }) stream!: string;
  @ApiProperty({ example: 'ActRecorded' }) type!: string;
  @ApiProperty({ description: 'Jour, trimestre ou année.', example: '2021-02-03' }) effective!: string;
  @ApiProperty({ description: 'Jour où il est connu.', example: '2022-04-01' }) knownOn!: string;
  @ApiProperty({ description: 'De l’un à l’autre.', example: 422 }) days!: number;
}

class LateFactsPageView extends ListOf {
  @ApiProperty({ type: [LateFactView] }) items!: LateFactView[];
}

const LATE_COLUMNS: Columns<LateFactView> = {
  position: ({ position }) => position,
  stream: ({ stream }) => stream,
  type: ({ type }) => type,
  effective: dayColumn(({ effective }) => effective),
  known_on: dayColumn(({ knownOn }) => knownOn),
  days: ({ days }) => days,
};

class RoleSeenView {
  @ApiProperty({ type: PersonView }) person!: PersonView;
  @ApiProperty({
    description: 'ACT : l’un de ceux-ci ; TOKEN : tous ; aucun : rien ne le dit.',
    enum: ROLES,
    isArray: true,
    example: ['approver'],
  })
  roles!: readonly Role[];
  @ApiProperty({
    description:
      'ACT : un acte réservé à ces rôles ; TOKEN : le jeton d’une lecture le dit ; UNKNOWN : un nom saisi, qui ne prouve aucun rôle.',
    enum: ROLE_SOURCES,
    example: 'ACT',
  })
  source!: RoleSource;
  @ApiProperty({ description: 'Ce que cela prouve, en mots.', example: 'a fait ce qui est réservé à ce rôle' })
  known!: string;
  @ApiProperty({ description: 'La première fois.', example: '2026-11-03T09:12:00.000Z' }) first!: string;
  @ApiProperty({
    description: 'La dernière ; entre les deux, rien ne dit que c’était toujours ainsi.',
    example: '2026-11-03T09:12:00.000Z',
  })
  last!: string;
  @ApiProperty({ description: 'Combien de fois.', example: 4 }) times!: number;
  @ApiProperty({ description: 'Jetons, ou comptes du système.', example: 1 }) sessions!: number;
}

class RolesPage extends ListOf {
  @ApiProperty({ type: [RoleSeenView] }) items!: RoleSeenView[];
}

const ROLE_COLUMNS: Columns<RoleSeenView> = {
  person: ({ person }) => person.name,
  subject: ({ person }) => person.subject ?? '',
  assurance: ({ person }) => person.assurance,
  roles: ({ roles }) => roles.join('; '),
  source: ({ source }) => source,
  first: ({ first }) => first,
  last: ({ last }) => last,
  times: ({ times }) => times,
  sessions: ({ sessions }) => sessions,
};

@ApiTags('audit')
@Controller('audit')
@Allow('auditor')
export class OverridesController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get('exceptions')
  @Reads()
  @ApiOperation({
    operationId: 'listOverrides',
    summary:
      'Ce qui n’a pas suivi le cours ordinaire : exceptions, comptes retenus, retraits, annulations, réponses saisies ou contredites.',
  })
  @ApiPage(OverridesPage, OVERRIDE_COLUMNS)
  async overrides(
    @Query() query: OverridesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { kind, team } = query;
    const found = await this.#queries.execute(new FindOverrides({ kind, team }));
    // Several entries may belong to one event; a counter keeps their order.
    const keyed = found.map((one, i) => [numberKey(one.position) + numberKey(i), one] as const);
    const { items, next } = await pageOf(query, request, keyed);
    return sendPage(request, reply, { items: items.map(overrideView), next }, OVERRIDE_COLUMNS);
  }

  @Get('late-facts')
  @Reads()
  @ApiOperation({
    operationId: 'listLateFacts',
    summary: 'Les faits connus longtemps après le jour où ils valent.',
    description: 'Le journal est lu par morceaux : une page peut être vide et avoir une suite.',
  })
  @ApiPage(LateFactsPageView, LATE_COLUMNS)
  async late(
    @Query() query: LateFactsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const key = keyOfCursor(query, request);
    if (!/^\d{0,15}$/.test(key)) throw badCursor();
    const { limit = DEFAULT_PAGE, days = LATE_DAYS } = query;
    const { facts, next } = await this.#queries.execute(
      new FindLateFacts({ after: Number(key), limit, daysMin: days }),
    );
    for (const { stream } of facts) noteStream(stream);
    const page = { items: facts, next: next === undefined ? undefined : numberKey(next) };
    return sendPage(request, reply, page, LATE_COLUMNS);
  }

  @Get('roles')
  @Reads()
  @ApiOperation({
    operationId: 'listRoles',
    summary: 'Qui a eu quel rôle et quand, pour autant qu’on le sache, et d’où on le sait.',
  })
  @ApiPage(RolesPage, ROLE_COLUMNS)
  async roles(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { items, next } = await pageOf(query, request, await this.#queries.execute(new FindRoles()));
    return sendPage(request, reply, { items: items.map(roleView), next }, ROLE_COLUMNS);
  }
}

function overrideView({ amountCents, by, ...override }: AuditOverride): AuditOverrideView {
  const label = OVERRIDE_LABELS[override.kind];
  return { ...override, label, amountCents: String(amountCents), by: personView(by) };
}

function roleView({ person, ...seen }: RoleSeen): RoleSeenView {
  return { ...seen, person: personView(person), known: ROLE_SOURCE_TEXTS[seen.source] };
}
