/** Commands on versions of the regulation: one person proposes, another publishes. */
import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ProposeVersion } from '#libs/regulation/publication/commands/propose-version.ts';
import { PublishVersion } from '#libs/regulation/publication/commands/publish-version.ts';
import { sourceWith } from '#libs/regulation/publication/shipped-version.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Commanded, Commands, DoneView, NoBody, doneView } from '#apps/api/http/commands.ts';
import { type Asked, AskedParam } from '#apps/api/http/idempotency.ts';
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
    // Refuses a faulty version before claiming the key.
    loadRegulation(source);
    const { made } = await this.#commands.run(asked, (author) => new ProposeVersion(source, author));
    return doneView(made);
  }

  @Post('publish')
  @Allow('approver')
  @Commanded('publishRegulation', 'Publie la version proposée : une seconde personne.', DoneView)
  async publish(@NoBody() _: undefined, @AskedParam() asked: Asked): Promise<DoneView> {
    return doneView(await this.#commands.run(asked, (author) => new PublishVersion(author)));
  }
}
