/**
 * `node test/bench/audit.ts verify --log FILE [--runs N]`: verification of a log against merely reading its rows and hashing their bytes,
 * and against verification with the Merkle tree that a checkpoint needs.
 * `node test/bench/audit.ts import [--patients N] [--runs N]`: imports with the chain, and with links that are not computed from anything.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MerkleTree } from '#libs/audit/merkle.ts';
import { leafFor } from '#libs/audit/proof.ts';
import { type VerifyOptions, verifyLog } from '#libs/audit/verify.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { readAndHash } from './control.ts';
import { writeFacts } from './facts.ts';
import { alternate, median, mustEqual, progress, timed } from './measure.ts';

const ONE_IMPORT = fileURLToPath(new URL('./one-import.ts', import.meta.url));

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    patients: { type: 'string', default: '40000' },
    log: { type: 'string', default: 'data/events.db' },
  },
});

async function measureVerify(path: string, runs: number): Promise<void> {
  const rows = readAndHash(path);
  const { control, product } = await alternate(
    runs,
    'verification',
    () =>
      timed(async () => {
        mustEqual('rows', readAndHash(path), rows);
      }),
    () => timed(() => verify(path, rows)),
  );
  const tree = new MerkleTree();
  const withTree = await timed(() =>
    verify(path, rows, (event, previous) => {
      tree.add(leafFor(previous, event).leaf);
    }),
  );
  const rate = (seconds: number): string => `${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} events/s`;
  process.stdout.write(
    `${rows} events\nreading and hashing: ${rate(control)}\nverification: ${rate(product)}, ${(product / control).toFixed(2)} times\n` +
      `with the Merkle tree of a checkpoint: ${rate(withTree)}\n`,
  );
}

async function verify(path: string, rows: number, each?: VerifyOptions['each']): Promise<void> {
  const stored = new SqliteStoredEvents(path);
  const { misfits, events } = await verifyLog(stored, each === undefined ? {} : { each });
  await stored.close();
  mustEqual('misfits', misfits.length, 0);
  mustEqual('events', events, rows);
}

/** Runs each import in its own process: without the chain, another module makes the links. */
async function measureImport(patients: number, runs: number): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'decompte-audit-bench-'));
  try {
    const facts = join(temporary, 'facts');
    mkdirSync(facts);
    await writeFacts(facts, patients);
    const taken = { with: [] as Taken[], without: [] as Taken[] };
    importOnce(facts, false);
    for (let run = 1; run <= runs; run++) {
      // Alternates the order, so that neither is favoured.
      for (const which of run % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const))
        taken[which].push(importOnce(facts, which === 'without'));
      progress(
        `run ${run}: with ${JSON.stringify(taken.with.at(-1))}, without ${JSON.stringify(taken.without.at(-1))}`,
      );
    }
    for (const clock of ['processor', 'clock'] as const)
      for (const [name, of] of [
        ['median', median],
        ['least', (all: number[]) => Math.min(...all)],
      ] as const) {
        const [linked, unlinked] = [
          of(taken.with.map((run) => run[clock])),
          of(taken.without.map((run) => run[clock])),
        ];
        const cost = ((100 * (linked - unlinked)) / unlinked).toFixed(1);
        process.stdout.write(
          `import, ${clock} time, ${name}: with the chain ${linked.toFixed(2)} s, without ${unlinked.toFixed(2)} s: ${cost} %\n`,
        );
      }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Seconds. Processor time is steadier on a busy machine. */
interface Taken {
  readonly processor: number;
  readonly clock: number;
}

function importOnce(facts: string, unlinked: boolean): Taken {
  const args = ['--disable-warning=ExperimentalWarning', '--expose-gc', ONE_IMPORT, facts];
  const { stdout, stderr, status } = spawnSync(process.execPath, unlinked ? [...args, 'unlinked'] : args, {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const [processor = NaN, clock = NaN] = stdout.split(' ').map(Number);
  return { processor, clock };
}

const runs = Number(options.runs);
if (positionals[0] === 'verify') await measureVerify(options.log, runs);
else if (positionals[0] === 'import') await measureImport(Number(options.patients), runs);
else throw new RangeError('verify or import');
