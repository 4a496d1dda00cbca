/** Reports and proofs for auditors over HTTP. */
import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule, RolesModule } from '#libs/audit/audit.module.ts';
import { ContinuityModule } from '#libs/continuity/continuity.module.ts';
import { HistoryModule } from '#libs/history/history.module.ts';
import type { AuditSettings } from '#libs/runtime/audit-settings.ts';
import { AttestationsController } from '#apps/api/audit/attestations.controller.ts';
import { TakenDecisionsController } from '#apps/api/audit/decisions.controller.ts';
import { AccessesController } from '#apps/api/audit/accesses.controller.ts';
import { DutiesController } from '#apps/api/audit/duties.controller.ts';
import { ExtractsController } from '#apps/api/audit/extracts.controller.ts';
import { AuditKeysController } from '#apps/api/audit/keys.controller.ts';
import { LossesController } from '#apps/api/audit/losses.controller.ts';
import { OverridesController } from '#apps/api/audit/overrides.controller.ts';
import { RecomputationsController } from '#apps/api/audit/recomputations.controller.ts';
import { AUDIT_SETTINGS, ProofController } from '#apps/api/audit/proof.controller.ts';

@Module({})
export class AuditRoutesModule {
  static of(settings: AuditSettings): DynamicModule {
    return {
      module: AuditRoutesModule,
      imports: [AuditModule, RolesModule, ContinuityModule, HistoryModule],
      controllers: [
        AccessesController,
        DutiesController,
        TakenDecisionsController,
        ExtractsController,
        OverridesController,
        RecomputationsController,
        ProofController,
        LossesController,
        AttestationsController,
        AuditKeysController,
      ],
      providers: [{ provide: AUDIT_SETTINGS, useValue: settings }],
    };
  }
}
