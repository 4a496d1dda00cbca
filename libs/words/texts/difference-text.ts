/** What is recorded of a statement and what the log gives, as text. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { Difference } from '#libs/statements/recomputation/difference.ts';
import type { StoredOtherwise } from '#libs/statements/recomputation/whole-reading.ts';
import type { Differing } from '#libs/statements/recomputation/recompute.ts';
import { LINE_LABELS } from '#libs/words/labels/statements.ts';

const FIGURES: Readonly<Record<Extract<Difference, { of: 'FIGURE' }>['figure'], string>> = {
  statement: 'le décompte lui-même',
  digest: 'son empreinte',
  totalCents: 'son total, en centimes,',
  instalments: 'ses échéances',
  patients: 'le nombre de ses patients',
  rates: 'ses taux',
  ledger: 'les sommes de ses actes',
  parameters: 'ses paramètres',
  flags: 'ses signalements',
  scheme: 'son expérimentation',
  text: 'son texte',
  phase: 'sa phase',
  teamName: 'le nom de l’équipe',
};
const SHOWN_MAX = 80;

/** What of a statement is not as the log gives it. */
export function differingText({ team, period, number, difference }: Differing): string {
  const what =
    number === undefined ? 'dernier calcul' : number === 0 ? 'décompte approuvé' : `régularisation ${number}`;
  return `${team} ${periodInFrench(period)}, ${what} : ${differenceText(difference)}`;
}

/** A document of the read store that is not as the log gives it. */
export function storedOtherwiseText({ projection, key, isOfLog, isStored }: StoredOtherwise): string {
  const how = !isStored
    ? 'manque, que le journal donne'
    : isOfLog
      ? 'n’est pas ce que donne le journal'
      : 'n’est au journal d’aucune façon';
  return `projection ${projection}, document ${key} : ${how}`;
}

/** The kept index of patients, of this position, is not as the log gives it. */
export function patientIndexText(position: number): string {
  const which = position === 0 ? '' : `, tenu jusqu’à la position ${position},`;
  return `l’index des patients${which} n’est pas celui que donne le journal, et il est refait : une décision prise avec lui a pu laisser un patient de côté`;
}

/** One difference: an amount to the cent, or another figure. */
export function differenceText(difference: Difference): string {
  if (difference.of === 'LINE') {
    const { line, recordedCents, recomputedCents } = difference;
    return `« ${LINE_LABELS[line]} » vaut ${euros(recordedCents)}, et ${euros(recomputedCents)} recalculé depuis le journal`;
  }
  const { figure, recorded, recomputed } = difference;
  const [then, now] = apart(recorded, recomputed);
  const verb = /^[ls]es /.test(FIGURES[figure]) ? 'valent' : 'vaut';
  return `${FIGURES[figure]} ${verb} ${then}, et ${now} recalculé depuis le journal`;
}

/** Long figures from where they differ on. */
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
