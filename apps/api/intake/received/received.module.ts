/** Reads received files and rows set aside. */
import { Module } from '@nestjs/common';
import { IntakeModule } from '#libs/intake/intake.module.ts';
import { TemplatesController } from '#apps/api/intake/received/templates.controller.ts';
import { ReceivedController } from '#apps/api/intake/received/received.controller.ts';

@Module({ imports: [IntakeModule], controllers: [ReceivedController, TemplatesController] })
export class ReceivedModule {}
