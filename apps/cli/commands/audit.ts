/** `decompte audit verify | keygen | checkpoint | export`: proves that the log is what was recorded. */
import { createPublicKey } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Exported, exportEvents, exportLog } from '#libs/audit/bundle.ts';
import {
  type Checkpoint,
  type CheckpointFile,
  makeKeyPair,
  readCheckpoints,
  readKey,
  signCheckpoint,
  writeCheckpoint,
} from '#libs/audit/checkpoint.ts';
import { MerkleTree, leafOf, nonceAfter } from '#libs/audit/merkle.ts';
import type { Misfit, MisfitKind } from '#libs/audit/misfit.ts';
import { RuleCheck } from '#libs/audit/rules/check-rules.ts';
import { type Verification, verifyLog } from '#libs/audit/verify.ts';
import type { StoredEvent } from '#libs/event-store/stored-events.ts';
import { counted } from '#libs/kernel/counted.ts';
import { saidMisfit } from '#libs/words/audit.ts';
import { saidImpossible } from '#libs/words/audit-rules.ts';
import { now } from '#apps/cli/arguments.ts';
import { reportImpossible, reportRemarks } from '#apps/cli/commands/audit-rules.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { onStoredLog } from '#apps/cli/stored-log.ts';
import { type StoreOptions, logPathOf } from '#apps/cli/stores.ts';
import { json, message, result } from '#apps/cli/terminal.ts';

const MISFITS = 1;
const MISFITS_SHOWN = 10;
const PRIVATE_KEY_FILE = 'decompte-audit.key.pem';
const PUBLIC_KEY_FILE = 'decompte-audit.pub.pem';

interface AuditOptions extends StoreOptions {
  readonly json?: boolean;
}

interface VerifyCommandOptions extends AuditOptions {
  readonly checkpoints?: string;
  readonly publicKey?: readonly string[];
}

/** Gives exit status 1 if something does not fit. */
export async function auditVerifyCommand(options: VerifyCommandOptions): Promise<number> {
  const { checkpoints: folder, publicKey: keyPaths = [] } = options;
  if ((folder === undefined) !== (keyPaths.length === 0))
    throw new Refusal(
      'les points de contrôle se vérifient avec la clé publique de qui les a signés ; donnez --checkpoints et --public-key',
    );
  const publicKeys = keyPaths.map((path) => readKey(path, 'public'));
  const checkpoints = folder === undefined ? [] : checkpointsOf(folder);
  const rules = new RuleCheck();
  const verification = await onStoredLog(options, (stored, progress) =>
    verifyLog(stored, {
      checkpoints,
      publicKeys,
      progress,
      each: (event) => {
        rules.take(event);
      },
    }),
  );
  const { events, link, uncovered, misfits } = verification;
  const { impossible, remarks } = rules;
  const fits = misfits.length + impossible.length === 0;
  if (options.json === true)
    json({
      fits,
      ...verification,
      misfits: misfits.map(saidMisfit),
      impossible: impossible.map(saidImpossible),
      remarks: remarks.map(saidImpossible),
    });
  else if (misfits.length > 0) reportMisfits(misfits, events);
  else if (impossible.length > 0) reportImpossible(impossible);
  else {
    result(`${counted(events, 'événement vérifié', 'événements vérifiés')} ; tout convient. Dernier maillon : ${link}`);
    if (uncovered > 0) result(`Sans maillon encore, à la fin : ${counted(uncovered, 'événement', 'événements')}.`);
    result(checkpointSentence(verification));
  }
  if (options.json !== true) reportRemarks(remarks);
  return fits ? 0 : MISFITS;
}

function checkpointSentence({ events, checkpoints, checkpointed }: Verification): string {
  if (checkpoints === 0)
    return 'Sans point de contrôle : une fin coupée avec soin ou une chaîne refaite ne se verraient pas (--checkpoints).';
  const since =
    events === checkpointed
      ? 'aucun événement après lui'
      : `après lui, ${counted(events - checkpointed, 'événement que le prochain couvrira', 'événements que le prochain couvrira')}`;
  return `${counted(checkpoints, 'point de contrôle convient', 'points de contrôle conviennent')}, le dernier à la position ${checkpointed} ; ${since}.`;
}

