/** An auditor verifies a bundle offline with the stand-alone script; the bundle shows only its own events. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPrivateKey, hash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { main as recalculate } from '#apps/audit-verifier/recalculate.mjs';
import { EVENT_WORDS, main, toldOfPayload } from '#apps/audit-verifier/verify.mjs';
import { type BundleHead, type BundleExport, type ProvedEvent, exportEvents, exportLog } from '#libs/audit/bundle.ts';
import { type Checkpoint, makeKeyPair, signCheckpoint, writeCheckpoint } from '#libs/audit/checkpoint.ts';
import { countersign } from '#libs/audit/countersignature.ts';
import { proveConsistency } from '#libs/audit/consistency.ts';
import { signSuccession, writeSuccession } from '#libs/audit/key-history.ts';
import { leafFor } from '#libs/audit/proof.ts';
import { MerkleTree, nodeOf, rootFrom } from '#libs/audit/merkle.ts';
import { leafOf } from '#libs/event-store/leaf.ts';
import type { StoredEvent } from '#libs/event-store/stored-events.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { withOwn } from '#test/support/with-own.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { AuditedLog, FIRST, checkpointOf, privateKey, publicKey } from '#test/support/audited-log.ts';

const VERIFIERS = fileURLToPath(new URL('../apps/audit-verifier/', import.meta.url));
const VERIFIER = join(VERIFIERS, 'verify.mjs');
const STAMPS = fileURLToPath(new URL('samples/timestamps/', import.meta.url));
const EVENTS = 23;

interface Audited {
  readonly status: number;
  readonly output: string;
}

/** The literal definition of RFC 6962. */
function rootByDefinition(leaves: readonly string[]): string {
  if (leaves.length === 1) return leaves[0] ?? '';
  let half = 1;
  while (2 * half < leaves.length) half *= 2;
  return nodeOf(rootByDefinition(leaves.slice(0, half)), rootByDefinition(leaves.slice(half)));
}

const leavesOf = (count: number): string[] => Array.from({ length: count }, (_, i) => hash('sha256', String(i), 'hex'));

test('the root is the root of RFC 6962, and a path leads to it only from its own leaf and position', () => {
  for (let size = 1; size <= 40; size++) {
    const leaves = leavesOf(size);
    const tree = new MerkleTree();
    const paths = leaves.map((leaf) => tree.add(leaf, true));
    const root = tree.root();
    expect(root).toBe(rootByDefinition(leaves));
    for (const [index, path] of paths.entries())
      for (const [other, leaf] of leaves.entries())
        assert.equal(rootFrom(leaf, index + 1, size, path) === root, other === index, `${index} of ${size}`);
  }
});

test('rejects a path that is too short, too long or of a leaf outside the tree', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 200 }), fc.nat(), (size, draw) => {
      const index = draw % size;
      const leaves = leavesOf(size);
      const tree = new MerkleTree();
      const path = leaves.map((leaf, i) => tree.add(leaf, i === index))[index] ?? [];
      const root = tree.root();
      const leaf = leaves[index] ?? '';
      expect(rootFrom(leaf, index + 1, size, path)).toBe(root);
      expect(rootFrom(leaf, index + 1, size, path.slice(0, -1))).not.toBe(root);
      expect(rootFrom(leaf, index + 1, size, [...path, root])).not.toBe(root);
      expect(rootFrom(leaf, size + 1, size, path)).toBeUndefined();
      expect(rootFrom(leaf, 0, size, path)).toBeUndefined();
    }),
  );
});

