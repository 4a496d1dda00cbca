/** `POST /payment-answers`: takes the bank's file unchanged. */
import { sizeText } from '#libs/words/labels/sizes.ts';
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Body, Controller, Inject, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { TypeAnswer } from '#libs/payments/ledger/commands/type-answer.ts';
import { TypedAnswerDto, typedAnswerOf } from '#apps/api/payments/bank-answers/typed-answer.dto.ts';
import { RecordBankAnswer, type RecordedAnswer } from '#libs/payments/runs/commands/record-bank-answer.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { type ReceivedUpload, receivedFile } from '#apps/api/http/received-file.ts';
import { INCOMING } from '#libs/uploads/uploads.ts';

/** The other movements of an account of everyday use are thousands; `remarked` counts them all. */
const REMARKS_SHOWN_MAX = 100;

class WaitingPaymentView {
  @ApiProperty({ description: 'Identifiant de bout en bout.', example: 'DCPT58B9E5F1A6C6199A711CAF7C' })
  endToEndId!: string;
  @ApiProperty({ description: 'Code de la banque, connu ou non.', example: 'RCVC' }) status!: string;
  @ApiProperty({ description: 'Code du motif, ou null.', example: null, type: String, nullable: true })
  reason!: string | null;
  @ApiProperty({ description: 'Ce que la banque en dit, ou null.', example: null, type: String, nullable: true })
  detail!: string | null;
}

class ProposedAnswerView {
  @ApiProperty({ description: 'Proposition, à confirmer par une autre personne.', example: 'answer:3f0a9c41de01b2c3' })
  proposal!: string;
  @ApiProperty({ description: 'Paiements.', example: 2 }) payments!: number;
}

class TakenAnswerView {
  @ApiProperty({ description: 'Paiements exécutés.', example: 12 }) executed!: number;
  @ApiProperty({ description: 'Paiements rejetés ou revenus, ceux à confirmer compris.', example: 1 })
  returned!: number;
  @ApiProperty({ description: 'En attente : rien ne change.', example: 0 }) pending!: number;
  @ApiProperty({
    description: `À regarder : toutes les contradictions, et ${REMARKS_SHOWN_MAX} choses à noter au plus.`,
    example: [],
    type: [String],
  })
  remarks!: readonly string[];
  @ApiProperty({ description: 'Écritures enregistrées au livre des paiements.', example: 13 }) recorded!: number;
  @ApiProperty({ description: 'Écritures déjà connues.', example: 0 }) known!: number;
  @ApiProperty({ description: 'Ce qui est à noter et ne change rien.', example: 0 }) remarked!: number;
  @ApiProperty({ description: 'Ce qui contredit le livre : rien ne change, une personne tranche.', example: 0 })
  contradicted!: number;
  @ApiProperty({ description: 'Relevés de nos comptes (camt.053) pris pour le rapprochement.', example: 0 })
  statements!: number;
  @ApiProperty({
    description:
      'Ce qui rendrait des paiements dus de nouveau, et un CSV, qui est saisi : rien n’en est enregistré avant qu’une autre personne ne le confirme.',
    type: ProposedAnswerView,
    nullable: true,
    example: null,
  })
  proposed!: ProposedAnswerView | null;
  @ApiProperty({ description: 'Paiements en attente, avec le code de la banque.', type: [WaitingPaymentView] })
  waiting!: readonly WaitingPaymentView[];
}

function takenAnswerView({ waiting, remarks, contradictions, proposed, ...counts }: RecordedAnswer): TakenAnswerView {
  return {
    ...counts,
    proposed: proposed ?? null,
    pending: waiting.length,
    remarked: remarks.length,
    contradicted: contradictions.length,
    remarks: [...contradictions, ...remarks.slice(0, REMARKS_SHOWN_MAX)].map(sentenceOf),
    waiting: waiting.map(({ endToEndId, status, reason, detail }) => ({
      endToEndId,
      status,
      reason: reason ?? null,
      detail: detail ?? null,
    })),
  };
}

