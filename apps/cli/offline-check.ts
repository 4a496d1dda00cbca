/** The command that verifies a proof without the log, as it can be typed. */
import { quoted } from '#libs/kernel/quoted.ts';

/** As `decompte audit keygen` names it. */
export const PUBLIC_KEY_FILE = 'decompte-audit.pub.pem';

/** The key is the one that the auditor received apart from the proof: the program names it as `audit keygen` does, and knows no folder of it. */
export function offlineCheck(
  script: 'verify' | 'recalculate',
  { file, checkpoints }: { readonly file: string; readonly checkpoints: string },
): string {
  const command = `node apps/audit-verifier/${script}.mjs ${quoted(file)} --public-key ${PUBLIC_KEY_FILE} --checkpoints ${quoted(checkpoints)}`;
  return `Se vérifie hors ligne, sans le journal, avec la clé publique remise à part, par : ${command}`;
}
