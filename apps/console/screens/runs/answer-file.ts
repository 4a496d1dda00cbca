/** Sends a file of the bank unchanged: the contract's client sends only JSON. */
import type { components } from '#libs/client/contract.d.ts';
import { sendFile } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';

type Taken = components['schemas']['TakenAnswerView'];

/** Throws Problem. */
export function sendAnswer(file: File, key: string): Promise<Taken> {
  const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : 'application/xml';
  return answer(sent(file, type, key));
}

async function sent(file: File, type: string, key: string) {
  const response = await sendFile('/payment-answers', file, type, key);
  const body: unknown = await response.json();
  return response.ok ? { data: body as Taken, response } : { error: body, response };
}
