// Verifies a bundle written by `decompte audit export`, offline. Needs only Node (20 or later).
//
//   node verify.mjs BUNDLE --public-key PUBLIC.pem… [--checkpoints FOLDER [--tsa AUTHORITY.pem…]] [--json]
//   node verify.mjs PROOF  --public-key PUBLIC.pem… [--checkpoints FOLDER [--tsa AUTHORITY.pem…]] [--json]
//
// The second form takes the output of `decompte audit consistency`, one line of JSON: it proves that the log of one checkpoint is the
// beginning of the log of a later one.
//
// Exit status: 0 everything in the bundle is proved; 1 something does not fit; 2 the command line or a file cannot be read.
//
// It relies on this file, Node's SHA-256 and Ed25519, and the public key, which you must receive separately from the
// bundle. With --checkpoints, the checkpoints that you kept must agree with the bundle too: they detect even a holder of
// the private key who rebuilt the log and signed it again.
//
// A bundle is lines of JSON. The first line is the head, with a signed checkpoint. Every other line is an event:
//
//   text      the recorded event, line by line: the stream (as JSON), the revision in it, the id, the type, the schema version, the
//             effective date, the day the payer knew it, the commit (JSON: recording time, author, correlation, causation),
//             then the payload, to the end.
//   position  its rank among all events, from 1.
//
// The proof; every hash is SHA-256 in hexadecimal, and text is hashed as UTF-8:
//
//   leaf(n)     = hash( byte 0, nonce(n) newline n newline text(n) )       the leaves of a Merkle tree (RFC 6962)
//   node        = hash( byte 1, left, right )
//   checkpoint  = position, link and root at this position, signed (Ed25519); it names the one before by
//                 hash( what is signed, signature newline ), so that none can be removed between two that are kept
//
// A key may take over from another: key-….json in the folder of checkpoints, signed by both keys. A reader who trusts one of them trusts
// the others, each in its time. Checkpoints signed outside the time of their key are refused.
//
// Others may have signed checkpoints too, in files beside them. They signed the digest by which the next checkpoint names the one before:
//
//   countersignature-….json   a second key (--public-key), which no succession links to the signing key
//   timestamp-….tsr           an authority of time stamps, by its certificate or that of its issuer (--tsa); timestamp.mjs reads it
//
// Everything is read strictly: valid UTF-8, each name of a JSON object once and no unknown one, base64 without anything after it.
//
// A bundle of one stream can be complete: its head then proves the last revision of the stream as of the checkpoint by a path in a
// second tree, over the streams, and every revision up to it must be there:
//
//   streamLeaf  = hash( byte 3, secret newline stream (JSON) newline last revision )
//
// A bundle of kind "leaves" contains all events from the first to the checkpoint, each with its nonce: the root is computed from them.
// For an event whose content was erased it contains only the leaf. The link covers the stored bytes, so the bundle only carries it.
//
// A bundle of kind "log" contains the same for a log in its former form, whose nonces come from a chain over the events:
//
//   link(0)     = 64 zeros
//   link(n)     = hash( link(n-1) newline n newline text(n) )              each link depends on everything before it
//   nonce(n)    = hash( byte 2, link(n-1) )
//
// Link and root are computed from them.
//
// A bundle of kind "events" contains some events, each with its nonce and the hashes beside its path to the root; the others stay hidden.
// For an event whose content was erased it contains the leaf in place of text and nonce. It proves that these events are in the log, but
// not that there are no others.

