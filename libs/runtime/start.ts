/** How a process starts, or says in a sentence why what its environment names keeps it from starting. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { isUnusableFile } from '#libs/sqlite/failure.ts';
import { EnvironmentRefused, MISCONFIGURED, type NamedFolder } from '#libs/runtime/environment.ts';
import type { VariableName } from '#libs/runtime/variables.ts';

/** Where a process listens, with the variables that say so. */
interface NamedAddress {
  readonly port: readonly [variable: VariableName, value: number];
  readonly host?: readonly [variable: VariableName, value: string];
}

/** Ends the process with status 2 where its environment is refused, also with open handles. */
export async function start(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const refused = error instanceof EnvironmentRefused ? error : unusableStore(error);
    if (refused === undefined) throw error;
    process.stderr.write(`${refused.message}\n`);
    process.exit(MISCONFIGURED);
  }
}

/** Makes the folders where they are not there. Throws EnvironmentRefused, with a fault for each variable. */
export function makeFolders(folders: readonly NamedFolder[]): void {
  const faults = new Map<VariableName, string>();
  for (const { variable, path } of folders)
    try {
      mkdirSync(path, { recursive: true });
      accessSync(path, constants.W_OK);
    } catch (error) {
      if (!faults.has(variable)) faults.set(variable, folderFault(variable, path, error as NodeJS.ErrnoException));
    }
  if (faults.size > 0) throw new EnvironmentRefused([...faults.values()]);
}

function folderFault(variable: VariableName, path: string, { code, message }: NodeJS.ErrnoException): string {
  const why =
    code === 'ENOTDIR' || code === 'EEXIST'
      ? 'n’est pas un dossier'
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
        ? 'ne peut pas être écrit par ce programme'
        : `ne peut pas servir (${message})`;
  return `${variable} : ${path} ${why} ; indiquez un dossier où ce programme peut écrire`;
}

/** Listens. Throws EnvironmentRefused, naming the variable, where it cannot. */
export async function listening<T>(address: NamedAddress, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    const fault = addressFault(address, (error as NodeJS.ErrnoException).code);
    throw fault === undefined ? error : new EnvironmentRefused([fault]);
  }
}

function addressFault(
  { port: [portVariable, port], host }: NamedAddress,
  code: string | undefined,
): string | undefined {
  if (code === 'EADDRINUSE')
    return `${portVariable} vaut « ${port} » ; ce port est déjà pris : choisissez-en un autre, ou arrêtez le programme qui l’occupe`;
  if (code === 'EACCES')
    return `${portVariable} vaut « ${port} » ; ce programme n’a pas le droit d’écouter à ce port : choisissez-en un de 1024 à 65535`;
  if (host === undefined || code === undefined || !NO_ADDRESS.includes(code)) return undefined;
  return `${host[0]} vaut « ${host[1]} » ; ce n’est pas une adresse de cette machine : 127.0.0.1 pour elle seule, 0.0.0.0 pour tous`;
}

const NO_ADDRESS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT'];

function unusableStore(error: unknown): EnvironmentRefused | undefined {
  if (!isUnusableFile(error)) return undefined;
  return new EnvironmentRefused([
    `DATA, ou EVENT_STORE_URL, READ_STORE_URL ou JOBS_URL : un des fichiers n’est pas une base que ce programme peut ouvrir (${error.message})`,
  ]);
}
