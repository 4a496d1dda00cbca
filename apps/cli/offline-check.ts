/** The command that verifies a proof without the log, as it can be typed. */
import { PUBLIC_KEY_FILE } from '#libs/audit/key-pair-files.ts';
import { quoted } from '#libs/kernel/quoted.ts';

/** The auditor received the key separately from the proof, so the hint names its file as `audit keygen` does, without a folder. */
export function offlineCheck(
  script: 'verify' | 'recalculate',
  { file, checkpoints }: { readonly file: string; readonly checkpoints: string },
): string {
  const command = `node apps/audit-verifier/${script}.mjs ${quoted(file)} --public-key ${PUBLIC_KEY_FILE} --checkpoints ${quoted(checkpoints)}`;
  return `Se vérifie hors ligne, sans le journal, avec la clé publique remise à part, par : ${command}`;
}
