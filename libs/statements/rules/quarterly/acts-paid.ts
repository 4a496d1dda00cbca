/**
 * Lines DOUBLE_PAYMENT, FEE_FOR_SERVICE_OFFSET and FLOOR: the forfait does not pay again for acts paid by fee for service.
 * Source: rules, quarterly statement, steps 6 and 7.
 */
import type { TeamQuarterSums } from '#libs/statements/rules/sums.ts';

/** In forfait: minus the payments for acts that the forfait replaces, cents. */
export function doublePayment(sums: TeamQuarterSums): bigint {
  return -(sums.ledger.get('SUBSTITUTED/')?.paidCents ?? 0n);
}

/** In transition, when fee for service continues: minus the inside amount of the quarter, cents. */
export function feeForServiceOffset(sums: TeamQuarterSums): bigint {
  return -sums.insideCents;
}

/** In transition: lifts a negative result of the lines before it to zero. */
export function floor(soFarCents: bigint): bigint {
  return soFarCents < 0n ? -soFarCents : 0n;
}
