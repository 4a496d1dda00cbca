// Verifies a bundle written by `decompte audit export`, offline, with Node (20 or later) and nothing else.
//
//   node verify.mjs BUNDLE --public-key PUBLIC.pem [--checkpoints FOLDER] [--json]
//
// Exit status: 0 everything in the bundle is proved; 1 something does not fit; 2 the command line or a file cannot be read.
//
// It relies on this file, Node's SHA-256 and Ed25519, and the public key, which you must receive separately from the
// bundle. With --checkpoints, the checkpoints that you kept must agree with the bundle too: they detect even a holder of
// the private key who rebuilt the log and signed it again.
//
// A bundle is lines of JSON. The first line is the head, with a signed checkpoint. Every other line is an event:
//
//   text      what was recorded, line by line: the stream (as JSON), the revision in it, the id, the type, the schema version, the
//             effective date, the day the payer knew it, the commit (JSON: when it was recorded, by whom, correlation, causation),
//             then the payload, to the end.
//   position  its rank among all events, from 1.
//
// The proof; every hash is SHA-256 in hexadecimal, and text is hashed as UTF-8:
//
//   leaf(n)     = hash( byte 0, nonce(n) newline n newline text(n) )       the leaves of a Merkle tree (RFC 6962)
//   node        = hash( byte 1, left, right )
//   checkpoint  = position, link and root at this position, signed (Ed25519)
//
// A bundle of kind "leaves" contains all events from the first to the checkpoint, each with its nonce: the root is computed from them. Of
// an event whose content was erased it contains the leaf alone. The link, which covers the bytes as they are stored, is only carried.
//
// A bundle of kind "log" contains the same of a log in its former form, whose nonces come of a chain over the events:
//
//   link(0)     = 64 zeros
//   link(n)     = hash( link(n-1) newline n newline text(n) )              each link depends on everything before it
//   nonce(n)    = hash( byte 2, link(n-1) )
//
// Link and root are computed from them.
//
// A bundle of kind "events" contains some events, each with its nonce and the hashes beside its path to the root; the others stay hidden.
// Of an event whose content was erased it contains the leaf in place of text and nonce. It proves that these events are in the log, not
// that there are no others.

import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = 'node verify.mjs LIASSE --public-key CLE.pem [--checkpoints DOSSIER] [--json]';
const SHOWN = 20;

/** The bundle fails verification: exit status 1. */
class Misfit extends Error {}
/** The command line or a file cannot be read: exit status 2. */
class Unreadable extends Error {}

// ── Hashes

const hash = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
const linkAfter = (previous, position, text) => hash(`${previous}\n${position}\n${text}`);
const nonceAfter = (previous) => hash(`\u0002${previous}`);
const leafOf = (nonce, position, text) => hash(`\u0000${nonce}\n${position}\n${text}`);
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

// ── Checkpoints

const isHash = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isPosition = (value) => Number.isSafeInteger(value) && value > 0;
const isLine = (value) => typeof value === 'string' && !value.includes('\n');

function isCheckpoint(value) {
  return (
    value?.format === 'decompte-checkpoint-1' &&
    isPosition(value.position) &&
    isHash(value.link) &&
    isHash(value.root) &&
    [value.time, value.key, value.signature].every(isLine)
  );
}

/**
 * A JSON text as it is written: nothing but blanks between its parts may differ from what its value is written as again, so that no
 * name is there twice and nothing hides in another spelling.
 */
function strictJson(text) {
  const value = JSON.parse(text);
  const bare = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string) => string ?? '');
  if (JSON.stringify(value) !== bare) throw new SyntaxError('a name is there twice, or the text is written otherwise');
  return value;
}

/** Base64 as it is written: nothing after its end, no other spelling of the same bytes. */
function strictBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

function checkSignature(checkpoint, publicKey, name) {
  const id = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
  if (checkpoint.key !== id)
    throw new Misfit(`${name} est signé par la clé ${checkpoint.key}, la clé publique donnée est ${id}`);
  const { format, position, link, root, time, key, signature } = checkpoint;
  const signed = `${format}\n${position}\n${link}\n${root}\n${time}\n${key}\n`;
  const bytes = strictBase64(signature);
  if (bytes === undefined || !verify(null, Buffer.from(signed), publicKey, bytes))
    throw new Misfit(`la signature de ${name} ne convient pas à son contenu`);
}

/** The checkpoints kept by the auditor, by position. */
function keptCheckpoints(folder, publicKey) {
  if (folder === undefined) return [];
  const names = attempt(`le dossier ${folder}`, () => readdirSync(folder)).filter((name) =>
    /^checkpoint-.*\.json$/.test(name),
  );
  if (names.length === 0) throw new Unreadable(`il n’y a pas de point de contrôle dans ${folder}`);
  const kept = names.map((name) => {
    const checkpoint = attempt(name, () => strictJson(readFileSync(join(folder, name), 'utf8')));
    if (!isCheckpoint(checkpoint)) throw new Unreadable(`${name} n’est pas un point de contrôle`);
    checkSignature(checkpoint, publicKey, name);
    return { name, ...checkpoint };
  });
  return kept.sort((a, b) => a.position - b.position);
}

// ── The bundle

/** The lines of a file, read in pieces: a bundle can exceed the memory. */
async function* linesOf(path) {
  let rest = '';
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      yield* lines;
    }
  } catch (error) {
    throw new Unreadable(`${path} ne peut pas être lu (${error.message})`);
  }
  if (rest !== '') throw new Misfit('la dernière ligne de la liasse est coupée');
}

