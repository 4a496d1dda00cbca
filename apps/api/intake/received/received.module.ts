/** Reads received files and rows set aside. */
import { Module } from '@nestjs/common';
import { IntakeModule } from '#libs/intake/intake.module.ts';
import { SetAsideController } from '#apps/api/intake/received/set-aside.controller.ts';
import { TemplatesController } from '#apps/api/intake/received/templates.controller.ts';
import { ReceivedController } from '#apps/api/intake/received/received.controller.ts';

@Module({ imports: [IntakeModule], controllers: [ReceivedController, SetAsideController, TemplatesController] })
export class ReceivedModule {}
