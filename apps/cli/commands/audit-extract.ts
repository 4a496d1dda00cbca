/** `decompte audit extract | sample`: an auditor's choice, or sample, of payments, decisions and events. */
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { PAYMENT_STATUS_LABELS } from '#libs/words/labels/payments.ts';
import { momentInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { AuditModule } from '#libs/audit/audit.module.ts';
import type { AuditEntry } from '#libs/audit/tools/entries.ts';
import { extractFile } from '#libs/audit/tools/extract-file.ts';
import type { EntryFilter, Extract, AuditEntrySum } from '#libs/audit/tools/extract.ts';
import { DrawSample } from '#libs/audit/tools/queries/draw-sample.ts';
import { ExtractEntries } from '#libs/audit/tools/queries/extract-entries.ts';
import type { SampleSize } from '#libs/audit/tools/sample.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import { WORDS_TO_TYPE } from '#libs/words/typed.ts';
import { amountOf } from '#apps/cli/amounts.ts';
import { choiceArgument, dayRangeOf } from '#apps/cli/arguments.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { type CsvOptions, csvFormOfOptions } from '#apps/cli/csv-form.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';
import { writeWhole } from '#apps/cli/files.ts';

interface ChoiceOptions extends StoreOptions {
  readonly team?: string;
  readonly year?: string;
  readonly person?: string;
  readonly from?: string;
  readonly to?: string;
  readonly min?: string;
  readonly max?: string;
  readonly json?: boolean;
}

export function extractCommand(
  asked: string,
  options: ChoiceOptions & CsvOptions & { readonly out?: string },
): Promise<number> {
  const [what, filter] = [choiceArgument('QUOI', WORDS_TO_TYPE.entries, asked), filterOf(options)];
  const form = csvFormOfOptions(options, options.out !== undefined, '--out');
  return withModules(options, [AuditModule], async ({ query }) => {
    const { entries, ...completeness } = await query(new ExtractEntries(what, filter));
    const { out } = options;
    if (out !== undefined) writeWhole(out, extractFile(entries, form === 'excel' ? form : 'raw'), { mode: 0o600 });
    if (options.json === true) printJson({ ...completeness, ...(out === undefined ? { entries } : { out }) });
    else {
      if (out === undefined && entries.length > 0) result(entriesTable(entries));
      tellCompleteness(completeness);
    }
  });
}

interface SampleOptions extends ChoiceOptions {
  readonly seed: string;
  readonly interval?: string;
  readonly size?: string;
}

export function sampleCommand(asked: string, options: SampleOptions): Promise<number> {
  const [what, filter, drawn] = [
    choiceArgument('QUOI', WORDS_TO_TYPE.entries, asked),
    filterOf(options),
    drawnBy(options),
  ];
  return withModules(options, [AuditModule], async ({ query }) => {
    const sample = await query(new DrawSample(what, filter, options.seed, drawn));
    if (options.json === true) {
      printJson(sample);
      return;
    }
    const { hits, population, apart, intervalCents, startCents, seed, ...completeness } = sample;
    if (hits.length > 0)
      result(
        table(
          ['centime', 'événement', 'quoi', 'équipe', 'période', 'montant'],
          hits.map(({ cent, entry: { position, id, team, period, amountCents } }) => [
            String(cent),
            String(position),
            id,
            team,
            periodInFrench(period),
            euros(amountCents),
          ]),
        ),
      );
    message(
      `Graine « ${seed} », intervalle ${euros(intervalCents)}, premier centime ${startCents} : ${counted(hits.length, 'centime tiré', 'centimes tirés')} sur ${euros(population.sumCents)} (${counted(population.count, 'ligne')}).`,
    );
    if (apart.count > 0)
      message(
        `À regarder à part, sans montant ou négatives : ${counted(apart.count, 'ligne')}, ${euros(apart.sumCents)}.`,
      );
    tellCompleteness(completeness);
  });
}

function tellCompleteness({ position, whole, chosen, leftOut }: Omit<Extract, 'entries'>): void {
  message(`Journal lu jusqu’à l’événement ${position}.`);
  for (const [name, { count, sumCents, digest }] of Object.entries<AuditEntrySum>({
    tout: whole,
    choisi: chosen,
    reste: leftOut,
  }))
    message(`${name} : ${counted(count, 'ligne')}, ${euros(sumCents)}, empreinte ${digest}`);
}

/** The present state of a payment; for a statement or an event, the type of the event. */
function statusText(status: string): string {
  return PAYMENT_LABELS[status] ?? EVENT_LABELS[status] ?? status;
}

const PAYMENT_LABELS: Readonly<Record<string, string>> = PAYMENT_STATUS_LABELS;

function entriesTable(entries: readonly AuditEntry[]): string {
  return table(
    ['événement', 'quand', 'quoi', 'où il en est', 'équipe', 'période', 'montant', 'qui'],
    entries.map(({ position, at, id, status, team, period, amountCents, people }) => [
      String(position),
      momentInFrench(at),
      id,
      statusText(status),
      team,
      periodInFrench(period),
      euros(amountCents),
      people.map(({ name }) => name).join(', '),
    ]),
  );
}

/** What an auditor chose. Throws CliRefusal for what can choose nothing: a first day after the last, a least amount above the greatest. */
function filterOf({ team, year, person, from, to, min, max }: ChoiceOptions): EntryFilter {
  if (year !== undefined && !/^\d{4}$/.test(year))
    throw new CliRefusal(`--year vaut « ${year} » ; écrivez une année, par exemple 2022`);
  dayRangeOf({ from, to });
  const [minCents, maxCents] = [centsOption('--min', min), centsOption('--max', max)];
  if (minCents !== undefined && maxCents !== undefined && minCents > maxCents)
    throw new CliRefusal(`--min ${euros(minCents)} est plus grand que --max ${euros(maxCents)} ; inversez-les`);
  return { team, year, person, from, to, minCents, maxCents };
}

function drawnBy({ interval, size }: SampleOptions): SampleSize {
  if ((interval === undefined) === (size === undefined))
    throw new CliRefusal('dites combien tirer : --interval en centimes, ou --size, l’un des deux');
  const intervalCents = centsOption('--interval', interval);
  if (size !== undefined && !/^\d{1,9}$/.test(size))
    throw new CliRefusal(`--size vaut « ${size} » ; écrivez un nombre entier`);
  const number = size === undefined ? undefined : BigInt(size);
  if ((intervalCents ?? number ?? 0n) <= 0n) throw new CliRefusal('--interval et --size sont plus grands que 0');
  return intervalCents === undefined ? { size: Number(number) } : { intervalCents };
}

function centsOption(option: string, text: string | undefined): bigint | undefined {
  return text === undefined ? undefined : amountOf(option, text);
}
