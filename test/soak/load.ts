/** The requests of a busy day: mostly reads, some facts and commands with the bodies of the contract, now and then a job. */
import { randomUUID } from 'node:crypto';
import type { OpenAPIObject, Operation } from '#apps/api/contract/open-api.ts';
import { operationsOf } from '#apps/api/contract/open-api.ts';
import { exampleAddress, exampleFields } from '#test/support/example-requests.ts';

const ROLES = ['operator', 'approver', 'authorising-officer', 'accountant', 'auditor'] as const;
/** Streams do not end; logins and developers' tokens are not part of a day's work. */
const LEFT_OUT = /^\/(session|development|console|docs)|\/feed\/stream/;
/** Fields of commands that hold one. */
const PSEUDONYM = /^(?:patient(?:_id)?|into)$/;
/** Per thousand requests. */
const COMMANDS = 100;
const JOBS = 4;

interface Asked {
  readonly method: string;
  readonly address: string;
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

export interface Answered {
  readonly asked: string;
  readonly status: number;
  readonly ms: number;
}

export class Load {
  readonly #baseUrl: string;
  readonly #tokens: ReadonlyMap<string, string>;
  readonly #reads: Asked[] = [];
  readonly #commands: Asked[] = [];
  readonly #jobs: Asked[] = [];
  /** Keyed by method and address; set once a request was not refused. */
  readonly #roleOf = new Map<string, string>();

  private constructor(baseUrl: string, tokens: ReadonlyMap<string, string>, contract: OpenAPIObject) {
    this.#baseUrl = baseUrl;
    this.#tokens = tokens;
    for (const { path, method, operation } of operationsOf(contract)) {
      if (LEFT_OUT.test(path)) continue;
      const asked = {
        method: method.toUpperCase(),
        address: exampleAddress(operation, path),
        fields: exampleFields(contract, operation),
      };
      if (method === 'get') this.#reads.push(asked);
      else if (method === 'post') (isJob(operation) ? this.#jobs : this.#commands).push(asked);
    }
  }

  static async of(baseUrl: string): Promise<Load> {
    const tokens = new Map<string, string>();
    for (const [i, role] of ROLES.entries())
      tokens.set(role, await tokenOf(baseUrl, `Personne ${'ABCDE'.charAt(i)}`, role));
    const contract = (await (await fetch(`${baseUrl}/openapi.json`)).json()) as OpenAPIObject;
    return new Load(baseUrl, tokens, contract);
  }

  /** Texts that must not be in a log. */
  get secrets(): readonly string[] {
    return [...this.#tokens.values()];
  }

  get pseudonyms(): readonly string[] {
    const fields = this.#commands.flatMap((asked) => Object.entries(asked.fields ?? {}));
    return fields.flatMap(([name, value]) => (PSEUDONYM.test(name) && typeof value === 'string' ? [value] : []));
  }

  async one(): Promise<Answered> {
    const dice = Math.floor(Math.random() * 1_000);
    const among = dice < JOBS ? this.#jobs : dice < JOBS + COMMANDS ? this.#commands : this.#reads;
    const asked = among[Math.floor(Math.random() * among.length)];
    if (asked === undefined) throw new Error('the contract has no operations');
    return this.#send(asked);
  }

  async #send({ method, address, fields }: Asked): Promise<Answered> {
    const name = `${method} ${address}`;
    const known = this.#roleOf.get(name);
    for (const role of known === undefined ? ROLES : [known]) {
      const begun = performance.now();
      const response = await fetch(this.#baseUrl + address, {
        method,
        headers: {
          authorization: `Bearer ${this.#tokens.get(role) ?? ''}`,
          'idempotency-key': randomUUID(),
          ...(fields === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(fields === undefined ? {} : { body: JSON.stringify(fields) }),
      });
      await response.arrayBuffer();
      if (response.status === 403) continue;
      this.#roleOf.set(name, role);
      return { asked: name, status: response.status, ms: performance.now() - begun };
    }
    return { asked: name, status: 403, ms: 0 };
  }
}

function isJob({ responses }: Operation): boolean {
  return '202' in responses;
}

async function tokenOf(baseUrl: string, subject: string, role: string): Promise<string> {
  const response = await fetch(`${baseUrl}/development/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subject, roles: [role] }),
  });
  return ((await response.json()) as { readonly token: string }).token;
}
