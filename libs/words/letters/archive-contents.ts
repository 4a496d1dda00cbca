/** The list of the letters in their ZIP file. */
import { csvTable } from '#libs/kernel/csv.ts';
import type { ListedLetter } from '#libs/letters/letter-list.ts';

/** For the person who sends the letters, as Excel in France opens it. A program has the same from the job, as JSON. */
export function archiveContents(letters: readonly ListedLetter[]): string {
  const rows = letters.map(({ file, team, period, number, digest }) => [file, team, period, number, digest]);
  return csvTable(['fichier', 'équipe', 'période', 'décision', 'sha256'], rows, 'excel');
}
