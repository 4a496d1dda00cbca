/** The contract: `GET /openapi.json` for programs, `GET /docs` for people. */
import { Controller, Get, type INestApplication, Inject, Injectable, Module, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '#apps/api/access/role.ts';
import { contractOf } from '#apps/api/contract/document.ts';
import type { OpenAPIObject } from '#apps/api/contract/open-api.ts';
import { PageController } from '#apps/api/contract/page.ts';
import { type ConstantFile, constantFile, sendConstant } from '#apps/api/http/constant-file.ts';

/** The contract of this application, built on the first read because building it takes half a second. */
@Injectable()
export class Contract {
  #app: INestApplication | undefined;
  #document: OpenAPIObject | undefined;
  #file: ConstantFile | undefined;

  /** Called once all routes are registered. */
  describe(app: INestApplication): void {
    this.#app = app;
  }

  get document(): OpenAPIObject {
    if (this.#app === undefined) throw new Error('the contract was read before the application was ready');
    return (this.#document ??= contractOf(this.#app));
  }

  get file(): ConstantFile {
    return (this.#file ??= constantFile('application/json', JSON.stringify(this.document)));
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
  document(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendConstant(this.#contract.file, request, reply);
  }
}

@Module({ controllers: [ContractController, PageController], providers: [Contract], exports: [Contract] })
export class ContractModule {}
