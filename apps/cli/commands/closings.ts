/** `decompte close-out`: the end of a team or a scheme, with its final statement and its open items. */
import { dayInFrench, frenchDay } from '#libs/kernel/french-days.ts';
import { closingJson, listedClosingJson } from '#libs/closing/closing-json.ts';
import { ClosingModule } from '#libs/closing/closing.module.ts';
import { ConfirmClosing } from '#libs/closing/commands/confirm-closing.ts';
import { ProposeClosing } from '#libs/closing/commands/propose-closing.ts';
import { ProposeReopening } from '#libs/closing/commands/propose-reopening.ts';
import { RefuseClosing } from '#libs/closing/commands/refuse-closing.ts';
import { WithdrawClosing } from '#libs/closing/commands/withdraw-closing.ts';
import type { ClosingSubject } from '#libs/closing/events.ts';
import { FindClosings } from '#libs/closing/queries/find-closings.ts';
import { type FoundClosing, ReadClosing } from '#libs/closing/queries/read-closing.ts';
import { type Day, dayInFrance } from '#libs/kernel/day.ts';
import { CLOSING_STATUS_LABELS } from '#libs/words/labels/closings.ts';
import { closeOutText, closingChangeText } from '#libs/words/texts/closings.ts';
import { optionalDayOf } from '#apps/cli/arguments.ts';
import { type EndingOptions, type PersonOptions, type RefusingOptions, commandAuthor } from '#apps/cli/person.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { afterProposal, codeLine } from '#apps/cli/proposal-hint.ts';
import { message, printJson, result, table } from '#apps/cli/terminal.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { withModules } from '#apps/cli/with-modules.ts';
import { ofName } from '#libs/words/labels/of-name.ts';

interface Common extends StoreOptions, PersonOptions {
  readonly json?: boolean;
  readonly scheme?: boolean;
}

export async function listClosingsCommand(options: Common): Promise<number> {
  return withModules(options, [ClosingModule], async ({ query }) => {
    const all = (await query(new FindClosings())).map(listedClosingJson);
    if (options.json === true) printJson({ closeOuts: all });
    else if (all.length === 0) result('Rien n’est clos, et rien n’attend de l’être.');
    else
      result(
        table(
          ['nom', 'où il en est', 'dernier jour'],
          all.map(({ subject, status, lastDay }) => [
            subject,
            CLOSING_STATUS_LABELS[status] ?? status,
            lastDay === null ? '' : dayInFrench(lastDay),
          ]),
        ),
      );
  });
}

export async function showClosingCommand(
  name: string,
  options: Common & { readonly lastDay?: string },
): Promise<number> {
  const lastDay = dayGiven(options.lastDay);
  return withModules(options, [ClosingModule], async ({ query }) => {
    const found = await query(new ReadClosing(closingSubject(name, options), lastDay));
    if (options.json === true) printJson(closingJson(found));
    else result(closingText(found));
  });
}

function closingText({ subject, closeOut, closed, waiting }: FoundClosing): string {
  const parts = closed === undefined ? [closeOutText(closeOut)] : [];
  if (closed !== undefined)
    parts.push(
      `Clos par ${closed.proposedBy.name} et ${closed.confirmedBy.name} : ${closed.reason}`,
      closeOutText(closed.closeOut),
    );
  if (waiting !== undefined) {
    const { proposal, code, confirmBy } = waiting;
    parts.push(
      `${proposal.by.name} propose de ${closingChangeText(subject, proposal.content)}\nà confirmer par une autre personne jusqu’au ${frenchDay(confirmBy)}\n${codeLine(code, `close-out confirm ${subjectWords(subject.name, { scheme: subject.kind === 'SCHEME' })}`)}`,
    );
  }
  return parts.join('\n\n');
}

interface ProposeOptions extends Common {
  readonly lastDay: string;
  readonly leaveOpen?: boolean;
  readonly reason: string;
}

export async function proposeClosingCommand(name: string, options: ProposeOptions): Promise<number> {
  const author = await commandAuthor(options, 'close-out propose');
  const { reason, leaveOpen = false } = options;
  const asked = {
    subject: closingSubject(name, options),
    lastDay: dayGiven(options.lastDay),
    reason,
    leavesOpen: leaveOpen,
  };
  return withModules(options, [ClosingModule], async ({ command }) => {
    await command(new ProposeClosing(asked, author));
    result(`Clôture ${ofName(name)} proposée par ${author.meta.by.name} ; une autre personne doit la confirmer.`);
    message(afterProposal('decompte close-out', subjectWords(name, options)));
  });
}

export async function proposeReopeningCommand(
  name: string,
  options: Common & { readonly reason: string },
): Promise<number> {
  const author = await commandAuthor(options, 'close-out reopen');
  return withModules(options, [ClosingModule], async ({ command }) => {
    await command(new ProposeReopening(closingSubject(name, options), options.reason, author));
    result(`Réouverture ${ofName(name)} proposée par ${author.meta.by.name} ; une autre personne doit la confirmer.`);
    message(afterProposal('decompte close-out', subjectWords(name, options)));
  });
}

export async function confirmClosingCommand(
  name: string,
  options: Common & { readonly code?: string },
): Promise<number> {
  const author = await commandAuthor(options, 'close-out confirm');
  return withModules(options, [ClosingModule], async ({ command }) => {
    const made = await command(new ConfirmClosing(closingSubject(name, options), options.code, author));
    const isClosed = made?.types.includes('ClosingConfirmed') === true;
    result(`${isClosed ? 'Clôture' : 'Réouverture'} ${ofName(name)} confirmée par ${author.meta.by.name}.`);
  });
}

export async function refuseClosingCommand(name: string, options: Common & RefusingOptions): Promise<number> {
  const author = await commandAuthor(options, 'close-out refuse');
  return withModules(options, [ClosingModule], async ({ command }) => {
    await command(new RefuseClosing(closingSubject(name, options), options.reason, author, options.code));
    result(`Proposition sur ${name} refusée par ${author.meta.by.name}.`);
  });
}

export async function withdrawClosingCommand(name: string, options: Common & EndingOptions): Promise<number> {
  const author = await commandAuthor(options, 'close-out withdraw');
  return withModules(options, [ClosingModule], async ({ command }) => {
    await command(new WithdrawClosing(closingSubject(name, options), author, options.code));
    result(`Proposition sur ${name} retirée par ${author.meta.by.name}.`);
  });
}

function subjectWords(name: string, { scheme = false }: Pick<Common, 'scheme'>): string {
  return `${quoted(name)}${scheme ? ' --scheme' : ''}`;
}

function closingSubject(name: string, { scheme }: Common): ClosingSubject {
  return { kind: scheme === true ? 'SCHEME' : 'TEAM', name };
}

/** The given day, otherwise today in France. */
function dayGiven(written: string | undefined): Day {
  return optionalDayOf('--last-day', written) ?? dayInFrance(new Date());
}