describe.each([1, 2] as const)('a bundle of a log of form %i', (form) => {
  let log: AuditedLog;
  let checkpoint: Checkpoint;
  let keyPath: string;
  let kept: string;

  beforeAll(async () => {
    log = await AuditedLog.of(EVENTS, 4, form);
    ({ checkpoint } = await checkpointOf(log));
    keyPath = join(log.folder, 'key.pub.pem');
    writeFileSync(keyPath, publicKey.export({ type: 'spki', format: 'pem' }));
    kept = join(log.folder, 'kept');
    mkdirSync(kept);
    writeCheckpoint(kept, checkpoint);
  });
  afterAll(() => {
    log.clear();
  });

  async function bundle(
    isWanted?: (event: StoredEvent) => boolean,
    stream?: string,
  ): Promise<BundleExport & { text: string }> {
    const stored = new SqliteStoredEvents(log.path);
    let text = '';
    const request = { stored, checkpoint, write: (lines: string) => void (text += lines) };
    const exported = await (isWanted === undefined ? exportLog(request) : exportEvents(request, isWanted, { stream }));
    await stored.close();
    return { ...exported, text };
  }

  test('is the same, with one head, from a log that is read event by event', async () => {
    const stored = new SqliteStoredEvents(log.path);
    const one = withOwn(stored, {
      events: async function* () {
        for await (const batch of stored.events()) for (const event of batch) yield [event];
      },
    });
    let text = '';
    await exportLog({ stored: one, checkpoint, write: (lines) => void (text += lines) });
    await stored.close();
    expect(text).toBe((await bundle()).text);
  });

  async function audit(text: string | Buffer, ...args: string[]): Promise<Audited> {
    return auditBy(keyPath, text, ...args);
  }

  async function auditBy(key: string, text: string | Buffer, ...args: string[]): Promise<Audited> {
    const path = join(log.folder, 'bundle.jsonl');
    writeFileSync(path, text);
    const { status, out = '', err = '' } = await main([path, '--public-key', key, ...args]);
    return { status, output: out + err };
  }

  const only = (position: number) => (event: StoredEvent) => event.position === position;

  test('proves the whole log, also against kept checkpoints', async () => {
    const { text, events } = await bundle();
    expect(events).toBe(EVENTS);
    const { status, output } = await audit(text, '--checkpoints', kept);
    assert.equal(status, 0, output);
    expect(output).toMatch(/^Prouvé : la liasse contient tout le journal, soit 23 événement/);
  });

  test('the whole log is refused if it ends before all kept checkpoints: it would be compared with none of them', async () => {
    const [text, folder] = [(await bundle()).text, join(log.folder, 'later')];
    mkdirSync(folder);
    const { format: _, signature: __, key: ___, ...what } = { ...checkpoint, ...FIRST, position: EVENTS + 1 };
    writeCheckpoint(folder, signCheckpoint({ ...what, root: 'f'.repeat(64) }, privateKey));
    const { status, output } = await audit(text, '--checkpoints', folder);
    expect([status, output]).toStrictEqual([1, expect.stringMatching(/n’est à la position 23 ou avant/)]);
    writeCheckpoint(folder, checkpoint);
    expect((await audit(text, '--checkpoints', folder)).output).toMatch(/que vous gardez, pris en compte : 1\./);
  });

  test('proves one event and shows it', async () => {
    for (const position of [1, 2, 16, 17, EVENTS]) {
      const { text } = await bundle(only(position));
      const { status, output } = await audit(text, '--checkpoints', kept);
      assert.equal(status, 0, output);
      expect(output).toMatch(new RegExp(`Événement ${position} : (acte|PatientRecorded), flux "`));
      expect(output).toMatch(/connu le \d\d\/\d\d\/\d{4}, enregistré le \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d par /);
      expect(output).not.toMatch(/\d{4}-\d\d-\d\d/);
    }
  });

  test('of one event reveals neither another event nor a link of the chain', async () => {
    const links = new Map<number, string>();
    await log.verify({ each: ({ position, link }) => links.set(position, link) });
    const position = 7;
    const { text } = await bundle(only(position));
    const [head, line] = text
      .trimEnd()
      .split('\n')
      .map((json) => JSON.parse(json) as unknown) as [BundleHead, ProvedEvent];
    expect(head.events).toBe(1);
    expect(Object.keys(line).sort()).toStrictEqual(['nonce', 'path', 'position', 'text']);
    for (const link of [...links.values()].slice(0, -1).filter((link) => link !== ''))
      assert.ok(!text.includes(link), 'a link is shown');
    // Nobody can test a guess of the next event: its leaf depends on a link that the bundle does not show.
    const next = (await bundle(only(position + 1))).text.trimEnd().split('\n')[1] ?? '';
    const { nonce, text: guessed } = JSON.parse(next) as ProvedEvent;
    expect(line.path).toContain(leafOf(nonce, position + 1, guessed));
    expect(text).not.toContain(nonce);
  });

  test('proves a stream, event by event', async () => {
    const { text, events } = await bundle(({ text: event }) => event.startsWith('"patient-P1"\n'));
    expect(events).toBe(5);
    const { status, output } = await audit(text);
    assert.equal(status, 0, output);
    expect(output).toMatch(/^Prouvé : 5 événement/);
  });

  /** The checkpoint signed when the log had that many events. */
  async function signedAt(of: AuditedLog, position: number): Promise<Checkpoint> {
    const tree = new MerkleTree();
    await of.verify({
      each: (event, previous) => {
        if (event.position <= position) tree.add(leafFor(previous, event).leaf);
      },
    });
    const what = { position, link: 'a'.repeat(64), root: tree.root(), time: '2026-02-01T00:00:00.000Z', ...FIRST };
    return signCheckpoint(what, privateKey);
  }

  test('proves that a stream is whole, and fails if its last event, or another, is missing', async () => {
    const stream = 'patient-P1';
    const ofStream = (event: StoredEvent): boolean => event.text.startsWith(`${JSON.stringify(stream)}\n`);
    const { text } = await bundle(ofStream, stream);
    const { status, output } = await audit(text);
    assert.equal(status, 0, output);
    expect(output).toContain(`Le flux ${stream} est entier`);
    const [head = '', ...events] = text.trimEnd().split('\n');
    const without = (left: number): string => {
      const some = events.filter((_, i) => i !== left);
      return `${[head.replace(`"events":${events.length}`, `"events":${some.length}`), ...some].join('\n')}\n`;
    };
    for (const left of [0, 2, events.length - 1]) expect((await audit(without(left))).status).toBe(1);
    const last = /"revision":(\d+)/.exec(head)?.[1];
    const shorter = without(events.length - 1).replace(`"revision":${last}`, `"revision":${Number(last) - 1}`);
    expect((await audit(shorter)).output).toMatch(/ne dit pas que le flux patient-P1 finit à la révision/);
    // Who has the private key signs another end of the stream; the auditor keeps the checkpoint that was signed first.
    const revision = Number(last) - 1;
    const complete = { stream, revision, secret: 'a'.repeat(64), ordinal: 1, path: [] };
    const streamsRoot = hash('sha256', `\u0003${complete.secret}\n${JSON.stringify(stream)}\n${revision}`, 'hex');
    const { format: _, signature: __, key: ___, ...what } = { ...checkpoint, ...FIRST, streams: 1, streamsRoot };
    const again = {
      ...(JSON.parse(head) as BundleHead),
      events: revision + 1,
      checkpoint: signCheckpoint(what, privateKey),
      complete,
    };
    const cut = `${[JSON.stringify(again), ...events.slice(0, -1)].join('\n')}\n`;
    expect((await audit(cut)).status).toBe(0);
    expect((await audit(cut, '--checkpoints', kept)).output).toMatch(/n’est pas celui que vous gardez/);
  });

  test('a proof of consistency shows that a later log begins with the log of a checkpoint that an auditor holds', async () => {
    const more = await AuditedLog.of(EVENTS + 9, 4);
    const { checkpoint: later } = await checkpointOf(more);
    const stored = new SqliteStoredEvents(more.path);
    const checkpoint = await signedAt(more, EVENTS);
    const held = join(more.folder, 'held');
    mkdirSync(held);
    writeCheckpoint(held, checkpoint);
    const made = await proveConsistency({ stored, from: checkpoint, to: later });
    assert.ok(made.status === 'proved');
    const lineOf = (proof: object): string => `${JSON.stringify(proof)}\n`;
    const { status, output } = await audit(lineOf(made.proof), '--checkpoints', held);
    assert.equal(status, 0, output);
    expect(output).toMatch(/position 23 .* est le début, inchangé, de celui de la position 32/);
    // In the form of the service's answer.
    expect((await audit(JSON.stringify(made.proof, null, 2).replaceAll('\n', ' '), '--checkpoints', held)).status).toBe(
      0,
    );
    const [first = '', ...rest] = made.proof.path;
    expect((await audit(lineOf({ ...made.proof, path: [...rest, first] }))).output).toMatch(/n’est pas le début/);
    expect((await audit(lineOf({ ...made.proof, to: checkpoint }))).status).toBe(1);
    expect((await audit(lineOf({ ...made.proof, from: { ...checkpoint, position: 22 } }))).output).toMatch(/signature/);
    // Signed of the same position, with other streams.
    assert.ok(checkpoint.format === 'decompte-checkpoint-2');
    const streams = signCheckpoint({ ...checkpoint, streamsRoot: 'f'.repeat(64) }, privateKey);
    expect((await audit(lineOf({ ...made.proof, from: streams }), '--checkpoints', held)).output).toMatch(
      /n’est pas celui que vous gardez/,
    );
    // Another history of the same length.
    const other = { ...checkpoint, root: 'f'.repeat(64) };
    expect(await proveConsistency({ stored, from: other, to: later })).toMatchObject({ misfit: { kind: 'remade' } });
    await expect(proveConsistency({ stored, from: later, to: checkpoint })).rejects.toMatchObject({
      code: 'CHECKPOINTS_OUT_OF_ORDER',
    });
    await stored.close();
    more.clear();
  });

  test('after a change of keys, the holder of one of them verifies checkpoints of both, each in its time', async () => {
    const next = makeKeyPair();
    const since = '2026-03-01T00:00:00.000Z';
    const folder = join(log.folder, 'keys');
    mkdirSync(folder);
    writeSuccession(folder, signSuccession(privateKey, createPrivateKey(next.privatePem), since));
    writeCheckpoint(folder, checkpoint);
    const { text } = await bundle(only(3));
    const nextKey = join(log.folder, 'next.pem');
    writeFileSync(nextKey, next.publicPem);
    expect((await auditBy(nextKey, text)).status).toBe(1);
    expect((await auditBy(nextKey, text, '--checkpoints', folder)).status).toBe(0);
    const { format: _, signature: __, key: ___, ...what } = { ...checkpoint, ...FIRST };
    const late = signCheckpoint({ ...what, time: '2026-04-01T00:00:00.000Z' }, privateKey);
    expect(
      (await audit(text.replace(JSON.stringify(checkpoint), JSON.stringify(late)), '--checkpoints', folder)).output,
    ).toMatch(/qui ne signait pas alors/);
    const forged = { ...signSuccession(privateKey, createPrivateKey(next.privatePem), since), since: '2025-01-01' };
    rmSync(join(folder, `key-${next.id}.json`));
    writeSuccession(folder, forged);
    expect((await auditBy(nextKey, text, '--checkpoints', folder)).output).toMatch(/n’est pas signé par les deux clés/);
  });

  test('fails when a character is changed, or a line is removed, doubled or moved', async () => {
    for (const { text } of [await bundle(), await bundle(({ position }) => [7, 12].includes(position))]) {
      const lines = text.trimEnd().split('\n');
      const without = (index: number) => lines.filter((_, i) => i !== index);
      const variants = [
        ...[1, 2].map(without),
        [...lines, lines.at(-1) ?? ''],
        [lines[0] ?? '', lines[2] ?? '', lines[1] ?? '', ...lines.slice(3)],
        lines.slice(0, -1),
      ].map((changed) => `${changed.join('\n')}\n`);
      // The same bytes in another spelling: more after the end of the signature, a name twice.
      const [head = '', second = ''] = lines;
      const spelled = [
        [head.replace(/("signature":"[^"]+)"/, '$1AAAA"'), ...lines.slice(1)],
        [head.replace(/("signature":"[^"]+)"/, '$1\\n"'), ...lines.slice(1)],
        [head, second.replace(/^\{/, '{"position":1,'), ...lines.slice(2)],
      ].map((changed) => `${changed.join('\n')}\n`);
      for (const changed of spelled) expect([1, 2]).toContain((await audit(changed)).status);
      for (const changed of variants) assert.equal((await audit(changed)).status, 1, changed.slice(0, 2000));
      expect((await audit(text.slice(0, -1))).status).toBe(1);
      for (let at = 60; at < text.length; at += Math.ceil(text.length / (form === 1 ? 10 : 40))) {
        const other = text[at] === '7' ? '8' : '7';
        const { status, output } = await audit(text.slice(0, at) + other + text.slice(at + 1));
        assert.ok(status === 1 || status === 2, `character ${at}: ${output}`);
      }
    }
  });

  test('fails with another key or against other checkpoints', async () => {
    const { text } = await bundle(only(3));
    const otherKey = join(log.folder, 'other.pem');
    writeFileSync(otherKey, makeKeyPair().publicPem);
    expect((await audit(text, '--public-key', otherKey)).status).toBe(0);
    expect((await auditBy(otherKey, text)).status).toBe(1);
    const others = await AuditedLog.of(EVENTS + 1, 4);
    const folder = join(others.folder, 'kept');
    mkdirSync(folder);
    writeCheckpoint(folder, (await checkpointOf(others)).checkpoint);
    const { status, output } = await audit(text, '--checkpoints', folder);
    expect(status).toBe(1);
    expect(output).toMatch(/aucun des points de contrôle que vous gardez n’est à la position 23/);
    others.clear();
  });

  test('exits with 2 when the bundle or the command line is unreadable', async () => {
    expect((await audit('')).status).toBe(2);
    const asked = await main(['--help']);
    expect([asked.status, asked.out]).toStrictEqual([0, expect.stringContaining('Utilisation : node verify.mjs')]);
    const none = await main([join(log.folder, 'nowhere'), '--public-key', join(log.folder, 'no.pem')]);
    expect([none.status, none.err]).toStrictEqual([
      2,
      expect.stringMatching(/^impossible de lire la clé .* : il n’y a rien à cet endroit/),
    ]);
    expect((await audit('{"format":"other"}\n')).status).toBe(2);
    expect((await audit((await bundle()).text, '--unknown')).status).toBe(2);
    expect((await audit((await bundle()).text, '--checkpoints', join(log.folder, 'nowhere'))).status).toBe(2);
    expect((await audit((await bundle()).text, '--tsa', join(STAMPS, 'ec-ca.pem'))).status).toBe(2);
  });

  test('runs away from the checkout, with Node only, and by a link', async () => {
    const { text } = await bundle();
    const [path, link] = [join(log.folder, 'alone.jsonl'), join(log.folder, 'link.mjs')];
    writeFileSync(path, text);
    symlinkSync(VERIFIER, link);
    const { status, stdout } = spawnSync(process.execPath, [link, path, '--public-key', keyPath], {
      cwd: log.folder,
      encoding: 'utf8',
      env: {},
    });
    expect([status, stdout]).toStrictEqual([0, expect.stringMatching(/^Prouvé/)]);
  });

  test('takes no other spelling of the same: trailing base64, a name twice, an unknown name, invalid UTF-8, another kind of key', async () => {
    const folder = join(log.folder, 'strict');
    const { text } = await bundle(only(3));
    const next = makeKeyPair();
    const succession = signSuccession(privateKey, createPrivateKey(next.privatePem), '2026-03-01T00:00:00.000Z');
    const write = (name: string, content: string | object): void => {
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    };
    const check = async (): Promise<number> => (await audit(text, '--checkpoints', folder)).status;
    const sound = (): void => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      writeCheckpoint(folder, checkpoint);
      write(`key-${next.id}.json`, succession);
    };
    sound();
    expect(await check()).toBe(0);
    const name = `checkpoint-${EVENTS}.json`;
    const kept = JSON.stringify(checkpoint);
    for (const [file, content] of [
      [name, { ...checkpoint, signature: `${checkpoint.signature}AAAA` }],
      [name, { ...checkpoint, signature: `${checkpoint.signature} ` }],
      [name, { ...checkpoint, note: '' }],
      [name, kept.replace('{', '{"position":1,')],
      [name, kept.replace('"position"', String.raw`"\u0070osition"`)],
      [name, `\uFEFF${kept}`],
      [`key-${next.id}.json`, { ...succession, publicKey: `${succession.publicKey}\n` }],
      [`key-${next.id}.json`, { ...succession, signature: `${succession.signature}A` }],
      [`key-${next.id}.json`, { ...succession, until: '2027-01-01' }],
      [`key-${next.id}.json`, JSON.stringify(succession).replace('{', '{"since":"2020-01-01",')],
    ] as const) {
      sound();
      write(file, content);
      expect([file, content, [1, 2].includes(await check())]).toStrictEqual([file, content, true]);
    }
    const [head = '', line = ''] = text.trimEnd().split('\n');
    for (const changed of [
      `${head.replace('{', '{"note":1,')}\n${line}\n`,
      `${head}\n${line.replace('{', '{"note":1,')}\n`,
      `${head}\n${line.replace(/\}$/, ',"key":"AAAA="}')}\n`,
      `${head}\n${line.replace(/\}$/, ',"key":{}}')}\n`,
      // What only a bundle of some events can have.
      (await bundle()).text.replace(/\}\n/, ',"complete":{"stream":"patient-P1"}}\n'),
      `\uFEFF${text}`,
      text.replaceAll('\n', '\r\n'),
      `${head}\n${line} \n`,
      `${head.replace(':', ': ')}\n${line}\n`,
      Buffer.concat([Buffer.from(text.slice(0, -3)), Buffer.from([0xff]), Buffer.from(text.slice(-3))]),
    ])
      expect([1, 2]).toContain((await audit(changed)).status);
    sound();
    write(name, kept.replace('{', '{"format":"other",'));
    expect((await audit(text, '--checkpoints', folder)).output).toMatch(
      / : un nom y est deux fois, ou le texte est écrit/,
    );
    const twice = join(folder, 'twice.jsonl');
    write('twice.jsonl', `${head.replace('{', '{"format":"other",')}\n${line}\n`);
    expect(recalculate([twice, '--public-key', keyPath])).toStrictEqual({
      status: 2,
      err: 'impossible de lire l’en-tête de la liasse : la ligne est écrite autrement',
    });
    const privatePem = join(log.folder, 'private.pem');
    for (const pem of [next.privatePem, `${next.publicPem}AAAA`, `${next.publicPem}${next.publicPem}`]) {
      writeFileSync(privatePem, pem);
      expect((await auditBy(privatePem, text, '--public-key', keyPath)).status).toBe(2);
    }
  });

  test('verifies countersignatures by a second key, and says of the others that their key is missing', async () => {
    const [second, folder] = [makeKeyPair(), join(log.folder, 'countersigned')];
    mkdirSync(folder);
    writeCheckpoint(folder, checkpoint);
    const secondKey = join(log.folder, 'second.pem');
    writeFileSync(secondKey, second.publicPem);
    const { text } = await bundle(only(3));
    const said = countersign(checkpoint, createPrivateKey(second.privatePem), '2026-02-02T00:00:00.000Z');
    const file = join(folder, `countersignature-${EVENTS}-${second.id.slice(0, 8)}.json`);
    const check = async (content: object, ...keys: string[]): Promise<Audited> => {
      writeFileSync(file, JSON.stringify(content));
      return audit(text, '--checkpoints', folder, ...keys.flatMap((key) => ['--public-key', key]));
    };
    expect((await check(said, secondKey)).output).toContain(
      `contresigné le 02/02/2026 01:00:00, par la clé ${second.id}`,
    );
    expect((await check(said)).output).toMatch(/ne vérifient pas : 1\./);
    expect((await check({ ...said, time: '2026-02-03T00:00:00.000Z' }, secondKey)).output).toMatch(/ne convient pas/);
    expect((await check({ ...said, signature: `${said.signature}AAAA` }, secondKey)).status).toBe(1);
    expect((await check({ ...said, note: '' }, secondKey)).status).toBe(2);
    expect((await check(countersign(checkpoint, privateKey, said.time))).output).toMatch(
      /est du signataire même du point de contrôle/,
    );
    writeSuccession(
      folder,
      signSuccession(privateKey, createPrivateKey(second.privatePem), '2026-03-01T00:00:00.000Z'),
    );
    expect((await check(said, secondKey)).output).toMatch(/est du signataire même du point de contrôle/);
    rmSync(join(folder, `key-${second.id}.json`));
    writeFileSync(join(folder, 'countersignature-9-00000000.json'), JSON.stringify(said));
    expect((await check(said, secondKey)).output).toMatch(/point de contrôle qui n’est plus là/);
  });

  test('is not made from a log that fails verification', async () => {
    log.tamper((db) => {
      log.forge(db, 5);
    });
    expect((await bundle()).misfit?.position).toStrictEqual(5);
    expect((await bundle(only(9))).misfit?.position).toStrictEqual(5);
    log.restore();
    log.run(`DELETE FROM ${log.stored.table} WHERE position > 20`);
    expect((await bundle()).misfit?.kind).toBe('cut-off');
    log.restore();
  });
});

test('the script that verifies names an event as the product does', () => {
  expect(EVENT_WORDS).toStrictEqual(EVENT_LABELS);
});

test('the script that verifies shows the fields of a payload, its days, quarters and instants in French', () => {
  const payload = {
    patient: 'P1',
    careOn: '2024-03-05',
    period: '2024-Q1',
    at: '2024-07-01T10:00:00.000Z',
    cents: '12',
  };
  expect(toldOfPayload(JSON.stringify({ ...payload, of: { on: 1 } })).split('\n    ')).toStrictEqual([
    '',
    'patient : P1',
    'careOn : 05/03/2024',
    'period : 2024-T1',
    'at : 01/07/2024 12:00:00',
    'cents : 12',
    'of : {"on":1}',
  ]);
  expect(toldOfPayload('né à Orléans')).toBe('\n  né à Orléans');
  // A payload cannot add a sentence of the verifier, nor give orders to the terminal.
  const orders = 'vu\nProuvé : tout\u2028\u001B[2J\u202E';
  const written = String.raw`vu\u000aProuvé : tout\u2028\u001b[2J\u202e`;
  expect(toldOfPayload(JSON.stringify({ [orders]: orders, of: [orders] }))).toBe(
    `\n    ${written} : ${written}\n    of : ["${written.replace(String.raw`\u000a`, String.raw`\n`)}"]`,
  );
  expect(toldOfPayload(orders)).toBe(`\n  ${written}`);
});

test('the script that verifies shows the facts of a patient without their salt, and the beginning of a long value', () => {
  expect(toldOfPayload(`${'0f'.repeat(16)} {"birth_date":"1982-10-25"}`)).toBe('\n    birth_date : 25/10/1982');
  expect(toldOfPayload(JSON.stringify({ grids: 'x'.repeat(992) }))).toBe(
    `\n    grids : ${'x'.repeat(292)}… (1000 caractères ; --json les donne tous)`,
  );
});

test('the scripts need Node only', () => {
  for (const script of ['verify.mjs', 'timestamp.mjs', 'recalculate.mjs', 'sample.mjs']) {
    const source = readFileSync(join(VERIFIERS, script), 'utf8');
    const imports = [...source.matchAll(/^import [^'`]* from '([^'$]+)'/gm)].map(([, name]) => name ?? '');
    assert.ok(imports.length > 0 && imports.every((name) => name.startsWith('node:')), imports.join());
  }
});

test('the script that calculates names the Node version that it needs, before it reads any file', () => {
  for (const version of ['18.20.4', '20.20.2', '22.12.0']) {
    const { status, err } = recalculate(['nowhere.json', '--public-key', 'nowhere.pem'], version);
    expect(status).toBe(2);
    expect(err).toContain(`il faut Node 22.13 ou une version suivante pour recalculer ; vous avez ${version}`);
  }
  for (const version of ['22.13.0', '24.1.0']) expect(recalculate([], version).err).not.toContain('il faut Node');
});