const KINDS: Readonly<Record<MisfitKind, string>> = {
  changed: 'changé',
  missing: 'manquant',
  inserted: 'inséré',
  reordered: 'déplacé',
  'cut-off': 'fin coupée',
  remade: 'chaîne refaite',
  unreachable: 'rattachement perdu',
  unreadable: 'illisible',
  structure: 'structure du journal',
  checkpoint: 'point de contrôle',
};

function reportMisfits(misfits: readonly Misfit[], fitting: number): void {
  const [first] = misfits;
  if (first?.position !== undefined)
    result(`Le journal ne convient pas. Premier événement en cause : position ${first.position}.`);
  else result('Le journal ne convient pas.');
  for (const { kind, position, detail } of misfits.slice(0, MISFITS_SHOWN).map(saidMisfit))
    result(`- ${position === undefined ? '' : `position ${position}, `}${KINDS[kind]} : ${detail}.`);
  if (misfits.length > MISFITS_SHOWN) result(`- et ${counted(misfits.length - MISFITS_SHOWN, 'autre')}.`);
  const before = fitting === 0 ? '' : `Les événements 1 à ${fitting} sont liés sans faute. `;
  result(`${before}Gardez ce journal tel quel, et repartez d’une sauvegarde qui convient.`);
}

interface KeygenOptions extends AuditOptions {
  readonly out: string;
}

export function auditKeygenCommand(options: KeygenOptions): Promise<number> {
  const { out } = options;
  refuseInsideStore(out, options);
  const [privatePath, publicPath] = [join(out, PRIVATE_KEY_FILE), join(out, PUBLIC_KEY_FILE)];
  for (const path of [privatePath, publicPath])
    if (existsSync(path))
      throw new Refusal(`${path} est déjà là ; une clé n’est jamais écrasée, indiquez un autre dossier`);
  const { privatePem, publicPem, id } = makeKeyPair();
  mkdirSync(out, { recursive: true, mode: 0o700 });
  writeFileSync(privatePath, privatePem, { flag: 'wx', mode: 0o600 });
  writeFileSync(publicPath, publicPem, { flag: 'wx', mode: 0o600 });
  if (options.json === true) json({ key: id, private: privatePath, public: publicPath });
  else
    result(
      `Clé ${id} : ${privatePath} signe les points de contrôle et ne sort pas d’ici ; ${publicPath} se donne aux auditeurs.`,
    );
  return Promise.resolve(0);
}

/** Refuses a key in the store’s folder: write access to the store must not include the key. */
function refuseInsideStore(path: string, options: StoreOptions): void {
  const way = relative(resolve(dirname(logPathOf(options))), resolve(path));
  if (!way.startsWith('..'))
    throw new Refusal(
      `${path} est dans le dossier du journal ; la clé se garde ailleurs, hors de portée de qui y écrit`,
    );
}

interface CheckpointOptions extends AuditOptions {
  readonly to: string;
  readonly key: string;
}

/** Verifies everything first, also against the existing checkpoints, so that it never signs a remade chain. */
export async function auditCheckpointCommand(options: CheckpointOptions): Promise<number> {
  const { to, key } = options;
  refuseInsideStore(key, options);
  const privateKey = readKey(key, 'private');
  const checkpoints = existsSync(to) ? readCheckpoints(to) : [];
  const tree = new MerkleTree();
  const { misfits, events, link } = await onStoredLog(options, (stored, progress) =>
    verifyLog(stored, {
      checkpoints,
      publicKeys: [createPublicKey(privateKey)],
      otherKeys: true,
      each: ({ position, text }, previous) => {
        tree.add(leafOf(nonceAfter(previous), position, text));
      },
      progress,
    }),
  );
  if (misfits.length > 0) {
    reportMisfits(misfits, events);
    message('Rien n’est signé.');
    return MISFITS;
  }
  if (events === 0)
    throw new Refusal('le journal est vide ; importez des faits avant d’en signer un point de contrôle');
  const there = checkpoints.find(({ checkpoint }) => checkpoint.position === events);
  if (there !== undefined) {
    message(`Le point de contrôle de la position ${events} est déjà là : ${there.name}.`);
    if (options.json === true) json(there.checkpoint);
    return 0;
  }
  mkdirSync(to, { recursive: true });
  const checkpoint = signCheckpoint({ position: events, link, root: tree.root(), time: now() }, privateKey);
  const path = writeCheckpoint(to, checkpoint);
  if (options.json === true) json(checkpoint);
  else result(`Point de contrôle signé à la position ${events} : ${path}. Donnez-en copie aux auditeurs.`);
  return 0;
}

