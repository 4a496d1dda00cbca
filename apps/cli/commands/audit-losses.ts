/** `decompte audit losses`, and `audit loss report | acknowledge | refuse | withdraw`: a log that lost its end. */
import { dayOfInstant } from '#libs/kernel/day.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { AcknowledgeLoss } from '#libs/continuity/commands/acknowledge-loss.ts';
import { RefuseLossReport } from '#libs/continuity/commands/refuse-loss-report.ts';
import { ReportLoss } from '#libs/continuity/commands/report-loss.ts';
import { WithdrawLossReport } from '#libs/continuity/commands/withdraw-loss-report.ts';
import { ContinuityModule } from '#libs/continuity/continuity.module.ts';
import { FindLosses, type FoundLosses } from '#libs/continuity/queries/find-losses.ts';
import { lossTexts, missingTexts } from '#libs/words/continuity.ts';
import { codeLine } from '#apps/cli/proposal-hint.ts';
import { type EndingOptions, type PersonOptions, type RefusingOptions, commandAuthor } from '#apps/cli/person.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface LossesOptions extends StoreOptions {
  readonly json?: boolean;
}

/** Exit status if the log has a loss that nobody acknowledged. */
const LOST = 1;

export function lossesCommand(options: LossesOptions): Promise<number> {
  return withModules(options, [ContinuityModule], async ({ query }) => {
    const found = await query(new FindLosses());
    if (options.json === true) printJson(plain(found));
    else for (const line of lossLines(found)) result(line);
    return found.loss === undefined && found.missing.length === 0 ? 0 : LOST;
  });
}

function plain({ loss, missing, witnessed, report, acknowledged }: FoundLosses): object {
  const shown = report && { ...report.content, by: report.by, at: report.at, code: report.code };
  return { loss: loss ?? null, missing, witnessed, report: shown ?? null, acknowledged };
}

const NO_WITNESS =
  'Aucun témoin n’a vu ce journal : rien ne dit s’il a perdu sa fin. La prochaine commande qui y écrit en laisse un ; decompte audit verify --checkpoints DOSSIER compare le journal à des points de contrôle signés.';

const NOT_SIGNED =
  'Des points de contrôle ne sont plus là ; il n’en est pas signé d’autre avant qu’ils soient remis (un auditeur en a copie), ou que deux personnes aient reconnu leur perte.';

function lossLines({ loss, missing, witnessed, report, acknowledged }: FoundLosses): readonly string[] {
  const past = acknowledged.flatMap((one) => [
    `Perte signalée par ${one.reportedBy.name}, reconnue par ${one.acknowledgedBy.name} le ${frenchDay(dayOfInstant(one.at))} : ${one.reason}`,
    ...lossTexts(one).map((line) => `  ${line}`),
  ]);
  const whole = witnessed ? 'Le journal a tout ce que ses témoins ont vu.' : NO_WITNESS;
  const now = [
    loss === undefined ? whole : 'Le journal a perdu sa fin ; rien ne se décide ni ne se paie.',
    ...(loss === undefined ? [] : lossTexts(loss).map((line) => `  ${line}`)),
    ...(missing.length === 0 ? [] : [NOT_SIGNED, ...missingTexts(missing).map((line) => `  ${line}`)]),
  ];
  if (report === undefined) {
    const isWhole = loss === undefined && missing.length === 0;
    const next = 'À signaler : decompte audit loss report --reason MOTIF --as NOM';
    return [...now, ...(isWhole ? [] : [next]), ...past];
  }
  return [
    ...now,
    `Signalée par ${report.by.name} le ${frenchDay(dayOfInstant(report.at))} (${report.content.reason}), à reconnaître par une autre personne jusqu’au ${frenchDay(report.lastDay)} :`,
    ...lossTexts(report.content).map((line) => `  ${line}`),
    codeLine(report.code, 'audit loss acknowledge'),
    ...past,
  ];
}

type DecisionOptions = StoreOptions & PersonOptions;

export async function reportLossCommand(options: DecisionOptions & { readonly reason: string }): Promise<number> {
  const author = await commandAuthor(options, 'audit loss report');
  return withModules(options, [ContinuityModule], async ({ command }) => {
    await command(new ReportLoss(options.reason, author));
    result(`Perte signalée par ${author.meta.by.name} ; une autre personne la reconnaît : decompte audit losses.`);
  });
}

export async function acknowledgeLossCommand(options: DecisionOptions & { readonly code?: string }): Promise<number> {
  const author = await commandAuthor(options, 'audit loss acknowledge');
  return withModules(options, [ContinuityModule], async ({ command, query }) => {
    await command(new AcknowledgeLoss(options.code, author));
    result(`Perte reconnue par ${author.meta.by.name}.`);
    const { loss } = await query(new FindLosses());
    result(
      loss === undefined
        ? 'Les décisions et les paiements reprennent, sur ce que le journal a.'
        : 'Autre chose manque encore : decompte audit losses.',
    );
  });
}

export async function refuseLossCommand(options: DecisionOptions & RefusingOptions): Promise<number> {
  const author = await commandAuthor(options, 'audit loss refuse');
  return withModules(options, [ContinuityModule], async ({ command }) => {
    await command(new RefuseLossReport(options.reason, author, options.code));
    result(`Signalement refusé par ${author.meta.by.name}.`);
  });
}

export async function withdrawLossCommand(options: DecisionOptions & EndingOptions): Promise<number> {
  const author = await commandAuthor(options, 'audit loss withdraw');
  return withModules(options, [ContinuityModule], async ({ command }) => {
    await command(new WithdrawLossReport(author, options.code));
    result(`Signalement retiré par ${author.meta.by.name}.`);
  });
}
