/** The settings of an installation that keeps and signs checkpoints. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeKeyPair } from '#libs/audit/checkpoint.ts';

interface AuditVariables {
  readonly AUDIT_CHECKPOINTS: string;
  readonly AUDIT_KEY_FILE: string;
}

/** With a separate key, in another folder than a log; the public key is in `public.pem` there. */
export function auditVariables(folder: string): AuditVariables & Readonly<Record<string, string>> {
  mkdirSync(folder, { recursive: true });
  const { privatePem, publicPem } = makeKeyPair();
  const key = join(folder, 'private.pem');
  writeFileSync(key, privatePem, { mode: 0o600 });
  writeFileSync(join(folder, 'public.pem'), publicPem);
  // Signed when a test asks for it.
  return { AUDIT_CHECKPOINTS: join(folder, 'checkpoints'), AUDIT_KEY_FILE: key, AUDIT_CHECKPOINT_HOURS: '0' };
}
