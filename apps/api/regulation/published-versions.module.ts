/** Reading the versions of the regulation. */
import { Module } from '@nestjs/common';
import { PublishedVersionsController } from '#apps/api/regulation/published-versions.controller.ts';

@Module({ controllers: [PublishedVersionsController] })
export class PublishedVersionsModule {}
