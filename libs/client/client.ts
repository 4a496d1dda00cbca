/** A client of the service with requests and answers typed by the contract. */
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '#libs/client/contract.d.ts';

/** Lists are typed as JSON; for CSV, request text (`parseAs: 'text'`). */
type Media = `application/${string}`;

export type DecompteClient = Client<paths, Media>;

/** A client of the service at an address; each request carries the token: `client.GET('/statements/{team}/{period}', …)`. */
export function clientOf(baseUrl: string, token: string): DecompteClient {
  return createClient<paths, Media>({ baseUrl, headers: { authorization: `Bearer ${token}` } });
}
