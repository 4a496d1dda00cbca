/** What to do with a file that is nearly named like one of facts. */
import type { NearName } from '#libs/kernel/near-file-name.ts';

/** How to have it read; without a full stop. */
export function nearNameSentence({ file, meant, isWorkbook }: NearName): string {
  return isWorkbook
    ? `${file} est un classeur de tableur et n’est pas lu ; ouvrez-le, choisissez Enregistrer sous, « CSV UTF-8 », et nommez-le ${meant}`
    : `${file} n’est pas lu, car il devrait se nommer ${meant} ; renommez-le si c’est lui`;
}
