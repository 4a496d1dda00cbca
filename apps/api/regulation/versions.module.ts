/** Versions of the regulation: commands. */
import { Module } from '@nestjs/common';
import { ChangeRegulationHandler } from '#apps/api/regulation/versions.commands.ts';
import { VersionsController } from '#apps/api/regulation/versions.controller.ts';

@Module({ controllers: [VersionsController], providers: [ChangeRegulationHandler] })
export class VersionsModule {}