interface ExportBundleOptions extends AuditOptions {
  readonly out: string;
  readonly checkpoints: string;
  readonly event?: readonly string[];
  readonly stream?: string;
}

/** Exports a bundle under the latest checkpoint of the folder. */
export async function auditExportCommand(options: ExportBundleOptions): Promise<number> {
  const { out, event, stream } = options;
  if (event !== undefined && stream !== undefined) throw new Refusal('donnez --event ou --stream, pas les deux');
  const positions = event?.map(positionOf);
  const checkpoint = latest(checkpointsOf(options.checkpoints));
  const beyond = positions?.find((position) => position > checkpoint.position);
  if (beyond !== undefined)
    throw new Refusal(
      `l’événement ${beyond} vient après le dernier point de contrôle, signé à la position ${checkpoint.position} ; signez-en un autre avec decompte audit checkpoint`,
    );
  const exported = await writingAside(out, (write) =>
    onStoredLog(options, (stored, progress) => {
      const request = { stored, checkpoint, write, progress };
      if (positions === undefined && stream === undefined) return exportLog(request);
      return exportEvents(request, isWanted(positions, stream));
    }),
  );
  if (exported.misfit !== undefined) {
    reportMisfits([exported.misfit], 0);
    message('Rien n’est exporté ; decompte audit verify en dit plus.');
    return MISFITS;
  }
  if (exported.events === 0)
    throw new Refusal(
      `aucun événement du flux « ${stream ?? ''} » jusqu’à la position ${checkpoint.position} ; un flux se nomme par exemple patient-P000001`,
    );
  if (options.json === true) json({ out, events: exported.events, checkpoint: checkpoint.position });
  else
    result(
      `${counted(exported.events, 'événement exporté', 'événements exportés')} dans ${out}, que prouve le point de contrôle de la position ${checkpoint.position}. ` +
        'Se vérifie hors ligne par : node apps/audit-verifier/verify.mjs',
    );
  return 0;
}

function isWanted(
  positions: readonly number[] | undefined,
  stream: string | undefined,
): (event: StoredEvent) => boolean {
  if (positions !== undefined) {
    const wanted = new Set(positions);
    return ({ position }) => wanted.has(position);
  }
  const beginning = `${JSON.stringify(stream)}\n`;
  return ({ text }) => text.startsWith(beginning);
}

function positionOf(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new Refusal(`--event vaut « ${text} » ; écrivez une position, par exemple 1234`);
  return Number(text);
}

function checkpointsOf(folder: string): CheckpointFile[] {
  const files = readCheckpoints(folder);
  if (files.length === 0)
    throw new Refusal(`il n’y a pas de point de contrôle dans ${folder} ; decompte audit checkpoint en signe un`);
  return files;
}

function latest(files: readonly CheckpointFile[]): Checkpoint {
  const last = files.at(-1);
  if (last === undefined) throw new RangeError('a folder without checkpoints has been refused before');
  return last.checkpoint;
}

/** Renames the file when it is complete and correct. It can contain facts about patients: only its owner may read it. */
async function writingAside(
  out: string,
  fill: (write: (lines: string) => void) => Promise<Exported>,
): Promise<Exported> {
  const aside = `${out}.part`;
  const file = openSync(aside, 'w', 0o600);
  let whole = false;
  try {
    const exported = await fill((lines) => {
      writeAll(file, Buffer.from(lines));
    });
    whole = exported.misfit === undefined && exported.events > 0;
    return exported;
  } finally {
    closeSync(file);
    if (whole) renameSync(aside, out);
    else rmSync(aside, { force: true });
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}
