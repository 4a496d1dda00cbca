/** Intake: files and single facts that come in, and the rows of them that were set aside. */
import { Module } from '@nestjs/common';
import { FindReceivedFileHandler } from '#libs/intake/queries/find-received-file.ts';
import { FindReceivedFilesHandler } from '#libs/intake/queries/find-received-files.ts';
import { FindSetAsideRowsHandler } from '#libs/intake/queries/find-set-aside-rows.ts';

@Module({ providers: [FindReceivedFileHandler, FindReceivedFilesHandler, FindSetAsideRowsHandler] })
export class IntakeModule {}
