/** Commands on versions of the regulation: one person proposes, another publishes by the code that was read. */
import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ProposeVersion } from '#libs/regulation/publication/commands/propose-version.ts';
import { PublishVersion } from '#libs/regulation/publication/commands/publish-version.ts';
import { RefuseVersion } from '#libs/regulation/publication/commands/refuse-version.ts';
import { WithdrawVersion } from '#libs/regulation/publication/commands/withdraw-version.ts';
import { sourceWith } from '#libs/regulation/publication/shipped-version.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import {
  ConfirmationDto,
  Confirmed,
  EndingDto,
  Ends,
  RefusingDto,
  confirmationCode,
  endingCode,
} from '#apps/api/http/confirmation.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
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
  async propose(@Body() { parameters, grids }: VersionDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
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
  @Confirmed('publishRegulation', 'Publie la version proposée, telle qu’elle a été lue : une seconde personne.', {
    result: DoneView,
  })
  async publish(@Body() dto: ConfirmationDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    const code = confirmationCode(asked, dto);
    return doneView(await this.#commands.run(asked, (author) => new PublishVersion(code, author)));
  }

  @Post('refuse')
  @Allow('approver')
  @Ends('refuseRegulation', 'Refuse la version proposée : une seconde personne, avec un motif.', RefusingDto)
  async refuse(@Body() { reason, ...read }: RefusingDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(await this.#commands.run(asked, (author) => new RefuseVersion(reason, author, code)));
  }

  @Post('withdraw')
  @Allow('operator')
  @Ends('withdrawRegulation', 'Retire la version proposée : qui l’a proposée.')
  async withdraw(@Body() read: EndingDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(await this.#commands.run(asked, (author) => new WithdrawVersion(author, code)));
  }
}
