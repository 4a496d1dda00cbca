/** Sends a file of the bank as it is: the client of the contract sends JSON alone. */
import type { components } from '#libs/client/contract.d.ts';
import { sendFile } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';

export function sendAnswer(file: File, key: string): Promise<components['schemas']['TakenAnswerView']> {
  const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : 'application/xml';
  return answer(sendFile('/payment-answers', file, { type, key }));
}
