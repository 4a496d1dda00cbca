/** Intake: files and single facts that come in, and the rows of them that were set aside. */
import { Module } from '@nestjs/common';
import { DismissSetAsideHandler } from '#libs/intake/commands/dismiss-set-aside.ts';
import { FindRowsToMendHandler } from '#libs/intake/queries/find-rows-to-mend.ts';
import { SummariseSetAsideHandler } from '#libs/intake/queries/summarise-set-aside.ts';
import { ImportFactsHandler } from '#libs/intake/commands/import-facts.ts';
import { TryImportHandler } from '#libs/intake/commands/try-import.ts';
import { FindReceivedFileHandler } from '#libs/intake/queries/find-received-file.ts';
import { FindReceivedFilesHandler } from '#libs/intake/queries/find-received-files.ts';
import { FindSetAsideRowsHandler } from '#libs/intake/queries/find-set-aside-rows.ts';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';

@Module({
  imports: [RegulationModule],
  providers: [
    FindReceivedFileHandler,
    FindReceivedFilesHandler,
    FindSetAsideRowsHandler,
    ImportFactsHandler,
    TryImportHandler,
    DismissSetAsideHandler,
    FindRowsToMendHandler,
    SummariseSetAsideHandler,
  ],
})
export class IntakeModule {}
