/**
 * The controls of the service, each in its own process: the same Fastify, which writes each body as one row at the
 * durability of the log (`insert PATH`), or answers a text from memory (`memory PATH`). Prints its address.
 */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fastify } from 'fastify';
import { LOG_PRAGMAS } from '#libs/event-store/sqlite/settings.ts';

const [mode, path = ''] = process.argv.slice(2);
const app = fastify();

if (mode === 'insert') {
  const db = new DatabaseSync(path);
  db.exec(LOG_PRAGMAS);
  db.exec('CREATE TABLE rows (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO rows (id, data) VALUES (?, ?)');
  app.post<{ Body: { act_id: string } }>('/facts/acts', async ({ body }, reply) => {
    const { lastInsertRowid } = insert.run(body.act_id, JSON.stringify(body));
    return reply.status(201).send({ position: Number(lastInsertRowid) });
  });
} else {
  const text = readFileSync(path, 'utf8');
  app.get('/statements/:team/:period', (_request, reply) => {
    void reply.type('application/json; charset=utf-8').send(text);
  });
}
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
