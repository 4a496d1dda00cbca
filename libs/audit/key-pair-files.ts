/** The two files of a new key that signs checkpoints, readable only by their owner. */
import { rmSync } from 'node:fs';
import { makeKeyPair } from '#libs/audit/checkpoint.ts';
import { writeNewFile } from '#libs/files/new-file.ts';

/** The names that `decompte audit keygen` gives them. */
export const PRIVATE_KEY_FILE = 'decompte-audit.key.pem';
export const PUBLIC_KEY_FILE = 'decompte-audit.pub.pem';

const OWNER_ONLY = 0o600;

/** Both files or none; neither is overwritten. Gives the id of the key. Throws the error of the system. */
export function writeKeyPair(paths: { readonly private: string; readonly public: string }): string {
  const { privatePem, publicPem, id } = makeKeyPair();
  writeNewFile(paths.public, publicPem, OWNER_ONLY);
  try {
    writeNewFile(paths.private, privatePem, OWNER_ONLY);
  } catch (error) {
    rmSync(paths.public);
    throw error;
  }
  return id;
}
