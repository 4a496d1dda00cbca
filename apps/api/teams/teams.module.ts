/** Reads teams. */
import { Module } from '@nestjs/common';
import { EnrolmentModule } from '#libs/enrolment/enrolment.module.ts';
import { TeamsController } from '#apps/api/teams/teams.controller.ts';

@Module({ imports: [EnrolmentModule], controllers: [TeamsController] })
export class TeamsModule {}
