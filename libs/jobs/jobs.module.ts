/** Jobs: what takes long, asked for, followed and stopped. */
import { Module } from '@nestjs/common';

@Module({
  imports: [],
  providers: [],
  exports: [],
})
export class JobsModule {}
