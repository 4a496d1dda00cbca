/** Sends a file of the bank unchanged: the contract's client sends only JSON. */
import type { components } from '#libs/client/contract.d.ts';
import { sendFile } from '../../api/client.ts';
import { refusalOf } from '../../api/problem.ts';

type Taken = components['schemas']['TakenAnswerView'];

/** Throws Problem. */
export async function sendAnswer(file: File, key: string): Promise<Taken> {
  const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : 'application/xml';
  const response = await sendFile('/payment-answers', file, type, key);
  if (!response.ok) throw await refusalOf(response);
  return (await response.json()) as Taken;
}
