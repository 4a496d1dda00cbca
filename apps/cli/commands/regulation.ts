/** `decompte regulation list | check | show | propose | publish | refuse | withdraw`: the versions of the regulation. */
import { euros } from '#libs/kernel/euros.ts';
import { parameterLabel } from '#libs/words/labels/parameter-text.ts';
import { profileLabel } from '#libs/words/labels/profiles.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { ProposeVersion } from '#libs/regulation/publication/commands/propose-version.ts';
import { PublishVersion } from '#libs/regulation/publication/commands/publish-version.ts';
import { RefuseVersion } from '#libs/regulation/publication/commands/refuse-version.ts';
import { WithdrawVersion } from '#libs/regulation/publication/commands/withdraw-version.ts';
import {
  FindProposedVersion,
  type ProposedVersion,
} from '#libs/regulation/publication/queries/find-proposed-version.ts';
import { FindVersions } from '#libs/regulation/publication/queries/find-versions.ts';
import { requireOwnName } from '#libs/regulation/publication/decide.ts';
import { sourceWith } from '#libs/regulation/publication/shipped-version.ts';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { ReadSimulatedSource } from '#libs/statements/queries/read-simulated-source.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { droppedSchemeText } from '#libs/words/texts/versions.ts';
import { WORDS_TO_TYPE } from '#libs/words/typed.ts';
import { choiceArgument } from '#apps/cli/arguments.ts';
import { codeLine, replacedLine } from '#apps/cli/proposal-hint.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { readTextFile } from '#apps/cli/files.ts';
import { type EndingOptions, type PersonOptions, type RefusingOptions, commandAuthor } from '#apps/cli/person.ts';
import { type StoreOptions, storesExist } from '#apps/cli/stores.ts';
import { message, printJson, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface RegulationOptions extends StoreOptions {
  readonly parameters?: string;
  readonly grids?: string;
  readonly json?: boolean;
}

export function listVersionsCommand(options: RegulationOptions): Promise<number> {
  return withModules(options, [RegulationModule], async ({ query }) => {
    const all = (await query(new FindVersions())).map(({ version, fingerprint, schemes }) => ({
      version,
      fingerprint,
      schemes,
    }));
    if (options.json === true) printJson(all);
    else
      result(
        table(
          ['version', 'empreinte', 'expérimentations'],
          all.map(({ version, fingerprint, schemes }) => [version, fingerprint.slice(0, 16), schemes.join(', ')]),
        ),
      );
  });
}

/** The given files; the shipped ones by default. */
function sourceOf({ parameters, grids }: RegulationOptions): RegulationSource {
  return sourceWith({
    ...(parameters === undefined ? {} : { parameters: readTextFile(parameters) }),
    ...(grids === undefined ? {} : { grids: readTextFile(grids) }),
  });
}

/** A log is not needed; where there is one, the name of the version must not be that of another published content. */
export function checkVersionCommand(options: RegulationOptions): Promise<number> {
  const regulation = loadRegulation(sourceOf(options));
  const said = (): void => {
    const { version, fingerprint } = regulation;
    result(`Version ${version} : aucune faute (empreinte ${fingerprint.slice(0, 16)}).`);
  };
  if (storesExist(options))
    return withModules(options, [RegulationModule], async ({ query }) => {
      requireOwnName(regulation, await query(new FindVersions()));
      said();
    });
  said();
  return Promise.resolve(0);
}

interface ProposeOptions extends RegulationOptions, PersonOptions {
  /** The name of a kept simulation. */
  readonly simulation?: string;
  readonly named?: string;
  readonly reference?: string;
  readonly status?: string;
}

/** Proposes a version, which takes effect when another person publishes it. */
export async function proposeVersionCommand(options: ProposeOptions): Promise<number> {
  const author = await commandAuthor(options, 'regulation propose');
  return withModules(options, [RegulationModule, StatementsModule], async ({ command, query }) => {
    const tried = simulatedOf(options);
    const source = tried === undefined ? sourceOf(options) : await query(tried);
    const { proposed: before } = await query(new FindProposedVersion());
    const { version } = await command(new ProposeVersion(source, author));
    const { proposed } = await query(new FindProposedVersion());
    const replaced = before && replacedLine(`version ${before.version}`, before, proposed);
    if (replaced !== undefined) message(replaced);
    for (const scheme of proposed?.dropped ?? []) message(`Attention : ${droppedSchemeText(scheme)}.`);
    result(`Version ${version} proposée par ${author.meta.by.name} ; une autre personne doit la publier.`);
    message(
      'Ensuite : cette personne lit decompte regulation show, puis decompte regulation publish --code CODE --as NOM.',
    );
  });
}

/** The values that a simulation tried; undefined if none is named. */
function simulatedOf({
  simulation,
  named,
  reference,
  status = WORDS_TO_TYPE.certainty.assumed,
}: ProposeOptions): ReadSimulatedSource | undefined {
  if (simulation === undefined) return undefined;
  if (named === undefined || reference === undefined)
    throw new CliRefusal(
      'une simulation se propose sous un nom de version et avec son texte : --named NOM --reference TEXTE',
    );
  const certainty = choiceArgument('--status', WORDS_TO_TYPE.certainty, status);
  return new ReadSimulatedSource(simulation, { version: named, reference, status: certainty });
}

/** Shows the version that waits for publication, its changes, and its code. */
export function showProposedVersionCommand(options: StoreOptions & { readonly json?: boolean }): Promise<number> {
  return withModules(options, [RegulationModule], async ({ query }) => {
    const { inForce, proposed } = await query(new FindProposedVersion());
    if (options.json === true) {
      const shown = proposed === undefined ? null : { ...proposed, lastDay: dayText(proposed.lastDay) };
      printJson({ inForce: inForce ?? null, proposed: shown });
    } else if (proposed === undefined) result('Aucune version n’est proposée.');
    else for (const line of proposalText(proposed, inForce)) result(line);
  });
}

function proposalText(
  { version, by, at, lastDay, code, changes, dropped }: ProposedVersion,
  inForce: string | undefined,
): readonly string[] {
  return [
    `Version ${version}, proposée par ${by.name} le ${frenchDay(dayOfInstant(at))}, à publier jusqu’au ${frenchDay(lastDay)}.`,
    inForce === undefined ? 'Aucune version n’est en vigueur.' : `Ce qui change de la version en vigueur, ${inForce} :`,
    ...changes.map((change) => `  ${changeText(change)}`),
    ...dropped.map((scheme) => `Attention : ${droppedSchemeText(scheme)}.`),
    codeLine(code, 'regulation publish'),
  ];
}

/** A value by its place, which names the faulty one in `regulation check` too; an amount of a grid by its profile. */
function changeText({ path, before, after }: ProposedVersion['changes'][number]): string {
  const [, grid, profile = ''] = /^grids\.(.+) \((.+)\)$/.exec(path) ?? [];
  const shown = (value: string | undefined): string =>
    value === undefined ? '(rien)' : grid === undefined ? value : euros(BigInt(value));
  const what = grid === undefined ? namedPath(path) : `grille ${grid}, ${profileLabel(profile)}`;
  return `${what} : ${shown(before)} → ${shown(after)}`;
}

/** `schemes.PEPS.cap_rate.values[2025-01-01].value (Plafond, en part du revenu de référence)` */
function namedPath(path: string): string {
  const [, parameter] = /^schemes\.[^.]+\.(\w+)/.exec(path) ?? [];
  return parameter === undefined ? path : `${path} (${parameterLabel(parameter)})`;
}

/** Publishes the version by the code that was read. */
export async function publishVersionCommand(
  options: StoreOptions & PersonOptions & { readonly code?: string },
): Promise<number> {
  const author = await commandAuthor(options, 'regulation publish');
  return withModules(options, [RegulationModule], async ({ command, query }) => {
    await command(new PublishVersion(options.code, author));
    const inForce = (await query(new FindVersions())).at(-1);
    result(`Version ${inForce?.version ?? ''} publiée ; les prochains calculs l’utilisent.`);
  });
}

export async function refuseVersionCommand(options: StoreOptions & RefusingOptions): Promise<number> {
  const author = await commandAuthor(options, 'regulation refuse');
  return withModules(options, [RegulationModule], async ({ command }) => {
    await command(new RefuseVersion(options.reason, author, options.code));
    result(`Version proposée refusée par ${author.meta.by.name}.`);
  });
}

export async function withdrawVersionCommand(options: StoreOptions & EndingOptions): Promise<number> {
  const author = await commandAuthor(options, 'regulation withdraw');
  return withModules(options, [RegulationModule], async ({ command }) => {
    await command(new WithdrawVersion(author, options.code));
    result(`Version proposée retirée par ${author.meta.by.name}.`);
  });
}
