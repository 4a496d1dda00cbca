// Verifies the bundle of a payment, and calculates the payment again from the acts of care. Needs only Node (22.13 or later).
//
//   node recalculate.mjs BUNDLE --public-key PUBLIC.pem… [--checkpoints FOLDER] [--bank-file FILE] [--sources FOLDER] [--code FOLDER]
//     [--json]
//
// Exit status: 0 everything is proved and calculated to the same cent; 1 something does not fit; 2 something cannot be read; 3 everything
// fits, and the bundle does not show where a debt comes from that was set off (the last lines name it).
//
// It takes these steps, and prints the result of each in French:
//
//   1. The signature of the checkpoint, by the public key, which you must have received apart from the bundle. If another key took over
//      since, or before, the folder of checkpoints (--checkpoints) has the succession (key-….json), signed by both; your own checkpoint of
//      the same position in that folder must be the same. verify.mjs verifies the signatures of others beside checkpoints.
//   2. Each event, by its Merkle path to the signed root (verify.mjs explains the proof).
//      One whose content was erased is shown by its leaf, if the erasure of its patient is among the events: he counts by what that one keeps.
//   3. Each stream of facts, decisions and accounts from its first event on, without a gap, to its end under the checkpoint; of facts, up to
//      the calculations.
//   4. Each decision: the code in the bundle calculates the statement again from the facts in the bundle. Its lines, with the decisions
//      before, equal the decided ones; its digest is the approved one; the approver is not the submitter.
//   5. Each payment: the due amount of the decision, less its reductions and the debts that were set off, equals the released amount.
//      The decisions behind reductions and debts are calculated again too. Somebody released it who neither submitted nor approved its
//      decision, nor gave an exception for it, in a run that names it, on its day or later, from the account of the envelope to that of the
//      team, each proposed by one person and confirmed by another.
//   6. The file for the bank, if you have it (--bank-file): its digest is the recorded one, and it orders this amount to this account; and
//      the answer of the bank.
//
// The code is the code of the rules, without types. --code writes it into a folder, for reading. It runs in a separate process, which may
// read only itself, and write no file (Node's --permission). The signature does not cover it: that it comes to the decided cents does not say
// that it is the rules. --sources compares each of its files with the sources that you have from who publishes Décompte (the repository after
// `npm ci`, or what `nest build` made of it), and the digest of the rules that each decision names with the one that these sources publish.
//
// The bundle is read strictly: valid UTF-8, each name of a JSON object once and no unknown one, base64 without anything after it.

/* oxlint-disable max-lines -- an auditor gets one file, and reads it from top to bottom */
import { spawnSync } from 'node:child_process';
import { createDecipheriv, createHash, createPublicKey, verify } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import nodeModules, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE =
  'node recalculate.mjs LIASSE --public-key CLE.pem [--checkpoints DOSSIER] [--bank-file FICHIER] [--sources DOSSIER] [--code DOSSIER] [--json]';

/** Something does not fit: exit status 1. */
class Misfit extends Error {}
/** Something cannot be read: exit status 2. */
class Unreadable extends Error {}
/** The text is JSON but not in the exact form: a sign that somebody changed it. */
class WrittenOtherwise extends Error {}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
/** Formats whole cents. */
const euros = (cents) => {
  const [, minus, whole, rest] = /^(-?)(\d+)(\d\d)$/.exec(
    String(cents).replace(/\d+/, (digits) => digits.padStart(3, '0')),
  );
  return `${minus === '' ? '' : '−'}${whole.replaceAll(/(?<=\d)(?=(\d{3})+$)/g, ' ')},${rest} €`;
};
const sum = (list) => list.reduce((total, cents) => total + BigInt(cents), 0n);

// ── Strict reading

/** True if the value has exactly these fields. */
function hasFields(value, ...fields) {
  const there = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return there.length === fields.length && fields.every((field) => there.includes(field));
}

/** Accepts only a text that equals its own serialisation, apart from blanks: no name is repeated, no other spelling hides a value. */
function strictJson(text) {
  const value = JSON.parse(text);
  const bare = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string) => string ?? '');
  if (JSON.stringify(value) !== bare)
    throw new WrittenOtherwise('un nom y est deux fois, ou le texte est écrit autrement');
  return value;
}

/** A line of a bundle: as Décompte writes it, without a blank between its parts or a carriage return after it. */
function exactJson(text) {
  const value = JSON.parse(text);
  if (JSON.stringify(value) !== text) throw new WrittenOtherwise('la ligne est écrite autrement');
  return value;
}

/** Accepts only canonical base64: nothing after its end, no other spelling of the same bytes. */
function strictBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new Misfit('ce qui est en base64 dans la liasse est écrit autrement');
  return bytes;
}

const readText = (path) =>
  attempt(path, () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path)));
const isText = (value) => typeof value === 'string';
const isLine = (value) => isText(value) && !value.includes('\n');
const isHash = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value);
const isPosition = (value) => Number.isSafeInteger(value) && value > 0;
const isPath = (value) => Array.isArray(value) && value.every(isHash);

// ── 1. The checkpoint, and the key that signed it

const idOf = (publicKey) => sha256(publicKey.export({ type: 'spki', format: 'der' })).slice(0, 32);
const keyOf = (base64) => createPublicKey({ key: strictBase64(base64), format: 'der', type: 'spki' });
const isSigned = (text, publicKey, signature) => verify(null, Buffer.from(text), publicKey, strictBase64(signature));

/** Accepts only the exact PEM form. */
function readPublicKey(path) {
  const pem = readText(path);
  const publicKey = attempt(path, () => createPublicKey(pem));
  const written = publicKey.export({ type: 'spki', format: 'pem' });
  if (publicKey.asymmetricKeyType !== 'ed25519' || pem.replaceAll('\r\n', '\n').trim() !== written.trim())
    throw new Unreadable(`${path} n’est pas une clé publique Ed25519, et elle seule`);
  return publicKey;
}

const SUCCESSION = ['previous', 'previousPublicKey', 'key', 'publicKey', 'since'];

/** Each is signed by both keys, and no key has two. */
function successionsIn(folder) {
  const names = folder === undefined ? [] : attempt(folder, () => readdirSync(folder));
  const all = names
    .filter((name) => /^key-.*\.json$/.test(name))
    .map((name) => {
      const one = attempt(name, () => strictJson(readText(join(folder, name))));
      const fields = ['format', ...SUCCESSION, 'previousSignature', 'signature'];
      if (!hasFields(one, ...fields) || !fields.every((field) => isLine(one[field])) || one.format !== 'decompte-key-1')
        throw new Unreadable(`${name} n’est pas la suite d’une clé`);
      const text = `${one.format}\n${SUCCESSION.map((field) => one[field]).join('\n')}\n`;
      const [old, next] = attempt(name, () => [keyOf(one.previousPublicKey), keyOf(one.publicKey)]);
      const isBoth = isSigned(text, old, one.previousSignature) && isSigned(text, next, one.signature);
      if (!isBoth || idOf(old) !== one.previous || idOf(next) !== one.key)
        throw new Misfit(`${name} n’est pas signé par les deux clés qu’il nomme`);
      return { ...one, old, next };
    });
  if (new Set(all.map(({ previous }) => previous)).size !== all.length) throw new Misfit('une clé a deux suites');
  return all;
}

/** The given keys, and the keys that successions lead to from them, by id, each with the period in which it signs. */
function trustedKeys(publicKeys, successions) {
  const keys = new Map(publicKeys.map((publicKey) => [idOf(publicKey), { publicKey }]));
  // Each round adds one at least.
  for (const _ of successions)
    for (const { previous, key, old, next, since } of successions)
      if (keys.has(previous) || keys.has(key)) {
        keys.set(previous, { publicKey: old, ...keys.get(previous), until: since });
        keys.set(key, { publicKey: next, ...keys.get(key), since });
      }
  return keys;
}

/** Since format 2 it names the one before, and holds a root over the streams (verify.mjs). */
function isCheckpoint(value) {
  const chain = value?.format === 'decompte-checkpoint-2' ? ['sequence', 'previous', 'streams', 'streamsRoot'] : [];
  if (!hasFields(value, 'format', 'position', 'link', 'root', 'time', 'key', 'signature', ...chain)) return false;
  const { format, position, link, root, time, key, signature, sequence, previous, streams, streamsRoot } = value;
  const isChained =
    [sequence, streams].every(isPosition) && isHash(streamsRoot) && (previous === null || isHash(previous));
  const isFormer = format === 'decompte-checkpoint-1';
  return (
    (isFormer || isChained) &&
    isPosition(position) &&
    [link, root].every(isHash) &&
    [time, key, signature].every(isLine)
  );
}

