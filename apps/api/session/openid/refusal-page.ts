/** The page that a person in a browser reads when a login fails; programs get the problem itself. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '#apps/api/http/problem.ts';

/** `back`: address of the console to try again from. */
export function sendRefusal(problem: Problem, back: string, request: FastifyRequest, reply: FastifyReply): void {
  const { title, detail } = problem.details(request.id);
  const page = [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Décompte</title>',
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>',
    `<body><main><h1>${escaped(title)}</h1><p>${escaped(detail)}</p>`,
    `<p><a href="${escaped(back)}">Revenir à la console</a></p>`,
    `<p><small>Numéro de la requête : ${escaped(request.id)}</small></p></main></body></html>`,
  ].join('');
  void reply
    .status(problem.status)
    .headers({ ...problem.headers, 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' })
    .send(page);
}

/** Whether the caller is a browser that shows pages. */
export function wantsPage({ headers: { accept } }: FastifyRequest): boolean {
  return accept?.includes('text/html') === true;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
