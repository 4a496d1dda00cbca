/** Clients that read nothing, send half of a request or close nothing do not block others. */
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { BoundedConnections, type ConnectionLimits, endConnection } from '#libs/observability/bounded-connections.ts';

const HEAD = 'GET / HTTP/1.1\r\nhost: a\r\n';
/** Longer than any test takes. */
const PATIENT_MS = 60_000;

let server: Server;
let clients: Socket[] = [];
afterEach(async () => {
  for (const client of clients) client.destroy();
  clients = [];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Served {
  readonly connections: BoundedConnections;
  /** The server's ends, in order. */
  readonly sockets: Socket[];
  /** The answers that wait. */
  readonly waiting: ServerResponse[];
}

async function served(limits: Partial<ConnectionLimits>, headMs = PATIENT_MS): Promise<Served> {
  const waiting: ServerResponse[] = [];
  const sockets: Socket[] = [];
  server = createServer({ headersTimeout: headMs, connectionsCheckingInterval: headMs }, (_, response) => {
    waiting.push(response);
  });
  const connections = new BoundedConnections(server, { total: 100, perAddress: 100, ...limits });
  server.on('connection', (socket) => sockets.push(socket));
  server.on('clientError', (_, socket) => {
    endConnection(socket, 'HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { connections, sockets, waiting };
}

/** A client that sends these bytes and then neither reads nor closes. */
async function deafClient(bytes: string, from = '127.0.0.1'): Promise<Socket> {
  const { port } = server.address() as AddressInfo;
  const client = connect({ port, host: '127.0.0.1', localAddress: from, allowHalfOpen: true });
  client.on('error', () => undefined);
  clients.push(client);
  await once(client, 'connect');
  client.pause().write(bytes);
  return client;
}

/** Ends before Jest ends the test, so that the missing condition is named. */
async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + PATIENT_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`not within a minute: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('destroys the connection of a client that sent half a head after its answer, and neither reads nor closes', async () => {
  const { sockets } = await served({}, 100);
  await deafClient(HEAD);
  await until(() => sockets[0]?.destroyed === true);
});

test('destroys the connection of a client that does not read its answer, and leaves a slow answer its time', async () => {
  const { sockets, waiting } = await served({ stallMs: 50 });
  await deafClient(`${HEAD}\r\n`);
  await until(() => waiting.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(sockets[0]?.destroyed).toBe(false);
  waiting[0]?.end(Buffer.alloc(32 << 20));
  await until(() => sockets[0]?.destroyed === true);
});

test('at the limit, closes the connection that has been without a request for longest', async () => {
  const { connections, sockets, waiting } = await served({ total: 2 });
  await deafClient(`${HEAD}\r\n`);
  await until(() => waiting.length === 1);
  await deafClient('');
  await until(() => sockets.length === 2);
  await deafClient('');
  await until(() => sockets.length === 3);
  expect(sockets.map(({ destroyed }) => destroyed)).toStrictEqual([false, true, false]);
  expect(sockets.map((socket) => connections.isSpare(socket))).toStrictEqual([false, false, false]);
});

test('a connection that gives up its place before it had an answer gets the last bytes, and its request is not run', async () => {
  const refusal = 'HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n';
  const { connections, sockets, waiting } = await served({ total: 1, refusal });
  const first = await deafClient('');
  await until(() => sockets.length === 1);
  await deafClient(`${HEAD}\r\n`);
  await until(() => waiting.length === 1);
  first.resume().write(`${HEAD}\r\n`);
  const [bytes] = (await once(first, 'data')) as [Buffer];
  expect(bytes.toString()).toBe(refusal);
  const [crowdedOut, other] = sockets;
  assert.ok(crowdedOut && other);
  expect([connections.isCut(crowdedOut), connections.isCut(other)]).toStrictEqual([true, false]);
  await until(() => crowdedOut.destroyed);
});

test('beyond the limit of requests under way, keeps a few connections for health', async () => {
  const { connections, sockets, waiting } = await served({ total: 2 });
  for (let i = 0; i < 2; i++) await deafClient(`${HEAD}\r\n`);
  await until(() => waiting.length === 2);
  for (let i = 0; i < 20; i++) await deafClient('');
  await until(() => sockets.length === 22);
  expect(sockets.filter((socket) => connections.isSpare(socket))).toHaveLength(16);
  expect(sockets.slice(0, 2).every(({ destroyed }) => !destroyed)).toBe(true);
  expect(sockets.slice(2, 6).every(({ destroyed }) => destroyed)).toBe(true);
});

/** Connections without a network: each with a chosen descriptor and address. */
function unconnected(limits: ConnectionLimits) {
  const events = Object.assign(new EventEmitter(), { setTimeout: () => undefined });
  const connections = new BoundedConnections(events as unknown as Server, limits);
  const connected = (fd: number, remoteAddress = '127.0.0.1'): Socket => {
    const socket = Object.assign(new EventEmitter(), {
      remoteAddress,
      _handle: { fd },
      destroyed: false,
      destroy: () => Object.assign(socket, { destroyed: true }),
    });
    events.emit('connection', socket);
    return socket as unknown as Socket;
  };
  const asks = (socket: Socket): void => {
    events.emit('request', { socket }, new EventEmitter());
  };
  return { connections, connected, asks };
}

test('when few descriptors are left, a connection takes the place of an idle one, or serves health only', () => {
  const { connections, connected, asks } = unconnected({ total: 100, perAddress: 100, descriptors: 50 });
  asks(connected(40));
  const beyond = connected(50);
  const idle = connected(41);
  const instead = connected(51);
  expect([beyond, idle, instead].map((socket) => connections.isSpare(socket))).toStrictEqual([true, false, false]);
  expect([beyond, idle, instead].map(({ destroyed }) => destroyed)).toStrictEqual([false, true, false]);
});

test('an address at its limit takes no room from others', () => {
  const { connections, connected, asks } = unconnected({ total: 2, perAddress: 1 });
  const other = connected(40, '127.0.0.2');
  asks(connected(41));
  expect(connections.isSpare(connected(42))).toBe(true);
  expect(other.destroyed).toBe(false);
});

test('at the limit of running requests, closes the first connection whose client leaves its answer unread', async () => {
  const { connections, sockets, waiting } = await served({ total: 2 });
  for (let i = 0; i < 2; i++) await deafClient(`${HEAD}\r\n`);
  await until(() => waiting.length === 2);
  waiting[1]?.write(Buffer.alloc(32 << 20));
  await until(() => (sockets[1]?.writableLength ?? 0) > 0);
  await deafClient('');
  await until(() => sockets.length === 3);
  expect(sockets.map(({ destroyed }) => destroyed)).toStrictEqual([false, true, false]);
  expect(sockets.some((socket) => connections.isSpare(socket))).toBe(false);
});

test('closes a connection that sends requests without end and reads no answer', async () => {
  const { connections, sockets, waiting } = await served({});
  let answered = 0;
  server.on('request', ({ socket }) => {
    if (!connections.isCut(socket)) answered++;
  });
  await deafClient(`${HEAD}\r\n`.repeat(16));
  await until(() => waiting.length === 16);
  expect(sockets[0]?.destroyed).toBe(false);
  await deafClient(`${HEAD}\r\n`.repeat(1_000));
  await until(() => sockets[1]?.destroyed === true);
  expect(answered).toBe(32);
});

test('bounds the connections of one address, except those of a proxy', async () => {
  const { connections, sockets } = await served({ perAddress: 1, isShared: (address) => address === '127.0.0.9' });
  for (const from of ['127.0.0.1', '127.0.0.2', '127.0.0.1', '127.0.0.9', '127.0.0.9']) await deafClient('', from);
  await until(() => sockets.length === 5);
  expect(sockets.map(({ destroyed }) => destroyed)).toStrictEqual([true, false, false, false, false]);
  expect(sockets.some((socket) => connections.isSpare(socket))).toBe(false);
});
