/** Webhooks: who is sent what is published, and what came of it. */
import { Module } from '@nestjs/common';

@Module({
  imports: [],
  providers: [],
  exports: [],
})
export class WebhooksModule {}
