/** The contract: `GET /openapi.json` for programs, `GET /docs` for people. */
import { Controller, Get, type INestApplication, Inject, Injectable, Module } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '#apps/api/access/role.ts';
import { contractOf } from '#apps/api/contract/document.ts';
import type { OpenAPIObject } from '#apps/api/contract/open-api.ts';
import { PageController } from '#apps/api/contract/page.ts';

/** The contract of this application, made after all routes are registered. */
@Injectable()
export class Contract {
  #document: OpenAPIObject | undefined;

  describe(app: INestApplication): void {
    this.#document = contractOf(app);
  }

  get document(): OpenAPIObject {
    if (this.#document === undefined) throw new Error('the contract was read before the application was ready');
    return this.#document;
  }
}

@ApiExcludeController()
@Public()
@Controller()
class ContractController {
  readonly #contract: Contract;

  constructor(@Inject(Contract) contract: Contract) {
    this.#contract = contract;
  }

  @Get('openapi.json')
  document(): OpenAPIObject {
    return this.#contract.document;
  }
}

@Module({ controllers: [ContractController, PageController], providers: [Contract], exports: [Contract] })
export class ContractModule {}
