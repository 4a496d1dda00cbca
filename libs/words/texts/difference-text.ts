/** The recorded statement and the result of the log, as text. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { RecomputedLog } from '#libs/statements/recomputation/commands/recompute-statements.ts';
import type { RecomputationDifference } from '#libs/statements/recomputation/difference.ts';
import type { StoredOtherwise } from '#libs/statements/recomputation/whole-reading.ts';
import type { Differing } from '#libs/statements/recomputation/recompute.ts';
import { LINE_LABELS } from '#libs/words/labels/statements.ts';

/** Each with its verb. */
const FIGURES: Readonly<Record<Extract<RecomputationDifference, { of: 'FIGURE' }>['figure'], string>> = {
  statement: 'le décompte lui-même vaut',
  digest: 'son empreinte vaut',
  totalCents: 'son total, en centimes, vaut',
  instalments: 'ses échéances valent',
  moves: 'les jours qu’elle déplace valent',
  patients: 'le nombre de ses patients vaut',
  rates: 'ses taux valent',
  ledger: 'les sommes de ses actes valent',
  parameters: 'ses paramètres valent',
  flags: 'ses signalements valent',
  scheme: 'son expérimentation vaut',
  text: 'son texte vaut',
  phase: 'sa phase vaut',
  teamName: 'le nom de l’équipe vaut',
};
const SHOWN_MAX = 80;

/** The report of a recomputation without differences: of everything, or of the named periods and teams. */
export function fittingTexts(
  { calculations, position, ofOtherRules, isRecorded }: RecomputedLog,
  isWhole: boolean,
): readonly string[] {
  const again = counted(calculations, 'calcul refait', 'calculs refaits');
  const others = counted(ofOtherRules, 'calcul est', 'calculs sont');
  return [
    ...(calculations > 0
      ? [`${again} depuis le journal, jusqu’à la position ${position} : au centime, rien ne diffère.`]
      : []),
    ...(ofOtherRules > 0
      ? [`${others} de règles que ce programme n’a pas : refaites-les avec le programme qui les a.`]
      : []),
    ...(calculations + ofOtherRules === 0
      ? [
          `Aucun calcul n’est enregistré${isWhole ? '' : ' de ces périodes ou de cette équipe'} : il n’y a rien à refaire.`,
        ]
      : []),
    ...(isWhole ? [`Le magasin de lecture dit ce que dit le journal. ${recordedText(isRecorded, ofOtherRules)}`] : []),
  ];
}

function recordedText(isRecorded: boolean, ofOtherRules: number): string {
  if (isRecorded) return 'C’est enregistré au journal.';
  return ofOtherRules > 0
    ? 'Rien n’est enregistré au journal : tout n’est pas refait.'
    : 'Rien n’est enregistré au journal : il est en clair, et n’a pas de secret auquel le reconnaître.';
}

/** The difference of a statement from the result of the log. */
export function differingText({ team, period, number, difference }: Differing): string {
  const what =
    number === undefined ? 'dernier calcul' : number === 0 ? 'décompte approuvé' : `régularisation ${number}`;
  return `${team} ${periodInFrench(period)}, ${what} : ${recomputationDifferenceText(difference)}`;
}

/** A document of the read store that does not match the log. */
export function storedOtherwiseText({ projection, key, isOfLog, isStored }: StoredOtherwise): string {
  const how = !isStored
    ? 'manque, que le journal donne'
    : isOfLog
      ? 'n’est pas ce que donne le journal'
      : 'n’est au journal d’aucune façon';
  return `projection ${projection}, document ${key} : ${how}`;
}

/** The stored index of patients, of this position, does not match the log. */
export function patientIndexText(position: number): string {
  const which = position === 0 ? '' : `, tenu jusqu’à la position ${position},`;
  return `l’index des patients${which} n’est pas celui que donne le journal, et il est refait : une décision prise avec lui a pu laisser un patient de côté`;
}

/** One difference: an amount to the cent, or another figure. */
export function recomputationDifferenceText(difference: RecomputationDifference): string {
  if (difference.of === 'LINE') {
    const { line, recordedCents, recomputedCents } = difference;
    return `« ${LINE_LABELS[line]} » vaut ${euros(recordedCents)}, et ${euros(recomputedCents)} recalculé depuis le journal`;
  }
  const { figure, recorded, recomputed } = difference;
  const [then, now] = apart(recorded, recomputed);
  return `${FIGURES[figure]} ${then}, et ${now} recalculé depuis le journal`;
}

/** Long figures from their first difference on. */
function apart(recorded: string, recomputed: string): readonly [string, string] {
  if (Math.max(recorded.length, recomputed.length) <= SHOWN_MAX) return [said(recorded), said(recomputed)];
  let same = 0;
  while (recorded[same] === recomputed[same]) same++;
  const from = Math.max(0, same - SHOWN_MAX / 4);
  const part = (text: string): string => said(`${from > 0 ? '…' : ''}${text.slice(from, from + SHOWN_MAX)}`);
  return [part(recorded), part(recomputed)];
}

function said(text: string): string {
  return text === '' ? 'rien' : text;
}
