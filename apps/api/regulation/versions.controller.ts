/** The versions of the regulation: one person proposes, another publishes. */
import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { sourceWith } from '#libs/regulation/publication/versions.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Commanded, Commands, DoneView, NoBody } from '#apps/api/http/commands.ts';
import { type Asked, AskedParam } from '#apps/api/http/idempotency.ts';
import { ChangeRegulation } from '#apps/api/regulation/versions.commands.ts';
import { VersionDto } from '#apps/api/regulation/versions.dto.ts';

@ApiTags('regulation')
@Controller('regulation')
export class VersionsController {
  readonly #commands: Commands;

  constructor(@Inject(Commands) commands: Commands) {
    this.#commands = commands;
  }

  @Post('propose')
  @Allow('operator')
  @Commanded('proposeRegulation', 'Propose une version des paramètres et des grilles.', DoneView)
  async propose(@Body() { parameters, grids }: VersionDto, @AskedParam() asked: Asked): Promise<DoneView> {
    const source = sourceWith({
      ...(parameters === undefined ? {} : { parameters }),
      ...(grids === undefined ? {} : { grids }),
    });
    // Refused for what is in it before the key is claimed.
    loadRegulation(source);
    return this.#commands.run(asked, (claimed) => new ChangeRegulation(source, claimed));
  }

  @Post('publish')
  @Allow('approver')
  @Commanded('publishRegulation', 'Publie la version proposée : une seconde personne.', DoneView)
  publish(@NoBody() _: undefined, @AskedParam() asked: Asked): Promise<DoneView> {
    return this.#commands.run(asked, (claimed) => new ChangeRegulation(undefined, claimed));
  }
}
