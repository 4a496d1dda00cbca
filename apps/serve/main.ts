/** `npm run serve`: the service and one worker on the demonstration, on this machine, with requests to try. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { makeFolder } from '#libs/files/make-folder.ts';
import { join } from 'node:path';
import { PRIVATE_KEY_FILE, PUBLIC_KEY_FILE, writeKeyPair } from '#libs/audit/key-pair-files.ts';
import { isProduction } from '#libs/runtime/production.ts';
import { onTermination } from '#libs/runtime/termination.ts';
import { DEMONSTRATION_FOLDER, checkpointsFolderOf, signingFolderOf } from '#libs/synthetic/demonstration.ts';

/** The name of the key that former programs made. */
const FORMER_KEY_FILE = 'private.pem';
const REFUSED = 2;
const NODE = ['--disable-warning=ExperimentalWarning', 'scripts/start.mjs'];

function refusalOf(variables: NodeJS.ProcessEnv): string | undefined {
  if (isProduction(variables['NODE_ENV']))
    return 'npm run serve est fait pour la machine d’un développeur : en production, lancez npm run api et npm run worker';
  const data = variables['DATA'] ?? DEMONSTRATION_FOLDER;
  return variables['EVENT_STORE_URL'] === undefined && !existsSync(`${data}/events.db`)
    ? `il n’y a pas de journal dans ${data} ; faites d’abord npm run demo, ou indiquez DATA=DOSSIER`
    : undefined;
}

/** The exit status of a process, or the signal that ended it. */
type End = readonly [status: number | null, signal: NodeJS.Signals | null];

interface Child {
  /** The French name, with its article. */
  readonly name: string;
  readonly process: ChildProcess;
  readonly ended: Promise<End>;
}

/** Each process may send a message (IPC): the service sends its address. */
function start(name: string, main: string, env: NodeJS.ProcessEnv): Child {
  const child = spawn(process.execPath, [...NODE, main], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<End>((resolve) => {
    child.once('exit', (status, signal) => {
      resolve([status, signal]);
    });
  });
  return { name, process: child, ended };
}

/** Runs both until one ends or a signal arrives, and stops each once. Gives the exit status: 0 if both ended as asked. */
async function serve(env: NodeJS.ProcessEnv): Promise<number> {
  const service = start('le service', 'apps/api/main', env);
  const children = [service, start('le travailleur', 'apps/worker/main', env)];
  const tell = (signal: NodeJS.Signals): void => {
    for (const child of children) child.process.kill(signal);
  };
  let asked: NodeJS.Signals | undefined;
  onTermination((signal) => {
    asked = signal;
    tell(signal);
  }, tell);
  service.process.once('message', ({ url }: { url: string }) => {
    process.stdout.write(help(url, env['ACCESS'] === 'development'));
  });
  const first = await Promise.race(children.map(async (child) => ({ child, end: await child.ended })));
  if (asked === undefined) {
    // The process ended without a request.
    process.stderr.write(endedUnasked(first.child, first.end));
    tell('SIGTERM');
    await Promise.all(children.map(({ ended }) => ended));
    const [status] = first.end;
    return status === null || status === 0 ? 1 : status;
  }
  const all = await Promise.all(children.map(({ ended }) => ended));
  // A process that does not listen to signals yet ends by the signal.
  return all.every(([status, signal]) => status === 0 || signal === asked) ? 0 : 1;
}

function endedUnasked({ name }: Child, [status, signal]: End): string {
  const how = signal === null ? `avec le statut ${status}` : `par le signal ${signal}`;
  return `Arrêt : ${name} a fini ${how} sans qu’on le lui demande ; l’autre processus est arrêté aussi. Relancez npm run serve.\n`;
}

function help(address: string, development: boolean): string {
  const token = development
    ? [
        'Un jeton, pour la suite (des rôles : operator, approver, authorising-officer, accountant, auditor, team, service) :',
        `  JETON=$(curl -s ${address}/development/token -H 'Content-Type: application/json' \\`,
        `    -d '{"subject":"Alice","roles":["operator"]}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`,
      ]
    : ['Un jeton de votre fournisseur d’identité, dans JETON, pour la suite.'];
  return [
    '',
    `Les écrans : ${address}/console/${development ? ' (choisissez une personne ; docs/console.md raconte sa journée)' : ''}`,
    `Décompte répond à ${address} ; ${address}/docs montre tout ce qu’il sait faire. Ctrl-C arrête.`,
    '',
    ...token,
    '',
    'Trois demandes à essayer :',
    `  curl -s ${address}/openapi.json | head -c 600`,
    `  curl -s ${address}/statements/PEPS-01/2023-Q2 -H "Authorization: Bearer $JETON"`,
    `  curl -si ${address}/calculations -H "Authorization: Bearer $JETON" -H 'Idempotency-Key: essai-1' \\`,
    `    -H 'Content-Type: application/json' -d '{"from":"2025-Q1","to":"2025-Q4","knownOn":"2026-09-30"}'`,
    '    (un travail, à suivre à l’adresse que donne Location, avec le même jeton)',
    '',
  ].join('\n');
}

/**
 * The place where checkpoints of the demonstration are signed: beside its folder, which must not contain the key. Makes the key once, under
 * the names of `audit keygen`, as a log has one chain of checkpoints: those signed on the command line have to be the ones that are here.
 */
function auditOf(data: string): NodeJS.ProcessEnv {
  const folder = signingFolderOf(data);
  const own = join(folder, PRIVATE_KEY_FILE);
  const publicKey = join(folder, PUBLIC_KEY_FILE);
  const key = [own, join(folder, FORMER_KEY_FILE)].find((path) => existsSync(path)) ?? own;
  if (!existsSync(key)) {
    makeFolder(folder, 0o700);
    // A killed process may have left it alone.
    rmSync(publicKey, { force: true });
    writeKeyPair({ private: key, public: publicKey });
  }
  return { AUDIT_CHECKPOINTS: checkpointsFolderOf(data), AUDIT_KEY_FILE: key };
}

const refusal = refusalOf(process.env);
if (refusal === undefined) {
  const env = { DATA: DEMONSTRATION_FOLDER, ACCESS: 'development', LOG_LEVEL: 'warn', ...process.env };
  const audit = env.ACCESS === 'development' ? auditOf(env.DATA) : {};
  process.exitCode = await serve({ ...audit, ...env });
} else {
  process.stderr.write(`Refusé : ${refusal}.\n`);
  process.exitCode = REFUSED;
}
