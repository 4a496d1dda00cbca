/** `decompte erasures due`: patients whose keeping period is over are listed, proposed and erased together. */
import { ConfirmDueErasures } from '#libs/erasure/commands/confirm-due-erasures.ts';
import { FinishErasures } from '#libs/erasure/commands/finish-erasures.ts';
import { ProposeDueErasures } from '#libs/erasure/commands/propose-due-erasures.ts';
import type { DueProposals } from '#libs/erasure/due-proposals.ts';
import { FindDueErasures } from '#libs/erasure/queries/find-due-erasures.ts';
import { FindDueProposals } from '#libs/erasure/queries/find-due-proposals.ts';
import { counted } from '#libs/kernel/counted.ts';
import { dayText } from '#libs/kernel/day.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { KEEPING_SOURCE_TEXTS, keepingReason } from '#libs/words/labels/erasures.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { type ErasureOptions, noteShown, today, withErasures } from '#apps/cli/commands/erasures.ts';
import { commandAuthor } from '#apps/cli/person.ts';
import { codeLine } from '#apps/cli/proposal-hint.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { message, printJson, result, table } from '#apps/cli/terminal.ts';
import type { Modules } from '#apps/cli/with-modules.ts';

interface DueOptions extends ErasureOptions {
  readonly propose?: boolean;
  readonly confirm?: boolean;
}

export function dueCommand(options: DueOptions): Promise<number> {
  if (options.propose === true && options.confirm === true)
    throw new CliRefusal('donnez --propose ou --confirm, pas les deux : deux personnes décident');
  return withErasures(options, async (modules) => {
    if (options.propose === true) await proposeDue(modules, options);
    if (options.confirm === true) await confirmDue(modules, options);
    else await showDue(modules, options);
  });
}

async function proposeDue({ command, progress }: Modules, options: DueOptions): Promise<void> {
  const author = await commandAuthor(options, 'erasures due');
  const onProgress = (done: number, total: number): void => {
    progress.show('proposition', done, total);
  };
  await command(new ProposeDueErasures({ most: Infinity, reasonOf: keepingReason, onProgress }, author));
  progress.end();
}

/** Read and confirmed at a time: meanwhile a service shows nothing that is made of facts about people. */
const AT_A_TIME = 1_000;

const AFTER_ERASING_MANY =
  'Les sauvegardes d’avant ont encore leurs données chiffrées et, dans leur copie des clés, leurs clés protégées : decompte keys rotate les rend inutilisables.';

const STAGES: Readonly<Record<string, string>> = {
  read: 'lecture',
  confirm: 'confirmation',
  forget: 'effacement',
};

async function confirmDue({ command, progress }: Modules, options: DueOptions): Promise<void> {
  const author = await commandAuthor(options, 'erasures due');
  const onProgress = (stage: string, done: number, total: number): void => {
    progress.show(STAGES[stage] ?? stage, done, total);
  };
  const asked = { code: options.code, most: AT_A_TIME, onProgress };
  const { confirmed, refused } = await command(new ConfirmDueErasures(asked, author));
  progress.end();
  const left = refused.map(({ erasure, refusal }) => ({ erasure, reason: sentenceOf(refusal) }));
  for (const { erasure, reason } of left) message(`${erasure} est laissé tel quel : ${reason}.`);
  // A worker may have ended some of them first; it throws if one is not ended.
  await command(new FinishErasures(author.commit, onProgress));
  progress.end();
  if (options.json === true) printJson({ erased: confirmed, refused: left });
  else result(`${counted(confirmed.length, 'patient effacé', 'patients effacés')}.`);
  if (confirmed.length > 0) message(AFTER_ERASING_MANY);
}

async function showDue({ query, progress, reads }: Modules, options: DueOptions): Promise<void> {
  const { rule, patients } = await query(new FindDueErasures(today()));
  noteShown(reads, 'erasures due', patients);
  const waiting = await query(
    new FindDueProposals(today(), AT_A_TIME, (done, total) => {
      progress.show('lecture', done, total);
    }),
  );
  progress.end();
  const listed = patients.map(({ patient, lastKnownOn }) => ({ patient, lastKnownOn: dayText(lastKnownOn) }));
  if (options.json === true) {
    const proposed = waiting === undefined ? null : proposedJson(waiting);
    const source = rule === undefined ? null : KEEPING_SOURCE_TEXTS[rule.source];
    printJson({ years: rule?.years ?? null, source, patients: listed, proposed });
    return;
  }
  if (rule === undefined) result('Aucune durée de conservation n’est en vigueur.');
  else {
    result(`${counted(patients.length, 'patient')} sans fait nouveau depuis ${rule.years} ans.`);
    if (patients.length > 0)
      result(
        table(
          ['patient', 'dernier fait connu'],
          listed.map((one) => [one.patient, one.lastKnownOn]),
        ),
      );
    message(KEEPING_SOURCE_TEXTS[rule.source]);
    if (patients.length > 0) message('Ensuite : decompte erasures due --propose --as NOM.');
  }
  if (waiting !== undefined) for (const line of waitingLines(waiting)) result(line);
}

function proposedJson({ proposals, left, code, effects, lastDay }: DueProposals): object {
  const erasures = proposals.map(({ erasure }) => erasure);
  return { erasures, left, code, effects, lastDay: dayText(lastDay) };
}

function waitingLines({ proposals, left, code, effects, lastDay }: DueProposals): readonly string[] {
  const { length } = proposals;
  return [
    `${counted(length, 'effacement proposé', 'effacements proposés')} pour cette raison :`,
    `  ${counted(effects.facts, 'événement')} et ${counted(effects.rowsSetAside, 'ligne mise de côté', 'lignes mises de côté')} ;`,
    `  ${counted(effects.decided, 'part de patient dans un décompte décidé, qui reste telle quelle', 'parts de patients dans des décomptes décidés, qui restent telles quelles')} ;`,
    `  ${counted(effects.open, 'part de patient dans un décompte non décidé, qui ne comptera plus', 'parts de patients dans des décomptes non décidés, qui ne compteront plus')}.`,
    `À confirmer par une autre personne jusqu’au ${frenchDay(lastDay)}. Chacun se lit par decompte erasures show, avec ce qui nomme encore le patient.`,
    ...(left === 0 ? [] : [`${counted(left, 'autre suit', 'autres suivent')}, à lire et à confirmer après ceux-ci.`]),
    codeLine(code, 'erasures due --confirm'),
  ];
}
