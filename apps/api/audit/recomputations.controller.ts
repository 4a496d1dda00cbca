/** `POST /audit/recomputations`: a job that computes recorded statements again from the log alone. */
import { Body, Controller, Inject, Post, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Equals, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Allow } from '#apps/api/access/role.ts';
import { Commands } from '#apps/api/http/commands.ts';
import { IsTeam, quarterRange } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { IsQuarter } from '#apps/api/http/parameters.ts';
import { Problem } from '#apps/api/http/problem.ts';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { BecomesJob, type Buses, accepted } from '#apps/api/jobs/long-work.controller.ts';

class RecomputationDto {
  @ApiPropertyOptional({ description: 'Premier trimestre, avec to ; sinon tous.', example: '2023-Q1' })
  @IsOptional()
  @IsQuarter()
  from?: string;

  @ApiPropertyOptional({ description: 'Dernier trimestre, avec from ; sinon tous.', example: '2023-Q2' })
  @IsOptional()
  @IsQuarter()
  to?: string;

  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;

  @ApiPropertyOptional({
    description: 'true : tout ce qui est enregistré, et tout le magasin de lecture.',
    type: Boolean,
  })
  @IsOptional()
  @Equals(true, { message: 'whole vaut true, ou n’est pas là' })
  whole?: true;
}

@ApiTags('audit')
@Controller('audit/recomputations')
export class RecomputationsController {
  readonly #buses: Buses;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#buses = { commands, queries };
  }

  @Post()
  @Allow('auditor', 'operator')
  @BecomesJob(
    'recompute',
    'Recalcule depuis le seul journal chaque décompte décidé ou calculé, et compare ce que garde le magasin de lecture.',
  )
  async recompute(
    @Body() { from, to, team, whole }: RecomputationDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    if ((from === undefined) !== (to === undefined)) {
      const detail = 'from et to vont ensemble ; donnez les deux, ou aucun des deux';
      const path = from === undefined ? '/from' : '/to';
      throw new Problem(400, 'invalid-shape', detail, { errors: [{ path, code: 'SHAPE', detail }] });
    }
    if ((whole === undefined) === ((from ?? team) === undefined))
      throw new Problem(
        400,
        'invalid-shape',
        'dites quoi recalculer : tout (whole), ou des trimestres (from, to), une équipe (team)',
      );
    const range = from === undefined || to === undefined ? {} : { from, to };
    if (from !== undefined && to !== undefined) quarterRange(from, to);
    const request = { ...range, ...(team === undefined ? {} : { team }) };
    return accepted(this.#buses, asked, 'recompute', request, reply);
  }
}
