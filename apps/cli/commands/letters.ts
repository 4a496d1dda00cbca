/** `decompte letter`: letters to teams, written as PDF. */
import { periodInFrench } from '#libs/kernel/french-days.ts';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { wholeFile } from '#libs/files/whole-file.ts';
import { counted } from '#libs/kernel/counted.ts';
import { ListLetters } from '#libs/letters/queries/list-letters.ts';
import type { Letter } from '#libs/letters/letter.ts';
import { LettersModule } from '#libs/letters/letters.module.ts';
import { letterPdf } from '#libs/letters/pdf.ts';
import { ArchiveLetters } from '#libs/letters/queries/archive-letters.ts';
import { ReadDecisionLetter } from '#libs/letters/queries/read-decision-letter.ts';
import { ReadDemandLetter } from '#libs/letters/queries/read-demand-letter.ts';
import { ReadProvisionalLetter } from '#libs/letters/queries/read-provisional-letter.ts';
import { ReadYearLetter } from '#libs/letters/queries/read-year-letter.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { letterheadOf } from '#libs/runtime/letterhead.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { FindStatement } from '#libs/statements/queries/find-statement.ts';
import { requirePeriod } from '#apps/cli/arguments.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result } from '#apps/cli/terminal.ts';
import { type Modules, withModules } from '#apps/cli/with-modules.ts';
import { requireFilePlace, writeWhole } from '#apps/cli/files.ts';

interface LetterOptions extends StoreOptions {
  readonly out: string;
  readonly json?: boolean;
}

interface StatementLetterOptions extends LetterOptions {
  readonly decision?: string;
  readonly provisional?: boolean;
}

/** Writes the letter of a decision: the named one, otherwise the last; of the latest calculation if nothing is decided. */
export async function statementLetterCommand(
  team: string,
  period: string,
  options: StatementLetterOptions,
): Promise<number> {
  requirePeriod(period);
  const of = { team, period };
  const asked = decisionAsked(options);
  return withModules(options, [LettersModule], async ({ query }) => {
    const number = options.provisional === true ? undefined : (asked ?? (await latestDecision(query, of)));
    const letterhead = letterheadOf(process.env);
    const letter = await query(
      number === undefined ? new ReadProvisionalLetter(of, letterhead) : new ReadDecisionLetter(of, number, letterhead),
    );
    if (letter === undefined)
      throw new CliRefusal(
        number === undefined
          ? `${team} n’a pas de décompte calculé pour ${periodInFrench(period)} ; calculez-le d’abord`
          : `${team} ${periodInFrench(period)} n’a pas de décision ${number}, ou elle a été retirée ; decompte history statement ${quoted(team)} ${periodInFrench(period)} les montre`,
      );
    await writeLetter(letter, options);
  });
}

function decisionAsked({ decision, provisional }: StatementLetterOptions): number | undefined {
  if (decision === undefined) return undefined;
  if (!/^\d{1,6}$/.test(decision))
    throw new CliRefusal(`--decision vaut « ${decision} » ; écrivez un numéro, par exemple 0`);
  if (provisional === true)
    throw new CliRefusal('--decision et --provisional ne vont pas ensemble ; gardez l’un des deux');
  return Number(decision);
}

async function latestDecision(query: Modules['query'], of: TeamPeriod): Promise<number | undefined> {
  return (await query(new FindStatement(of)))?.decisions.at(-1)?.number;
}

export function demandLetterCommand(
  team: string,
  options: LetterOptions & { readonly envelope: string },
): Promise<number> {
  return withModules(options, [LettersModule], async ({ query }) => {
    const letter = await query(new ReadDemandLetter(options.envelope, team, letterheadOf(process.env)));
    if (letter === undefined) throw refused('NOTHING_DEMANDED', { team });
    await writeLetter(letter, options);
  });
}

export function yearLetterCommand(team: string, year: string, options: LetterOptions): Promise<number> {
  if (!/^\d{4}$/.test(year)) throw new CliRefusal(`« ${year} » n’est pas une année ; écrivez-la en quatre chiffres`);
  return withModules(options, [LettersModule], async ({ query }) => {
    const letter = await query(new ReadYearLetter(team, Number(year), letterheadOf(process.env)));
    if (letter === undefined)
      throw new CliRefusal(`rien n’est décidé pour ${team} en ${year}, et rien ne lui a été versé ; vérifiez l’équipe`);
    await writeLetter(letter, options);
  });
}

/** Writes a ZIP file with a letter for each decision of a period. */
export function allLettersCommand(period: string, options: LetterOptions): Promise<number> {
  requirePeriod(period);
  const { out } = options;
  // Before the letters are made, which takes long.
  requireFilePlace(out);
  return withModules(options, [LettersModule], async ({ query, progress }) => {
    const list = await query(
      new ListLetters(period, letterheadOf(process.env), (done, total) => {
        progress.show(`lettres de ${periodInFrench(period)}`, done, total);
      }),
    );
    progress.end();
    await writtenWhole(out, await query(new ArchiveLetters(list)));
    if (options.json === true) printJson({ out, period, letters: list.letters });
    else result(`${counted(list.letters.length, 'lettre')} de ${periodInFrench(period)} dans ${out}.`);
  });
}

/** The file appears only when it is complete: a failure leaves no file that looks complete. */
async function writtenWhole(out: string, archive: NodeJS.ReadableStream): Promise<void> {
  const file = wholeFile(out);
  try {
    await pipeline(archive, createWriteStream(file.path, { flush: file.isAside }));
    file.complete();
  } finally {
    file.end();
  }
}

async function writeLetter(letter: Letter, { out, json: asJson }: LetterOptions): Promise<void> {
  const { bytes, digest } = await letterPdf(letter);
  writeWhole(out, bytes);
  const { title, provisional } = letter;
  if (asJson === true) printJson({ out, title, provisional: provisional !== null, bytes: bytes.length, digest });
  else
    result(
      `${title} : lettre écrite dans ${out}, sha256 ${digest}.${provisional === null ? '' : ' Elle est provisoire.'}`,
    );
}
