/** `decompte accruals | general-ledger`: the entries of the end of a year, and those of the general ledger. */
import { counted } from '#libs/kernel/counted.ts';
import { dayText } from '#libs/kernel/day.ts';
import { dayInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { euros } from '#libs/kernel/euros.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { type AccountingEntry, balancedTotal, fecText } from '#libs/week/accounting-entry.ts';
import { type Accruals, accrualEntries } from '#libs/week/accruals.ts';
import { ACCRUALS, type AccrualKind } from '#libs/week/chart-of-accounts.ts';
import { FindAccruals } from '#libs/week/queries/find-accruals.ts';
import { FindGeneralLedger } from '#libs/week/queries/find-general-ledger.ts';
import { WeekModule } from '#libs/week/week.module.ts';
import { dayArgument, knownOn } from '#apps/cli/arguments.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { tellRegulation } from '#apps/cli/regulation-in-force.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';
import { writeWhole } from '#apps/cli/files.ts';

/** Periods named that were never calculated. */
const SHOWN = 8;

interface AccrualsOptions extends StoreOptions {
  readonly year: string;
  readonly knownOn?: string;
  readonly withEarlier?: boolean;
  readonly export?: string;
  readonly json?: boolean;
}

export function accrualsCommand(options: AccrualsOptions): Promise<number> {
  const { year } = options;
  if (!/^\d{4}$/.test(year)) throw new CliRefusal(`--year vaut « ${year} » ; écrivez une année, par exemple 2025`);
  const known = options.knownOn === undefined ? {} : { knownOn: dayText(knownOn(options.knownOn)) };
  return withModules(options, [WeekModule], async ({ query }) => {
    await tellRegulation(query);
    const asked = { year: Number(year), earlier: options.withEarlier === true, ...known };
    const found = await query(new FindAccruals(asked));
    const entries = accrualEntries(found);
    const totalCents = balancedTotal(entries);
    if (options.export !== undefined) writeEntries(options.export, entries);
    if (options.json === true) printJson({ ...found, totalCents });
    else result(accrualsText(found, totalCents));
  });
}

function accrualsText({ closing, accruals: all, notCalculated }: Accruals, totalCents: bigint): string {
  const kinds = [...Map.groupBy(all, ({ kind }) => kind)] as [AccrualKind, Accruals['accruals']][];
  const sum = (of: Accruals['accruals']): bigint => sumCentsOf(of, ({ amountCents }) => amountCents);
  return [
    `Écritures de fin d’exercice au ${dayInFrench(closing)}`,
    '',
    table(
      ['équipe', 'période', 'nature', 'montant', 'échéance'],
      all.map(({ kind, team, period, amountCents, dueOn }) => [
        team,
        periodInFrench(period),
        ACCRUALS[kind].label,
        euros(amountCents),
        dueOn === undefined ? '' : dayInFrench(dueOn),
      ]),
    ),
    '',
    ...kinds.map(([kind, of]) => `${ACCRUALS[kind].label} : ${of.length}, ${euros(sum(of))}`),
    `Débits et crédits : ${euros(totalCents)}`,
    ...(notCalculated.length === 0
      ? []
      : [
          '',
          `${counted(notCalculated.length, 'période jamais calculée', 'périodes jamais calculées')}, rien n’y est inscrit : ${notCalculated
            .slice(0, SHOWN)
            .map(({ team, period }) => `${team} ${periodInFrench(period)}`)
            .join(', ')}${notCalculated.length > SHOWN ? '…' : ''} (decompte calculate)`,
        ]),
  ].join('\n');
}

interface GeneralLedgerOptions extends StoreOptions {
  readonly from: string;
  readonly to: string;
  readonly export: string;
  readonly json?: boolean;
}

export function generalLedgerCommand(options: GeneralLedgerOptions): Promise<number> {
  const [from, to] = [dayArgument('--from', options.from), dayArgument('--to', options.to)];
  if (from > to) throw new CliRefusal(`--from ${options.from} est après --to ${options.to} ; inversez-les`);
  return withModules(options, [WeekModule], async ({ query }) => {
    const entries = await query(new FindGeneralLedger(dayText(from), dayText(to)));
    const totalCents = writeEntries(options.export, entries);
    if (options.json === true) printJson({ file: options.export, entries: entries.length, totalCents });
    else
      result(
        `${counted(entries.length, 'écriture', 'écritures')} dans ${options.export} ; débits et crédits : ${euros(totalCents)}.`,
      );
    if (entries.length === 0) message('Aucune écriture entre ces jours.');
  });
}

/** Separates by tabs, as the FEC asks, or by commas for a .csv file. */
function writeEntries(path: string, entries: readonly AccountingEntry[]): bigint {
  const totalCents = balancedTotal(entries);
  writeWhole(path, fecText(entries, path.endsWith('.csv') ? 'people' : 'tab'));
  return totalCents;
}
