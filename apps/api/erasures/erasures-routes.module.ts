/** Erasures of patients over HTTP. */
import { Module } from '@nestjs/common';
import { ErasureModule } from '#libs/erasure/erasure.module.ts';
import { ErasuresController } from '#apps/api/erasures/erasures.controller.ts';

@Module({ imports: [ErasureModule], controllers: [ErasuresController] })
export class ErasuresRoutesModule {}
