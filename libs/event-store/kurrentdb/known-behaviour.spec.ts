/**
 * Behaviour of KurrentDB that the adapter relies on or works around, tested on a real server. A failure means that the adapter
 * needs review. KURRENTDB_TEST_URL names the server.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  ANY,
  type AppendToStreamOptions,
  END,
  FORWARDS,
  KurrentDBClient,
  NO_STREAM,
  START,
  WrongExpectedVersionError,
  binaryEvent,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import { describeUnless } from '#test/support/unless.ts';

const server = process.env['KURRENTDB_TEST_URL'];
const LIMIT_BYTES = 1_048_576;

function event(data = 'x', id: string = randomUUID()) {
  return binaryEvent({ id, type: 'Happened', data: Buffer.from(data) });
}

async function revisions(client: KurrentDBClient, stream: string): Promise<bigint[]> {
  const found: bigint[] = [];
  for await (const { event: one } of client.readStream(stream)) if (one !== undefined) found.push(one.revision);
  return found;
}

describeUnless(server === undefined && 'KURRENTDB_TEST_URL names no server')('KurrentDB', () => {
  let client: KurrentDBClient;
  beforeAll(() => {
    client = KurrentDBClient.connectionString(server ?? '');
  });
  afterAll(() => client.dispose());
  const newStream = (): string => `known-${randomUUID()}`;

  test('reads the expected revision from streamState and silently ignores its older name', async () => {
    const stream = newStream();
    await client.appendToStream(stream, event(), { streamState: NO_STREAM });
    await client.appendToStream(stream, event(), { expectedRevision: NO_STREAM } as unknown as AppendToStreamOptions);
    expect(await revisions(client, stream)).toStrictEqual([0n, 1n]);
    await expect(client.appendToStream(stream, event(), { streamState: NO_STREAM })).rejects.toThrow(
      WrongExpectedVersionError,
    );
  });

  test('rejects a stale revision with an error that has an empty message', async () => {
    const stream = newStream();
    await client.appendToStream(stream, [event(), event()], { streamState: NO_STREAM });
    await assert.rejects(client.appendToStream(stream, event(), { streamState: 0n }), (error) => {
      assert.ok(error instanceof WrongExpectedVersionError);
      expect(error.message).toBe('');
      expect(error.actualState).toBe(1n);
      return true;
    });
  });

  test('recognises a repeated append at no_stream or any, and writes it again at the new revision', async () => {
    for (const [streamState, again] of [
      [NO_STREAM, [0n, 1n]],
      [ANY, [0n, 1n]],
      [1n, [0n, 1n, 2n, 3n]],
    ] as const) {
      const stream = newStream();
      const events = [event(), event()];
      await client.appendToStream(stream, events, { streamState: NO_STREAM });
      await client.appendToStream(stream, events, { streamState });
      assert.deepEqual(await revisions(client, stream), again, String(streamState));
    }
  });

  test('writes both events of one id in one append', async () => {
    const stream = newStream();
    const id = randomUUID();
    await client.appendToStream(stream, [event('a', id), event('b', id)], { streamState: NO_STREAM });
    expect(await revisions(client, stream)).toStrictEqual([0n, 1n]);
  });

  test('accepts at most 1,048,576 bytes in one append', async () => {
    const stream = newStream();
    const half = 'x'.repeat(LIMIT_BYTES / 2);
    await expect(
      client.appendToStream(stream, [event(half), event(`${half}x`)], { streamState: NO_STREAM }),
    ).rejects.toThrow();
    await client.appendToStream(stream, [event(half), event(half)], { streamState: NO_STREAM });
    expect(await revisions(client, stream)).toStrictEqual([0n, 1n]);
  });

  test('a read includes the event at its position, a subscription starts after it', async () => {
    const prefix = newStream();
    const { position } = await client.appendToStream(prefix, [event('first')], { streamState: NO_STREAM });
    await client.appendToStream(prefix, [event('second')], { streamState: 0n });
    assert.ok(position !== undefined);
    const filter = streamNameFilter({ prefixes: [prefix] });
    const read: bigint[] = [];
    for await (const { event: one } of client.readAll({ direction: FORWARDS, fromPosition: position, filter }))
      if (one !== undefined) read.push(one.revision);
    expect(read).toStrictEqual([0n, 1n]);
    const subscription = client.subscribeToAll({ fromPosition: position, filter });
    for await (const { event: one } of subscription) {
      expect(one?.revision).toBe(1n);
      break;
    }
    await subscription.unsubscribe();
  });

  test('keeps the events of a deleted stream in the global order', async () => {
    const stream = newStream();
    await client.appendToStream(stream, [event('a'), event('b')], { streamState: NO_STREAM });
    await client.deleteStream(stream);
    await expect(revisions(client, stream)).rejects.toThrow();
    let left = 0;
    const filter = streamNameFilter({ prefixes: [stream] });
    for await (const { event: one } of client.readAll({ direction: FORWARDS, fromPosition: START, filter }))
      if (one?.streamId === stream) left++;
    expect(left).toBe(2);
  });

  test('rejects an append to several streams', async () => {
    const requests = [newStream(), newStream()].map((streamName) => ({
      streamName,
      expectedState: NO_STREAM,
      events: [event()],
    }));
    await expect(
      (client as unknown as { multiStreamAppend: (of: unknown) => Promise<unknown> }).multiStreamAppend(requests),
    ).rejects.toThrow();
  });

  test('drops a live subscription that is slower than a burst, with ABORTED as an unknown error', async () => {
    const stream = newStream();
    const filter = streamNameFilter({ prefixes: [stream] });
    const total = 12_000;
    const subscription = client.subscribeToAll({ fromPosition: END, filter });
    const dropped = new Promise<Error>((resolve) => subscription.once('error', resolve));
    await new Promise((resolve) => subscription.once('confirmation', resolve));
    const seen = new Set<bigint>();
    let last: { commit: bigint; prepare: bigint } | undefined;
    subscription.on('data', ({ event: one }) => {
      if (one?.position === undefined) return;
      seen.add(one.revision);
      last = one.position;
    });
    subscription.pause();
    const body = 'x'.repeat(500);
    for (let i = 0; i < total; i += 1_000)
      await client.appendToStream(
        stream,
        Array.from({ length: 1_000 }, () => event(body)),
        { streamState: i === 0 ? NO_STREAM : BigInt(i - 1) },
      );
    subscription.resume();
    const error = await dropped;
    await subscription.unsubscribe();
    expect(error.message).toMatch(/ABORTED/);
    // The client has no error class for it: only the message tells.
    expect((error as Error & { type?: string }).type).toBe('unknown');
    assert.ok(seen.size < total, 'it was dropped, and everything came all the same');
    for await (const { event: one } of client.readAll({ direction: FORWARDS, fromPosition: last ?? START, filter }))
      if (one !== undefined) seen.add(one.revision);
    expect(seen.size).toBe(total);
  });
});
