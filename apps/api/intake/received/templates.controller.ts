/** `GET /import-templates`: the formats of the files of facts, and each as a file to fill in. */
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { FACT_TEMPLATES, templateCsv } from '#libs/words/texts/fact-templates.ts';
import { Allow } from '#apps/api/access/role.ts';
import { headersOf } from '#apps/api/contract/headers.ts';
import { Problem } from '#apps/api/http/problem.ts';

class TemplateColumnView {
  @ApiProperty({ example: 'care_on' }) name!: string;
  @ApiProperty({ description: 'Ce que la colonne contient.', example: 'le jour des soins' }) holds!: string;
  @ApiProperty({ example: false }) mayBeEmpty!: boolean;
  @ApiProperty({ description: 'Elle nomme le fait, avec les autres qui le font.', example: false }) isKey!: boolean;
  @ApiProperty({ example: '2024-03-15' }) example!: string;
}

class TemplateView {
  @ApiProperty({ example: 'acts.csv' }) file!: string;
  @ApiProperty({ example: 'Une ligne de soins payée à l’acte, ou l’annulation d’une autre.' }) about!: string;
  @ApiProperty({ type: [TemplateColumnView] }) columns!: TemplateColumnView[];
}

class TemplatesView {
  @ApiProperty({ type: [TemplateView] }) items!: TemplateView[];
}

const FLAGS = ['true', 'false'] as const;

class TemplateQuery {
  @ApiPropertyOptional({ description: 'true : avec une ligne d’exemple sous l’en-tête.', enum: FLAGS, example: 'true' })
  @IsOptional()
  @IsIn(FLAGS, { message: 'example vaut true ou false' })
  example?: (typeof FLAGS)[number];
}

@ApiTags('imports')
@Controller('import-templates')
@Allow('operator', 'auditor', 'service')
export class TemplatesController {
  @Get()
  @ApiOperation({
    operationId: 'listImportTemplates',
    summary: 'Les fichiers de faits : leurs colonnes, avec un exemple.',
  })
  @ApiOkResponse({ type: TemplatesView })
  list(): TemplatesView {
    return { items: FACT_TEMPLATES.map(({ file, about, columns }) => ({ file, about, columns: [...columns] })) };
  }

  @Get(':file')
  @ApiOperation({
    operationId: 'downloadImportTemplate',
    summary:
      'Un fichier de faits à remplir, comme Excel en France l’ouvre : points-virgules, marque d’ordre des octets.',
  })
  @ApiParam({ name: 'file', example: 'acts.csv' })
  @ApiOkResponse({
    content: { 'text/csv': { schema: { type: 'string' } } },
    headers: headersOf(['Content-Disposition']),
  })
  one(
    @Param('file') file: string,
    @Query() { example }: TemplateQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    const template = FACT_TEMPLATES.find((one) => one.file === file);
    if (template === undefined)
      throw new Problem(
        404,
        'not-found',
        `${file.slice(0, 64)} n’est pas un fichier de faits ; /import-templates les donne`,
      );
    void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${template.file}"`);
    return templateCsv(template, example === 'true');
  }
}
