/** Reads received files and rows set aside. */
import { Module } from '@nestjs/common';
import { IntakeModule } from '#libs/intake/intake.module.ts';
import { ReceivedController } from '#apps/api/intake/received/received.controller.ts';

@Module({ imports: [IntakeModule], controllers: [ReceivedController] })
export class ReceivedModule {}
