/** `decompte erase` and `decompte erasures list | show | confirm | refuse | withdraw | finish`: patients are erased by two people. */
import { counted } from '#libs/kernel/counted.ts';
import { type Day, dayInFrance, dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { ConfirmErasure } from '#libs/erasure/commands/confirm-erasure.ts';
import { ErasePatient } from '#libs/erasure/commands/erase-patient.ts';
import { FinishErasures } from '#libs/erasure/commands/finish-erasures.ts';
import { ProposeErasure } from '#libs/erasure/commands/propose-erasure.ts';
import { RefuseErasure } from '#libs/erasure/commands/refuse-erasure.ts';
import { WithdrawErasure } from '#libs/erasure/commands/withdraw-erasure.ts';
import { ErasureModule } from '#libs/erasure/erasure.module.ts';
import type { ListedErasure, ReadErasure } from '#libs/erasure/listed-erasures.ts';
import { FindErasures } from '#libs/erasure/queries/find-erasures.ts';
import { FindErasure } from '#libs/erasure/queries/read-erasure.ts';
import { accessesOf } from '#apps/cli/accesses.ts';
import { commandLineCommit } from '#apps/cli/arguments.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { type PersonOptions, commandAuthor } from '#apps/cli/person.ts';
import { afterProposal, codeLine } from '#apps/cli/proposal-hint.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { ProgressLine, printJson, message, result, table } from '#apps/cli/terminal.ts';
import { type Modules, withModules } from '#apps/cli/with-modules.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { ERASURE_STATUS_TEXTS, erasureText } from '#libs/words/labels/erasures.ts';

export interface ErasureOptions extends StoreOptions, PersonOptions {
  readonly json?: boolean;
  readonly reason: string;
  readonly code?: string;
}

const AFTER_ERASING =
  'Les sauvegardes d’avant ont encore ses données chiffrées et, dans leur copie des clés, sa clé protégée : decompte keys rotate la rend inutilisable.';

export async function proposeCommand(patient: string, options: ErasureOptions): Promise<number> {
  const author = await commandAuthor(options, 'erase');
  return withErasures(options, async ({ command, query, reads }) => {
    const { erasure, isInPlaceOfAnother } = await command(
      new ProposeErasure({ patient, ground: 'REQUEST', reason: options.reason }, author),
    );
    const read = await found(query, erasure);
    noteShown(reads, 'erase', [read]);
    if (options.json === true) printJson(written(read));
    else for (const line of erasureLines(read)) result(line);
    if (isInPlaceOfAnother) message('Cette proposition remplace celle qui attendait, dont le code ne vaut plus.');
    message(afterProposal('decompte erasures', quoted(erasure)));
  });
}

export function listCommand(options: ErasureOptions): Promise<number> {
  return withErasures(options, async ({ query, reads }) => {
    const { items: all } = await query(new FindErasures());
    noteShown(reads, 'erasures list', all);
    if (options.json === true) printJson(all.map((one) => written(one)));
    else if (all.length === 0) result('Aucun effacement n’a été proposé.');
    else
      result(
        table(
          ['effacement', 'patient', 'état', 'proposé', 'par', 'motif'],
          all.map((one) => [
            one.erasure,
            one.patient ?? '(effacé)',
            ERASURE_STATUS_TEXTS[one.status],
            frenchDay(dayOfInstant(one.proposedAt)),
            one.proposedBy.name,
            one.content.reason,
          ]),
        ),
      );
  });
}

export function showErasureCommand(id: string, options: ErasureOptions): Promise<number> {
  return withErasures(options, async ({ query, reads }) => {
    const read = await found(query, id);
    noteShown(reads, 'erasures show', [read]);
    if (options.json === true) printJson(written(read));
    else for (const line of erasureLines(read)) result(line);
  });
}

export async function confirmErasureCommand(id: string, options: ErasureOptions): Promise<number> {
  const author = await commandAuthor(options, 'erasures confirm');
  return withErasures(options, async ({ command, query, progress }) => {
    // Read before the erasure, because afterwards the patient cannot be looked up.
    const { proposed } = await found(query, id);
    await command(new ConfirmErasure(id, options.code, author));
    await command(
      new ErasePatient(id, author.commit, (stage, done, total) => {
        progress.show(stage === 'forget' ? 'effacement' : stage, done, total);
      }),
    );
    progress.end();
    const read = await found(query, id);
    if (options.json === true) printJson(written(read));
    else {
      for (const line of erasureLines(read)) result(line);
      message(AFTER_ERASING);
      for (const line of namedLines(proposed)) message(line);
    }
  });
}

export async function refuseErasureCommand(id: string, options: ErasureOptions): Promise<number> {
  const author = await commandAuthor(options, 'erasures refuse');
  return withErasures(options, async ({ command }) => {
    await command(new RefuseErasure(id, options.reason, author, options.code));
    result(`Effacement ${id} refusé.`);
  });
}

export async function withdrawErasureCommand(id: string, options: ErasureOptions): Promise<number> {
  const author = await commandAuthor(options, 'erasures withdraw');
  return withErasures(options, async ({ command }) => {
    await command(new WithdrawErasure(id, author, options.code));
    result(`Effacement ${id} retiré.`);
  });
}

export function finishCommand(options: ErasureOptions): Promise<number> {
  return withErasures({ ...options, endsErasures: true }, async ({ command }) => {
    const { ended, isBack, inClear } = await command(new FinishErasures(commandLineCommit('erasures finish')));
    if (inClear > 0) message(inClearText(inClear));
    if (options.json === true) {
      printJson(ended);
      return;
    }
    if (isBack) result('Ce qui nommait encore une personne effacée est détruit.');
    if (ended.length > 0) result(`Achevés : ${ended.join(', ')}.`);
    else if (!isBack) result('Rien à achever.');
  });
}

function inClearText(events: number): string {
  const subject = counted(
    events,
    'travail ou ligne mise de côté d’une version antérieure nomme',
    'travaux ou lignes mises de côté d’une version antérieure nomment',
  );
  return `Attention : ${subject} en clair dans le journal une personne effacée ; reportez-le dans un journal neuf (decompte migrate --to sqlite:CHEMIN), et détruisez l’ancien.`;
}

export async function withErasures(
  options: ErasureOptions & { readonly endsErasures?: boolean },
  work: (modules: Modules) => Promise<void>,
): Promise<number> {
  return withModules(options, [ErasureModule, await accessesOf(options)], work);
}

/** The patients that a list shows, until each is erased. */
export function noteShown(
  reads: Modules['reads'],
  command: string,
  shown: readonly { readonly patient?: string | undefined }[],
): void {
  reads.note(
    command,
    'PATIENT',
    shown.flatMap(({ patient }) => patient ?? []),
  );
}

async function found(query: Modules['query'], id: string): Promise<ReadErasure> {
  const progress = new ProgressLine();
  const onProgress = progress.reading;
  const read = await query(new FindErasure(id, today(), { onProgress })).finally(() => {
    progress.end();
  });
  if (read !== undefined) return read;
  throw new CliRefusal(sentenceOf({ code: 'NO_SUCH_ERASURE', data: { erasure: id } }));
}

export function today(): Day {
  return dayInFrance(new Date());
}

function erasureLines({ erasure, status, patient, content, proposed, refusal, ...of }: ReadErasure): readonly string[] {
  const { facts, rowsSetAside, decided, open } = proposed?.effects ?? content;
  const by = of.decided === undefined ? '' : ` (${of.decided.by.name}, ${frenchDay(dayOfInstant(of.decided.at))})`;
  return [
    `Effacement ${erasure} : ${erasureText(status, patient)}${by}.`,
    `Proposé par ${of.proposedBy.name} le ${frenchDay(dayOfInstant(of.proposedAt))} : ${content.reason}`,
    `  ${counted(facts, 'événement')} et ${counted(rowsSetAside, 'ligne mise de côté', 'lignes mises de côté')} ;`,
    `  ${counted(decided, 'décompte décidé où il compte, qui reste tel quel', 'décomptes décidés où il compte, qui restent tels quels')} ;`,
    `  ${counted(open, 'décompte non décidé', 'décomptes non décidés')} où il ne comptera plus.`,
    ...(refusal === undefined ? [] : [`Refusé : ${refusal}`]),
    ...(proposed === undefined
      ? []
      : [
          ...namedLines(proposed),
          `À confirmer par une autre personne jusqu’au ${frenchDay(proposed.lastDay)}.`,
          codeLine(proposed.code, `erasures confirm ${quoted(erasure)}`),
        ]),
  ];
}

const POSITIONS_SHOWN = 20;

/** The events of others that name the patient; empty if none do. */
function namedLines(proposed: ReadErasure['proposed']): readonly string[] {
  const named = proposed?.named ?? [];
  if (named.length === 0) return [];
  const shown = named.slice(0, POSITIONS_SHOWN).map(({ position, type }) => `${position} (${type})`);
  const more = named.length > shown.length ? ['…'] : [];
  const subject = counted(named.length, 'événement d’autres a', 'événements d’autres ont');
  return [
    `Attention : ${subject} son pseudonyme, dans un nom, un motif ou un numéro, et rien ne l’y efface. Places dans le journal : ${[...shown, ...more].join(', ')}.`,
  ];
}

function written(one: ListedErasure & Partial<Pick<ReadErasure, 'proposed'>>): object {
  const { proposed, ...rest } = one;
  return {
    ...rest,
    patient: rest.patient ?? null,
    ...(proposed === undefined ? {} : { proposed: { ...proposed, lastDay: dayText(proposed.lastDay) } }),
  };
}
