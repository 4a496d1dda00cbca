/** `decompte regulation list | check | propose | publish`: the versions of the regulation. */
import { type RegulationSource, loadRegulation } from '#libs/regulation/load.ts';
import { proposeVersion, publishVersion, sourceWith } from '#libs/regulation/publication/versions.ts';
import { latest, versions } from '#libs/regulation/publication/published.ts';
import { type PersonOptions, commandMeta, commitFor } from '#apps/cli/person.ts';
import { readText } from '#apps/cli/files.ts';
import { type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { withStores } from '#apps/cli/with-stores.ts';
import { json, result, table } from '#apps/cli/terminal.ts';

export interface RegulationOptions extends StoreOptions {
  readonly parameters?: string;
  readonly grids?: string;
  readonly json?: boolean;
}

export async function listVersionsCommand(options: RegulationOptions): Promise<number> {
  const stores = await openStores(options, false);
  try {
    const all = (await versions(stores.log)).map(({ regulation: { version, fingerprint, schemes } }) => ({
      version,
      fingerprint,
      schemes: [...schemes.keys()],
    }));
    if (options.json === true) json(all);
    else
      result(
        table(
          ['version', 'empreinte', 'expérimentations'],
          all.map(({ version, fingerprint, schemes }) => [version, fingerprint.slice(0, 16), schemes.join(', ')]),
        ),
      );
    return 0;
  } finally {
    await stores.close();
  }
}

/** The files given; what is not given is as shipped. */
function sourceOf({ parameters, grids }: RegulationOptions): RegulationSource {
  return sourceWith({
    ...(parameters === undefined ? {} : { parameters: readText(parameters) }),
    ...(grids === undefined ? {} : { grids: readText(grids) }),
  });
}

export function checkVersionCommand(options: RegulationOptions): Promise<number> {
  const { version, fingerprint } = loadRegulation(sourceOf(options));
  result(`Version ${version} : aucune faute (empreinte ${fingerprint.slice(0, 16)}).`);
  return Promise.resolve(0);
}

/** One person proposes a version; it is in force when another has published it. */
export async function proposeVersionCommand(options: RegulationOptions & PersonOptions): Promise<number> {
  const source = sourceOf(options);
  const meta = await commandMeta(options);
  return withStores(options, async ({ log }) => {
    const version = await proposeVersion(log, source, meta, commitFor(meta, 'regulation propose'));
    result(`Version ${version} proposée par ${meta.by.name} ; une autre personne doit la publier.`);
  });
}

export async function publishVersionCommand(options: StoreOptions & PersonOptions): Promise<number> {
  const meta = await commandMeta(options);
  return withStores(options, async ({ log }) => {
    await publishVersion(log, meta, commitFor(meta, 'regulation publish'));
    result(`Version ${(await latest(log))?.regulation.version ?? ''} publiée ; les prochains calculs l'utilisent.`);
  });
}
