/** The text of a close-out, in French. */
import type { CloseOut, ClosingSubject } from '#libs/closing/events.ts';
import type { ClosingContent } from '#libs/closing/state.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { closingSubjectText, openItemText } from '#libs/words/labels/closings.ts';

/** The effect of confirming it. */
export function closingChangeText(subject: ClosingSubject, content: ClosingContent): string {
  if (content.type === 'REOPEN') return `rouvrir ${closingSubjectText(subject)} : ${content.reason}`;
  const { lastDay, decidedCents, paidCents, open } = content.closeOut;
  const rest =
    open.length === 0 ? 'rien ne reste ouvert' : counted(open.length, 'point laissé ouvert', 'points laissés ouverts');
  return `clore ${closingSubjectText(subject)} tel que connu au ${frenchDay(lastDay)} : décidé ${euros(decidedCents)}, versé ${euros(paidCents)}, ${rest} ; ${content.reason}`;
}

/** Maximum number of open items shown: a scheme of the nation has thousands. */
const SHOWN = 60;

/** The final statement, line by line. */
export function closeOutText({
  lastDay,
  teams,
  years,
  decidedCents,
  paidCents,
  recoveredCents,
  open,
}: CloseOut): string {
  return [
    `Décompte final, tel que connu au ${frenchDay(lastDay)}, ${counted(teams.length, 'équipe')} :`,
    ...years.map(
      ({ year, periods, decidedCents: decided, regularisedCents }) =>
        `  ${year} : ${counted(periods, 'période')}, décidé ${euros(decided)}, dont ${euros(regularisedCents)} de régularisations`,
    ),
    `  en tout : décidé ${euros(decidedCents)}, versé ${euros(paidCents)}, dettes réglées ${euros(recoveredCents)} (compensées sur des versements ou remboursées)`,
    ...(open.length === 0
      ? ['Rien ne reste ouvert.']
      : [
          `Reste ouvert, ${counted(open.length, 'point')} :`,
          ...open.slice(0, SHOWN).map((one) => `  ${openItemText(one)}`),
        ]),
    ...(open.length > SHOWN ? [`  et ${counted(open.length - SHOWN, 'autre')} (--json les donne tous)`] : []),
  ].join('\n');
}
