/** The contract of the service as the files that are made of it: the document, and the types of its client. */
import openapiTypescript, { type OpenAPI3, astToString } from 'openapi-typescript';
import { factory } from 'typescript';
import { Application } from '#test/support/application.ts';

export interface ContractFiles {
  /** `docs/openapi.json`. */
  readonly document: string;
  /** `libs/client/contract.d.ts`. */
  readonly types: string;
}

export async function contractFiles(): Promise<ContractFiles> {
  const service = await Application.start();
  try {
    const document = `${JSON.stringify(service.contract, null, 2)}\n`;
    // It is read as anybody else would read it, and refused where it is no OpenAPI document.
    // A field that has a default need not be sent.
    const types = astToString(
      await openapiTypescript(JSON.parse(document) as OpenAPI3, {
        defaultNonNullable: false,
        // A file is its bytes, which may be no text.
        transform: ({ format }) => (format === 'binary' ? factory.createTypeReferenceNode('Blob') : undefined),
      }),
    );
    return { document, types: `/** Made from docs/openapi.json by npm run docs. */\n${types}` };
  } finally {
    await service.close();
  }
}
