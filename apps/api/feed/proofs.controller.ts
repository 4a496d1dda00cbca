/** `POST /feed/proofs`: proves that published events are in the log under a signed checkpoint; it becomes a job. */
import { Body, Controller, Inject, Post, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Allow } from '#apps/api/access/role.ts';
import { Commands } from '#apps/api/http/commands.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { BecomesJob, type Buses, accepted } from '#apps/api/jobs/long-work.controller.ts';

const MOST = 1_000;
const LIST = `events est une liste de 1 à ${MOST} id d’événements du flux`;

class FeedProofDto {
  @ApiProperty({
    description: 'Les id des événements, tels que le flux les donne.',
    type: [String],
    minItems: 1,
    maxItems: MOST,
    example: ['178823-9f86d081884c7d65'],
  })
  @IsArray({ message: LIST })
  @ArrayMinSize(1, { message: LIST })
  @ArrayMaxSize(MOST, { message: LIST })
  @Matches(/^[1-9]\d{0,14}-[0-9a-f]{16}$/, { each: true, message: LIST })
  events!: string[];
}

@ApiTags('feed')
@Controller('feed/proofs')
export class FeedProofsController {
  readonly #buses: Buses;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#buses = { commands, queries };
  }

  @Post()
  @Allow('service', 'auditor', 'operator', 'accountant')
  @BecomesJob(
    'proveFeed',
    'Prouve que des événements du flux sont au journal, sous le dernier point de contrôle signé, sans rien montrer de plus.',
  )
  prove(
    @Body() { events }: FeedProofDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return accepted(this.#buses, asked, 'feed-proof', { events }, reply);
  }
}
