/** Payments: the envelopes, the accounts paid from and to, the payment runs, and what the bank answers. */
import { Module } from '@nestjs/common';

@Module({
  imports: [],
  providers: [],
  exports: [],
})
export class PaymentsModule {}
