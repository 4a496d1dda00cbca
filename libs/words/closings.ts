/** Sentences for the refusals of a close-out. */
import type { CloseOutItem } from '#libs/closing/events.ts';
import type { ClosingRefusal } from '#libs/closing/refusals.ts';
import { dayInFrench } from '#libs/kernel/french-days.ts';
import { closingSubjectText, openItemText } from '#libs/words/labels/closings.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const CLOSING_SENTENCES: Sentences<ClosingRefusal> = {
  NOTHING_TO_CLOSE: ({ lastDay, ...of }) =>
    `${closingSubjectText(of)} n’est dans aucun fait connu au ${dayInFrench(lastDay)} ; vérifiez le nom, ou prenez un dernier jour plus tard`,
  ALREADY_CLOSED: (of) => `${closingSubjectText(of)} est déjà clos ; rouvrez d’abord ce qui l’est, à deux personnes`,
  NOT_CLOSED: (of) => `${closingSubjectText(of)} n’est pas clos ; il n’y a rien à rouvrir`,
  CLOSING_WAITS: (of) =>
    `une proposition sur ${closingSubjectText(of)} attend une seconde personne ; confirmez-la, refusez-la ou retirez-la d’abord`,
  NO_CLOSING_PROPOSED: (of) => `rien n’est proposé sur ${closingSubjectText(of)} ; proposez sa clôture`,
  LAST_DAY_TO_COME: ({ lastDay, today }) =>
    `le dernier jour, le ${dayInFrench(lastDay)}, est à venir (nous sommes le ${dayInFrench(today)}) ; choisissez-en un qui est passé`,
  DECIDED_AS_KNOWN_LATER: ({ lastDay, knownOn }) =>
    `une décision repose sur ce qui était connu au ${dayInFrench(knownOn)}, après le dernier jour, le ${dayInFrench(lastDay)} ; prenez un dernier jour à partir du ${dayInFrench(knownOn)}`,
  PERIODS_OPEN: ({ open, ...of }) =>
    `${closingSubjectText(of)} ne se clôt pas : ${listed(open)} ; décidez ces périodes, et régularisez-les telles que connues au dernier jour`,
  MONEY_OPEN: ({ open, ...of }) =>
    `${closingSubjectText(of)} ne se clôt pas sans le dire : ${listed(open)} ; réglez-le, ou proposez de le laisser ouvert, avec le motif`,
  CLOSE_OUT_CHANGED: (of) =>
    `le journal donne pour ${closingSubjectText(of)} un autre décompte final que celui proposé ; refusez-le, relisez, puis proposez de nouveau`,
  TEAM_IS_CLOSED: ({ team, on }) =>
    `${team} est clos au ${dayInFrench(on)} : rien ne s’en décide plus ; deux personnes peuvent le rouvrir`,
};

const SHOWN = 10;

function listed(open: readonly CloseOutItem[]): string {
  const shown = open.slice(0, SHOWN).map(openItemText);
  return [...shown, ...(open.length > SHOWN ? [`et ${open.length - SHOWN} autres`] : [])].join(', ');
}
