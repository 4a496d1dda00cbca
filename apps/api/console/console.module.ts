/** Serves the console, from memory. */
import { Module } from '@nestjs/common';
import { consoleFiles, consoleFolder } from '#apps/api/console/console-files.ts';
import { CONSOLE_FILES, ConsoleController } from '#apps/api/console/console.controller.ts';

@Module({
  controllers: [ConsoleController],
  providers: [{ provide: CONSOLE_FILES, useFactory: () => consoleFiles(consoleFolder()) }],
})
export class ConsoleModule {}
