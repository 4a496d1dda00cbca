/** Letters to teams over HTTP. */
import { type DynamicModule, Module } from '@nestjs/common';
import type { Letterhead } from '#libs/letters/letter.ts';
import { LettersModule } from '#libs/letters/letters.module.ts';
import { LetterArchivesController } from '#apps/api/letters/letter-archives.controller.ts';
import { DemandLettersController } from '#apps/api/letters/demand-letters.controller.ts';
import { LETTERHEAD } from '#apps/api/letters/letter-response.ts';
import { LettersController } from '#apps/api/letters/letters.controller.ts';

@Module({})
export class LetterRoutesModule {
  static of(letterhead: Letterhead): DynamicModule {
    return {
      module: LetterRoutesModule,
      imports: [LettersModule],
      controllers: [LettersController, DemandLettersController, LetterArchivesController],
      providers: [{ provide: LETTERHEAD, useValue: letterhead }],
    };
  }
}
