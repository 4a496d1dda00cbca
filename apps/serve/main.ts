/** `npm run serve`: the service and one worker over the demonstration, on this machine, and what to ask of them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const DEMONSTRATION = 'data/demo';
const REFUSED = 2;
const NODE = ['--disable-warning=ExperimentalWarning'];
const WITH_DECORATORS = [...NODE, '--import', './scripts/decorators.mjs'];
const START_MS = 60_000;
const POLL_MS = 100;

function refusalOf(variables: NodeJS.ProcessEnv): string | undefined {
  if (variables['NODE_ENV'] === 'production')
    return 'npm run serve est fait pour la machine d’un développeur : en production, lancez npm run api et npm run worker';
  const data = variables['DATA'] ?? DEMONSTRATION;
  return variables['EVENT_STORE_URL'] === undefined && !existsSync(`${data}/events.db`)
    ? `il n’y a pas de journal dans ${data} ; faites d’abord npm run demo, ou indiquez DATA=DOSSIER`
    : undefined;
}

function start(main: string, options: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [...options, main], { env, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** Runs both until one of them ends, or a signal ends them. Gives the exit status. */
async function serve(env: NodeJS.ProcessEnv): Promise<number> {
  const children = [start('apps/api/main.ts', WITH_DECORATORS, env), start('apps/worker/main.ts', NODE, env)];
  const told = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    told.abort();
    for (const child of children) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      stop(signal);
    });
  const ended = children.map(
    (child) =>
      new Promise<number>((resolve) =>
        child.once('exit', (status) => {
          resolve(status ?? 1);
        }),
      ),
  );
  const address = `http://${env['HOST'] ?? '127.0.0.1'}:${env['PORT'] ?? '3000'}`;
  const first = Promise.race(ended);
  if (await answers(address, first)) process.stdout.write(help(address, env['ACCESS'] === 'development'));
  const status = await first;
  const wasTold = told.signal.aborted;
  stop('SIGTERM');
  await Promise.all(ended);
  return wasTold ? 0 : status;
}

/** Whether the service answers before a process ends. */
async function answers(address: string, ended: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  void ended.then(() => {
    over.abort();
  });
  const until = performance.now() + START_MS;
  while (performance.now() < until && !over.signal.aborted) {
    await setTimeout(POLL_MS);
    try {
      await fetch(address);
      return true;
    } catch {
      // Not listening yet.
    }
  }
  return false;
}

function help(address: string, development: boolean): string {
  const token = development
    ? [
        'Un jeton, pour la suite (des rôles : operator, approver, authorising-officer, accountant, auditor, team, service) :',
        `  JETON=$(curl -s ${address}/development/token -H 'Content-Type: application/json' \\`,
        `    -d '{"subject":"Alice","roles":["operator","auditor"]}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`,
      ]
    : ['Un jeton de votre fournisseur d’identité, dans JETON, pour la suite.'];
  return [
    '',
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

const refusal = refusalOf(process.env);
if (refusal === undefined)
  process.exitCode = await serve({ DATA: DEMONSTRATION, ACCESS: 'development', LOG_LEVEL: 'warn', ...process.env });
else {
  process.stderr.write(`Refusé : ${refusal}.\n`);
  process.exitCode = REFUSED;
}
