/** Verifies the log and the rules of its decisions and payments in one reading. */
import type { StoredEvent, StoredEvents } from '#libs/event-store/stored-events.ts';
import { RuleCheck } from '#libs/audit/rules/check-rules.ts';
import { CheckpointTimes } from '#libs/audit/rules/checkpoint-times.ts';
import type { Impossible } from '#libs/audit/rules/findings.ts';
import { type Verification, type VerifyOptions, verifyLog } from '#libs/audit/verify.ts';

export interface WholeCheck extends Verification {
  /** Whether nothing is wrong. */
  readonly fits: boolean;
  readonly impossible: readonly Impossible[];
  /** What no rule of its time forbade. */
  readonly remarks: readonly Impossible[];
}

export async function checkWhole(stored: StoredEvents, options: Omit<VerifyOptions, 'each'>): Promise<WholeCheck> {
  const rules = new RuleCheck();
  const times = new CheckpointTimes(options.checkpoints ?? []);
  const each = (event: StoredEvent): void => {
    rules.take(event);
    times.take(event);
  };
  const verification = await verifyLog(stored, { ...options, each });
  const { remarks } = rules;
  const impossible = [...rules.impossible, ...times.impossible].sort((a, b) => a.position - b.position);
  return { ...verification, fits: verification.misfits.length + impossible.length === 0, impossible, remarks };
}