/* oxlint-disable max-lines -- an auditor gets one file, and reads it from top to bottom */
import { X509Certificate, createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE =
  'node verify.mjs LIASSE-OU-PREUVE --public-key CLE.pem [--public-key AUTRE.pem] [--checkpoints DOSSIER [--tsa AUTORITE.pem]] [--json]';
const SHOWN = 20;
const CONSISTENCY = 'decompte-consistency-1';

/** The bundle fails verification: exit status 1. */
class Misfit extends Error {}
/** The command line or a file cannot be read: exit status 2. */
class Unreadable extends Error {}
/** The text is JSON but not in the exact form: a sign that somebody changed it. */
class WrittenOtherwise extends Error {}

// ── Hashes

const hash = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
const linkAfter = (previous, position, text) => hash(`${previous}\n${position}\n${text}`);
const nonceAfter = (previous) => hash(`\u0002${previous}`);
const leafOf = (nonce, position, text) => hash(`\u0000${nonce}\n${position}\n${text}`);
const streamLeafOf = (secret, stream, revision) => hash(`\u0003${secret}\n${JSON.stringify(stream)}\n${revision}`);
const nodeOf = (left, right) => hash(`\u0001${left}${right}`);

/** The Merkle root of leaves added one by one: two complete subtrees of the same size are joined at once. */
class Tree {
  #subtrees = [];

  add(leaf) {
    let subtree = { size: 1, hash: leaf };
    while (this.#subtrees.at(-1)?.size === subtree.size) {
      const left = this.#subtrees.pop();
      subtree = { size: 2 * subtree.size, hash: nodeOf(left.hash, subtree.hash) };
    }
    this.#subtrees.push(subtree);
  }

  root() {
    return this.#subtrees.map(({ hash }) => hash).reduceRight((right, left) => nodeOf(left, right));
  }
}

/** The root that a path leads to (RFC 9162, 2.1.3.2), or undefined if the path is impossible. */
function rootFrom(leaf, position, size, path) {
  let [index, last] = [position - 1, size - 1];
  if (index > last) return undefined;
  let root = leaf;
  for (const beside of path) {
    if (last === 0) return undefined;
    if (index % 2 === 1 || index === last) {
      root = nodeOf(beside, root);
      while (index % 2 === 0 && index > 0) [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
    } else root = nodeOf(root, beside);
    [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : undefined;
}

/** Whether a path proves that the first tree is the beginning of the second (RFC 9162, 2.1.4.2). */
function isConsistent(first, second, path) {
  if (first.position > second.position) return false;
  if (first.position === second.position) return path.length === 0 && first.root === second.root;
  const roots = rootsFrom(first, second, path);
  return roots?.first === first.root && roots.second === second.root;
}

/** The roots that a path gives for both trees; undefined if it is too short or too long for them. */
function rootsFrom({ position, root }, { position: whole }, path) {
  const above = (node, last) => [Math.floor(node / 2), Math.floor(last / 2)];
  const [start, ...rest] = Number.isInteger(Math.log2(position)) ? [root, ...path] : path;
  if (start === undefined) return undefined;
  let [node, last] = [position - 1, whole - 1];
  while (node % 2 === 1) [node, last] = above(node, last);
  let [first, second] = [start, start];
  for (const beside of rest) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      [first, second] = [nodeOf(beside, first), nodeOf(beside, second)];
      while (node % 2 === 0 && node > 0) [node, last] = above(node, last);
    } else second = nodeOf(second, beside);
    [node, last] = above(node, last);
  }
  return last === 0 ? { first, second } : undefined;
}

// ── Checkpoints

const isHash = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isPosition = (value) => Number.isSafeInteger(value) && value > 0;
const isLine = (value) => typeof value === 'string' && !value.includes('\n');

const CHECKPOINT_FIELDS = ['format', 'position', 'link', 'root', 'time', 'key', 'signature'];
const CHAIN_FIELDS = ['sequence', 'previous', 'streams', 'streamsRoot'];

/** True if the value has exactly these fields. */
function hasFields(value, ...fields) {
  const there = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return there.length === fields.length && fields.every((field) => there.includes(field));
}

function isCheckpoint(value) {
  return (
    ((value?.format === 'decompte-checkpoint-1' && hasFields(value, ...CHECKPOINT_FIELDS)) ||
      (value?.format === 'decompte-checkpoint-2' &&
        hasFields(value, ...CHECKPOINT_FIELDS, ...CHAIN_FIELDS) &&
        isChained(value))) &&
    isPosition(value.position) &&
    isHash(value.link) &&
    isHash(value.root) &&
    [value.time, value.key, value.signature].every(isLine)
  );
}

/** Names the one before, and holds the root over the streams. */
function isChained({ sequence, previous, streams, streamsRoot }) {
  return isPosition(sequence) && (previous === null || isHash(previous)) && isPosition(streams) && isHash(streamsRoot);
}

function signedText({ format, position, link, root, time, key, sequence, previous, streams, streamsRoot }) {
  const ofBoth = `${format}\n${position}\n${link}\n${root}\n${time}\n${key}\n`;
  if (format === 'decompte-checkpoint-1') return ofBoth;
  return `${ofBoth}${sequence}\n${previous ?? ''}\n${streams}\n${streamsRoot}\n`;
}

/** The digest by which the next checkpoint, countersignatures and time stamps refer to a checkpoint. */
const digestOf = (checkpoint) => hash(`${signedText(checkpoint)}${checkpoint.signature}\n`);

/**
 * Accepts only a JSON text that equals its own serialisation, apart from blanks, so that no name is repeated and no other spelling hides a
 * value.
 */
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

const STRICT = { fatal: true, ignoreBOM: true };
const utf8 = (bytes) => new TextDecoder('utf-8', STRICT).decode(bytes);

/** Accepts only canonical base64: nothing after its end, no other spelling of the same bytes. */
function strictBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

function idOf(publicKey) {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
}

function isSigned(text, publicKey, signature) {
  const bytes = strictBase64(signature);
  return bytes !== undefined && verify(null, Buffer.from(text), publicKey, bytes);
}

/** `keys`: by id, each with its time. */
function checkSignature(checkpoint, keys, name) {
  const { key, time, signature } = checkpoint;
  const trusted = keys.get(key);
  if (trusted === undefined)
    throw new Misfit(
      `${name} est signé par la clé ${key}, la clé publique donnée est ${[...keys.keys()].join(', ')}, et aucune suite de clés ne mène de l’une à l’autre`,
    );
  if (!isSigned(signedText(checkpoint), trusted.publicKey, signature))
    throw new Misfit(`la signature de ${name} ne convient pas à son contenu`);
  const [at, since, until] = [time, trusted.since, trusted.until].map((one) => one && Date.parse(one));
  if (!(since === undefined || at >= since) || !(until === undefined || at <= until))
    throw new Misfit(`${name} est signé le ${inFrench(time)} par la clé ${key}, qui ne signait pas alors`);
}

// ── Keys

const KEY_FIELDS = ['previous', 'previousPublicKey', 'key', 'publicKey', 'since', 'previousSignature', 'signature'];

/** Ed25519, in the exact PEM form: no private key, no certificate, nothing after it. */
function readPublicKey(path) {
  const pem = attempt(`la clé ${path}`, () => readFileSync(path, 'utf8'));
  const publicKey = attempt(`la clé ${path}`, () => createPublicKey(pem));
  const written = publicKey.export({ type: 'spki', format: 'pem' });
  if (publicKey.asymmetricKeyType !== 'ed25519' || pem.replaceAll('\r\n', '\n').trim() !== written.trim())
    throw new Unreadable(`la clé ${path} n’est pas une clé publique Ed25519, et elle seule`);
  return publicKey;
}

/** The keys that the successions in the folder of checkpoints derive from the given keys. */
function trustedKeys(publicKeys, successions) {
  const keys = new Map(publicKeys.map((publicKey) => [idOf(publicKey), { publicKey }]));
  const left = new Set(successions);
  for (let before = -1; left.size !== before;) {
    before = left.size;
    for (const one of left) {
      if (!keys.has(one.previous) && !keys.has(one.key)) continue;
      left.delete(one);
      const [old, next] = [keyOf(one.previousPublicKey), keyOf(one.publicKey)];
      keys.set(one.previous, { publicKey: old, ...keys.get(one.previous), until: one.since });
      keys.set(one.key, { publicKey: next, ...keys.get(one.key), since: one.since });
    }
  }
  return keys;
}

/** Each is signed by both keys, and no key has two. */
function successionsIn(folder) {
  if (folder === undefined) return [];
  const names = attempt(`le dossier ${folder}`, () => readdirSync(folder)).filter((name) =>
    /^key-.*\.json$/.test(name),
  );
  const all = names.map((name) => {
    const one = readJson(folder, name);
    const isOne = hasFields(one, 'format', ...KEY_FIELDS) && KEY_FIELDS.every((field) => isLine(one[field]));
    if (!isOne || one.format !== 'decompte-key-1') throw new Unreadable(`${name} n’est pas la suite d’une clé`);
    if (!isSuccession(one)) throw new Misfit(`${name} n’est pas signé par les deux clés qu’il nomme`);
    return one;
  });
  for (const { previous } of all)
    if (all.filter((one) => one.previous === previous).length > 1)
      throw new Misfit(`la clé ${previous} a deux suites : l’une n’est pas de qui signe`);
  return all;
}

function isSuccession({ previous, previousPublicKey, key, publicKey, since, previousSignature, signature }) {
  const text = `decompte-key-1\n${previous}\n${previousPublicKey}\n${key}\n${publicKey}\n${since}\n`;
  try {
    const [old, next] = [keyOf(previousPublicKey), keyOf(publicKey)];
    return (
      idOf(old) === previous &&
      idOf(next) === key &&
      isSigned(text, old, previousSignature) &&
      isSigned(text, next, signature)
    );
  } catch {
    return false;
  }
}

function keyOf(base64) {
  const key = createPublicKey({ key: strictBase64(base64) ?? Buffer.alloc(0), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError('not an Ed25519 key');
  return key;
}

/** The checkpoints kept by the auditor, by position. No two name the same one before. */
function keptCheckpoints(folder, keys) {
  if (folder === undefined) return [];
  const names = attempt(`le dossier ${folder}`, () => readdirSync(folder)).filter((name) =>
    /^checkpoint-.*\.json$/.test(name),
  );
  if (names.length === 0) throw new Unreadable(`il n’y a pas de point de contrôle dans ${folder}`);
  const kept = names.map((name) => {
    const checkpoint = readJson(folder, name);
    if (!isCheckpoint(checkpoint)) throw new Unreadable(`${name} n’est pas un point de contrôle`);
    checkSignature(checkpoint, keys, name);
    return { name, ...checkpoint };
  });
  const named = new Map();
  for (const { name, previous } of kept) {
    const other = previous === null || previous === undefined ? undefined : named.get(previous);
    if (other !== undefined) throw new Misfit(`${name} et ${other} nomment le même point de contrôle d’avant`);
    named.set(previous, name);
  }
  return kept.sort((a, b) => a.position - b.position);
}

function readJson(folder, name) {
  return attempt(name, () => strictJson(utf8(readFileSync(join(folder, name)))));
}

// ── Who else signed checkpoints

const COUNTERSIGNATURE = /^countersignature-(.+)-[0-9a-f]{8}\.json$/;
const TIMESTAMP = /^timestamp-(.+)\.tsr$/;
const COUNTERSIGNATURE_FIELDS = ['format', 'checkpoint', 'time', 'key', 'signature'];

/** The attestations beside the checkpoints: `{ file, position, time, by }` of each verified one, and the number of unverified ones. */
async function attestationsIn(folder, kept, { publicKeys, successions, authorities }) {
  const attested = { verified: [], unverified: 0 };
  for (const file of folder === undefined ? [] : readdirSync(folder).sort()) {
    const [, stem] = COUNTERSIGNATURE.exec(file) ?? TIMESTAMP.exec(file) ?? [];
    if (stem === undefined) continue;
    const checkpoint = kept.find(({ name }) => name === `checkpoint-${stem}.json`);
    if (checkpoint === undefined) throw new Misfit(`${file} est d’un point de contrôle qui n’est plus là`);
    const said = TIMESTAMP.test(file)
      ? await stampBy(authorities, checkpoint, file, folder)
      : countersignatureBy(publicKeys, checkpoint, readJson(folder, file), { file, successions });
    if (said === undefined) attested.unverified++;
    else attested.verified.push({ file, position: checkpoint.position, ...said });
  }
  return attested;
}

/** Undefined if its key is not given. */
function countersignatureBy(publicKeys, checkpoint, said, { file, successions }) {
  const isOne =
    hasFields(said, ...COUNTERSIGNATURE_FIELDS) && COUNTERSIGNATURE_FIELDS.every((name) => isLine(said[name]));
  if (!isOne || said.format !== 'decompte-countersignature-1') throw new Unreadable(`${file} n’est pas un contreseing`);
  const { checkpoint: digest, time, key, signature } = said;
  if (linkedTo(checkpoint.key, successions).has(key))
    throw new Misfit(
      `${file} est du signataire même du point de contrôle, par cette clé ou une clé qui la suit ou la précède`,
    );
  const publicKey = publicKeys.find((one) => idOf(one) === key);
  if (publicKey === undefined) return undefined;
  const text = `${said.format}\n${digest}\n${time}\n${key}\n`;
  if (digest !== digestOf(checkpoint) || !isSigned(text, publicKey, signature))
    throw new Misfit(`${file} ne convient pas à son point de contrôle`);
  return { time, by: `la clé ${key}` };
}

/** A key with its predecessors and successors: they belong to one signer. */
function linkedTo(id, successions) {
  const linked = new Set([id]);
  for (let before = 0; linked.size !== before;) {
    before = linked.size;
    for (const { previous, key } of successions)
      if (linked.has(previous) || linked.has(key)) linked.add(previous).add(key);
  }
  return linked;
}

/** Undefined if no authority is given. */
async function stampBy(authorities, checkpoint, file, folder) {
  if (authorities.length === 0) return undefined;
  const { stampOf, NoStamp } = await import('./timestamp.mjs').catch(() => {
    throw new Unreadable('pour les horodatages, timestamp.mjs doit être à côté de verify.mjs');
  });
  try {
    const { at, by } = stampOf(readFileSync(join(folder, file)), digestOf(checkpoint), authorities);
    return { time: at, by };
  } catch (error) {
    throw error instanceof NoStamp ? new Misfit(`${file} ${error.message}`) : error;
  }
}

// ── The bundle

/** The lines of a file, read in pieces: a bundle can exceed the memory. */
async function* linesOf(path) {
  let [rest, count] = ['', 0];
  const decoder = new TextDecoder('utf-8', STRICT);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop();
      count += lines.length;
      yield* lines;
    }
    rest += decoder.decode();
  } catch (error) {
    throw new Unreadable(`impossible de lire ${path} : ${whyOf(error)}`);
  }
  // A proof that the service answered is one line without an end.
  if (rest !== '' && count === 0) yield rest;
  else if (rest !== '') throw new Misfit('la dernière ligne de la liasse est coupée');
}

function parseLine(line, number) {
  try {
    return exactJson(line);
  } catch {
    throw new Misfit(`la ligne ${number} de la liasse n’est pas du JSON tel que Décompte l’écrit, chaque nom une fois`);
  }
}

function parseHead(line) {
  let head;
  try {
    head = strictJson(line);
  } catch {
    // Reported below.
  }
  if (head?.format === CONSISTENCY && hasFields(head, 'format', 'from', 'to', 'path')) return head;
  const beside = head?.kind === 'events' ? ['recalculation', 'complete'].filter((name) => name in head) : [];
  const isHead =
    JSON.stringify(head) === line &&
    hasFields(head, 'format', 'kind', 'events', 'checkpoint', ...beside) &&
    head.format === 'decompte-bundle-1' &&
    ['log', 'leaves', 'events'].includes(head.kind) &&
    isPosition(head.events) &&
    isCheckpoint(head.checkpoint);
  if (!isHead) throw new Unreadable('la première ligne n’est pas l’en-tête d’une liasse de Décompte');
  return head;
}

async function verifyFile(path, keys, kept) {
  const lines = linesOf(path);
  const head = parseHead((await lines.next()).value);
  return head.format === CONSISTENCY ? verifyConsistency(head, keys, kept) : verifyBundle(head, lines, keys, kept);
}

async function verifyBundle(head, lines, keys, kept) {
  checkSignature(head.checkpoint, keys, 'le point de contrôle de la liasse');
  const compared = requireCompared(head, kept);
  const check = CHECKS[head.kind](head, compared);
  const shown = [];
  let number = 1;
  for await (const line of lines) {
    const event = parseLine(line, ++number);
    if (!isEvent(event, head.kind)) throw new Misfit(`la ligne ${number} de la liasse n’est pas un événement`);
    check.event(event);
    if (head.kind === 'events' && shown.length < SHOWN) shown.push(fieldsOf(event));
  }
  if (number - 1 !== head.events)
    throw new Misfit(`la liasse annonce ${counted(head.events)}, elle en contient ${number - 1}`);
  check.end?.();
  const complete = head.complete?.stream;
  return { kind: head.kind, events: head.events, checkpoint: head.checkpoint, kept: compared.length, complete, shown };
}

/**
 * The kept checkpoints that a bundle can be compared with: the one at the position of its checkpoint; if it has the whole log, also those
 * before. Without any, it would be compared with nothing that the auditor keeps.
 */
function requireCompared({ kind, checkpoint }, kept) {
  const { position } = checkpoint;
  const compared = kept.filter((one) => one.position === position || (kind !== 'events' && one.position < position));
  if (kept.length > 0 && compared.length === 0)
    throw new Misfit(
      `aucun des points de contrôle que vous gardez n’est à la position ${position}${kind === 'events' ? '' : ' ou avant'} ; demandez-en copie, ou une liasse faite avec l’un d’eux`,
    );
  return compared;
}

/**
 * If an event's content was erased, or is not shown, its leaf replaces text and nonce; what the log says outside of it is not proved. A key
 * allows to read the sealed content.
 */
function isEvent(event, kind) {
  if (!FIELDS[kind].some((fields) => hasFields(event, ...fields)) || !isPosition(event.position)) return false;
  const { text, leaf, key, outside = '' } = event;
  const isShown = text === undefined ? isHash(leaf) && typeof outside === 'string' : typeof text === 'string';
  return isShown && (key === undefined || (typeof key === 'string' && strictBase64(key) !== undefined));
}

/** The fields of the events of a bundle, by its kind. */
const FIELDS = {
  log: [['position', 'text']],
  leaves: [
    ['position', 'text', 'nonce'],
    ['position', 'leaf'],
  ],
  events: [
    ['position', 'text', 'nonce', 'path'],
    ['position', 'text', 'nonce', 'path', 'key'],
    ['position', 'leaf', 'path'],
    ['position', 'leaf', 'path', 'outside'],
  ],
};

const CHECKS = { log: logCheck, leaves: leavesCheck, events: eventsCheck };

/** All events: recomputes the tree. */
function leavesCheck({ checkpoint }, kept) {
  const tree = new Tree();
  const left = [...kept];
  let position = 0;
  return {
    event(event) {
      if (event.position !== position + 1)
        throw new Misfit(`l’événement ${position + 1} est attendu, la liasse donne le ${event.position}`);
      if (event.text !== undefined && !isHash(event.nonce))
        throw new Misfit(`la preuve de l’événement ${event.position} n’est pas faite d’empreintes`);
      position = event.position;
      tree.add(event.text === undefined ? event.leaf : leafOf(event.nonce, position, event.text));
      while (left[0]?.position === position) {
        const { name, root } = left.shift();
        if (tree.root() !== root)
          throw new Misfit(
            `à la position ${position}, la racine n’est pas celle de ${name} : le journal a été changé ou refait`,
          );
      }
    },
    end() {
      if (position !== checkpoint.position)
        throw new Misfit(
          `la liasse finit à l’événement ${position}, le point de contrôle est à la position ${checkpoint.position}`,
        );
      if (tree.root() !== checkpoint.root)
        throw new Misfit(
          `les événements ne donnent pas la racine signée : l’un des ${position} événements n’est pas celui qui a été enregistré`,
        );
    },
  };
}

/** All events of a log in its former form: recomputes the chain and the tree. */
function logCheck({ checkpoint }, kept) {
  const tree = new Tree();
  const left = [...kept];
  let [position, link] = [0, '0'.repeat(64)];
  return {
    event(event) {
      if (event.position !== position + 1)
        throw new Misfit(`l’événement ${position + 1} est attendu, la liasse donne le ${event.position}`);
      tree.add(leafOf(nonceAfter(link), event.position, event.text));
      link = linkAfter(link, event.position, event.text);
      position = event.position;
      while (left[0]?.position === position) {
        const { name, link: signed } = left.shift();
        if (link !== signed)
          throw new Misfit(
            `à la position ${position}, le maillon n’est pas celui de ${name} : la chaîne a été changée ou refaite`,
          );
      }
    },
    end() {
      if (position !== checkpoint.position)
        throw new Misfit(
          `la liasse finit à l’événement ${position}, le point de contrôle est à la position ${checkpoint.position}`,
        );
      if (link !== checkpoint.link || tree.root() !== checkpoint.root)
        throw new Misfit(
          `les événements ne donnent pas le maillon et la racine signés : l’un des ${position} événements n’est pas celui qui a été enregistré`,
        );
    },
  };
}

/** Whether two checkpoints of one position say the same of the log; one of the former format says nothing of the streams. */
function isSameState(one, other) {
  const fields = [
    'link',
    'root',
    ...([one, other].every(({ streamsRoot }) => streamsRoot) ? ['streams', 'streamsRoot'] : []),
  ];
  return fields.every((field) => one[field] === other[field]);
}

/** Some events: checks the path of each to the signed root. */
function eventsCheck({ checkpoint, complete }, kept) {
  for (const { name, ...own } of kept)
    if (!isSameState(own, checkpoint))
      throw new Misfit(`le point de contrôle de la liasse n’est pas celui que vous gardez (${name})`);
  const stream = complete === undefined ? undefined : streamCheck(checkpoint, complete);
  let before = 0;
  return {
    event({ position, text, nonce, leaf, path }) {
      stream?.event(text);
      if (position <= before) throw new Misfit(`l’événement ${position} n’est pas après le ${before}`);
      before = position;
      if (!isHash(text === undefined ? leaf : nonce) || !Array.isArray(path) || !path.every(isHash))
        throw new Misfit(`la preuve de l’événement ${position} n’est pas faite d’empreintes`);
      const proved = text === undefined ? leaf : leafOf(nonce, position, text);
      if (rootFrom(proved, position, checkpoint.position, path) !== checkpoint.root)
        throw new Misfit(`l’événement ${position} n’est pas celui qui a été enregistré à cette position`);
    },
    end() {
      stream?.end();
    },
  };
}

/** Checks that a bundle has all events of one stream: revisions from 0 to the last one under the checkpoint, each once and in order. */
function streamCheck(checkpoint, complete) {
  const { stream, revision, secret, ordinal, path } = complete ?? {};
  const isHead =
    hasFields(complete, 'stream', 'revision', 'secret', 'ordinal', 'path') &&
    typeof stream === 'string' &&
    Number.isSafeInteger(revision) &&
    isHash(secret) &&
    isPosition(ordinal);
  if (!isHead || !Array.isArray(path) || !path.every(isHash) || checkpoint.format !== 'decompte-checkpoint-2')
    throw new Misfit('ce qui prouve que le flux est entier n’est pas fait d’empreintes');
  if (rootFrom(streamLeafOf(secret, stream, revision), ordinal, checkpoint.streams, path) !== checkpoint.streamsRoot)
    throw new Misfit(`le point de contrôle ne dit pas que le flux ${stream} finit à la révision ${revision}`);
  let next = 0;
  return {
    event(text) {
      const [name, of] = (text ?? '').split('\n', 2);
      if (name !== JSON.stringify(stream) || of !== String(next))
        throw new Misfit(`la révision ${next} du flux ${stream} est attendue, la liasse donne la ${of} de ${name}`);
      next++;
    },
    end() {
      if (next !== revision + 1)
        throw new Misfit(`le flux ${stream} finit à la révision ${revision}, la liasse s’arrête à la ${next - 1}`);
    },
  };
}

// ── A proof of consistency

function verifyConsistency({ from, to, path }, keys, kept) {
  if (!isCheckpoint(from) || !isCheckpoint(to) || !Array.isArray(path) || !path.every(isHash))
    throw new Misfit('la preuve n’est pas faite de deux points de contrôle et d’empreintes');
  checkSignature(from, keys, 'le premier point de contrôle');
  checkSignature(to, keys, 'le second point de contrôle');
  for (const { name, ...own } of kept)
    for (const one of [from, to])
      if (own.position === one.position && !isSameState(own, one))
        throw new Misfit(
          `le point de contrôle de la position ${one.position} n’est pas celui que vous gardez (${name})`,
        );
  if (kept.length > 0 && !kept.some(({ position }) => position === from.position))
    throw new Misfit(`aucun des points de contrôle que vous gardez n’est à la position ${from.position}`);
  if (!isConsistent(from, to, path))
    throw new Misfit(
      `le journal de la position ${from.position} n’est pas le début de celui de la position ${to.position} : il a été changé entre les deux`,
    );
  const compared = kept.filter(({ position }) => position === from.position || position === to.position);
  return { kind: 'consistency', from, to, kept: compared.length };
}

/** The fields of an event, for a person to read. */
function fieldsOf({ position, text }) {
  if (text === undefined) return { position, isErased: true };
  const [stream, revision, id, type, schemaVersion, effective, knownOn, commit, ...data] = text.split('\n');
  return { position, stream, revision, id, type, schemaVersion, effective, knownOn, commit, data: data.join('\n') };
}

// ── The command line

function attempt(what, read) {
  try {
    return read();
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

function argumentsOf(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'public-key': { type: 'string', multiple: true },
        checkpoints: { type: 'string' },
        tsa: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length !== 1) throw new Error('il faut une liasse ou une preuve, et une seule');
    if (values['public-key'] === undefined) throw new Error('il faut la clé publique, remise à part (--public-key)');
    const { checkpoints, tsa, json } = values;
    if (tsa.length > 0 && checkpoints === undefined)
      throw new Error('les horodatages sont avec les points de contrôle');
    return { path: positionals[0], keys: values['public-key'], checkpoints, tsa, json };
  } catch (error) {
    throw new Unreadable(`${whyOf(error)}\nUtilisation : ${USAGE}`);
  }
}

function counted(events) {
  return `${events} événement${events < 2 ? '' : 's'}`;
}

function told(proved) {
  const { kept, attested } = proved;
  return [
    ...(proved.kind === 'consistency' ? toldOfConsistency(proved) : toldOfBundle(proved)),
    ...(kept > 0 ? [`Points de contrôle que vous gardez, pris en compte : ${kept}.`] : []),
    ...attested.verified.map(
      ({ file, position, time, by }) =>
        `Le point de contrôle de la position ${position} ${TIMESTAMP.test(file) ? 'existait' : 'est contresigné'} le ${inFrench(time)}, par ${by} (${file}).`,
    ),
    ...(attested.unverified > 0
      ? [
          `Contreseings et horodatages que les clés (--public-key) et certificats (--tsa) donnés ne vérifient pas : ${attested.unverified}.`,
        ]
      : []),
    ...(proved.kind === 'consistency' ? [] : toldOfEvents(proved)),
  ];
}

function toldOfConsistency({ from, to }) {
  return [
    `Prouvé : le journal du point de contrôle de la position ${from.position} (${inFrench(from.time)}) est le début, inchangé, de celui de la position ${to.position} (${inFrench(to.time)}, clé ${to.key}).`,
  ];
}

function toldOfBundle({ kind, events, checkpoint, complete }) {
  const signed = `point de contrôle de la position ${checkpoint.position}, signé le ${inFrench(checkpoint.time)} par la clé ${checkpoint.key}`;
  return [
    kind === 'events'
      ? `Prouvé : ${counted(events)} de la liasse ${events < 2 ? 'est' : 'sont'} dans le journal (${signed}).`
      : `Prouvé : la liasse contient tout le journal, soit ${counted(events)}, jusqu’au ${signed}.`,
    ...(complete === undefined ? [] : [`Le flux ${complete} est entier : il n’a pas d’autre événement à ce point.`]),
  ];
}

/** A day, a quarter or a year; any other subject of an event is a thing. */
const PERIOD = /^\d{4}(-Q[1-4]|-\d{2}-\d{2})?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

const moments = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Paris' });

/** A day as `31/12/2025`, a quarter as `2025-T4`, an instant as `31/12/2025 10:12:07` in France; anything else unchanged. */
function inFrench(text) {
  if (INSTANT.test(text) && !Number.isNaN(Date.parse(text))) return moments.format(new Date(text));
  if (!PERIOD.test(text)) return text;
  return text.includes('Q') ? text.replace('-Q', '-T') : text.split('-').toReversed().join('/');
}

/** What people call the events, as the product does (libs/words/labels/events.ts); this file stands alone. */
export const EVENT_WORDS = {
  TeamDescribed: 'équipe décrite',
  PhaseBegun: 'phase',
  MembershipRecorded: 'membre',
  PatientDescribed: 'identité',
  CoverageRecorded: 'couverture',
  TreatingDoctorDeclared: 'médecin traitant',
  ActRecorded: 'acte',
  QualityMeasured: 'qualité',
  ThresholdsSet: 'seuils d’un indicateur',
  PovertyRatePublished: 'taux de pauvreté',
  ReferenceRevenueSet: 'revenu de référence',
  StartupCreditGranted: 'crédit d’amorçage',
  SpendingObserved: 'dépense',
  NationalSpendingPublished: 'dépense nationale',
  FileRecorded: 'fichier enregistré',
  FileRefused: 'fichier refusé',
  FileBegun: 'fichier commencé',
  SetAsideRowsMended: 'lignes mises de côté, corrigées par un autre fichier',
  SetAsideDismissed: 'lignes mises de côté, classées sans suite',
  RowSetAside: 'ligne mise de côté',
  SetAsideRowRecorded: 'ligne mise de côté, enregistrée',
  JobRequested: 'travail demandé',
  JobCancelRequested: 'arrêt d’un travail demandé',
  JobSucceeded: 'travail terminé',
  JobFailed: 'travail échoué',
  JobCancelled: 'travail arrêté',
  CheckpointSigned: 'point de contrôle signé',
  StatementsRecomputed: 'décomptes recalculés depuis le journal',
  PatientsIndexed: 'index des patients fait depuis le journal',
  LogLossReported: 'perte du journal signalée',
  LogLossAcknowledged: 'perte du journal reconnue',
  LogLossReportRefused: 'signalement de perte refusé',
  LogLossReportWithdrawn: 'signalement de perte retiré',
  CommandReceived: 'commande reçue',
  StatementCalculated: 'calculé',
  StatementNoLongerDue: 'plus de décompte',
  StatementSubmitted: 'soumis',
  StatementApproved: 'approuvé',
  StatementRejected: 'rejeté',
  StatementWithdrawn: 'retiré',
  RegularisationDrafted: 'régularisation préparée',
  RegularisationSubmitted: 'régularisation soumise',
  RegularisationApproved: 'régularisation approuvée',
  RegularisationRejected: 'régularisation rejetée',
  RegularisationWithdrawn: 'régularisation retirée',
  LedgerCarriedOver: 'livres des enveloppes repris',
  EnvelopeProposed: 'enveloppe proposée',
  EnvelopeConfirmed: 'enveloppe confirmée',
  DecisionPosted: 'décision portée au livre',
  DecisionCancelled: 'décision annulée',
  DuePosted: 'dû',
  DueReduced: 'dû réduit',
  RecoveryPosted: 'à récupérer',
  RecoveryReduced: 'à récupérer, réduit',
  SetOff: 'compensation',
  RepaymentDemanded: 'remboursement demandé',
  PaymentRunPrepared: 'campagne préparée',
  PaymentRunDropped: 'campagne abandonnée',
  PaymentRunReleased: 'campagne libérée',
  PostingUndoProposed: 'défaire une écriture portée deux fois, proposé',
  PostingUndone: 'écriture portée deux fois défaite',
  RunCancellationProposed: 'annulation d’une campagne proposée',
  PaymentCancelled: 'versement annulé',
  PaymentFileDownloaded: 'fichier de campagne remis',
  PaymentRunMade: 'campagne de paiement',
  PaymentReleased: 'versement libéré',
  PaymentExecuted: 'versement exécuté',
  PaymentReturned: 'versement revenu',
  AnswerProposed: 'réponse de la banque à confirmer',
  AnswerConfirmed: 'réponse de la banque confirmée',
  PaymentAwaitedAgain: 'versement de nouveau attendu',
  ReturnBooked: 'mouvement d’un versement revenu',
  PaymentBooked: 'débit d’un versement exécuté',
  SecondDebitReturned: 'second débit revenu',
  OverpaymentPosted: 'versé deux fois, à récupérer',
  PaymentWaiting: 'versement en attente à la banque',
  AnswerContradicted: 'réponse de la banque à trancher',
  RunBooked: 'écriture d’un lot, à rapprocher',
  RunBookingMatched: 'écriture d’un lot rapprochée',
  ExceptionProposed: 'exception proposée',
  ExceptionConfirmed: 'exception confirmée',
  ExceptionUsed: 'exception utilisée',
  AccountHoldProposed: 'délai des comptes changés proposé',
  AccountHoldConfirmed: 'délai des comptes changés confirmé',
  DemandProposed: 'demande de remboursement proposée',
  DemandTakeBackProposed: 'abandon d’une demande proposé',
  DemandTakenBack: 'demande de remboursement abandonnée',
  RepaymentProposed: 'remboursement saisi',
  RepaymentReceived: 'remboursement reçu',
  ProposalRefused: 'proposition refusée',
  ProposalWithdrawn: 'proposition retirée',
  AccountMovementsBooked: 'mouvements du compte',
  AccountStatementTaken: 'relevé de compte pris',
  AccountDifferenceExplained: 'écart du compte expliqué',
  MergeProposed: 'réunion de deux identifiants proposée',
  PatientsMerged: 'deux identifiants réunis',
  SeparationProposed: 'séparation de deux identifiants proposée',
  PatientsSeparated: 'deux identifiants séparés',
  MergeRefused: 'réunion ou séparation refusée',
  MergeWithdrawn: 'réunion ou séparation retirée',
  LookAlikeDismissed: 'deux identifiants dits de deux personnes',
  MergeOfErased: 'réunion passée avec un patient effacé',
  PatientErased: 'patient effacé',
  ErasureProposed: 'effacement proposé',
  ErasureConfirmed: 'effacement confirmé',
  ErasureBegun: 'effacement commencé',
  ErasureRefused: 'effacement refusé',
  ErasureWithdrawn: 'effacement retiré',
  ErasureCompleted: 'effacement achevé',
  RegulationRefused: 'version refusée',
  RegulationWithdrawn: 'version proposée retirée',
  CandidateApplied: 'candidature reçue',
  CandidateDecisionProposed: 'décision sur une candidature proposée',
  CandidateAccepted: 'candidature acceptée',
  CandidateDeclined: 'candidature écartée',
  CandidateDecisionRefused: 'décision proposée sur une candidature refusée',
  CandidateDecisionWithdrawn: 'décision proposée sur une candidature retirée',
  ApplicationWithdrawn: 'candidature retirée par l’équipe',
  ClosingProposed: 'clôture proposée',
  ClosingConfirmed: 'clôture confirmée',
  ClosingRefused: 'clôture proposée refusée',
  ClosingWithdrawn: 'clôture proposée retirée',
  ReopeningProposed: 'réouverture proposée',
  ReopeningConfirmed: 'réouverture confirmée',
  PayeeProposed: 'compte proposé',
  PayeeConfirmed: 'compte confirmé',
  PayeeRefused: 'compte refusé',
  PayeeWithdrawn: 'compte proposé retiré',
  RegulationProposed: 'réglementation proposée',
  RegulationPublished: 'réglementation publiée',
  WebhookSubscribed: 'abonnement ouvert',
  WebhookSecretRotated: 'secret d’un abonnement changé',
  WebhookDisabled: 'abonnement suspendu',
  WebhookEnabled: 'abonnement rétabli',
  WebhookRemoved: 'abonnement retiré',
  WebhookDeliverySkipped: 'envoi passé',
  WebhookRedeliveryAsked: 'nouvel envoi demandé',
};

/** The fields of a payload, one a line. The proof does not depend on its form: a payload that is no JSON object is shown as it is. */
export function toldOfPayload(data) {
  const fields = jsonIn(data.replace(SALT, ''));
  if (typeof fields !== 'object' || fields === null) return `\n  ${short(inOneLine(data))}`;
  const shown = (value) => (typeof value === 'string' ? inFrench(value) : JSON.stringify(value));
  return Object.entries(fields)
    .map(([name, value]) => `\n    ${short(inOneLine(`${name} : ${shown(value)}`))}`)
    .join('');
}

/** Before the payload of a fact that was sealed by itself. */
const SALT = /^[0-9a-f]{32} (?=\{)/;
/** Characters of a line: a version of the regulation has 100,000. */
const SHOWN_MAX = 300;

function short(line) {
  return line.length <= SHOWN_MAX
    ? line
    : `${line.slice(0, SHOWN_MAX)}… (${line.length} caractères ; --json les donne tous)`;
}

/** Characters that a terminal obeys: one that began a line could look like a sentence of this program. */
const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

function inOneLine(text) {
  return text.replace(OBEYED, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Undefined for a text that is not JSON. */
function jsonIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The commit: when it was recorded, and by whom. */
function toldOfCommit(commit) {
  const [recordedAt, actor] = JSON.parse(commit);
  return inOneLine(`enregistré le ${inFrench(recordedAt)} par ${actor}`);
}

function toldOfEvents({ kind, events, shown }) {
  const each = shown.map(({ position, isErased, stream, revision, type, effective, knownOn, commit, data }) =>
    isErased
      ? `\nÉvénement ${position} : son contenu n’est pas montré, ou a été effacé ; son empreinte est dans le journal`
      : `\nÉvénement ${position} : ${EVENT_WORDS[type] ?? type}, flux ${stream}, révision ${revision}\n` +
        `  ${PERIOD.test(effective) ? 'effet' : 'objet'} ${inFrench(effective)}, connu le ${inFrench(knownOn)}, ${toldOfCommit(commit)}` +
        toldOfPayload(data),
  );
  const others = kind === 'events' ? events - shown.length : 0;
  return others === 0 ? each : [...each, `\n… et ${others} autre${others < 2 ? '' : 's'}.`];
}

async function proved({ path, keys: paths, checkpoints, tsa }) {
  const publicKeys = paths.map(readPublicKey);
  const authorities = tsa.map((one) => attempt(`le certificat ${one}`, () => new X509Certificate(readFileSync(one))));
  const successions = successionsIn(checkpoints);
  const keys = trustedKeys(publicKeys, successions);
  const kept = keptCheckpoints(checkpoints, keys);
  const attested = await attestationsIn(checkpoints, kept, { publicKeys, successions, authorities });
  return { ...(await verifyFile(path, keys, kept)), attested };
}

/** Gives the exit status, and the two texts. */
export async function main(args) {
  let json = false;
  if (args.includes('--help')) return { status: 0, out: `Utilisation : ${USAGE}` };
  try {
    const given = argumentsOf(args);
    json = given.json;
    const found = await proved(given);
    return { status: 0, out: json ? JSON.stringify({ proved: true, ...found }, null, 2) : told(found).join('\n') };
  } catch (error) {
    if (error instanceof Unreadable) return { status: 2, err: `${error.message}.` };
    if (!(error instanceof Misfit)) throw error;
    return json
      ? { status: 1, out: JSON.stringify({ proved: false, reason: error.message }, null, 2) }
      : { status: 1, err: `Ne convient pas : ${error.message}.` };
  }
}

/** True if run as a program, also through a link. */
const started = process.argv[1] === undefined ? undefined : realpathSync(process.argv[1]);
if (started !== undefined && import.meta.url === pathToFileURL(started).href) {
  const { status, out, err } = await main(process.argv.slice(2));
  if (out !== undefined) console.log(out);
  if (err !== undefined) console.error(err);
  process.exitCode = status;
}
