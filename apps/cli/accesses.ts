/** The record of accesses for a command, from the service and the command line. */
import type { DynamicModule } from '@nestjs/common';
import { AccessRecordModule } from '#libs/access-record/access-record.module.ts';
import { Accesses } from '#libs/access-record/accesses.ts';
import { openAccessRecord } from '#libs/runtime/shared.ts';
import { type StoreOptions, storePathsOf } from '#apps/cli/stores.ts';

export async function accessesOf(options: StoreOptions): Promise<DynamicModule> {
  return AccessRecordModule.of(new Accesses(await openAccessRecord(storePathsOf(options))));
}
