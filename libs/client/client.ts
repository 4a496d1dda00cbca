/** A client of the service whose requests and answers are typed by its contract. */
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '#libs/client/contract.d.ts';

/** Lists are typed as the JSON that they are; ask for text (`parseAs: 'text'`) where CSV is asked for. */
type Media = `application/${string}`;

export type DecompteClient = Client<paths, Media>;

/** Asks the service at an address, each request with a token: `client.GET('/statements/{team}/{period}', …)`. */
export function clientOf(baseUrl: string, token: string): DecompteClient {
  return createClient<paths, Media>({ baseUrl, headers: { authorization: `Bearer ${token}` } });
}
