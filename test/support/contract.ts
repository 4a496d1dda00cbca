/** The files made from the contract of the service: the document and the types of its client. */
import openapiTypescript, { type OpenAPI3, astToString } from 'openapi-typescript';
import { factory } from 'typescript';
import { Application } from '#test/support/application.ts';

interface ContractFiles {
  /** `docs/openapi.json`. */
  readonly document: string;
  /** `libs/client/contract.d.ts`. */
  readonly types: string;
}

/** The contract of a separate application. */
export async function contractFiles(): Promise<ContractFiles> {
  const service = await Application.start();
  try {
    return await contractFilesOf(service);
  } finally {
    await service.close();
  }
}

export async function contractFilesOf({ contract }: Application): Promise<ContractFiles> {
  const document = `${JSON.stringify(contract, null, 2)}\n`;
  // Parses the document as any client does, and refuses an invalid one.
  // A field with a default is optional.
  const types = astToString(
    await openapiTypescript(JSON.parse(document) as OpenAPI3, {
      defaultNonNullable: false,
      // A file is bytes, which may not be text.
      transform: ({ format }) => (format === 'binary' ? factory.createTypeReferenceNode('Blob') : undefined),
    }),
  );
  return { document, types: `/** Made from docs/openapi.json by npm run docs. */\n${types}` };
}
