/** Versions of the regulation over HTTP. */
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { PublishedVersionsController } from '#apps/api/regulation/published-versions.controller.ts';
import { ProposedVersionController } from '#apps/api/regulation/proposed-version.controller.ts';
import { VersionContentController } from '#apps/api/regulation/version-content.controller.ts';
import { VersionsController } from '#apps/api/regulation/versions.controller.ts';

@Module({
  imports: [RegulationModule],
  controllers: [VersionsController, PublishedVersionsController, ProposedVersionController, VersionContentController],
})
export class RegulationRoutesModule {}