/** A statement of the account with a fee, which is a difference until a person explains it. */
const STATEMENT = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
  <BkToCstmrStmt>
    <GrpHdr><MsgId>REL-1</MsgId><CreDtTm>2026-02-03T06:00:00+01:00</CreDtTm></GrpHdr>
    <Stmt>
      <Id>REL-1</Id><CreDtTm>2026-02-03T06:00:00+01:00</CreDtTm>
      <Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>
      <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">5000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-02</Dt></Dt></Bal>
      <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">4997.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-02</Dt></Dt></Bal>
      <Ntry>
        <Amt Ccy="EUR">2.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
        <BookgDt><Dt>2026-02-02</Dt></BookgDt><AddtlNtryInf>FRAIS DE TENUE DE COMPTE</AddtlNtryInf>
      </Ntry>
    </Stmt>
  </BkToCstmrStmt>
</Document>
`;

const EXECUTED = `end_to_end_id,status,day,amount_cents,reason
DCPT0123456789ABCDEF01234567,EXECUTED,2026-02-02,7437,
`;

/** The folder for bank files while they are read, and their maximum length. */
export interface BankFileSettings {
  readonly folder: string;
  readonly bytesMax: number;
}

/** Injection token of `BankFileSettings`. */
export const BANK_FILE_SETTINGS = Symbol('bank files');

@ApiTags('payments')
@Controller('payment-answers')
export class BankAnswersController {
  readonly #commands: Commands;
  readonly #files: BankFileSettings;

  constructor(@Inject(Commands) commands: Commands, @Inject(BANK_FILE_SETTINGS) files: BankFileSettings) {
    this.#commands = commands;
    this.#files = files;
  }

  @Post()
  @Allow('accountant')
  @Commanded('takeBankAnswer', 'Prend la réponse de la banque : pain.002, camt.053, camt.054 ou CSV.', TakenAnswerView)
  @ApiConsumes('application/xml', 'text/csv')
  @ApiBody({
    schema: { type: 'string' },
    examples: { 'application/xml': { value: STATEMENT }, 'text/csv': { value: EXECUTED } },
  })
  async take(@Req() request: FastifyRequest, @AskedParam() asked: CommandRequest): Promise<TakenAnswerView> {
    if (!(request.body instanceof Readable))
      throw new Problem(
        415,
        'unsupported-media-type',
        'envoyez le fichier de la banque tel quel, en application/xml ou en text/csv',
      );
    const path = join(this.#files.folder, `${INCOMING}${randomUUID()}`);
    try {
      const { sha256 } = await this.#stored(request.body, request.headers['content-length'], path);
      const whole = { ...asked, command: { ...asked.command, body: { sha256 } } };
      return takenAnswerView(
        await this.#commands.run(whole, (author) => new RecordBankAnswer(createReadStream(path), author)),
      );
    } finally {
      await rm(path, { force: true });
    }
  }

  @Post('typed')
  @Allow('accountant')
  @Commanded(
    'typeBankAnswer',
    'Saisit ce qu’il en est de paiements, ou corrige une réponse ; une autre personne le confirme.',
    DoneView,
  )
  async type(@Body() dto: TypedAnswerDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    return doneView(await this.#commands.run(asked, (author) => new TypeAnswer(typedAnswerOf(dto), author)));
  }

  async #stored(file: Readable, announced: string | undefined, path: string): Promise<ReceivedUpload> {
    const refuseLength = (bytes: number): void => {
      if (bytes > this.#files.bytesMax) throw tooLong(this.#files.bytesMax);
    };
    refuseLength(Number(announced ?? 0));
    await mkdir(this.#files.folder, { recursive: true });
    return receivedFile(file, path, refuseLength);
  }
}

function tooLong(bytesMax: number): Problem {
  const detail = `le fichier de la banque dépasse ${sizeText(bytesMax)}, la taille permise ; demandez-lui des fichiers plus courts, par exemple un par jour, ou faites relever MAX_BANK_FILE_BYTES`;
  return new Problem(413, 'too-large', detail);
}