function parseLine(line, number) {
  try {
    return strictJson(line);
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
  const isHead =
    head?.format === 'decompte-bundle-1' &&
    ['log', 'leaves', 'events'].includes(head.kind) &&
    isPosition(head.events) &&
    isCheckpoint(head.checkpoint);
  if (!isHead) throw new Unreadable('la première ligne n’est pas l’en-tête d’une liasse de Décompte');
  return head;
}

async function verifyBundle(path, publicKey, kept) {
  const lines = linesOf(path);
  const head = parseHead((await lines.next()).value);
  checkSignature(head.checkpoint, publicKey, 'le point de contrôle de la liasse');
  const check = CHECKS[head.kind](head.checkpoint, kept);
  const shown = [];
  let number = 1;
  for await (const line of lines) {
    const event = parseLine(line, ++number);
    const isErased = head.kind !== 'log' && event?.text === undefined && isHash(event?.leaf);
    if (!isPosition(event?.position) || (typeof event.text !== 'string' && !isErased))
      throw new Misfit(`la ligne ${number} de la liasse n’est pas un événement`);
    check.event(event);
    if (head.kind === 'events' && shown.length < SHOWN) shown.push(fieldsOf(event));
  }
  if (number - 1 !== head.events)
    throw new Misfit(`la liasse annonce ${head.events} événements, elle en contient ${number - 1}`);
  check.end?.();
  return { kind: head.kind, events: head.events, checkpoint: head.checkpoint, kept: kept.length, shown };
}

const CHECKS = { log: logCheck, leaves: leavesCheck, events: eventsCheck };

/** All events: recomputes the tree. */
function leavesCheck(checkpoint, kept) {
  const tree = new Tree();
  const left = kept.filter(({ position }) => position <= checkpoint.position);
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
function logCheck(checkpoint, kept) {
  const tree = new Tree();
  const left = kept.filter(({ position }) => position <= checkpoint.position);
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

/** Some events: checks the path of each to the signed root. */
function eventsCheck(checkpoint, kept) {
  for (const { name, position, link, root } of kept)
    if (position === checkpoint.position && (link !== checkpoint.link || root !== checkpoint.root))
      throw new Misfit(`le point de contrôle de la liasse n’est pas celui que vous gardez (${name})`);
  if (kept.length > 0 && !kept.some(({ position }) => position === checkpoint.position))
    throw new Misfit(
      `aucun des points de contrôle que vous gardez n’est à la position ${checkpoint.position} ; demandez-en copie, ou une liasse faite avec l’un d’eux`,
    );
  let before = 0;
  return {
    event({ position, text, nonce, leaf, path }) {
      if (position <= before) throw new Misfit(`l’événement ${position} n’est pas après le ${before}`);
      before = position;
      if (!isHash(text === undefined ? leaf : nonce) || !Array.isArray(path) || !path.every(isHash))
        throw new Misfit(`la preuve de l’événement ${position} n’est pas faite d’empreintes`);
      const proved = text === undefined ? leaf : leafOf(nonce, position, text);
      if (rootFrom(proved, position, checkpoint.position, path) !== checkpoint.root)
        throw new Misfit(`l’événement ${position} n’est pas celui qui a été enregistré à cette position`);
    },
  };
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
    throw new Unreadable(`${what} ne peut pas être lu (${error.message})`);
  }
}

function argumentsOf() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'public-key': { type: 'string' },
        checkpoints: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length !== 1 || values['public-key'] === undefined) throw new Error('il manque un argument');
    return { bundle: positionals[0], key: values['public-key'], checkpoints: values.checkpoints, json: values.json };
  } catch (error) {
    throw new Unreadable(`${error.message}\nUtilisation : ${USAGE}`);
  }
}

function counted(events) {
  return `${events} événement${events < 2 ? '' : 's'}`;
}

function report({ kind, events, checkpoint, kept, shown }) {
  const signed = `point de contrôle de la position ${checkpoint.position}, signé le ${checkpoint.time} par la clé ${checkpoint.key}`;
  if (kind !== 'events')
    console.log(`Prouvé : la liasse contient tout le journal, soit ${counted(events)}, jusqu’au ${signed}.`);
  else
    console.log(`Prouvé : ${counted(events)} de la liasse ${events < 2 ? 'est' : 'sont'} dans le journal (${signed}).`);
  if (kept > 0) console.log(`Points de contrôle que vous gardez, pris en compte : ${kept}.`);
  for (const { position, isErased, stream, revision, type, effective, knownOn, commit, data } of shown)
    console.log(
      isErased
        ? `\nÉvénement ${position} : son contenu a été effacé, son empreinte est dans le journal`
        : `\nÉvénement ${position} : ${type}, flux ${stream}, révision ${revision}\n` +
            `  effet ${effective}, connu le ${knownOn}, enregistrement ${commit}\n  ${data}`,
    );
  if (shown.length < events && kind === 'events')
    console.log(`\n… et ${events - shown.length} autre${events - shown.length < 2 ? '' : 's'}.`);
}

let json = false;
try {
  const given = argumentsOf();
  json = given.json;
  const publicKey = attempt(`la clé ${given.key}`, () => createPublicKey(readFileSync(given.key)));
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new Unreadable(`la clé ${given.key} n’est pas une clé Ed25519`);
  const proved = await verifyBundle(given.bundle, publicKey, keptCheckpoints(given.checkpoints, publicKey));
  if (json) console.log(JSON.stringify({ proved: true, ...proved }, null, 2));
  else report(proved);
} catch (error) {
  if (!(error instanceof Misfit || error instanceof Unreadable)) throw error;
  const isMisfit = error instanceof Misfit;
  if (json && isMisfit) console.log(JSON.stringify({ proved: false, reason: error.message }, null, 2));
  else console.error(isMisfit ? `Ne convient pas : ${error.message}.` : `${error.message}.`);
  process.exitCode = isMisfit ? 1 : 2;
}
