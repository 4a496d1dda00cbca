/** Reading the teams. */
import { Module } from '@nestjs/common';
import { TeamsController } from '#apps/api/teams/teams.controller.ts';

@Module({ controllers: [TeamsController] })
export class TeamsModule {}
