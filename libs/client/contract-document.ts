/** The parts of an OpenAPI 3.1 document that are compared. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export interface ContractParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: JsonRecord;
}

export type ContractContent = Readonly<Record<string, { readonly schema?: JsonRecord }>>;

export interface ContractHeader {
  readonly $ref?: string;
  readonly required?: boolean;
  readonly schema?: JsonRecord;
}

export interface ContractResponse {
  readonly $ref?: string;
  readonly content?: ContractContent;
  readonly headers?: Readonly<Record<string, ContractHeader>>;
}

export interface ContractOperation {
  readonly operationId?: string;
  readonly parameters?: readonly ContractParameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: ContractContent };
  readonly responses: Readonly<Record<string, ContractResponse>>;
  readonly security?: readonly unknown[];
  readonly 'x-roles'?: readonly string[];
}

export interface ContractDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, JsonRecord>>;
    readonly responses?: Readonly<Record<string, ContractResponse>>;
    readonly headers?: Readonly<Record<string, ContractHeader>>;
  };
}
