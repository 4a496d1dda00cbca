/** A client of the service whose requests and answers are typed by its contract. */
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '#libs/client/contract.d.ts';

export type DecompteClient = Client<paths>;

/** Asks the service at an address, each request with a token: `client.GET('/statements/{team}/{period}', …)`. */
export function clientOf(baseUrl: string, token: string): DecompteClient {
  return createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } });
}