function signedText({ format, position, link, root, time, key, sequence, previous, streams, streamsRoot }) {
  const chained =
    format === 'decompte-checkpoint-1' ? '' : `${sequence}\n${previous ?? ''}\n${streams}\n${streamsRoot}\n`;
  return `${format}\n${position}\n${link}\n${root}\n${time}\n${key}\n${chained}`;
}

const moments = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Paris' });

/** `2023-T2` for each `2023-Q2` of a text. */
const periodInFrench = (text) => text.replaceAll(/(?<=\b\d{4})-Q(?=[1-4]\b)/g, '-T');
/** The day in France of an instant, YYYY-MM-DD. */
const days = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
const dayInFrance = (instant) => (Number.isNaN(Date.parse(instant)) ? '' : days.format(new Date(instant)));
/** `30/09/2026` */
const dayInFrench = (day) => day.split('-').toReversed().join('/');
/** `6 420 événements`: the plural from two on. */
const counted = (count, one, many = `${one}s`) =>
  `${String(count).replaceAll(/(?<=\d)(?=(\d{3})+$)/g, ' ')} ${count < 2 ? one : many}`;
/** `31/12/2025 10:12:07`, in France; a text that is not an instant unchanged. */
function momentInFrench(text) {
  return Number.isNaN(Date.parse(text)) ? text : moments.format(new Date(text));
}

function checkSignature(checkpoint, keys) {
  const { time, key, signature } = checkpoint;
  const trusted = keys.get(key);
  if (trusted === undefined)
    throw new Misfit(
      `la liasse est signée par la clé ${key}, la clé publique donnée est ${[...keys.keys()].join(', ')}, et aucune suite de clés ne mène de l’une à l’autre`,
    );
  if (!isSigned(signedText(checkpoint), trusted.publicKey, signature))
    throw new Misfit('la signature du point de contrôle ne convient pas');
  const [at, since, until] = [time, trusted.since, trusted.until].map((one) => one && Date.parse(one));
  if (!(since === undefined || at >= since) || !(until === undefined || at <= until))
    throw new Misfit(
      `le point de contrôle est signé le ${momentInFrench(time)} par la clé ${key}, qui ne signait pas alors`,
    );
}

/** Whether two checkpoints of one position say the same of the log; one of the former format says nothing of the streams. */
function isSameState(one, other) {
  const ofStreams = [one, other].every(({ streamsRoot }) => streamsRoot) ? ['streams', 'streamsRoot'] : [];
  return ['link', 'root', ...ofStreams].every((field) => one[field] === other[field]);
}

/** A checkpoint that you hold for this position must be the same; returns whether you hold one. */
function checkKept(checkpoint, folder) {
  const { position } = checkpoint;
  const names = folder === undefined ? [] : readdirSync(folder);
  let isKept = false;
  for (const name of names.filter((one) => /^checkpoint-.*\.json$/.test(one))) {
    const kept = attempt(name, () => strictJson(readText(join(folder, name))));
    if (kept?.position === position && !isSameState(kept, checkpoint))
      throw new Misfit(`le point de contrôle de la liasse n’est pas celui que vous gardez (${name})`);
    isKept ||= kept?.position === position;
  }
  return isKept;
}

// ── 2. Each event by its path

