/** `GET /regulation/proposal`: the version that waits for publication, with its changes and its code. */
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { dayText } from '#libs/kernel/day.ts';
import {
  FindProposedVersion,
  type ProposedVersion,
} from '#libs/regulation/publication/queries/find-proposed-version.ts';
import { droppedSchemeText } from '#libs/words/texts/versions.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';

export class VersionChangeView {
  @ApiProperty({ description: 'La valeur.', example: 'schemes.PEPS.cap_rate.values[2024-07-04].value' })
  path!: string;
  @ApiProperty({
    description: 'En vigueur ; null si elle est nouvelle.',
    example: '11/10',
    nullable: true,
    type: String,
  })
  before!: string | null;
  @ApiProperty({ description: 'Proposée ; null si elle n’est plus là.', example: '6/5', nullable: true, type: String })
  after!: string | null;
}

class ProposedVersionView {
  @ApiProperty({ example: '2027-1' }) version!: string;
  @ApiProperty({ type: PersonView }) proposedBy!: PersonView;
  @ApiProperty({ example: '2026-01-15T10:00:00.000Z' }) proposedAt!: string;
  @ApiProperty({ description: 'Dernier jour pour la publier.', example: '2026-02-14' }) publishBy!: string;
  @ApiProperty({
    description: 'À donner pour la publier (If-Match, ou code) ; c’est aussi l’ETag.',
    example: '3f0a9c41de',
  })
  code!: string;
  @ApiProperty({ description: 'Ce qui change.', type: [VersionChangeView] }) changes!: readonly VersionChangeView[];
  @ApiProperty({ description: 'Ce qui est inhabituel.', type: [String], example: [] }) warnings!: readonly string[];
}

class RegulationProposalView {
  @ApiProperty({ description: 'Version en vigueur.', example: '2026-12', nullable: true, type: String })
  inForce!: string | null;
  @ApiProperty({ description: 'À publier par une autre personne.', type: ProposedVersionView, nullable: true })
  proposed!: ProposedVersionView | null;
}

@ApiTags('regulation')
@Controller('regulation/proposal')
export class ProposedVersionController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({
    operationId: 'readProposedRegulation',
    summary: 'La version proposée, ce qu’elle change, et son code.',
  })
  @ApiOkResponse({ type: RegulationProposalView })
  async read(@Query() _: AfterQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<RegulationProposalView> {
    const { inForce = null, proposed } = await this.#queries.execute(new FindProposedVersion());
    // Publishing gives it back in If-Match.
    if (proposed !== undefined) void reply.header('etag', `"${proposed.code}"`);
    return { inForce, proposed: proposed === undefined ? null : viewOf(proposed) };
  }
}

function viewOf({ version, by, at, lastDay, code, changes, dropped }: ProposedVersion): ProposedVersionView {
  return {
    version,
    proposedBy: personView(by),
    proposedAt: at,
    publishBy: dayText(lastDay),
    code,
    changes: changes.map(({ path, before = null, after = null }) => ({ path, before, after })),
    warnings: dropped.map(droppedSchemeText),
  };
}
