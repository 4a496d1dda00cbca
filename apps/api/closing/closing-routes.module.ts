/** Close-outs over HTTP. */
import { Module } from '@nestjs/common';
import { ClosingModule } from '#libs/closing/closing.module.ts';
import { ClosingController } from '#apps/api/closing/closing.controller.ts';

@Module({ imports: [ClosingModule], controllers: [ClosingController] })
export class ClosingRoutesModule {}
