/** `decompte export --out FOLDER`: the six files of the latest calculation of each period. */
import { counted } from '#libs/kernel/counted.ts';
import { dayText } from '#libs/kernel/day.ts';
import { ExportStatements } from '#libs/statements/outputs/commands/export-statements.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { aloneIn } from '#apps/cli/alone.ts';
import { knownOn, rangeArgument } from '#apps/cli/arguments.ts';
import { type HeldLog, type HeldOptions, heldAgainstChain } from '#apps/cli/held-log.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { printJson, message, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface ExportOptions extends HeldOptions {
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
  readonly knownOn?: string;
  readonly simulation?: string;
  readonly excel?: boolean;
}

export async function exportCommand(options: ExportOptions): Promise<number> {
  const { from, to, out } = options;
  const range = from === undefined && to === undefined ? undefined : rangeArgument(from ?? FIRST, to ?? LAST);
  const { knownOn: on, simulation, excel = false } = options;
  const form = excel ? 'excel' : 'raw';
  const asked = { out, range, knownOn: on === undefined ? undefined : dayText(knownOn(on)), simulation, form } as const;
  const write = (verified: HeldLog | null): Promise<number> =>
    withModules(options, [StatementsModule], async ({ command, progress, reads }) => {
      const { statements, files } = await aloneIn(out, () =>
        command(
          new ExportStatements(asked, (done, total) => {
            progress.show('actes', done, total);
          }),
        ),
      );
      progress.end();
      reads.note('export', 'FILE', files);
      if (statements === 0) message('Aucun décompte à exporter : lancez decompte calculate, ou élargissez la plage.');
      if (options.json === true) printJson({ out, statements, files, verified });
      else
        result(`${counted(statements, 'décompte exporté', 'décomptes exportés')} dans ${out} (${files.join(', ')}).`);
    });
  if (simulation === undefined) return heldAgainstChain(options, write);
  if (options.verify === true)
    throw new CliRefusal(
      'une simulation n’est pas dans le journal, et --verify ne la vérifie pas ; ôtez l’un des deux',
    );
  return write(null);
}

const FIRST = '2000-Q1';
const LAST = '2099-Q4';