/** The root that the path of an event leads to (RFC 9162, 2.1.3.2). */
function rootFrom({ position, text, nonce, leaf, path }, size) {
  let root = text === undefined ? leaf : sha256(`\u0000${nonce}\n${position}\n${text}`);
  let [index, last] = [position - 1, size - 1];
  if (index > last) return undefined;
  for (const beside of path) {
    if (last === 0) return undefined;
    if (index % 2 === 1 || index === last) {
      root = sha256(`\u0001${beside}${root}`);
      while (index % 2 === 0 && index > 0) [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
    } else root = sha256(`\u0001${root}${beside}`);
    [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : undefined;
}

/** An event from its text: eight lines, then the payload. */
function eventOf({ position, text, key }) {
  const lines = text.split('\n', 8);
  const [stream, revision, id, type, schemaVersion, effective, knownOn, commit] = lines;
  const data = text.slice(lines.join('\n').length + 1);
  const [recordedAt, actor] = JSON.parse(commit);
  const event = {
    position,
    stream: JSON.parse(stream),
    revision: Number(revision),
    id,
    type,
    schemaVersion: Number(schemaVersion),
    effective,
    knownOn,
    data,
    recordedAt,
    actor,
  };
  return { ...event, ...opened(event, key) };
}

/** The streams of patients whose facts are sealed, and the event that keeps what an erased patient counts for. It is never sealed. */
const SEALED = /^patient-~[0-9a-f]{64}$/;
const ERASURE = 'PatientErased';
const isErasure = ({ stream, type, isErased }) => SEALED.test(stream) && type === ERASURE && !isErased;

/**
 * A fact about a patient is proved in its sealed form: as a row, or as a single text (AES-256-GCM, with a key for this text alone, which
 * the bundle contains). The content of an erased patient cannot be decrypted any more: it is absent.
 */
function opened({ stream, type, data, position }, key) {
  if (stream === MERGES) return openedMerge({ stream, type, data, position }, key);
  if (!SEALED.test(stream) || type === ERASURE) return {};
  // Its row is sealed as a whole, and was opened for the bundle: its own id is before its payload.
  if (data[32] === ' ') return { id: data.slice(0, 32), data: data.slice(33) };
  if (key === undefined) return { effective: '', data: '' };
  const text = openedText({ stream, type, sealed: data, position }, key);
  const [id, effective] = text.split('\n', 2);
  return { id, effective, data: text.slice(id.length + effective.length + 2) };
}

/** The stream that says which ids are one patient's. Of its events, the ids alone are sealed, after the reference of their key. */
const MERGES = 'duplicates';

function openedMerge({ stream, type, data, position }, key) {
  const { sealed } = JSON.parse(data);
  if (sealed === undefined) return {};
  if (key === undefined)
    throw new Misfit(`l’événement ${position}, qui réunit ou sépare deux patients, est sans sa clé`);
  const text = openedText({ stream, type, sealed: String(sealed).split(':')[1] ?? '', position }, key);
  const [id] = text.split('\n', 1);
  return { id, data: text.slice(id.length + 1) };
}

function openedText({ stream, type, sealed, position }, key) {
  const [bytes, opens, iv] = [Buffer.from(sealed, 'base64'), strictBase64(key), Buffer.alloc(12)];
  try {
    const decipher = createDecipheriv('aes-256-gcm', opens, iv, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(`${stream}\n${type}`)).setAuthTag(bytes.subarray(-16));
    return decipher.update(bytes.subarray(16, -16), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new Misfit(`la clé de l’événement ${position} n’ouvre pas ce qui est prouvé`);
  }
}

/** An event that is shown, or of an erased patient its leaf with what stands beside it. */
function isProved(value) {
  const withKey = value?.key === undefined ? [] : ['key'];
  const isShown =
    hasFields(value, 'position', 'text', 'nonce', 'path', ...withKey) &&
    isText(value.text) &&
    // With a nonce of another form, the end of a text could be proved as the text of another event.
    isHash(value.nonce);
  const isErased =
    hasFields(value, 'position', 'leaf', 'outside', 'path') && isHash(value.leaf) && isText(value.outside);
  return (isShown || isErased) && isPosition(value.position) && isPath(value.path);
}

function provedEvents(lines, { position: size, root }) {
  let before = 0;
  return lines.map((line, index) => {
    // The head is the first line.
    const which = `la ligne ${index + 2} de la liasse`;
    const proved = attempt(which, () => exactJson(line));
    if (!isProved(proved)) throw new Unreadable(`${which} n’est pas un événement avec sa preuve`);
    if (proved.position <= before) throw new Misfit(`l’événement ${proved.position} n’est pas après le ${before}`);
    before = proved.position;
    if (proved.key !== undefined) strictBase64(proved.key);
    if (rootFrom(proved, size) !== root)
      throw new Misfit(`l’événement ${proved.position} n’est pas celui du journal signé`);
    // The row of an erased patient cannot be decrypted any more: its leaf is proved, and the log gives the rest.
    const isErased = proved.text === undefined;
    return { ...eventOf(isErased ? { position: proved.position, text: proved.outside } : proved), isErased };
  });
}

/**
 * What stands beside a leaf alone is not proved: it only holds a place in the stream of a patient whose erasure is proved, and whose facts
 * count no more. Otherwise anything could be put there, or a fact be left out as erased.
 */
function checkErased(events) {
  const erased = new Set(events.filter(isErasure).map(({ stream }) => stream));
  for (const { position, stream, type, data, isErased } of events) {
    const isEmpty = SEALED.test(stream) && type !== ERASURE && data === '';
    if ((isErased && !isEmpty) || (isEmpty && !erased.has(stream)))
      throw new Misfit(`l’événement ${position} est donné sans son contenu, et n’est pas d’un patient effacé`);
  }
}

// ── 3. Streams without a gap

/** Of the communes a bundle has those of the teams; the ledger of payments is of all teams. */
const isWhole = ({ stream }) => /^(?:(?:patient|team|statement|payee|debtor)-|national-(?!communes))/.test(stream);
const isFact = (stream) => /^(?:patient|team|national)-/.test(stream);

/**
 * Each stream is there from its first event. A stream of facts goes on with an event after the calculations, or it ends with its last event,
 * as the others do: the checkpoint proves where it ends. `calculatedAt`: the position of the last calculation. Gives the streams.
 */
function checkStreams(events, { checkpoint, calculatedAt, ends }) {
  const streams = Map.groupBy(events.filter(isWhole), ({ stream }) => stream);
  const lastOf = new Map(ends.map((end) => [end.stream, endOf(checkpoint, end)]));
  for (const [stream, own] of streams) {
    own.forEach(({ revision }, index) => {
      if (revision !== index) throw new Misfit(`il manque l’événement de rang ${index} du flux ${stream}`);
    });
    const goesOn = isFact(stream) && own.at(-1).position > calculatedAt;
    if (goesOn || own.some(isErasure) || !knowsStreams(checkpoint)) continue;
    if (lastOf.get(stream) !== own.length - 1)
      throw new Misfit(`la liasse ne montre pas que le flux ${stream} est entier : demandez-en une nouvelle`);
  }
  return [...streams.keys()];
}

const knowsStreams = ({ format }) => format !== 'decompte-checkpoint-1';

/** The last revision of a stream, by its path to the root over the streams (verify.mjs explains the proof). */
function endOf({ streams, streamsRoot }, end) {
  const isEnd = hasFields(end, 'stream', 'revision', 'secret', 'ordinal', 'path') && isPosition(end.ordinal);
  if (!isEnd || !Number.isSafeInteger(end.revision) || !isHash(end.secret) || !isPath(end.path))
    throw new Unreadable('ce qui prouve la fin d’un flux n’est pas fait d’empreintes');
  const { stream, revision, secret, ordinal, path } = end;
  const leaf = sha256(`\u0003${secret}\n${JSON.stringify(stream)}\n${revision}`);
  if (rootFrom({ position: ordinal, leaf, path }, streams) !== streamsRoot)
    throw new Misfit(`le point de contrôle ne dit pas que le flux ${stream} finit à la révision ${revision}`);
  return revision;
}

/** The facts that the calculations may read. Of an erased patient all: what he counts by is kept by one of the last. */
function factsOf(events, calculatedAt) {
  const erased = new Set(events.filter(isErasure).map(({ stream }) => stream));
  const names = namesOf(events);
  return events
    .filter(
      ({ stream, position }) =>
        stream === MERGES || (isFact(stream) && (position <= calculatedAt || erased.has(stream))),
    )
    .map((event) => ({ ...event, stream: names.get(event.stream) ?? event.stream }));
}

/**
 * The stream of each patient by his id, which his opened facts name: merges name him by it. An erased patient keeps the name of his sealed
 * stream, as the event that keeps what he counts for does.
 */
function namesOf(events) {
  const names = new Map();
  const streams = new Map();
  for (const { stream, type, data } of events) {
    if (!SEALED.test(stream) || type === ERASURE || data === '') continue;
    const name = `patient-${JSON.parse(data).patient_id}`;
    if ((names.get(stream) ?? name) !== name || (streams.get(name) ?? stream) !== stream)
      throw new Misfit(`le flux ${stream} a des faits de plusieurs patients, ou n’est pas le seul de son patient`);
    names.set(stream, name);
    streams.set(name, stream);
  }
  return names;
}

// ── 4. The decisions, calculated again

/**
 * The decisions in force on a statement, in order, each with its submitter and approver. Each is approved as it was submitted, and the last
 * one is withdrawn first.
 */
function decisionsOf(events, { team, period }) {
  const decisions = [];
  let submitted;
  for (const { stream, position, revision, type, data } of events) {
    if (stream !== `statement-${team}-${period}`) continue;
    const { proposal, number, command } = JSON.parse(data);
    const { by, at } = command?.meta ?? {};
    if (type.endsWith('Submitted')) submitted = { proposal, by };
    if (type.endsWith('Rejected')) submitted = undefined;
    if (type.endsWith('Approved')) {
      if (submitted === undefined || JSON.stringify(proposal) !== JSON.stringify(submitted.proposal))
        throw new Misfit(`l’événement ${position} approuve autre chose que ce qui est soumis de ${team} ${period}`);
      decisions.push({
        ...submitted,
        approvedBy: by,
        approvedOn: dayInFrance(at),
        id: `${stream}@${revision}`,
        team,
        period,
      });
      submitted = undefined;
    }
    if (type.endsWith('Withdrawn') && decisions.pop()?.proposal.number !== number)
      throw new Misfit(`l’événement ${position} retire autre chose que la dernière décision de ${team} ${period}`);
  }
  return decisions;
}

function regulationsOf(events) {
  const published = events.filter(({ type }) => type === 'RegulationPublished').map(({ data }) => JSON.parse(data));
  return new Map(
    published.map(({ version, parameters, grids }) => [
      sha256(`${parameters}\u0000${grids}`),
      { version, parameters, grids },
    ]),
  );
}

/** Runs the code of the bundle on the basis of each decision; gives the calculations. */
function calculated(code, folder, bases) {
  writeCode(code, folder);
  const main = join(folder, 'main.mjs');
  writeFileSync(
    main,
    `import { readFileSync } from 'node:fs';
import { statementFromEvents } from './${code.entry}';
const { facts, bases } = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(bases.map((basis) => statementFromEvents({ ...basis, facts }))));\n`,
  );
  const allowed = `--allow-fs-read=${join(folder, '*')}`;
  const run = spawnSync(process.execPath, ['--permission', allowed, main], {
    input: JSON.stringify(bases),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: {},
  });
  if (run.status !== 0) throw new Misfit(`le code de la liasse n’a pas pu calculer : ${thrownIn(run.stderr)}`);
  return JSON.parse(run.stdout).map((text) => JSON.parse(text));
}

/** The error that Node printed: its stack and its own version come after it. */
function thrownIn(printed) {
  const lines = printed.trim().split('\n');
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines[0];
}

function writeCode({ modules }, folder) {
  for (const [path, text] of Object.entries(modules)) {
    if (normalize(path) !== path || path.startsWith('..') || path.startsWith('/'))
      throw new Misfit(`le code de la liasse nomme un fichier hors de son dossier : ${path}`);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The module that the code of a bundle begins with, and the digests of the rules, among the sources. */
const [ENTRY, DIGESTS] = ['libs/statements/recomputation/from-events.mjs', 'libs/statements/rules/digests'];
/** The packages that the rules use to read the regulation. */
const PACKAGES = { 'csv-parse': 'csv-parse/sync', 'csv-parse/sync': 'csv-parse/sync', 'jsonc-parser': 'jsonc-parser' };
const NODE_MODULES = '/node_modules/';

/** A whole import or export of another module, the rest of an import of types, and a require of a file in the same package. */
const FROM = /((?:^|\*\/ )(?:import|export)\b[^;'"]*?\bfrom\s*)(['"])([^'"]+)\2/gm;
const EMPTY = /^import\s*\{[\s,]*\}\s*from\s*(['"])[^'"]+\1;?\n?/gm;
const REQUIRE = /(\brequire\()"(\.[^"]+)"/g;

/** The code is, file by file, what a bundle has of these sources; and each decision names the digest of the rules that they publish. */
function checkSources({ entry, modules }, sources, decisions) {
  const other = Object.keys(modules).find((name) => bundledText(name, sources) !== modules[name]);
  if (other !== undefined || entry !== ENTRY)
    throw new Misfit(`le code de la liasse n’est pas celui de ${sources} : ${other ?? entry} y est autre`);
  const published = readText(sourceFile(DIGESTS, sources)).matchAll(/(\w+)['"]?: ['"]([0-9a-f]{64})['"]/g);
  const digests = new Map([...published].map(([, version, digest]) => [version, digest]));
  for (const { decision, rules, rulesDigest } of decisions)
    if (rulesDigest !== undefined && digests.get(rules) !== rulesDigest)
      throw new Misfit(
        `${decision} nomme les règles ${rules} d’empreinte ${rulesDigest} ; celles de ${sources} ont ${digests.get(rules) ?? 'une autre version'}`,
      );
}

/** A source by its name without extension: TypeScript, or what was built of it. */
function sourceFile(stem, sources) {
  const found = ['.ts', '.js', '.cjs'].map((end) => join(sources, stem + end)).find((path) => existsSync(path));
  return found ?? join(sources, `${stem}.ts`);
}

/** What a bundle has of a source: without types, its imports by the names of the bundle (libs/audit/payment-bundle/rules-code.ts). */
function bundledText(name, sources) {
  const isOfPackage = name.startsWith('packages/');
  const stem = name.slice(0, name.lastIndexOf('.'));
  // What is built is in a folder beside the packages.
  const base = [sources, dirname(resolve(sources))].find((folder) => existsSync(join(folder, NODE_MODULES))) ?? sources;
  const file = isOfPackage
    ? sourceFile(stem.replace('packages/', NODE_MODULES.slice(1)), base)
    : sourceFile(stem, sources);
  const source = readText(file);
  const up = '../'.repeat(name.split('/').length - 1);
  const ofPackage = (from, specifier) => {
    const { href } = pathToFileURL(attempt(file, () => createRequire(resolve(from)).resolve(specifier)));
    const [, path] = /.*\/node_modules\/(.*)\.[^.]*$/.exec(href) ?? [];
    return `packages/${path}.cjs`;
  };
  if (isOfPackage)
    return source.replaceAll(REQUIRE, (_, before, specifier) => `${before}"${up}${ofPackage(file, specifier)}"`);
  const text = (file.endsWith('.ts') ? nodeModules.stripTypeScriptTypes(source) : source).replaceAll(EMPTY, '');
  return text.replaceAll(FROM, (whole, before, _, specifier) => {
    if (specifier === 'node:crypto') return whole;
    const path = specifier.startsWith('#') ? specifier.slice(1) : join(dirname(name), specifier);
    const imported = Object.hasOwn(PACKAGES, specifier)
      ? ofPackage(join(sources, 'package.json'), PACKAGES[specifier])
      : path.replace(/\.[jt]s$/, '.mjs');
    return `${before}'${up}${imported}'`;
  });
}

/** The input of the recalculation: the decisions of the subject, with the version of the regulation of each. */
function toCalculate(events, { statements }) {
  const regulations = regulationsOf(events);
  return statements.flatMap(({ team, period, decisions: count }) => {
    const decided = decisionsOf(events, { team, period });
    if (decided.length < count) throw new Misfit(`la liasse n’a pas les ${count} décisions de ${team} ${period}`);
    return decided.slice(0, count).map((decision, index, all) => {
      const { pin } = decision.proposal;
      const regulation = regulations.get(pin.regulationFingerprint);
      if (regulation === undefined) throw new Misfit(`la liasse n’a pas la réglementation de ${team} ${period}`);
      return { team, period, decision, before: all.slice(0, index), pin, regulation };
    });
  });
}

const CORRECTION = 'régularisation';
const nameOf = ({ team, period, decision: { proposal } }) =>
  `${team} ${period}, ${proposal.number === 0 ? 'décompte' : `${CORRECTION} ${proposal.number}`}`;

/** The lines of the decisions up to this one must add up to those of the calculation. */
function checkLines(of, lines) {
  const centsOf = (list) => {
    const cents = new Map();
    for (const { line, amountCents } of list) cents.set(line, (cents.get(line) ?? 0n) + BigInt(amountCents));
    return cents;
  };
  const decided = centsOf([...of.before, of.decision].flatMap(({ proposal }) => proposal.lines));
  const now = centsOf(lines);
  for (const line of new Set([...decided.keys(), ...now.keys()])) {
    const [then, is] = [decided.get(line) ?? 0n, now.get(line) ?? 0n];
    if (then !== is)
      throw new Misfit(`${nameOf(of)} : la ligne ${line} est décidée à ${euros(then)}, et calculée à ${euros(is)}`);
  }
}

/** A statement is due by the instalments of its calculation. */
function checkInstalments(of, instalments) {
  const textOf = (list) => list.map(({ dueOn, amountCents }) => `${dueOn} ${amountCents}`).join(', ');
  if (of.decision.proposal.number === 0 && textOf(of.decision.proposal.instalments) !== textOf(instalments))
    throw new Misfit(`${nameOf(of)} : ses échéances ne sont pas celles du calcul refait`);
}

/** A regularisation moves the due days that its calculation moves. Those of former versions moved none. */
function checkMoves(of, now, then) {
  const { moves = [] } = of.decision.proposal;
  const textOf = (list) => list.map(({ kind, from, to, amountCents }) => `${kind} ${from} ${to} ${amountCents}`).join();
  if (
    moves.length > 0 &&
    textOf(moves) !== textOf(['INSTALMENT', 'STARTUP_CREDIT'].flatMap((kind) => moved(kind, then, now)))
  )
    throw new Misfit(`${nameOf(of)} : les jours qu’elle déplace ne sont pas ceux du calcul refait`);
}

/** The amounts of a kind that are due on another day than before: from the days with less to the days with more, in their order. */
function moved(kind, then, now) {
  const byDay = new Map();
  for (const [list, sign] of [
    [then, -1n],
    [now, 1n],
  ])
    for (const one of list.filter((any) => any.kind === kind))
      byDay.set(one.dueOn, (byDay.get(one.dueOn) ?? 0n) + sign * BigInt(one.amountCents));
  const days = [...byDay].map(([day, cents]) => ({ day, cents })).sort((a, b) => (a.day < b.day ? -1 : 1));
  const [less, more] = [days.filter(({ cents }) => cents < 0n), days.filter(({ cents }) => cents > 0n)];
  const found = [];
  for (let [from, to] = [less.shift(), more.shift()]; from && to;) {
    const amountCents = -from.cents < to.cents ? -from.cents : to.cents;
    found.push({ kind, from: from.day, to: to.day, amountCents });
    from.cents += amountCents;
    to.cents -= amountCents;
    if (from.cents === 0n) from = less.shift();
    if (to.cents === 0n) to = more.shift();
  }
  return found;
}

/** `previous`: what the decision before it was calculated to; undefined for the first. */
function checkDecision(of, { digest, statement }, previous) {
  const { proposal, by, approvedBy } = of.decision;
  checkLines(of, statement === null ? [] : statement.lines);
  checkInstalments(of, statement?.instalments ?? []);
  checkMoves(of, statement?.instalments ?? [], previous?.statement?.instalments ?? []);
  if (proposal.digest !== digest) throw new Misfit(`${nameOf(of)} : son empreinte n’est pas celle du calcul refait`);
  if (!isOther(by, approvedBy)) throw new Misfit(`${nameOf(of)} n’est pas décidé par deux personnes`);
  const { knownOn, rulesVersion, rulesDigest } = proposal.pin;
  return {
    decision: nameOf(of),
    totalCents: String(sum(proposal.lines.map(({ amountCents }) => amountCents))),
    patients: statement === null ? 0 : statement.patients,
    knownOn,
    regulation: of.regulation.version,
    rules: rulesVersion,
    rulesDigest,
    submittedBy: by.name,
    approvedBy: approvedBy.name,
  };
}

// ── Persons, as Décompte tells them apart (docs/decisions.md)

/** Letters that decomposition leaves as they are. */
const LETTERS = { æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ð: 'd', đ: 'd', ħ: 'h', ı: 'i', ł: 'l', ŋ: 'ng', ø: 'o', ŧ: 't' };
/** Signs and digits by the letter that they pass for. */
const READ_AS = { '!': 'i', '¡': 'i', '|': 'i', 1: 'i', l: 'i', 0: 'o', '@': 'a', 4: 'a', 3: 'e', 5: 's', 8: 'b' };

/** Without case, accents, spaces, punctuation and invisible characters. */
function folded(text) {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/[^\p{L}\p{N}]/gu, '').replace(/[^a-z0-9]/gu, (letter) => LETTERS[letter] ?? letter);
}

const withoutSigns = (text) => text.replace(/[!¡|@]/g, (sign) => READ_AS[sign]);
/** A1ice and AIice are read as Alice. */
const asRead = (text) => folded(withoutSigns(text)).replace(/[l0-9]/g, (letter) => READ_AS[letter] ?? letter);

/** As a name may be read, in any order of its words; `os:alice` is the account of Alice. */
function formsOf(text) {
  const name = text.replace(/^\s*os\s*:/i, '');
  const words = withoutSigns(name.normalize('NFKC').replace(/\p{Cf}/gu, '')).split(/[^\p{L}\p{N}\p{M}]+/u);
  const inOrder = words
    .map(asRead)
    .filter((word) => word !== '')
    .sort();
  return [asRead(name), inOrder.join(' ')];
}

/**
 * True if both persons are known and differ: two tokens by their subjects; otherwise no name or subject of one is a name of the other, under
 * any spelling.
 */
export function isOther(one, other) {
  if (one === undefined || other === undefined) return false;
  const [subject, otherSubject] = [one, other].map(({ assurance, name, subject: proved = name }) =>
    assurance === 'verified' ? folded(proved) : undefined,
  );
  if (subject !== undefined && otherSubject !== undefined) return subject !== otherSubject;
  const [forms, otherForms] = [one, other].map(({ name, subject: proved = name }) => [name, proved].flatMap(formsOf));
  return !forms.some((form) => otherForms.includes(form));
}

// ── 5 and 6. The payments, the bank

/** `decided`: the decisions that are calculated again, by id. */
export function checkPayment(events, endToEndId, decided, bankFile) {
  const ledger = events
    .filter(({ stream }) => stream === 'payment-ledger')
    .map((event) => ({ ...event, data: JSON.parse(event.data) }));
  const released = onlyOne(
    ledger.filter(({ type, data }) => type === 'PaymentReleased' && data.endToEndId === endToEndId),
    `la libération de ${endToEndId}`,
  );
  const { item, team, run, amountCents } = released.data;
  const posted = onlyOne(
    ledger.filter(({ type, data }) => type === 'DuePosted' && data.item === item),
    `l’écriture qui rend dû ce que paie ${endToEndId}`,
  );
  const before = ledger.filter(({ position }) => position < released.position);
  const steps = stepsOf(before, posted, released);
  if (sum(steps.map(({ cents }) => cents)) !== BigInt(amountCents))
    throw new Misfit(`${endToEndId} : ce qui est dû, moins ce qui le réduit, n’est pas le montant libéré`);
  const decision = checkPosted(ledger, events, posted.data.decision, decided);
  if (decision.team !== team || posted.data.team !== team)
    throw new Misfit(`${endToEndId} est libéré à ${team}, et la décision est de ${decision.team}`);
  // What a withdrawal reduces is reduced to nothing, and never released.
  for (const { type, because } of steps) if (type === 'DueReduced') checkPosted(ledger, events, because, decided);
  const setOff = steps.filter(({ type }) => type === 'SetOff');
  for (const step of setOff) checkDebt(ledger, events, { ...step, team }, decided);
  const file = checkRun(before, released);
  const exceptions = exceptionsIn(before);
  const shown = checkReleaser(released, { run: file, decision, posted, exceptions, events, before });
  const releasedBy = released.data.command.meta.by;
  const files = file.data.files ?? [];
  return {
    endToEndId,
    amountCents: String(amountCents),
    steps: steps.map(({ type, cents, because }) => ({ type, amountCents: String(cents), because })),
    run,
    releasedBy: releasedBy.name,
    iban: released.data.payee.iban,
    releasedAt: released.recordedAt,
    bankFile: bankFile === undefined ? undefined : checkFile(bankFile, files, released.data),
    files: files.map(({ digest }) => digest),
    answers: ledger
      .filter(({ type, data }) => data.endToEndId === endToEndId && /Executed|Returned|Cancelled/.test(type))
      .map(({ type, effective }) => ({ type, day: effective })),
    remarks: [...shown.remarks, ...saidOtherwise(ledger, endToEndId)],
    notShown: [
      ...shown.notShown,
      ...checkEnvelope(before, decision),
      ...setOff.flatMap(({ because }) => overpaymentOf(ledger, because) ?? []),
    ],
  };
}

/**
 * What the bank also said of a payment, and the ledger did not take: « payé » alone would hide that it was debited twice. Whether it is settled
 * since is not looked for.
 */
function saidOtherwise(ledger, endToEndId) {
  const said = ledger.filter(({ type, data }) => type === 'AnswerContradicted' && data.endToEndId === endToEndId);
  return said.map(
    ({ data: { code, day } }) =>
      `la banque a aussi dit de ${endToEndId} ce que le livre contredisait alors (${OTHERWISE[code] ?? code}${typeof day === 'string' ? `, le ${dayInFrench(day)}` : ''}) : deux personnes l’ont tranché, ou ont à le trancher`,
  );
}

/**
 * Who released it, in the run and in the payment, is someone else than those who decided on it, on its accounts and on its exceptions. Gives
 * what the bundle does not show of them, and what former programs allowed.
 */
function checkReleaser(released, { run, decision, posted, exceptions, events, before }) {
  const { endToEndId, team, payee, command } = released.data;
  const releasers = [command?.meta?.by, run.data.command?.meta?.by];
  const isReleaser = (other) => !releasers.every((by) => isOther(other, by));
  const account = accountIn(events, released.position, `payee-${team}`, payee.iban);
  if (account === undefined) throw new Misfit(`${endToEndId} ne va pas au compte confirmé de ${team}`);
  // A run of a former version was not prepared: who released it was only compared with who approved.
  const isFormer = run.type === 'PaymentRunMade';
  const others = isFormer ? [] : [decision.by, account.by, account.confirmedBy];
  if ([decision.approvedBy, ...others].some(isReleaser))
    throw new Misfit(`${endToEndId} est libéré par qui a soumis ou approuvé sa décision, ou décidé de son compte`);
  if (isFormer) return { notShown: [], remarks: [] };
  const notShown = [
    ...checkDebtor(events, released, run, isReleaser),
    ...checkExceptions(exceptions, released, { run, account, dueOn: posted.data.dueOn, isReleaser }),
  ];
  const approval = { id: decision.id, team, period: posted.data.period };
  const remarks = approvedUnder(before, exceptions, approval)
    .filter((name) => exceptions.get(name)?.people.some(isReleaser))
    .map(
      (name) => `${endToEndId} est libéré par qui a donné l’exception ${name} de son approbation, ce qui se pouvait`,
    );
  return { notShown, remarks };
}

/** The account that the run pays from. Bundles of former versions do not have it. */
function checkDebtor(events, { position, data: { endToEndId, envelope, run: name } }, run, isReleaser) {
  if (!events.some(({ stream }) => stream === `debtor-${envelope}`))
    return [`qui a décidé du compte de l’enveloppe ${envelope}, d’où paie la campagne ${name}`];
  const debtor = accountIn(events, position, `debtor-${envelope}`, run.data.debtor?.iban);
  if (debtor === undefined) throw new Misfit(`la campagne ${name} ne paie pas du compte confirmé de ${envelope}`);
  if ([debtor.by, debtor.confirmedBy].some(isReleaser))
    throw new Misfit(`${endToEndId} est libéré par qui a décidé du compte de ${envelope}`);
  return [];
}

/** The exceptions that the run used, and the one for the account. */
function checkExceptions(exceptions, { recordedAt, data: { endToEndId, team, run: name } }, of) {
  const { run, account, dueOn, isReleaser } = of;
  const used = run.data.exceptions ?? [];
  for (const one of [...used, ...exceptionFor(exceptions, team, account)])
    if (exceptions.get(one)?.people.some(isReleaser))
      throw new Misfit(`${endToEndId} est libéré par qui a donné l’exception ${one}`);
  const today = dayInFrance(recordedAt);
  const missing = used.filter((one) => !exceptions.has(one));
  const isExcepted = used.some((one) => {
    const { terms } = exceptions.get(one) ?? {};
    return terms?.kind === 'EARLY_RELEASE' && terms.until >= dueOn;
  });
  if (dueOn > today && !isExcepted && missing.length === 0)
    throw new Misfit(`${endToEndId}, dû le ${dayInFrench(dueOn)}, est libéré le ${dayInFrench(today)}`);
  return missing.map((one) => `qui a donné l’exception ${one}, dont se sert la campagne ${name}`);
}

/** The exceptions that two people gave: those two, and the terms. */
function exceptionsIn(ledger) {
  const proposed = new Map();
  const given = new Map();
  for (const { type, data, recordedAt } of ledger) {
    const { exception, terms, command } = data;
    const by = command?.meta?.by;
    if (type === 'ExceptionProposed' && !given.has(exception)) proposed.set(exception, { terms, by });
    if (type !== 'ExceptionConfirmed') continue;
    const before = proposed.get(exception);
    if (before === undefined || !isOther(before.by, by))
      throw new Misfit(`l’exception ${exception} n’est pas donnée par deux personnes`);
    given.set(exception, { terms: before.terms, people: [before.by, by], on: dayInFrance(recordedAt) });
  }
  return given;
}

/** The name of the only exception for an account, given since its confirmation and not by its proposer; empty for none, or several. */
function exceptionFor(exceptions, team, { iban, name, by, since }) {
  const account = sha256(JSON.stringify(['account', { iban, name }])).slice(0, 10);
  const found = [...exceptions].filter(
    ([, { terms, on, people }]) =>
      terms.kind === 'CHANGED_ACCOUNT' &&
      terms.team === team &&
      terms.account === account &&
      on >= since &&
      people.every((one) => isOther(one, by)),
  );
  return found.length === 1 ? [found[0][0]] : [];
}

/** The exceptions behind a decision: the one that its approval used to pass the envelope, and those to decide after the end of its text. */
function approvedUnder(ledger, exceptions, { id, team, period }) {
  // One person does one thing at an instant.
  const commandOf = ({ envelope, command }) => JSON.stringify([envelope, command?.meta?.by?.name, command?.meta?.at]);
  const posted = ledger.find(({ type, data }) => type === 'DecisionPosted' && data.decision === id);
  const used = ledger.filter(
    ({ type, data }) => type === 'ExceptionUsed' && commandOf(data) === commandOf(posted?.data ?? {}),
  );
  const afterEnd = [...exceptions].filter(
    ([, { terms }]) => terms.kind === 'AFTER_END' && terms.team === team && terms.period === period,
  );
  return [...used.map(({ data }) => data.exception), ...afterEnd.map(([name]) => name)];
}

/** What may happen once only. */
function onlyOne([one, another], name) {
  if (one === undefined) throw new Misfit(`la liasse n’a pas ${name}`);
  if (another !== undefined) throw new Misfit(`la liasse a deux fois ${name}`);
  return one;
}

/** What changed the due amount of the item before the release. No attempt to pay it brings back more than it took. */
function stepsOf(before, posted, { data: { item, team, endToEndId } }) {
  const attempts = new Map();
  const overpaid = overpaidBy(before, item);
  const steps = before.flatMap((event) => {
    const { type } = event;
    const data = type === 'RecoveryReduced' ? { ...event.data, ...overpaid.get(event.data.recovery) } : event.data;
    if (data.item !== item || data.debit === undefined) return [];
    const sign = data.credit === `due:${team}` ? 1n : data.debit === `due:${team}` ? -1n : 0n;
    if (sign === 0n) return [];
    const cents = sign * BigInt(data.amountCents);
    if (data.endToEndId !== undefined) attempts.set(data.endToEndId, (attempts.get(data.endToEndId) ?? 0n) + cents);
    else if (cents > 0n && event !== posted)
      throw new Misfit(`${endToEndId} : l’événement ${event.position} rend dû ce qu’aucune décision ne donne`);
    return [{ type, cents, because: data.because ?? data.recovery ?? data.endToEndId, position: event.position }];
  });
  for (const [attempt, cents] of attempts)
    if (cents > 0n) throw new Misfit(`${endToEndId} : ${attempt} rend plus que ce qu’il a pris`);
  return steps;
}

/** The attempt behind each debt of the item that the bank executed after all: the debt is dropped when the attempt comes back. */
function overpaidBy(before, item) {
  const debts = before.filter(({ type, data }) => type === 'OverpaymentPosted' && data.item === item);
  return new Map(debts.map(({ data: { recovery, endToEndId } }) => [recovery, { item, endToEndId }]));
}

/** Gives the decision. The amount that it made due, or took back, must be the amount it decided. */
function checkPosted(ledger, events, id, decided) {
  const decision = decided.get(id);
  if (decision === undefined) throw new Misfit(`la liasse ne refait pas le calcul de ${id} : demandez-en une nouvelle`);
  const { proposal, team, period } = decision;
  const named = (type, field) => ledger.filter(({ type: of, data }) => of === type && data[field] === id);
  const centsOf = (list) => sum(list.map(({ amountCents }) => amountCents));
  const centsIn = (list) => centsOf(list.map(({ data }) => data));
  const [due, owed, reduced] = [
    named('DuePosted', 'decision'),
    named('RecoveryPosted', 'decision'),
    named('DueReduced', 'because'),
  ];
  if (centsIn(due) - centsIn(owed) - centsIn(reduced) !== centsOf(proposal.lines))
    throw new Misfit(`ce que ${id} a rendu dû n’est pas ce qui est décidé`);
  const parts = proposal.number === 0 ? proposal.instalments : [{ amountCents: centsOf(proposal.lines) }];
  const [granted, taken] = [1n, -1n].map((sign) => parts.filter(({ amountCents }) => sign * BigInt(amountCents) > 0n));
  // Otherwise a debt could balance an amount that is due without a decision.
  if (centsIn(due) > centsOf([...granted, ...(proposal.moves ?? [])]) || centsIn(owed) > -centsOf(taken))
    throw new Misfit(`${id} a rendu dû plus que ce qui est décidé`);
  checkDays(decision, granted, due);
  if ([...due, ...owed].some(({ data }) => data.team !== team || data.period !== period))
    throw new Misfit(`${id} est décidé pour ${team} ${period}, et écrit au livre pour un autre`);
  return decision;
}

/** What a decision makes due is due on its days. Those of former ledgers had the days of their time. */
function checkDays({ id, proposal, approvedOn }, granted, due) {
  const [dueOn, grantedOn] = [new Map(), new Map()];
  const add = (cents, day, amountCents) => cents.set(day, (cents.get(day) ?? 0n) + BigInt(amountCents));
  for (const { data } of due) if (!data.command?.carriedFrom) add(dueOn, data.dueOn, data.amountCents);
  for (const one of granted) add(grantedOn, one.dueOn ?? approvedOn, one.amountCents);
  // What would be due on a day gone by is due on that of the approval.
  for (const { to, amountCents } of proposal.moves ?? [])
    add(grantedOn, to > approvedOn ? to : approvedOn, amountCents);
  if ([...dueOn].some(([day, cents]) => cents > (grantedOn.get(day) ?? 0n)))
    throw new Misfit(`${id} a rendu dû un autre jour que ce qui est décidé`);
}

/**
 * A statement is posted to an envelope that funds its scheme on the day of its approval, as two people agreed; a regularisation, to that of
 * its statement. Bundles of former versions do not have what was agreed.
 */
function checkEnvelope(ledger, { id, proposal, scheme, approvedOn }) {
  const postings = ledger.filter(({ type }) => type === 'DecisionPosted');
  const { data, position } = onlyOne(
    postings.filter((one) => one.data.decision === id),
    `l’écriture de ${id}`,
  );
  const { envelope, command } = data;
  // A former ledger was the envelope.
  if (command?.carriedFrom !== undefined) return [];
  if (proposal.number !== 0) return checkSameEnvelope(ledger, postings, data);
  // Later terms move no decision.
  const terms = termsOf(
    ledger.filter(({ position: at }) => at < position),
    envelope,
  );
  if (terms.length === 0) return [`ce que finance l’enveloppe ${envelope}, à laquelle ${id} est porté`];
  const inForce = terms.findLast(({ from }) => (from ?? '') <= approvedOn);
  if (scheme !== undefined && inForce?.schemes.includes(scheme) !== true)
    throw new Misfit(
      `${id} est porté à l’enveloppe ${envelope}, qui ne finance pas ${scheme} le ${dayInFrench(approvedOn)}`,
    );
  return [];
}

function checkSameEnvelope(ledger, postings, { decision, envelope, team, period }) {
  const isCancelled = ({ data }) =>
    ledger.some(({ type, data: { decision: other } }) => type === 'DecisionCancelled' && other === data.decision);
  const of = postings.find((one) => one.data.team === team && one.data.period === period && !isCancelled(one));
  if (of !== undefined && of.data.envelope !== envelope)
    throw new Misfit(`${decision} est porté à l’enveloppe ${envelope}, et son décompte à ${of.data.envelope}`);
  return [];
}

/** What two people agreed that an envelope funds, in the order of its first days; later terms of a day replace those before. */
function termsOf(ledger, envelope) {
  let proposed;
  let agreed = [];
  for (const { type, data } of ledger) {
    if (data.envelope !== envelope) continue;
    const by = data.command?.meta?.by;
    if (type === 'EnvelopeProposed') proposed = { terms: data.terms, by };
    if (type !== 'EnvelopeConfirmed') continue;
    if (JSON.stringify(proposed?.terms) !== JSON.stringify(data.terms) || !isOther(proposed.by, by))
      throw new Misfit(`l’enveloppe ${envelope} n’est pas convenue par deux personnes`);
    agreed = [...agreed.filter(({ from }) => from !== data.terms.from), data.terms];
  }
  return agreed.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
}

/** A debt that was set off: posted once, by a decision on the same team, or as a payment received twice; no more is taken than is owed. */
function checkDebt(ledger, events, { because: debt, position: setOffAt, team }, decided) {
  const [posted, another] = ledger.filter(
    ({ type, data, position }) =>
      (type === 'RecoveryPosted' || type === 'OverpaymentPosted') && data.recovery === debt && position < setOffAt,
  );
  if (posted === undefined || another !== undefined)
    throw new Misfit(`la dette ${debt} est compensée, et la liasse ne montre pas, une seule fois, d’où elle vient`);
  if (posted.data.team !== team) throw new Misfit(`la dette ${debt}, compensée par ${team}, est d’une autre équipe`);
  if (posted.type === 'RecoveryPosted') checkPosted(ledger, events, posted.data.decision, decided);
  else checkOverpayment(ledger, posted);
  let left = 0n;
  for (const { data, position } of ledger) {
    if (data.recovery !== debt || data.debit === undefined || position > setOffAt) continue;
    if (data.debit === `to-recover:${team}`) left += BigInt(data.amountCents);
    if (data.credit === `to-recover:${team}`) left -= BigInt(data.amountCents);
    if (left < 0n) throw new Misfit(`de la dette ${debt} il est pris plus que ce qui était dû`);
  }
}

/** The amount of a payment to the same team. */
function checkOverpayment(ledger, { position, data: { recovery, endToEndId, team, amountCents } }) {
  const paid = ledger.some(
    ({ type, position: at, data }) =>
      type === 'PaymentReleased' &&
      at < position &&
      data.endToEndId === endToEndId &&
      data.team === team &&
      data.amountCents === amountCents,
  );
  if (!paid) throw new Misfit(`la dette ${recovery} n’est pas celle d’un versement à ${team} que montre la liasse`);
}

/** A debt that rests on what the bank said, and not on a decision. */
function overpaymentOf(ledger, debt) {
  const posted = ledger.find(({ type, data }) => type === 'OverpaymentPosted' && data.recovery === debt);
  return (
    posted &&
    `que la banque a payé deux fois ${posted.data.endToEndId}, d’où vient la dette ${debt} : les réponses de la banque n’y sont pas`
  );
}

/** The run that released the payment, which names it. */
function checkRun(before, { data: { run, endToEndId } }) {
  const of = onlyOne(
    before.filter(
      ({ type, data }) =>
        (type === 'PaymentRunReleased' && data.run === run) || (type === 'PaymentRunMade' && data.id === run),
    ),
    `la campagne ${run}`,
  );
  if (!of.data.payments.includes(endToEndId)) throw new Misfit(`la campagne ${run} n’a pas ${endToEndId}`);
  return of;
}

/** The account in force at a position, as one person proposed it and another confirmed it; undefined if its number is another. */
function accountIn(events, position, of, iban) {
  let proposed;
  let current;
  for (const { stream, type, position: at, recordedAt, data } of events) {
    if (stream !== of || at > position) continue;
    const { payee, command } = JSON.parse(data);
    const by = command?.meta?.by;
    if (type === 'PayeeConfirmed') {
      if (proposed?.iban !== payee.iban)
        throw new Misfit(`un compte de ${holderOf(of)} est confirmé sans être proposé`);
      current = { ...proposed, confirmedBy: by, since: dayInFrance(recordedAt) };
    }
    proposed = type === 'PayeeProposed' ? { iban: payee.iban, name: payee.name, by } : undefined;
  }
  if (current === undefined || current.iban !== iban) return undefined;
  if (!isOther(current.by, current.confirmedBy))
    throw new Misfit(`le compte de ${holderOf(of)} n’est pas confirmé par deux personnes`);
  return current;
}

const holderOf = (stream) => stream.slice(stream.indexOf('-') + 1);

/** The file is recorded, and orders this payment: its amount, to its account. */
function checkFile(path, files, { endToEndId, amountCents, payee }) {
  const bytes = attempt(path, () => readFileSync(path));
  const digest = sha256(bytes);
  if (!files.some((file) => file.digest === digest)) throw new Misfit(`${path} n’est pas un fichier de cette campagne`);
  const text = bytes.toString('utf8');
  const of = [...text.matchAll(/<CdtTrfTxInf>.*?<\/CdtTrfTxInf>/gs)].filter(([one]) =>
    one.includes(`<EndToEndId>${endToEndId}</EndToEndId>`),
  );
  const one = (pattern) => [...(of[0]?.[0] ?? '').matchAll(pattern)].map(([, found]) => found);
  if (of.length !== 1 || /<!|<\?(?!xml )/.test(text))
    throw new Misfit(`${path} ne contient pas ${endToEndId}, une fois, tel que Décompte l’écrit`);
  const [amounts, ibans] = [one(/<InstdAmt Ccy="EUR">(.*?)<\/InstdAmt>/g), one(/<IBAN>(.*?)<\/IBAN>/g)];
  if (
    amounts.join() !==
      String(amountCents)
        .padStart(3, '0')
        .replace(/(?=..$)/, '.') ||
    ibans.join() !== payee.iban
  )
    throw new Misfit(`${path} ordonne ${endToEndId} d’un autre montant, ou à un autre compte`);
  return digest;
}

// ── The command line

const TOLD = {
  DuePosted: 'dû par la décision',
  DueReduced: 'réduit par une décision',
  SetOff: 'dette compensée',
  OverpaymentPosted: 'versé deux fois',
  RecoveryReduced: 'plus versé deux fois',
  PaymentReleased: 'tentative d’avant',
  PaymentReturned: 'revenu',
  PaymentExecuted: 'payé',
  PaymentCancelled: 'annulé',
  PaymentAwaitedAgain: 'encore à la banque',
};
const OTHERWISE = {
  ANSWER_AMOUNT_DIFFERS: 'autre montant',
  EXECUTED_AND_REJECTED: 'exécuté et rejeté',
  REJECTED_AFTER_EXECUTION: 'rejeté après son exécution',
  EXECUTED_AFTER_REJECTION: 'exécuté après son rejet',
  ANSWERED_AFTER_CANCELLATION: 'réponse après son annulation',
  ANSWERED_BEFORE_RELEASE: 'réponse d’avant sa libération',
  ANSWERED_ON_A_DAY_TO_COME: 'réponse d’un jour à venir',
  DEBITED_TWICE: 'débité deux fois',
  DEBITED_AFTER_RETURN: 'débité après son retour',
  RETURNED_AFTER_RECOVERY: 'revenu après sa récupération',
};
const told = (type) => TOLD[type] ?? type;

function attempt(what, work) {
  try {
    return work();
  } catch (error) {
    throw new Unreadable(`impossible de lire ${what} : ${whyOf(error)}`);
  }
}

/** The French text of an error of the system, of a parser or of the command line. */
function whyOf(error) {
  const { code, message } = error;
  if (code === 'ENOENT') return 'il n’y a rien à cet endroit';
  if (code === 'EISDIR') return 'c’est un dossier';
  if (code === 'ENOTDIR') return 'ce n’est pas un dossier';
  if (code === 'EACCES') return 'ce compte n’a pas le droit de lire';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'ce n’est pas du texte en UTF-8';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `option inconnue : ${/'([^']*)'/.exec(message)?.[1]}`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `option mal donnée : ${/'([^' <]*)/.exec(message)?.[1]}`;
  // The messages of these two kinds contain the read text, or its path.
  if (error instanceof SyntaxError) return 'ce n’est pas du JSON';
  if (error.syscall !== undefined) return `le système répond ${code}`;
  if (/DECODER|PEM|ASN1|asn1|NO_START_LINE/.test(`${code} ${message}`))
    return 'ce n’est ni une clé ni un certificat, en PEM';
  return message;
}

/** What is calculated again, each once, and the code. */
function isRecalculation(value) {
  // Former versions did not show where streams end.
  if (!hasFields(value, 'subject', 'code') && !hasFields(value, 'subject', 'code', 'ends')) return false;
  const { subject, code, ends = [] } = value;
  return (
    Array.isArray(ends) &&
    hasFields(subject, 'payments', 'statements') &&
    isSubject(subject) &&
    hasFields(code, 'entry', 'modules')
  );
}

function isSubject({ payments, statements }) {
  const areOnce = (names) => new Set(names).size === names.length;
  return (
    [payments, statements].every(Array.isArray) &&
    payments.every(isText) &&
    areOnce(payments) &&
    payments.length + statements.length > 0 &&
    statements.every((one) => hasFields(one, 'team', 'period', 'decisions') && isPosition(one.decisions)) &&
    areOnce(statements.map(({ team, period }) => JSON.stringify([team, period])))
  );
}

function readBundle(path) {
  const [first, ...lines] = readText(path).split('\n');
  const head = attempt('l’en-tête de la liasse', () => exactJson(first));
  if (head?.format !== 'decompte-bundle-1' || head.recalculation === undefined)
    throw new Unreadable('ce n’est pas la liasse d’un versement ; une autre liasse se vérifie par verify.mjs');
  const isWhole =
    hasFields(head, 'format', 'kind', 'events', 'checkpoint', 'recalculation') &&
    head.kind === 'events' &&
    isRecalculation(head.recalculation) &&
    isCheckpoint(head.checkpoint);
  if (!isWhole) throw new Unreadable('l’en-tête de la liasse n’est pas celui d’un versement');
  if (lines.pop() !== '' || lines.length !== head.events) throw new Misfit('la liasse n’est pas entière');
  return { head, lines };
}

function check(path, options) {
  const publicKeys = options['public-key'].map(readPublicKey);
  const keys = trustedKeys(publicKeys, successionsIn(options.checkpoints));
  const { head, lines } = readBundle(path);
  checkSignature(head.checkpoint, keys);
  const isKept = checkKept(head.checkpoint, options.checkpoints);
  const events = provedEvents(lines, head.checkpoint);
  checkErased(events);
  const { subject, code, ends = [] } = head.recalculation;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'decompte-liasse-')));
  try {
    const wanted = toCalculate(events, subject);
    const calculatedAt = Math.max(...wanted.map(({ pin }) => pin.position));
    const streams = checkStreams(events, { checkpoint: head.checkpoint, calculatedAt, ends });
    const bases = wanted.map(({ team, period, pin, regulation }) => ({ team, period, pin, regulation }));
    const results = calculated(code, folder, {
      facts: factsOf(events, calculatedAt),
      bases,
    });
    const decided = new Map(
      wanted.map(({ decision }, index) => [decision.id, { ...decision, scheme: results[index].statement?.scheme }]),
    );
    if (options.code !== undefined) writeCode(code, options.code);
    const decisions = wanted.map((of, index) =>
      checkDecision(of, results[index], of.before.length === 0 ? undefined : results[index - 1]),
    );
    if (options.sources !== undefined) checkSources(code, options.sources, decisions);
    const payments = subject.payments.map((id) => checkPayment(events, id, decided, options['bank-file']));
    return {
      fits: true,
      checkpoint: head.checkpoint,
      ...(options.checkpoints === undefined ? {} : { isKept }),
      events: events.length,
      streams: streams.filter(isFact).length,
      erased: events.filter(isErasure).length,
      modules: Object.keys(code.modules).length,
      code: sha256(JSON.stringify(code.modules)),
      sources: options.sources !== undefined,
      decisions,
      payments: payments.map(({ notShown: _, remarks: __, ...payment }) => payment),
      remarks: payments.flatMap(({ remarks }) => remarks),
      notShown: [
        ...(knowsStreams(head.checkpoint) ? [] : [NO_ENDS]),
        ...(options.sources === undefined ? [] : decisions.flatMap(unnamedRules)),
        ...payments.flatMap(({ notShown }) => notShown),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ONLY_THE_LOG =
  'Seul le journal entier montre qu’aucun autre patient ne compte, et qu’aucun autre événement du livre ne touche à ces versements.';
/** Decisions of former versions name the version of the rules only. */
const unnamedRules = ({ decision, rules, rulesDigest }) =>
  rulesDigest === undefined ? [`l’empreinte des règles ${rules} : ${decision} ne la nomme pas`] : [];

const OF_SOURCES =
  '   Ce code est celui des sources données, fichier par fichier ; elles publient les règles que nomment les décisions.';
const OF_BUNDLE =
  '   Ce code vient de la liasse : rien ici ne dit que ce sont les règles que nomment les décisions (--sources les compare).';
const NO_ENDS = 'où finissent les flux : son point de contrôle est d’un format qui ne le dit pas';

const NONE_KEPT =
  '   Attention : vous n’en gardez aucun de cette position ; il n’est comparé à rien de ce que vous gardez.';

function said(checked) {
  const { checkpoint, isKept, events, streams, erased, modules, code, sources, decisions, payments } = checked;
  const { remarks, notShown } = checked;
  return [
    `1. Le point de contrôle de la position ${checkpoint.position}, du ${momentInFrench(checkpoint.time)}, est signé par la clé ${checkpoint.key}.`,
    ...(isKept === undefined ? [] : [isKept ? '   C’est celui que vous gardez.' : NONE_KEPT]),
    `2. La liasse a ${counted(events, 'événement')}, tels que dans le journal signé.`,
    `3. Elle a ${counted(streams, 'flux', 'flux')} de faits (patients, équipe, nation), depuis leur début jusqu’aux calculs, sans trou.`,
    ...(erased === 0
      ? []
      : [
          `   Dont ceux de ${counted(erased, 'patient effacé', 'patients effacés')} : il n’en reste que ce que l’effacement a gardé.`,
        ]),
    `4. Le code de la liasse (${counted(modules, 'fichier')}, empreinte ${code.slice(0, 16)}) refait chaque calcul, au centime :`,
    ...decisions.map(
      (one) =>
        `   - ${periodInFrench(one.decision)} : ${euros(one.totalCents)}, ${counted(one.patients, 'patient')}, tel que connu au ${dayInFrench(one.knownOn)}, réglementation ${one.regulation}, règles ${one.rules}${one.rulesDigest === undefined ? '' : ` (${one.rulesDigest.slice(0, 16)})`} ; ${byWhom(one)}.`,
    ),
    sources ? OF_SOURCES : OF_BUNDLE,
    payments.length === 0
      ? '5. La liasse ne nomme aucun versement.'
      : '5 et 6. Chaque versement est ce qui était dû, moins ce qui le réduit, et voici ce qu’en a la banque :',
    ...payments.flatMap((one) => [
      `   - ${one.endToEndId} : ${euros(one.amountCents)} = ${one.steps.map(stepText).join(' ')} ; campagne ${one.run}, libéré par ${one.releasedBy} le ${momentInFrench(one.releasedAt)}, au compte ${one.iban}.`,
      one.bankFile === undefined
        ? `     Fichiers de la campagne : ${one.files.map((digest) => digest.slice(0, 16)).join(', ') || 'aucun'} (--bank-file pour comparer le vôtre).`
        : `     Le fichier de la banque est celui qui est enregistré (${one.bankFile.slice(0, 16)}).`,
      `     Réponse de la banque : ${one.answers.map(({ type, day }) => `${told(type)} le ${dayInFrench(day)}`).join(', ') || 'pas encore'}.`,
    ]),
    ...remarks.map((remark) => `   À noter : ${remark}.`),
    ONLY_THE_LOG,
    ...(notShown.length === 0
      ? ['Tout est prouvé et recalculé.']
      : [...notShown.map((what) => `La liasse ne montre pas ${what}.`), 'Le reste est prouvé et recalculé.']),
  ].join('\n');
}

function byWhom({ decision, submittedBy, approvedBy }) {
  const e = decision.includes(CORRECTION) ? 'e' : '';
  return `soumis${e} par ${submittedBy}, approuvé${e} par ${approvedBy}`;
}

/** An amount after the first has its sign between two blanks. */
function stepText({ type, amountCents }, index) {
  const [, minus, cents] = /^(-?)(.*)$/.exec(amountCents);
  const sign = minus === '' ? '+ ' : '− ';
  return `${index === 0 && minus === '' ? '' : sign}${euros(cents)} (${told(type)})`;
}

function argumentsOf(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'public-key': { type: 'string', multiple: true },
        checkpoints: { type: 'string' },
        'bank-file': { type: 'string' },
        code: { type: 'string' },
        sources: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    if (positionals.length !== 1) throw new Error('il faut une liasse, et une seule');
    if (values['public-key'] === undefined) throw new Error('il faut la clé publique, remise à part (--public-key)');
    return { path: positionals[0], options: values };
  } catch (error) {
    throw new Unreadable(`${whyOf(error)}\nUtilisation : ${USAGE}`);
  }
}

/** The Node version that the code of the rules requires. */
const NODE_FROM = [22, 13];

function requireNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [least, leastMinor] = NODE_FROM;
  if (major > least || (major === least && minor >= leastMinor)) return;
  throw new Unreadable(
    `il faut Node ${NODE_FROM.join('.')} ou une version suivante pour recalculer ; vous avez ${version} (https://nodejs.org). La preuve seule se vérifie par verify.mjs, dès Node 20.`,
  );
}

/** Gives the exit status, and the two texts. */
export function main(args, node = process.versions.node) {
  if (args.includes('--help')) return { status: 0, out: `Utilisation : ${USAGE}` };
  try {
    requireNode(node);
    const { path, options } = argumentsOf(args);
    const checked = check(path, options);
    const status = checked.notShown.length === 0 ? 0 : 3;
    return { status, out: options.json ? JSON.stringify(checked, null, 2) : said(checked) };
  } catch (error) {
    if (error instanceof Misfit) return { status: 1, out: `Ne convient pas : ${error.message}.` };
    const isTold = error instanceof Unreadable;
    return { status: 2, err: isTold ? error.message : `impossible de lire la liasse : ${whyOf(error)}` };
  }
}

/** True if run as a program, also through a link. */
const started = process.argv[1] === undefined ? undefined : realpathSync(process.argv[1]);
if (started !== undefined && import.meta.url === pathToFileURL(started).href) {
  const { status, out, err } = main(process.argv.slice(2));
  if (out !== undefined) console.log(out);
  if (err !== undefined) console.error(err);
  process.exitCode = status;
}
