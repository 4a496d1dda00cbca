/** Reading what came in. */
import { Module } from '@nestjs/common';
import { ReceivedController } from '#apps/api/intake/received/received.controller.ts';

@Module({ controllers: [ReceivedController] })
export class ReceivedModule {}
