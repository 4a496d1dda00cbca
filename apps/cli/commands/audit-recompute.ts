/** `decompte audit recompute`: recomputes from the log alone the recorded statements, and the content of the read store. */
import { counted } from '#libs/kernel/counted.ts';
import {
  RecomputeStatements,
  type RecomputedLog,
} from '#libs/statements/recomputation/commands/recompute-statements.ts';
import { figuresOfRecomputation } from '#libs/statements/recomputation/figures.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import {
  recomputationDifferenceText,
  differingText,
  patientIndexText,
  fittingTexts,
  storedOtherwiseText,
} from '#libs/words/texts/difference-text.ts';
import { commandLineCommit, rangeArgument } from '#apps/cli/arguments.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { rebuildLine } from '#apps/cli/proposal-hint.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

const DIFFERS = 1;
const SHOWN = 10;

interface RecomputeOptions extends StoreOptions {
  readonly from?: string;
  readonly to?: string;
  readonly team?: string;
  readonly json?: boolean;
}

const STAGES = { contributions: 'calcul depuis le journal', stored: 'magasin de lecture' } as const;

/** Gives exit status 1 if something differs. */
export function auditRecomputeCommand(options: RecomputeOptions): Promise<number> {
  const which = whichOf(options);
  return withModules(options, [StatementsModule], async ({ command, progress }) => {
    const commit = commandLineCommit('audit recompute');
    const asked = new RecomputeStatements(which, commit, (stage, done, total) => {
      progress.show(STAGES[stage], done, total);
    });
    const recomputed = await command(asked);
    progress.end();
    const { fits } = recomputed;
    if (options.json === true) printJson(figuresOfRecomputation(recomputed, recomputationDifferenceText));
    else if (fits) for (const text of fittingTexts(recomputed, isWhole(which))) result(text);
    else reportDifferences(recomputed);
    return fits ? 0 : DIFFERS;
  });
}

function whichOf({ from, to, team }: RecomputeOptions): RecomputeStatements['which'] {
  if ((from === undefined) !== (to === undefined)) throw new CliRefusal('--from et --to vont ensemble');
  return {
    ...(from === undefined || to === undefined ? {} : { range: rangeArgument(from, to) }),
    ...(team === undefined ? {} : { team }),
  };
}

function isWhole({ range, team }: RecomputeStatements['which']): boolean {
  return range === undefined && team === undefined;
}

function reportDifferences({ differing, stored, patientIndex }: RecomputedLog): void {
  result('Ce qui est enregistré n’est pas ce que donne le journal :');
  const ofIndex = patientIndex === undefined ? [] : [patientIndexText(patientIndex)];
  const all = [...ofIndex, ...differing.map(differingText), ...stored.map(storedOtherwiseText)];
  for (const text of all.slice(0, SHOWN)) result(`- ${text}.`);
  if (all.length > SHOWN) result(`- et ${counted(all.length - SHOWN, 'autre')}.`);
  result(
    'Un décompte qui diffère ne se soumet, ne s’approuve ni ne se paie. Gardez une copie de ce qui est là, reconstruisez les projections, recalculez, et cherchez qui a pu y écrire.',
  );
  for (const projection of new Set(stored.map((one) => one.projection))) result(rebuildLine({ projection }));
}
