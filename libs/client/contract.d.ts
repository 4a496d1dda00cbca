/** Made from docs/openapi.json by npm run docs. */
export interface paths {
    "/account-hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Combien de jours un compte changé attend.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readAccountHold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account-hold/exceptions/{exception}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose de payer un compte changé depuis peu ; une autre personne le confirme.
         * @description Rôles : operator.
         */
        post: operations["proposeAccountException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account-hold/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose un autre délai ; une autre personne le confirme.
         * @description Rôles : operator.
         */
        post: operations["proposeAccountHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les comptes des équipes et des enveloppes, confirmés et proposés.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accruals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les charges à payer et produits à recevoir à la fin d’une année, par période et expérimentation.
         * @description Ce qui est décidé et non versé, émis et non exécuté, calculé et non décidé, et ce que des équipes doivent ; rien n’est enregistré.
         *
         *     Rôles : accountant, authorising-officer, auditor.
         */
        get: operations["readAccruals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Qui a lu quel patient ou quel compte, et quand ; lire ce registre y est aussi.
         * @description Rôles : auditor.
         */
        get: operations["listAccesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/bundles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fait une liasse qui se vérifie hors ligne : des événements, un flux, ou tout le journal.
         * @description Rôles : auditor.
         */
        post: operations["makeBundle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/bundles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * La liasse d’un travail terminé, gardée sept jours.
         * @description Rôles : auditor.
         */
        get: operations["readBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les points de contrôle signés que cette installation garde, par position.
         * @description Rôles : auditor.
         */
        get: operations["listCheckpoints"];
        put?: never;
        /**
         * Vérifie tout le journal, puis signe où il en est ; rien n’est signé s’il ne convient pas.
         * @description Rôles : auditor.
         */
        post: operations["signCheckpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/checkpoints/{position}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un point de contrôle, tel qu’il a été signé : à garder ailleurs.
         * @description Rôles : auditor.
         */
        get: operations["readCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Qui a décidé quoi, et quelles décisions reposent sur un nom seulement déclaré.
         * @description Rôles : auditor.
         */
        get: operations["listTakenDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Qui a fait quoi pour chaque paiement et chaque changement du livre, et quand.
         * @description Rôles : auditor.
         */
        get: operations["listDuties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce qui n’a pas suivi le cours ordinaire : exceptions, comptes retenus, retraits, annulations, réponses saisies ou contredites.
         * @description Rôles : auditor.
         */
        get: operations["listOverrides"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/extractions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Un grand choix en un fichier CSV, avec ce qui est choisi contre le tout.
         * @description Rôles : auditor.
         */
        post: operations["makeExtract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/extractions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Le fichier d’un choix terminé, gardé sept jours.
         * @description Rôles : auditor.
         */
        get: operations["readExtract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/extracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Des versements, des décisions ou des événements choisis, et ce qui est choisi contre le tout.
         * @description completeness est le même à chaque page : nombre, somme et empreinte de ce qui est choisi, du reste et du tout. Sans filtre, tout est choisi : les empreintes d’un choix se refont alors à côté, avec SHA-256 seul.
         *
         *     Rôles : auditor.
         */
        get: operations["listExtract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/late-facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les faits connus longtemps après le jour où ils valent.
         * @description Le journal est lu par morceaux : une page peut être vide et avoir une suite.
         *
         *     Rôles : auditor.
         */
        get: operations["listLateFacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/losses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce que le journal n’a plus et que ses témoins ont vu, ce qui en est signalé, et les pertes reconnues.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readLosses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/losses/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reconnaît la perte signalée, telle qu’elle a été lue : une seconde personne.
         * @description Rôles : approver.
         */
        post: operations["acknowledgeLoss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/losses/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse le signalement d’une perte : une seconde personne, avec un motif.
         * @description Rôles : approver.
         */
        post: operations["refuseLossReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/losses/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signale que le journal a perdu sa fin, et ce qui s’est passé.
         * @description Rôles : operator.
         */
        post: operations["reportLoss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/losses/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire le signalement d’une perte : qui l’a fait.
         * @description Rôles : operator.
         */
        post: operations["withdrawLossReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/recomputations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Recalcule depuis le seul journal chaque décompte décidé ou calculé, et compare ce que garde le magasin de lecture.
         * @description Rôles : auditor, operator.
         */
        post: operations["recompute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Qui a eu quel rôle et quand, pour autant qu’on le sache, et d’où on le sait.
         * @description Rôles : auditor.
         */
        get: operations["listRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un tirage par unités monétaires : chaque centime a la même chance, et chacun retrouve le même tirage.
         * @description Les montants plus grands que 0 sont mis bout à bout dans l’ordre du journal ; le premier centime vient de seed, les suivants sont à intervalCents l’un de l’autre. apps/audit-verifier/sample.mjs refait le tirage à part.
         *
         *     Rôles : auditor.
         */
        get: operations["drawSample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Vérifie tout le journal : sa chaîne, ses points de contrôle, et les règles de ses décisions et de ses paiements.
         * @description Rôles : auditor.
         */
        post: operations["verifyLog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bank-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Nos comptes dont des relevés (camt.053) ont été pris.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listBankAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bank-accounts/differences/{difference}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explique un écart entre un relevé et le livre des paiements.
         * @description Rôles : accountant.
         */
        post: operations["explainDifference"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bank-accounts/{account}/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un compte jour par jour : ouverture, mouvements, clôture, inexpliqué.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listBankAccountDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bank-accounts/{account}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les écarts entre les relevés d’un compte et le livre des paiements.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listBankAccountDifferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calculations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Calcule les décomptes des trimestres, et des années IPEP où ils sont.
         * @description Rôles : operator.
         */
        post: operations["calculate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les équipes candidates, par nom.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listCandidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/candidates/{candidate}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Une candidature, les conditions de chaque régime tenues contre les faits, et ce qui en est décidé.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readCandidate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/candidates/{candidate}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reçoit la candidature d’une équipe, ou la corrige tant que rien n’en est décidé.
         * @description Rôles : operator.
         */
        post: operations["applyCandidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/candidates/{candidate}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce qu’une équipe candidate aurait touché sous plusieurs régimes, et à l’acte, sur les quatre derniers trimestres.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["compareSchemesForCandidate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/candidates/{candidate}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirme la décision proposée, telle qu’elle a été lue : une seconde personne.
         * @description Rôles : approver.
         */
        post: operations["confirmCandidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/candidates/{candidate}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire une candidature : l’équipe ne souhaite plus entrer.
         * @description Rôles : operator.
         */
        post: operations["withdrawCandidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/candidates/{candidate}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose d’accepter ou d’écarter une candidature ; une autre personne confirme.
         * @description Rôles : operator.
         */
        post: operations["proposeCandidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/candidates/{candidate}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse la décision proposée : une seconde personne, avec un motif.
         * @description Rôles : approver.
         */
        post: operations["refuseCandidateDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/candidates/{candidate}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire la décision proposée : qui l’a proposée.
         * @description Rôles : operator.
         */
        post: operations["withdrawCandidateDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tout ce qui attend une seconde personne, ce que cela change, et si vous pouvez le confirmer.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listConfirmations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debtors/{envelope}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Le compte débité d’une enveloppe, confirmé et proposé.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readDebtor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debtors/{envelope}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirme le compte débité proposé, tel qu’il a été lu : une seconde personne.
         * @description Rôles : accountant.
         */
        post: operations["confirmDebtor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debtors/{envelope}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose le compte débité d’une enveloppe ; une autre personne le confirme.
         * @description Rôles : accountant.
         */
        post: operations["proposeDebtor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debtors/{envelope}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse le compte débité proposé : une seconde personne, avec un motif.
         * @description Rôles : accountant.
         */
        post: operations["refuseDebtor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debtors/{envelope}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire le compte débité proposé : qui l’a proposé.
         * @description Rôles : accountant.
         */
        post: operations["withdrawDebtor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/due-erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les patients dont la durée de conservation est passée, et dont l’effacement n’est pas proposé.
         * @description Rôles : operator, approver, auditor.
         */
        get: operations["listDueErasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les identifiants qui semblent être d’une seule personne : même naissance, sexe et médecin, actes à la suite.
         * @description Rôles : operator, approver, auditor.
         */
        get: operations["listLookAlikes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/duplicates/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deux identifiants qui se ressemblent sont de deux personnes : ils ne sont plus signalés.
         * @description Rôles : operator.
         */
        post: operations["dismissLookAlike"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les enveloppes : engagé, libéré, payé, reste.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, service.
         */
        get: operations["listEnvelopes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes/{envelope}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Une enveloppe, et où en est chaque équipe.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, service.
         */
        get: operations["readEnvelope"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes/{envelope}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirme ce qui est proposé, tel qu’il a été lu : une seconde personne.
         * @description Rôles : approver.
         */
        post: operations["confirmEnvelope"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes/{envelope}/demands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose de demander le remboursement de ce que doit une équipe partie ; une autre personne le confirme.
         * @description Rôles : accountant.
         */
        post: operations["demandRepayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes/{envelope}/demands/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose d’abandonner une demande ; une autre personne le confirme.
         * @description Rôles : accountant.
         */
        post: operations["takeBackDemand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes/{envelope}/demands/{team}/letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * La lettre qui demande à une équipe de rembourser.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, service.
         */
        get: operations["readDemandLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes/{envelope}/early-releases/{exception}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose de libérer avant l’échéance ; une autre personne le confirme.
         * @description Rôles : operator.
         */
        post: operations["proposeEarlyRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes/{envelope}/exceptions/{exception}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirme l’exception proposée, telle qu’elle a été lue : une seconde personne.
         * @description Rôles : approver.
         */
        post: operations["confirmException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes/{envelope}/exceptions/{exception}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose de dépasser l’enveloppe ; une autre personne le confirme.
         * @description Rôles : operator.
         */
        post: operations["proposeException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes/{envelope}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose une enveloppe, ou un changement ; une autre personne le confirme.
         * @description Rôles : operator.
         */
        post: operations["proposeEnvelope"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes/{envelope}/repayments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saisit ce qu’une équipe a remboursé ; une autre personne le confirme.
         * @description Rôles : accountant.
         */
        post: operations["recordRepayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/envelopes/{envelope}/run-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce qu’une campagne paierait, compenserait et laisserait de côté maintenant ; rien n’est enregistré.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["previewPaymentRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les effacements de patients, le dernier d’abord.
         * @description Rôles : operator, approver, auditor.
         */
        get: operations["listErasures"];
        put?: never;
        /**
         * Propose d’effacer un patient ; une autre personne le confirme.
         * @description Rôles : operator.
         */
        post: operations["proposeErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures/{erasure}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un effacement : ce qu’il emporterait maintenant ou a emporté, et le code qui le confirme.
         * @description Rôles : operator, approver, auditor.
         */
        get: operations["readErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures/{erasure}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Efface le patient, tel que l’effacement a été lu : une seconde personne.
         * @description Rôles : approver.
         */
        post: operations["confirmErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures/{erasure}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse l’effacement proposé : une seconde personne, avec un motif.
         * @description Rôles : approver.
         */
        post: operations["refuseErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures/{erasure}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire l’effacement proposé : qui l’a proposé.
         * @description Rôles : operator.
         */
        post: operations["withdrawErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{position}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un événement du journal, tel qu’enregistré, et ce qui a été enregistré avec lui.
         * @description Rôles : auditor, operator.
         */
        get: operations["readEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{position}/effects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce qu’un événement a amené plus tard : décisions et paiements qui le nomment, et la suite de la même demande.
         * @description Le journal est lu par morceaux : une page peut être vide et avoir une suite.
         *
         *     Rôles : auditor, operator.
         */
        get: operations["listEventEffects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les exceptions que deux personnes ont données : celles qui peuvent servir, celles qui ont servi.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listExceptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Une ligne de soins payée à l’acte, ou l’annulation d’une autre.
         * @description Rôles : operator, service.
         */
        post: operations["recordActsFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/communes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Taux de pauvreté d’une commune pour une année, en pourcent ; vide : secret ou inconnu.
         * @description Rôles : operator, service.
         */
        post: operations["recordCommunesFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Affection de longue durée (ALD) ou complémentaire santé solidaire (C2S) d’un patient.
         * @description Rôles : operator, service.
         */
        post: operations["recordCoverageFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Crédit d’amorçage d’une équipe, dû un jour ; négatif : repris.
         * @description Rôles : operator, service.
         */
        post: operations["recordCreditsFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/declarations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Déclaration de médecin traitant ; sans numéro RPPS, elle met fin à la précédente.
         * @description Rôles : operator, service.
         */
        post: operations["recordDeclarationsFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Appartenance d’un professionnel à une équipe.
         * @description Rôles : operator, service.
         */
        post: operations["recordMembersFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/national_spending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dépense nationale moyenne d’une année, par profil.
         * @description Rôles : operator, service.
         */
        post: operations["recordNationalSpendingFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/patients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Naissance, sexe et décès d’un patient, sous pseudonyme.
         * @description Rôles : operator, service.
         */
        post: operations["recordPatientsFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/phases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Phase d’une équipe dans son expérimentation à partir d’un jour ; vide, elle retire une phase saisie par erreur.
         * @description Rôles : operator, service.
         */
        post: operations["recordPhasesFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Résultat d’une équipe à un indicateur de qualité, pour une année.
         * @description Rôles : operator, service.
         */
        post: operations["recordQualityFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/reference_revenue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rémunération ancienne d’une équipe pour un trimestre, à laquelle le forfait est plafonné.
         * @description Rôles : operator, service.
         */
        post: operations["recordReferenceRevenueFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/spending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Toute la dépense de l’assurance pour un patient dans une année.
         * @description Rôles : operator, service.
         */
        post: operations["recordSpendingFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Identité d’une équipe à partir d’un jour : expérimentation, option, périmètre, structure, commune.
         * @description Rôles : operator, service.
         */
        post: operations["recordTeamsFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facts/thresholds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Valeurs intermédiaire et cible d’un indicateur pour une année, en pourcent.
         * @description Rôles : operator, service.
         */
        post: operations["recordThresholdsFact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce qui est publié, dans l’ordre du journal.
         * @description Une page d’événements CloudEvents 1.0 après un curseur, ou, avec Accept: text/event-stream, tout ce qui vient après, à mesure. Une page dit dans decompte-cursor jusqu’où le journal a été regardé ; elle avance aussi quand elle est vide. Gardez decompte-epoch avec lui et redonnez les deux (Link le fait) : 409 si le journal a été restauré depuis. Au bout (decompte-cursor égal à decompte-end), redemandez plus tard. /asyncapi.json décrit les événements. Une équipe n’y voit que ses décisions et ses paiements, et aucun calcul.
         *
         *     Rôles : service, auditor, operator, accountant, team.
         */
        get: operations["readFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feed/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Nombre et empreinte de ce qui est publié jusqu’à un curseur, à comparer avec ce qu’un lecteur a.
         * @description Sans cursor, jusqu’à la fin du journal. Avec les mêmes types et la même équipe que le flux lu ou l’abonnement, un lecteur qui a tout trouve le même nombre et refait l’empreinte avec SHA-256 seul ; sinon, des curseurs plus petits montrent où cela diffère.
         *
         *     Rôles : service, auditor, operator, accountant, team.
         */
        get: operations["reconcileFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/general-ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les écritures comptables des mouvements enregistrés d’un jour à un autre.
         * @description En CSV, toutes les écritures de la plage, avec les colonnes du FEC.
         *
         *     Rôles : accountant, authorising-officer, auditor.
         */
        get: operations["listGeneralLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le processus répond */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les stockages répondent et aucune projection n’est bloquée */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/import-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les fichiers de faits : leurs colonnes, avec un exemple.
         * @description Rôles : operator, auditor, service.
         */
        get: operations["listImportTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/import-templates/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un fichier de faits à remplir, comme Excel en France l’ouvre : points-virgules, marque d’ordre des octets.
         * @description Rôles : operator, auditor, service.
         */
        get: operations["downloadImportTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les fichiers reçus, par nom.
         * @description Rôles : operator, auditor.
         */
        get: operations["listImports"];
        put?: never;
        /**
         * Enregistre les faits de fichiers CSV, nommés comme à la ligne de commande.
         * @description Rôles : operator, service.
         */
        post: operations["importFacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un fichier reçu.
         * @description Rôles : operator, auditor.
         */
        get: operations["readImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Classe sans suite les lignes de côté d’un fichier reçu, ou son refus, avec un motif.
         * @description Rôles : operator.
         */
        post: operations["dismissSetAside"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les indicateurs suivis de toutes les équipes, par équipe et année : tendance, distance de la note suivante, et ce qu’elle vaut.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listIndicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les travaux, le dernier demandé d’abord.
         * @description Avec Accept: text/event-stream, ceux qui sont ouverts, puis chaque travail à mesure qu’il avance ; Last-Event-ID donne aussi ceux qui ont changé depuis. Les filtres sont ceux de la liste.
         *
         *     Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un travail : où il en est, comment il a fini.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, service.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Arrête un travail qui attend, ou qui est en cours, entre deux étapes.
         * @description Rôles : operator, authorising-officer.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce qu’un travail a donné, une fois terminé.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, service.
         */
        get: operations["getJobResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce qui attend une seconde personne dans le livre des paiements, avec son code.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listLedgerProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger-proposals/{proposal}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirme ce qui a été lu : une seconde personne.
         * @description Rôles : approver, accountant.
         */
        post: operations["confirmLedgerProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger-proposals/{proposal}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse, avec un motif : une seconde personne.
         * @description Rôles : approver, accountant.
         */
        post: operations["refuseLedgerProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger-proposals/{proposal}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire ce que l’on a proposé.
         * @description Rôles : operator, approver, accountant, authorising-officer.
         */
        post: operations["withdrawLedgerProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Écrit les lettres de toutes les décisions d’une période, et donne l’empreinte de chacune.
         * @description Rôles : operator, service.
         */
        post: operations["listLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les lettres d’un travail terminé, dans un fichier ZIP.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, service.
         */
        get: operations["readLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mesures du service, au format Prometheus
         * @description Rôles : operator, auditor, service.
         */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/monitoring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Le suivi de l’expérimentation, par expérimentation et période : patients, montants, forfait par patient, fuite, qualité, entrées et sorties.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listMonitoring"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/monitoring/published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les chiffres publiés de l’expérimentation, avec leur source, à côté de ce que font les décomptes.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listPublishedFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patient-merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les identifiants réunis, et ce qui attend une seconde personne.
         * @description Rôles : operator, approver, auditor.
         */
        get: operations["listPatientMerges"];
        put?: never;
        /**
         * Propose que deux identifiants soient d’une seule personne ; une autre personne le confirme.
         * @description Rôles : operator.
         */
        post: operations["proposePatientMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patient-merges/{patient}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirme ce qui est proposé pour un identifiant, avec le code de ce qui a été lu.
         * @description Rôles : approver.
         */
        post: operations["confirmPatientMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patient-merges/{patient}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse ce qui est proposé pour un identifiant, avec un motif.
         * @description Rôles : approver.
         */
        post: operations["refusePatientMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patient-merges/{patient}/separate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose de défaire une réunion ; une autre personne le confirme.
         * @description Rôles : operator.
         */
        post: operations["proposePatientSeparation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patient-merges/{patient}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire ce que l’on a proposé pour un identifiant.
         * @description Rôles : operator.
         */
        post: operations["withdrawPatientMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{pseudonym}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Le dossier d’un patient : toutes les versions de ses faits.
         * @description Rôles : operator, auditor.
         */
        get: operations["readPatient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payees/{team}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Le compte d’une équipe, confirmé et proposé.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readPayee"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payees/{team}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirme le compte proposé d’une équipe, tel qu’il a été lu : une seconde personne.
         * @description Rôles : accountant.
         */
        post: operations["confirmPayee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payees/{team}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose le compte d’une équipe ; une autre personne le confirme.
         * @description Rôles : accountant.
         */
        post: operations["proposePayee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payees/{team}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse le compte proposé d’une équipe : une seconde personne, avec un motif.
         * @description Rôles : accountant.
         */
        post: operations["refusePayee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payees/{team}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire le compte proposé d’une équipe : qui l’a proposé.
         * @description Rôles : accountant.
         */
        post: operations["withdrawPayee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prend la réponse de la banque : pain.002, camt.053, camt.054 ou CSV.
         * @description Rôles : accountant.
         */
        post: operations["takeBankAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-answers/typed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saisit ce qu’il en est de paiements, ou corrige une réponse ; une autre personne le confirme.
         * @description Rôles : accountant.
         */
        post: operations["typeBankAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-ledger/carry-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce que la reprise des livres d’avant, un par enveloppe, fait ou a fait.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readCarryOver"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-ledger/carry-over/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reprend les livres d’avant dans le livre des paiements.
         * @description Rôles : operator.
         */
        post: operations["confirmCarryOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-ledger/carry-over/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose de défaire une écriture portée deux fois ; une autre personne le confirme.
         * @description Rôles : operator.
         */
        post: operations["undoPosting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-ledgers/{envelope}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les écritures du livre des paiements d’une enveloppe, dans l’ordre.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["listPaymentLedgerEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les campagnes de paiement, préparées et libérées.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listPaymentRuns"];
        put?: never;
        /**
         * Prépare ce qui est dû : le vérifie, en fait les fichiers, donne le code qui le libère ; rien n’est libéré.
         * @description Rôles : operator, authorising-officer.
         */
        post: operations["preparePaymentRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Une campagne et ses paiements : préparée, comme elle serait libérée maintenant, ou libérée.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readPaymentRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-runs/{run}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose d’annuler une campagne libérée qui n’est pas partie ; une autre personne le confirme, qui voit si son fichier a été remis.
         * @description Rôles : operator, authorising-officer.
         */
        post: operations["proposeRunCancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-runs/{run}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Abandonne une campagne préparée ; rien n’a été libéré.
         * @description Rôles : operator, authorising-officer.
         */
        post: operations["dropPaymentRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-runs/{run}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un fichier d’une campagne libérée pour la banque : les mêmes octets chaque fois ; qui le prend, et quand, est retenu.
         * @description Rôles : accountant, authorising-officer, auditor.
         */
        get: operations["readPaymentFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-runs/{run}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Libère une campagne préparée, telle qu’elle a été lue, une seule fois.
         * @description Rôles : authorising-officer.
         */
        post: operations["releasePaymentRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les paiements libérés, et ce que la banque en a fait.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["listPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{endToEndId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un paiement par sa référence : ce qu’il paie, qui l’a décidé et libéré, son fichier, ce que la banque en dit.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{endToEndId}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pourquoi un paiement vaut ce montant : échéance, réductions, compensations, et ce que dit la décision.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["explainPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les projections : où elles en sont, et si elles tiennent ce que le journal a.
         * @description Rôles : operator, auditor.
         */
        get: operations["listProjections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projections/{name}/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reconstruit une projection à côté de celle qui sert, puis l’échange.
         * @description Rôles : operator.
         */
        post: operations["rebuildProjection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/regularisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les régularisations préparées et soumises d’une plage, et le code qui approuve celles qui sont soumises.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listRegularisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/regulation/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * La version proposée, ce qu’elle change, et son code.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readProposedRegulation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/regulation/proposal/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * La version proposée, toute entière.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readProposedRegulationContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/regulation/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose une version des paramètres et des grilles.
         * @description Rôles : operator.
         */
        post: operations["proposeRegulation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/regulation/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publie la version proposée, telle qu’elle a été lue : une seconde personne.
         * @description Rôles : approver.
         */
        post: operations["publishRegulation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/regulation/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse la version proposée : une seconde personne, avec un motif.
         * @description Rôles : approver.
         */
        post: operations["refuseRegulation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/regulation/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les versions publiées de la réglementation.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["listRegulationVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/regulation/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Une version publiée : textes, paramètres par date avec leur source et leur certitude, grilles.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["readRegulationVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/regulation/versions/{version}/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce qu’une version publiée change d’une autre, valeur par valeur.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, service.
         */
        get: operations["compareRegulationVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/regulation/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire la version proposée : qui l’a proposée.
         * @description Rôles : operator.
         */
        post: operations["withdrawRegulation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les rejeux gardés sous un nom, et ce que chacun change.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listReplays"];
        put?: never;
        /**
         * Rejoue une plage : décidé, serait, différence et pourquoi ; ne change rien.
         * @description Rôles : operator.
         */
        post: operations["replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/replays/{first}/difference/{second}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les lignes sur lesquelles deux rejeux gardés diffèrent.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["compareReplays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cherche une équipe, un décompte, un paiement, une campagne ou une enveloppe.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Qui demande : son nom, ses rôles, son équipe.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["readSession"];
        put?: never;
        post?: never;
        /**
         * Termine la session de la console ; un jeton n’en a pas.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Comment s’identifier dans la console. */
        get: operations["readLogin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/set-aside-rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les lignes mises de côté, avec ce qui irait.
         * @description Rôles : operator, auditor.
         */
        get: operations["listSetAsideRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/set-aside-rows/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les lignes de côté d’un genre de fait, à corriger et à importer tel quel : la colonne a_faire dit quoi.
         * @description Rôles : operator, auditor.
         */
        get: operations["downloadRowsToMend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/set-aside-summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce qui attend de chaque fichier reçu, par faute.
         * @description Rôles : operator, auditor.
         */
        get: operations["summariseSetAside"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les simulations gardées, et leur effet en tout.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listSimulations"];
        put?: never;
        /**
         * Calcule avec d’autres paramètres, à côté de la réglementation en vigueur ; garde l’effet, que personne ne peut décider.
         * @description Rôles : operator.
         */
        post: operations["simulate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/simulations/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Des simulations côte à côte, en tout, par expérimentation, équipe, période ou profil des patients.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["compareScenarios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/simulations/{first}/difference/{second}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les décomptes sur lesquels deux simulations de la même plage diffèrent.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["compareSimulations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/simulations/{simulation}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose la version qu’une simulation a essayée ; une autre personne la lit et la publie.
         * @description Rôles : operator.
         */
        post: operations["proposeSimulation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/simulations/{simulation}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * L’effet d’une simulation, décompte par décompte, à côté de la réglementation en vigueur.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listSimulationEffects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les derniers décomptes calculés, par période puis par équipe, ou dans un autre ordre.
         * @description Une équipe n’y voit que ses décomptes décidés.
         *
         *     Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["listStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approuve ce que couvrent des rapports des écarts, par leur code.
         * @description Rôles : approver.
         */
        post: operations["approveStatements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/regularise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prépare les régularisations des périodes décidées d’une plage qu’un nouveau calcul change, ou que montrait un rejeu gardé.
         * @description Rôles : operator.
         */
        post: operations["regulariseStatements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rejette tout ce qui est soumis d’une plage, avec un motif.
         * @description Rôles : approver.
         */
        post: operations["rejectStatements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Soumet tous les décomptes calculés et régularisations d’une plage.
         * @description Rôles : operator.
         */
        post: operations["submitStatements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sommes des décomptes d’une liste, par période, expérimentation et étape.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, service.
         */
        get: operations["sumStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire tout ce qui est approuvé d’une plage, avec un motif.
         * @description Rôles : approver.
         */
        post: operations["withdrawStatements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un décompte, tel que calculé en dernier ; pour une équipe, tel que décidé en dernier.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["readStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/act-ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Le registre des actes du trimestre : sommes par classe et motif.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["listActLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/act-ledger/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les actes du registre d’un décompte, un à un, refaits des dossiers tels que le calcul les a vus.
         * @description Leurs sommes sont celles du registre ; une liste commencée reste celle du même calcul, même refait depuis.
         *
         *     Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["listActLedgerEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approuve ce qui est soumis : c’est décidé. Une autre personne l’a soumis.
         * @description Rôles : approver.
         */
        post: operations["approveStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Où en est un décompte, et ce qui en est décidé.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team.
         */
        get: operations["readDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/decisions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un décompte tel que décidé : lignes, taux et échéances, qui a décidé, et ce qui en est payé.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team.
         */
        get: operations["readDecision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/decisions/{number}/letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * La lettre d’un décompte décidé, ou de sa régularisation : les mêmes octets pour la même décision.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["readDecisionLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pourquoi chaque montant : taux, patients, actes, faits et paramètres.
         * @description Rôles : operator, approver, auditor.
         */
        get: operations["explainStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/explanation/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pourquoi un montant, un niveau à la fois : ligne, taux, patient, acte, événement, paramètre, texte.
         * @description Le calcul est refait tel qu’il a été fait, et gardé tant qu’on le parcourt.
         *
         *     Rôles : operator, approver, auditor.
         */
        get: operations["explainStatementPart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/explanation/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pourquoi chaque montant, sans patient : lignes, taux, formules et paramètres.
         * @description Une équipe y lit ce qui est décidé.
         *
         *     Rôles : operator, approver, authorising-officer, accountant, auditor, team.
         */
        get: operations["explainStatementSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tout ce qui est arrivé à un décompte, et où il en était.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readStatementHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/instalments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les échéances d’un décompte.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["listStatementInstalments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Le dernier calcul d’un décompte, en lettre marquée provisoire : rien n’y est décidé.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, service.
         */
        get: operations["readProvisionalLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les lignes d’un décompte.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["listStatementLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/parameters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les paramètres d’un décompte, avec ce qu’ils ont de sûr.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["listStatementParameters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/regularise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prépare la régularisation d’une période décidée, à soumettre ensuite.
         * @description Rôles : operator.
         */
        post: operations["regulariseStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rejette ce qui est soumis, avec un motif.
         * @description Rôles : approver.
         */
        post: operations["rejectStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Soumet un décompte calculé, ou une régularisation.
         * @description Rôles : operator.
         */
        post: operations["submitStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements/{team}/{period}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire ce qui est approuvé et dont rien n’est libéré, avec un motif.
         * @description Rôles : approver.
         */
        post: operations["withdrawStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/streams/{stream}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les événements d’un flux, tels qu’enregistrés ; ceux d’un patient pour l’auditeur seul.
         * @description Rôles : auditor, operator.
         */
        get: operations["listStreamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les équipes, par identifiant, telles que connues un jour.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["listTeams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Une équipe : phases, professionnels, qualité, crédits.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["readTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce qu’une équipe toucherait sous plusieurs régimes, et à l’acte, sur son propre passé. Rien ne s’en décide.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["compareSchemes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les indicateurs suivis d’une équipe, par année : tendance, distance de la note suivante, et ce qu’elle vaut en recalculant les décomptes qui en dépendent.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listTeamIndicators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les résultats de qualité d’une équipe, à côté des seuils de l’année, et la note qu’ils donnent.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["readTeamQuality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/years/{year}/letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Le récapitulatif d’une année pour une équipe : ce qui est décidé, régularisé et versé.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor, team, service.
         */
        get: operations["readYearLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/todo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ce qu’il y a à faire, dans l’ordre où une semaine le fait.
         * @description Ce qu’un nouveau calcul changerait n’est pas cherché : c’est un calcul.
         *
         *     Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readTodo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/variance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les écarts d’une période, et le code qu’une approbation en nombre demande.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["readVariance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/variance/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les écarts d’une période par pages : à expliquer d’abord, les plus grands avant les autres.
         * @description Rôles : operator, approver, authorising-officer, accountant, auditor.
         */
        get: operations["listVariance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les webhooks, sans leurs secrets.
         * @description Rôles : operator, auditor.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Abonne une adresse à ce qui est publié, et donne son secret.
         * @description Envois signés selon Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature), au moins une fois, dans l’ordre pour chaque équipe. La même commande (même Idempotency-Key) redonne le même secret ; rien d’autre ne le redonne.
         *
         *     Rôles : operator.
         */
        post: operations["subscribeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Un webhook, et où en sont ses envois.
         * @description Rôles : operator, auditor.
         */
        get: operations["readWebhook"];
        put?: never;
        post?: never;
        /**
         * Supprime un webhook et l’état de ses envois.
         * @description Rôles : operator.
         */
        delete: operations["removeWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les essais d’envoi, du plus récent au plus ancien.
         * @description Rôles : operator, auditor.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * N’envoie plus rien ; ce qui attend attend.
         * @description Rôles : operator.
         */
        post: operations["disableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reprend les envois où ils en étaient, ou après une position.
         * @description Rôles : operator.
         */
        post: operations["enableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/redeliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Envoie un événement de nouveau, une fois, à côté de ce qui attend.
         * @description Rôles : operator.
         */
        post: operations["redeliverToWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Donne un secret neuf ; pendant 24 h, l’ancien signe aussi.
         * @description Rôles : operator.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/skips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Abandonne un événement qui attend, pour que ceux de son équipe qui attendent derrière lui passent.
         * @description Rôles : operator.
         */
        post: operations["skipWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccessView: {
            /** @example 2026-11-03T09:12:00.000Z */
            at: string;
            /**
             * @description Identifiant de la personne (sub) ; vide pour LOST.
             * @example u-1
             */
            subject: string;
            /** @example Zoé */
            name: string;
            /**
             * @example [
             *       "auditor"
             *     ]
             */
            roles: ("operator" | "approver" | "authorising-officer" | "accountant" | "auditor" | "team" | "service")[];
            /**
             * @description Adresse lue, sans ses paramètres.
             * @example /patients/P0000001
             */
            address: string;
            /**
             * @description Numéro de la requête.
             * @example 2b5c…
             */
            request: string;
            /**
             * @description PATIENT : des patients, par pseudonyme ; ACCOUNT : des comptes en entier ; FILE : un fichier qui en contient ; RECORD : ce registre ; ROLES : rien, un jeton a montré ses rôles ; LOST : ce qui n’a pas pu être gardé.
             * @example PATIENT
             * @enum {string}
             */
            kind: "PATIENT" | "ACCOUNT" | "FILE" | "RECORD" | "ROLES" | "LOST";
            /**
             * @description Au plus mille. D’un compte : ce qui n’en est pas caché, et le début de son SHA-256.
             * @example [
             *       "P0000001"
             *     ]
             */
            ids: string[];
            /**
             * @description Combien ; plus que ids s’il y en avait trop pour les garder.
             * @example 1
             */
            count: number;
        };
        AccessesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["AccessView"][];
        };
        AccountChangeView: {
            /**
             * @example iban
             * @enum {string}
             */
            field: "name" | "iban" | "bic";
            /**
             * @description En vigueur ; null s’il n’y en a pas.
             * @example null
             */
            before: string | null;
            /**
             * @description Proposé.
             * @example FR•••••••••••••••••••••0189
             */
            after: string;
        };
        AccountDayView: {
            /** @example 2026-11-30 */
            day: string;
            /**
             * @description Centimes ; null si aucun relevé ne le dit.
             * @example 500000
             */
            openingCents: string | null;
            /** @description Nos paiements débités. */
            executed: components["schemas"]["MovementsView"];
            /** @description Nos paiements revenus. */
            returned: components["schemas"]["MovementsView"];
            /** @description Les autres mouvements. */
            other: components["schemas"]["MovementsView"];
            /**
             * @description Centimes ; null si aucun relevé ne le dit.
             * @example 476031
             */
            closingCents: string | null;
            /** @description Écarts de ce jour que personne n’a expliqués. */
            unexplained: components["schemas"]["MovementsView"];
        };
        AccountDaysPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["AccountDayView"][];
        };
        AccountDifferenceView: {
            /** @example 3f0a9c41de01b2c3 */
            difference: string;
            /**
             * @example NOT_OURS
             * @enum {string}
             */
            kind: "NOT_OURS" | "NOT_IN_LEDGER" | "BOOKED_TWICE" | "NOT_ON_ACCOUNT" | "RETURN_TO_CONFIRM" | "STATEMENT_MISSING" | "BALANCE_DIFFERS";
            /** @example mouvement qui n’est pas de nos paiements */
            text: string;
            /** @example 2026-11-30 */
            day: string;
            /**
             * @description Centimes.
             * @example -250
             */
            cents: string;
            /**
             * @description Paiement, relevé, ou ce que dit la banque du mouvement.
             * @example FRAIS
             */
            of: string;
            explanation: components["schemas"]["AccountExplanationView"] | null;
        };
        AccountDifferencesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["AccountDifferenceView"][];
        };
        AccountDto: {
            /**
             * @description Titulaire.
             * @example Maison de santé des Tilleuls
             */
            name: string;
            /** @example FR76 3000 6000 0112 3456 7890 189 */
            iban: string;
            /** @example AGRIFRPP */
            bic: string;
            /**
             * @description Ce que la banque du compte dit du titulaire (vérification du bénéficiaire) ; avec verifiedOn et verifiedBy.
             * @example MATCH
             * @enum {string}
             */
            verification?: "MATCH" | "CLOSE_MATCH" | "NO_MATCH" | "NOT_POSSIBLE";
            /**
             * @description Vérifié le.
             * @example 2026-01-15
             */
            verifiedOn?: string;
            /**
             * @description Qui l’a demandé, ou par quel service.
             * @example Service VoP de la banque
             */
            verifiedBy?: string;
        };
        AccountExceptionDto: {
            /**
             * @description Pourquoi.
             * @example liste à vérifier
             */
            reason: string;
            /**
             * @description Équipe dont le compte a changé.
             * @example PEPS-01
             */
            team: string;
        };
        AccountExplanationView: {
            /** @example frais de tenue de compte */
            reason: string;
            by: components["schemas"]["PersonView"];
            /** @example 2026-12-01T09:00:00.000Z */
            at: string;
        };
        AccountFlagView: {
            /**
             * @example SHARED_BY_TEAMS
             * @enum {string}
             */
            flag: "SAME_AS_DEBTOR" | "SAME_AS_PAYEE" | "SHARED_BY_TEAMS" | "UNKNOWN_HOLDER" | "NAME_ALTERED" | "NOT_VERIFIED";
            /**
             * @description Équipes, enveloppes, ou nom que la banque montre.
             * @example [
             *       "PEPS-02"
             *     ]
             */
            of: string[];
            /** @example PEPS-02 a le même IBAN */
            detail: string;
        };
        AccountView: {
            /** @example Maison de santé des Tilleuls */
            name: string;
            /**
             * @description Masqué pour qui n’a pas à le voir.
             * @example FR•••••••••••••••••••••0189
             */
            iban: string;
            /** @example AGRIFRPP */
            bic: string;
        };
        AccountingEntryView: {
            /** @example 12 */
            number: number;
            /**
             * @example DEC
             * @enum {string}
             */
            journal: "DEC" | "OD" | "BQ" | "CL";
            /** @example Décisions */
            journalLabel: string;
            /** @example 2026-11-03 */
            day: string;
            /** @example statement-PEPS-01-2021-Q1@3 */
            piece: string;
            /** @example 2026-11-03 */
            pieceDay: string;
            /** @example Dû PEPS-01 2021-Q1 */
            label: string;
            /** @description Débits et crédits s’équilibrent. */
            lines: components["schemas"]["EntryLineView"][];
        };
        AccrualSumView: {
            /** @example 2023-Q2 */
            period: string;
            /** @example PEPS */
            scheme: string | null;
            /**
             * @example CALCULATED
             * @enum {string}
             */
            kind: "DECIDED" | "RELEASED" | "CALCULATED" | "CALCULATED_LESS" | "TO_RECOVER" | "DEMANDED";
            /** @example Calculé, non décidé */
            label: string;
            /**
             * @description Nombre de décomptes.
             * @example 53
             */
            statements: number;
            /**
             * @description Centimes.
             * @example 253351
             */
            amountCents: string;
        };
        AccrualView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2023-Q2 */
            period: string;
            /** @example PEPS */
            scheme: string | null;
            /**
             * @example CALCULATED
             * @enum {string}
             */
            kind: "DECIDED" | "RELEASED" | "CALCULATED" | "CALCULATED_LESS" | "TO_RECOVER" | "DEMANDED";
            /** @example Calculé, non décidé */
            label: string;
            /**
             * @description Centimes, plus de 0.
             * @example 7437
             */
            amountCents: string;
            /**
             * @description Dernière échéance de ce qui est calculé ; null sinon.
             * @example null
             */
            dueOn: string | null;
        };
        AccrualsView: {
            /**
             * @description Jour de clôture.
             * @example 2023-12-31
             */
            closing: string;
            /** @description Par période, expérimentation et nature. */
            sums: components["schemas"]["AccrualSumView"][];
            /** @description Décompte par décompte. */
            accruals: components["schemas"]["AccrualView"][];
            /** @description Jamais calculés : rien n’y est inscrit. */
            notCalculated: components["schemas"]["NotCalculatedView"][];
        };
        AcknowledgedLossView: {
            /** @description Les témoins que le journal contredit, le plus avancé en premier. */
            lost: components["schemas"]["WitnessView"][];
            /** @description Dernier endroit, avant eux, où un témoin confirme le journal. */
            agreed: components["schemas"]["HeadView"];
            /** @description Fin du journal. */
            end: components["schemas"]["HeadView"];
            /** @description Ce qui manque, en phrases. */
            details: string[];
            /**
             * @description Ce qui s’est passé.
             * @example sauvegarde de la veille remise
             */
            reason: string;
            reportedBy: components["schemas"]["PersonView"];
            acknowledgedBy: components["schemas"]["PersonView"];
            /** @example 2026-11-28T11:00:00.000Z */
            acknowledgedAt: string;
        };
        /** @description Le livre des actes de la période, en sommes : rien d’un patient. */
        ActLedger: {
            /** @description Par classe et motif. */
            lines: {
                /** @description SUBSTITUTED, LEAKAGE, FEE_FOR_SERVICE ou INFORMATION_ONLY. */
                class: string;
                /** @description Pourquoi un acte est payé à l’acte ; vide pour les autres classes. */
                reason: string;
                /** @description Actes, moins ceux qui sont annulés. */
                acts: number;
                /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
                baseCents: string;
                /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
                paidCents: string;
            }[];
            /** @description En tout. */
            acts: number;
            /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
            baseCents: string;
            /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
            paidCents: string;
        };
        ActVersionView: {
            /**
             * @description Connu le.
             * @example 2021-01-04
             */
            knownOn: string;
            /**
             * @description Position dans le journal.
             * @example 4211
             */
            position: number;
            /** @example A000001 */
            act: string;
            /** @example 10000000017 */
            executant: string;
            /** @example GP */
            profession: string;
            /** @example 1112 */
            actCode: string;
            /** @example 2020-03-16 */
            careOn: string;
            /**
             * @description Centimes.
             * @example 2500
             */
            baseCents: string;
            /**
             * @description Centimes.
             * @example 1750
             */
            paidCents: string;
            /** @example false */
            informationOnly: boolean;
            /**
             * @description Annule un autre acte.
             * @example false
             */
            reversal: boolean;
        };
        ActView: {
            /**
             * @example RELEASE
             * @enum {string}
             */
            duty: "PROPOSE_ACCOUNT" | "CONFIRM_ACCOUNT" | "SUBMIT" | "APPROVE" | "EXCEPT_ACCOUNT" | "RELEASE" | "TYPE_ANSWER" | "PROPOSE_TERMS" | "CONFIRM_TERMS" | "PROPOSE_EXCEPTION" | "CONFIRM_EXCEPTION" | "PROPOSE_HOLD" | "CONFIRM_HOLD" | "PROPOSE_DEMAND" | "CONFIRM_DEMAND" | "PROPOSE_REPAYMENT" | "CONFIRM_REPAYMENT" | "PROPOSE_TAKE_BACK" | "CONFIRM_TAKE_BACK" | "PREPARE" | "ANSWER" | "CONFIRM_ANSWER";
            by: components["schemas"]["PersonView"];
            /** @example 2026-11-03T09:12:00.000Z */
            at: string;
        };
        ActorView: {
            /** @example Alice */
            name: string;
            /**
             * @description verified : prouvé par un jeton.
             * @example verified
             * @enum {string}
             */
            assurance: "asserted" | "verified";
            /**
             * @description Son identifiant (sub), si le nom en est un autre.
             * @example u-1
             */
            subject?: string;
            /**
             * @description Utilisateur du système, à la ligne de commande ; vide ailleurs.
             * @example
             */
            osUser: string;
        };
        ActsFact: {
            /**
             * @description act
             * @example acte-2024-000001
             */
            act_id: string;
            /**
             * @description patient
             * @example a1b2c3d4e5f60718
             */
            patient_id: string;
            /**
             * @description rpps
             * @example 10000000017
             */
            executant_rpps: string;
            /**
             * @description profession
             * @example GP
             */
            profession: string;
            /**
             * @description digits
             * @example 1111
             */
            act_code: string;
            /**
             * @description integer
             * @example 1
             */
            quantity: string;
            /**
             * @description day
             * @example 2024-03-15
             */
            care_on: string;
            /**
             * @description cents
             * @example 2650
             */
            base_cents: string;
            /**
             * @description cents
             * @example 1855
             */
            paid_cents: string;
            /**
             * @description text, peut manquer ou être vide
             * @example
             */
            qualifier?: string;
            /**
             * @description act, peut manquer ou être vide
             * @example
             */
            reverses?: string;
            /**
             * @description day
             * @example 2024-04-02
             */
            known_on: string;
        };
        AmountChangeView: {
            /** @example PEPS-01 */
            team: string;
            /** @example Équipe PEPS-01 */
            teamName: string | null;
            /** @example 2023-Q2 */
            period: string;
            /**
             * @description Centimes, tel que calculé à présent ; 0 sans décompte.
             * @example 7437
             */
            beforeCents: string;
            /**
             * @description Centimes, avec les faits de ces fichiers.
             * @example 5582
             */
            afterCents: string;
        };
        AnnouncedReturnView: {
            /**
             * @description REJECTED : avant le débit. RETURNED : crédité.
             * @enum {string}
             */
            outcome: "REJECTED" | "RETURNED";
            /**
             * @description Jour de la banque.
             * @example 2026-02-04
             */
            day: string;
            /**
             * @description Motif de la banque, un code, ou null.
             * @example AC04
             */
            reason: string | null;
            /**
             * @description Ce que la banque en dit, ou null.
             * @example null
             */
            detail: string | null;
            /**
             * @description À confirmer par une autre personne (/ledger-proposals).
             * @example answer:3f0a9c41de01b2c3
             */
            proposal: string;
            /** @description Qui a remis le fichier ; null pour une équipe. */
            by: components["schemas"]["PersonView"] | null;
        };
        ApartView: {
            /**
             * @example run
             * @enum {string}
             */
            kind: "decision" | "run" | "payment" | "exception";
            /** @example 2026-W05 */
            id: string;
            /** @example FIR-2026 */
            envelope: string;
            /**
             * @description L’enveloppe qui garde cet identifiant.
             * @example FIR-2025
             */
            keptBy: string;
            /**
             * @description L’autre le devient.
             * @example 2026-W05-FIR-2026
             */
            as: string;
        };
        ApplicationDto: {
            /** @example Maison de santé des Saules */
            name: string;
            /**
             * @description Expérimentation souhaitée.
             * @example PEPS
             */
            scheme: string;
            /**
             * @description Option souhaitée ; vide si l’expérimentation n’en a pas.
             * @example ALL
             */
            option: string;
            /**
             * @description Périmètre souhaité ; vide si l’expérimentation n’en a pas.
             * @example GP
             */
            scope: string;
            /**
             * @description MSP, CDS, CPTS ou OTHER.
             * @example MSP
             */
            structure: string;
            /** @example 010000024 */
            finess: string;
            /**
             * @description Code INSEE.
             * @example 38185
             */
            commune: string;
            /**
             * @description Jour d’entrée souhaité.
             * @example 2027-01-01
             */
            entersOn: string;
            /**
             * @description Patients qu’elle dit avoir ; les déclarations des faits disent combien elle en a.
             * @example 1200
             */
            patients: number;
            members: components["schemas"]["CandidateMemberDto"][];
        };
        ApprovalDto: {
            /**
             * @description Premier trimestre ; les années IPEP où ils sont en font partie.
             * @example 2023-Q1
             */
            from: string;
            /**
             * @description Dernier trimestre.
             * @example 2023-Q2
             */
            to: string;
            /**
             * @description Une seule équipe.
             * @example PEPS-01
             */
            team?: string;
            /**
             * @description Une seule expérimentation.
             * @example PEPS
             */
            scheme?: string;
            /**
             * @description true : seulement les régularisations.
             * @example false
             */
            regularisations?: boolean;
            /**
             * @description Codes des rapports des écarts qui ont été lus (GET /variance, champ code) : un par période.
             * @example [
             *       "2b8befff3a39",
             *       "ed68e34f0aa8"
             *     ]
             */
            variance: string[];
            /** @description Exception confirmée à deux, si cette approbation dépasse l’enveloppe. */
            exception?: string;
        };
        AssumptionView: {
            /** @example SAME_CARE */
            code: string;
            /** @example Les mêmes patients, les mêmes déclarations et les mêmes actes sous chaque régime. */
            sentence: string;
        };
        AuditEntryView: {
            /**
             * @description Dans le journal.
             * @example 178823
             */
            position: number;
            /**
             * @description Référence du versement ; équipe, période et rang de la décision ; flux de l’événement.
             * @example DCPT5E1B6A0C9D4F4B7E8A2C1D3F
             */
            id: string;
            /**
             * @description Où en est le versement ; sinon l’événement.
             * @example EXECUTED
             */
            status: string;
            /**
             * @description Vide s’il n’y en a pas.
             * @example PEPS-01
             */
            team: string;
            /**
             * @description Vide s’il n’y en a pas.
             * @example 2023-Q2
             */
            period: string;
            /**
             * @description En centimes ; négatif pour ce qui est repris, 0 sans montant.
             * @example 23969
             */
            amountCents: string;
            /** @description Qui l’a fait ; d’une décision, d’abord qui l’a soumise. */
            people: components["schemas"]["PersonView"][];
            /** @example 2026-11-03T09:12:00.000Z */
            at: string;
        };
        AuditOverrideView: {
            /**
             * @description Dans le journal.
             * @example 178823
             */
            position: number;
            /**
             * @example EXCEPTION_GIVEN
             * @enum {string}
             */
            kind: "EXCEPTION_PROPOSED" | "EXCEPTION_GIVEN" | "HOLD_PROPOSED" | "HOLD_CHANGED" | "DECISION_WITHDRAWN" | "SUBMISSION_REJECTED" | "CANCELLATION_PROPOSED" | "PAYMENT_CANCELLED" | "ANSWER_CORRECTED" | "ANSWER_CONTRADICTED" | "PAID_TWICE" | "TAKE_BACK_PROPOSED" | "DEMAND_TAKEN_BACK" | "UNDO_PROPOSED" | "POSTING_UNDONE" | "PROPOSAL_REFUSED" | "PROPOSAL_WITHDRAWN" | "DIFFERENCE_EXPLAINED" | "ROWS_DISMISSED" | "EXCEPTION_USED" | "PAYMENT_HELD" | "ANSWER_TYPED";
            /**
             * @description La sorte, en mots.
             * @example exception confirmée
             */
            label: string;
            /** @example payment-ledger */
            stream: string;
            /**
             * @description Vide s’il n’y en a pas.
             * @example FIR-2026
             */
            envelope: string;
            /**
             * @description Vide s’il n’y en a pas.
             * @example PEPS-01
             */
            team: string;
            /**
             * @description Vide s’il n’y en a pas.
             * @example 2023-Q2
             */
            period: string;
            /**
             * @description L’exception, le versement, la campagne, la proposition dont il s’agit ; vide sinon.
             * @example E-2026-1
             */
            about: string;
            /**
             * @description En centimes ; 0 sans montant.
             * @example 5000000
             */
            amountCents: string;
            by: components["schemas"]["PersonView"];
            /** @example 2026-11-03T09:12:00.000Z */
            at: string;
            /**
             * @description Tel que saisi, ou un code ; vide sinon.
             * @example avenant signé
             */
            reason: string;
        };
        BankAccountView: {
            /** @example 3f0a9c41de01b2c3 */
            id: string;
            /**
             * @description IBAN, masqué pour qui n’a pas à le voir.
             * @example FR•••••••••••••••••••••0189
             */
            account: string;
            /**
             * @description Jours sur ses relevés.
             * @example 31
             */
            days: number;
            /**
             * @description Écarts que personne n’a expliqués.
             * @example 0
             */
            unexplained: number;
        };
        BankAccountsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["BankAccountView"][];
        };
        BesidePublishedPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["BesidePublishedView"][];
        };
        BesidePublishedView: {
            /** @example peps-patients-2022 */
            figure: string;
            /** @example PEPS */
            scheme: string;
            /**
             * @description Ce qui est compté ; les montants en centimes.
             * @example PATIENTS
             * @enum {string}
             */
            measure: "TEAMS" | "PATIENTS" | "CAPITATION_PER_PATIENT_YEAR_CENTS" | "AMOUNT_CENTS" | "CONSULTATIONS_PER_PATIENT_YEAR";
            /**
             * @description Premier jour de ce dont il s’agit.
             * @example 2022-10-01
             */
            from: string;
            /**
             * @description Dernier jour.
             * @example 2022-12-31
             */
            to: string;
            /**
             * @description Ce qui a été publié, en fraction exacte.
             * @example 57349
             */
            published: string;
            /**
             * @description Ce que font les décomptes de ces périodes, en fraction exacte ; null sans décompte.
             * @example 1450
             */
            measured: string | null;
            /**
             * @description Mesuré sur publié.
             * @example 1450/57349
             */
            ratio: string | null;
            /**
             * @description Les périodes qui ont des décomptes.
             * @example [
             *       "2022-Q4"
             *     ]
             */
            periods: string[];
            /**
             * @description D’où vient le chiffre.
             * @example concourspluripro.fr, 2023
             */
            source: string;
            /**
             * @description Si la source a été lue ; sinon elle est connue par une citation.
             * @example false
             */
            sourceRead: boolean;
        };
        BesideView: {
            /** @example 178824 */
            position: number;
            /** @example payment-ledger */
            stream: string;
            /** @example DuePosted */
            type: string;
            /** @example 2021-Q1 */
            effective: string;
        };
        BeyondDto: {
            /** @description Exception confirmée à deux, si cette approbation dépasse l’enveloppe. */
            exception?: string;
        };
        BundleDto: {
            /**
             * @description Positions des événements à prouver, sans rien montrer des autres.
             * @example [
             *       1,
             *       2
             *     ]
             */
            events?: number[];
            /** @description Nom d’un flux, comme regulation : tous ses événements, et pas les autres. */
            stream?: string;
            /** @description true : tout le journal. */
            whole?: boolean;
            /** @description Référence de bout en bout d’un versement : ce sur quoi il repose, et le code qui le recalcule hors ligne, au centime. */
            payment?: string;
            /** @description Équipe, avec period : ses décisions et leurs versements, recalculables. */
            team?: string;
            /** @description Trimestre, ou année : tous les décomptes de l’équipe de cette année. */
            period?: string;
        };
        BundleResultView: {
            /**
             * @description Événements de la liasse.
             * @example 2
             */
            events: number;
            /**
             * @description Position du point de contrôle qui les prouve.
             * @example 178822
             */
            checkpoint: number;
            /**
             * @description Taille.
             * @example 4096
             */
            bytes: number;
            /**
             * @description SHA-256 du fichier.
             * @example 9f86…
             */
            digest: string;
        };
        CalculatedStateView: {
            pin: components["schemas"]["PinView"];
            /**
             * @description Centimes ; null s’il n’y a plus de décompte.
             * @example 7437
             */
            totalCents: string | null;
        };
        CalculatedStatementView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2021-Q1 */
            period: string;
            pin: components["schemas"]["PinView"];
            /**
             * @description Le même calcul a le même.
             * @example a1b2c3…
             */
            digest: string;
            /** @description null : l’équipe n’est plus dans l’expérimentation. */
            statement: components["schemas"]["StatementView"] | null;
        };
        /** @description Ce sur quoi le calcul est fait : les mêmes donnent les mêmes montants au centime. */
        Calculation: {
            /** @description Empreinte SHA-256 du calcul. */
            digest: string;
            /**
             * Format: date
             * @description Jour de connaissance.
             */
            knownOn: string;
            /** @description Position du journal jusqu’à laquelle les faits sont pris. */
            position: number;
            /** @description Version de la réglementation. */
            regulationVersion: string;
            /** @description Version des règles. */
            rulesVersion: string;
        };
        /** @description Un calcul ; statement et actLedger sont null s’il n’y a plus de décompte. */
        CalculationData: {
            /** @description Identifiant de l’équipe. */
            team: string;
            /** @description Trimestre (2021-Q1), ou année (2021) pour l’IPEP. */
            period: string;
            calculation: components["schemas"]["Calculation"];
            statement: components["schemas"]["Statement"] | null;
            actLedger: components["schemas"]["ActLedger"] | null;
            links: components["schemas"]["Links"];
        };
        CalculationDto: {
            /**
             * @description Premier trimestre ; les années IPEP où ils sont en font partie.
             * @example 2023-Q1
             */
            from: string;
            /**
             * @description Dernier trimestre.
             * @example 2023-Q2
             */
            to: string;
            /**
             * @description Jour de connaissance ; le jour de la demande s’il manque.
             * @example 2023-08-31
             */
            knownOn?: string;
            /**
             * @description Une seule équipe.
             * @example PEPS-01
             */
            team?: string;
        };
        CalculationResultView: {
            /**
             * @description Jour de connaissance.
             * @example 2023-08-31
             */
            knownOn: string;
            /**
             * @description Dernier événement vu.
             * @example 178822
             */
            position: number;
            /**
             * @description Version de la réglementation.
             * @example 2026-12
             */
            regulation: string;
            /**
             * @description Décomptes calculés.
             * @example 2
             */
            statements: number;
            /**
             * @description De ceux-là, autres que la dernière fois.
             * @example 2
             */
            recorded: number;
            /** @description Calculés avant, et plus dus. */
            noLongerDue: components["schemas"]["NoLongerDueView"][];
            /**
             * @description Centimes.
             * @example 40200
             */
            totalCents: string;
        };
        CandidateDecisionDto: {
            /**
             * @description Pourquoi.
             * @example liste à vérifier
             */
            reason: string;
            /**
             * @description L’accepter ou l’écarter.
             * @example ACCEPT
             * @enum {string}
             */
            decision: "ACCEPT" | "DECLINE";
        };
        CandidateMemberDto: {
            /**
             * @description N° RPPS, 11 chiffres.
             * @example 10000000017
             */
            rpps: string;
            /** @example GP */
            profession: string;
            /**
             * @description Dans l’équipe depuis, ou à partir de.
             * @example 2027-01-01
             */
            from: string;
        };
        CandidateMemberView: {
            /** @example 10000000017 */
            rpps: string;
            /** @example GP */
            profession: string;
            /** @example 2027-01-01 */
            from: string;
        };
        CandidateView: {
            /** @example PEPS-99 */
            candidate: string;
            /** @example Maison de santé des Saules */
            name: string;
            /** @example PEPS */
            scheme: string;
            /** @example ALL */
            option: string;
            /** @example GP */
            scope: string;
            /** @example MSP */
            structure: string;
            /** @example 010000024 */
            finess: string;
            /** @example 38185 */
            commune: string;
            /** @example 2027-01-01 */
            entersOn: string;
            /**
             * @description Patients qu’elle dit avoir.
             * @example 1200
             */
            patients: number;
            /**
             * @description Professionnels.
             * @example 6
             */
            members: number;
            /**
             * @example APPLIED
             * @enum {string}
             */
            status: "APPLIED" | "DECISION_PROPOSED" | "ACCEPTED" | "DECLINED" | "WITHDRAWN";
            /**
             * @description Qui l’a reçue.
             * @example Alice
             */
            appliedBy: string;
            /** @example 2026-11-29T08:30:00.000Z */
            appliedAt: string;
            professionals: components["schemas"]["CandidateMemberView"][];
            /**
             * @description Jour des conditions.
             * @example 2027-01-01
             */
            on: string;
            /** @description Les conditions de chaque régime, ce jour-là. */
            schemes: components["schemas"]["SchemeConditionsView"][];
            /** @description Ce qui attend une seconde personne. */
            proposed: components["schemas"]["ProposedCandidateDecisionView"] | null;
            /** @description Ce qui est décidé. */
            decided: components["schemas"]["DecidedCandidateView"] | null;
        };
        CandidatesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ListedCandidateView"][];
        };
        CarriedBalanceView: {
            /** @example FIR-2025 */
            envelope: string;
            /**
             * @description Sorte de compte.
             * @example due
             */
            kind: string;
            /**
             * @description Centimes.
             * @example -253351
             */
            beforeCents: string;
            /**
             * @description Centimes.
             * @example -253351
             */
            afterCents: string;
        };
        CarryOverView: {
            /**
             * @description Pour le confirmer, dans If-Match ou code.
             * @example 3f0a9c41de
             */
            code: string;
            /** @example false */
            isDone: boolean;
            /**
             * @description Événements déjà repris.
             * @example 0
             */
            carried: number;
            streams: components["schemas"]["FormerLedgerView"][];
            /** @description Ce que deux enveloppes ont sous un même nom. */
            apart: components["schemas"]["ApartView"][];
            fundedTwice: components["schemas"]["FundedTwiceView"][];
            balances: components["schemas"]["CarriedBalanceView"][];
        };
        CheckView: {
            /** @example projection dossiers */
            name: string;
            /** @example true */
            ok: boolean;
            /**
             * @description Ce qui ne va pas ; absent si tout va.
             * @example 120000 événements à traiter, plus que 100000
             */
            detail?: string;
            /**
             * @description Événements à traiter.
             * @example 0
             */
            lagEvents?: number;
            /**
             * @description Âge du plus ancien événement à traiter, en secondes.
             * @example 0
             */
            lagSeconds?: number;
        };
        CheckpointView: {
            /**
             * @example decompte-checkpoint-1
             * @enum {string}
             */
            format: "decompte-checkpoint-1";
            /**
             * @description Dernier événement couvert.
             * @example 178822
             */
            position: number;
            /**
             * @description Maillon de la chaîne à cette position.
             * @example 5e88…
             */
            link: string;
            /**
             * @description Racine de Merkle jusqu’à cette position.
             * @example 9f86…
             */
            root: string;
            /**
             * @description Quand il a été signé.
             * @example 2026-11-03T09:12:00.000Z
             */
            time: string;
            /**
             * @description Identifiant de la clé qui l’a signé.
             * @example 0123456789abcdef0123456789abcdef
             */
            key: string;
            /**
             * @description Ed25519, en base64.
             * @example q83v…
             */
            signature: string;
        };
        CheckpointsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["CheckpointView"][];
        };
        ChoiceDto: {
            /**
             * @description payments : les versements ; statements : les décisions ; events : tout ce que des personnes ont fait.
             * @example payments
             * @enum {string}
             */
            what: "payments" | "statements" | "events";
            /** @description Une seule équipe. */
            team?: string;
            /** @description Année de la période ; sans période, du jour où c’est fait. */
            year?: string;
            /** @description Une des personnes, par son nom. */
            person?: string;
            /**
             * @description Premier jour, en France, où c’est fait.
             * @example 2020-01-01
             */
            from?: string;
            /**
             * @description Dernier jour, en France, où c’est fait.
             * @example 2099-12-31
             */
            to?: string;
            /** @description Montant le plus petit, en centimes. */
            minCents?: string;
            /** @description Montant le plus grand, en centimes. */
            maxCents?: string;
        };
        CommunesFact: {
            /**
             * @description commune
             * @example 38185
             */
            commune: string;
            /**
             * @description text
             * @example Grenoble
             */
            name: string;
            /**
             * @description year
             * @example 2021
             */
            year: string;
            /**
             * @description percent, peut manquer ou être vide
             * @example 19.2
             */
            poverty_rate?: string;
            /**
             * @description day
             * @example 2024-01-05
             */
            known_on: string;
        };
        ComparedEffectView: {
            /** @example PEPS-01 */
            team: string;
            /** @example Maison de santé des Tilleuls */
            teamName: string | null;
            /** @example PEPS */
            scheme: string | null;
            /** @example 2023-Q2 */
            period: string;
            /**
             * @description Dans la première, en centimes.
             * @example 7437
             */
            firstCents: string;
            /**
             * @description Dans la seconde, en centimes.
             * @example 5582
             */
            secondCents: string;
            /**
             * @description Seconde moins première, en centimes.
             * @example -1855
             */
            differenceCents: string;
        };
        ComparedEffectsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ComparedEffectView"][];
        };
        ComparedGroupView: {
            /**
             * @description Expérimentation ; vide pour le total et les périodes.
             * @example PEPS
             */
            scheme: string;
            /**
             * @description L’expérimentation, l’équipe, la période ou le profil ; vide pour le total, null pour ce qui n’est d’aucun patient (crédits, reprises, remises à zéro).
             * @example 17-39 F ald=0 c2s=1
             */
            group: string | null;
            /**
             * @description Nom d’une équipe.
             * @example null
             */
            name: string | null;
            /** @example avance.plafond */
            simulation: string;
            /**
             * @description Sous la réglementation en vigueur, en centimes.
             * @example 7437
             */
            beforeCents: string;
            /**
             * @description Dans la simulation, en centimes.
             * @example 5582
             */
            afterCents: string;
            /**
             * @description Centimes.
             * @example -1855
             */
            differenceCents: string;
        };
        ComparedGroupsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ComparedGroupView"][];
        };
        ComparedLineView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2023-Q2 */
            period: string;
            /** @example CAPITATION */
            line: string;
            /**
             * @description Centimes.
             * @example 7437
             */
            firstCents: string;
            /**
             * @description Centimes.
             * @example 5582
             */
            secondCents: string;
            /**
             * @description Centimes.
             * @example -1855
             */
            differenceCents: string;
        };
        ComparedLinesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ComparedLineView"][];
        };
        ComparedQuarterView: {
            /** @example 2023-Q2 */
            quarter: string;
            /**
             * @description Ce que verse le régime, en centimes ; null avant son premier texte, ou sans l’équipe.
             * @example 225000
             */
            schemeCents: string | null;
            /**
             * @description L’avance, sur la liste du premier jour, en centimes ; null si rien n’est payé d’avance.
             * @example null
             */
            advanceCents: string | null;
            /**
             * @description Base des actes qui restent payés à l’acte, en centimes.
             * @example 31250
             */
            actsCents: string;
            /**
             * @description Les deux ensemble, en centimes.
             * @example 256250
             */
            totalCents: string | null;
            /**
             * @description Patients comptés.
             * @example 100
             */
            patients: number | null;
            lines: components["schemas"]["SchemeLineView"][];
            /**
             * @description Réserves du décompte.
             * @example [
             *       "NO_FIDELISATION_DATA"
             *     ]
             */
            flags: string[];
        };
        ComparedSchemeView: {
            /**
             * @description FEE_FOR_SERVICE : le paiement à l’acte.
             * @example PRIMORDIAL
             */
            scheme: string;
            /**
             * @description Aucun texte ne le permet encore ; rien ne s’en décide.
             * @example false
             */
            isProjection: boolean;
            /**
             * @description Option retenue ; vide s’il n’en a pas.
             * @example ALL
             */
            option: string;
            /**
             * @description Périmètre retenu ; vide s’il n’en a pas.
             * @example GP
             */
            scope: string;
            quarters: components["schemas"]["ComparedQuarterView"][];
            /**
             * @description Des trimestres communs, en centimes.
             * @example 900000
             */
            schemeCents: string;
            /**
             * @description Des trimestres communs, en centimes.
             * @example 125000
             */
            actsCents: string;
            /**
             * @description Des trimestres communs, en centimes.
             * @example 1025000
             */
            totalCents: string;
            /** @description Ses valeurs qui ne sont pas sûres. */
            parameters: components["schemas"]["InexactParameterView"][];
        };
        ComparisonView: {
            /** @example PEPS-01 */
            team: string;
            /** @example Maison de santé des Tilleuls */
            name: string;
            /** @example 2026-09-30 */
            knownOn: string;
            /** @example 2026-12 */
            regulationVersion: string;
            /** @example 2023-Q1 */
            from: string;
            /** @example 2023-Q4 */
            to: string;
            /**
             * @description Les trimestres que chaque régime a : les totaux sont les leurs.
             * @example [
             *       "2023-Q1",
             *       "2023-Q2"
             *     ]
             */
            common: string[];
            schemes: components["schemas"]["ComparedSchemeView"][];
            /** @description Ce qui est supposé. */
            assumptions: components["schemas"]["AssumptionView"][];
        };
        CompletenessView: {
            /**
             * @example payments
             * @enum {string}
             */
            what: "payments" | "statements" | "events";
            /**
             * @description Jusqu’où le journal est lu.
             * @example 178822
             */
            position: number;
            /**
             * @description Maillon de la chaîne à cette position.
             * @example 5e88…
             */
            link: string;
            /** @description Tout. */
            whole: components["schemas"]["SumView"];
            /** @description Ce qui est choisi, de toutes les pages. */
            chosen: components["schemas"]["SumView"];
            /** @description Ce qui ne l’est pas. */
            leftOut: components["schemas"]["SumView"];
        };
        ConditionView: {
            /**
             * @description TEXT : un texte en vigueur. PROFESSIONALS : médecins et infirmiers. PROFESSION : d’une profession. PATIENTS : de la liste, et de l’option. FREE_MEMBERS : professionnels qui ne sont dans aucune autre équipe.
             * @example PROFESSION
             * @enum {string}
             */
            condition: "TEXT" | "PROFESSIONALS" | "PROFESSION" | "PATIENTS" | "FREE_MEMBERS";
            /** @example GP */
            profession: string | null;
            /**
             * @description Nombre demandé.
             * @example 3
             */
            asked: number;
            /**
             * @description gt : plus que ce nombre ; ge : au moins.
             * @example ge
             * @enum {string}
             */
            boundary: "gt" | "ge";
            /**
             * @description Nombre que donnent les faits.
             * @example 2
             */
            found: number;
            /** @example false */
            isMet: boolean;
            /**
             * @description Combien manquent.
             * @example 1
             */
            lacking: number;
            /**
             * @description Texte qui le demande.
             * @example PEPS-2024
             */
            text: string | null;
            /**
             * @description Ce que le nombre a de sûr.
             * @example reconstructed
             */
            status: string | null;
            /** @example arrêtés PEPS 2 (JO du 28 juin 2024, en vigueur le 4 juillet 2024) */
            reference: string | null;
        };
        ConfirmationChangeView: {
            /**
             * @description La valeur : un champ d’un compte, ou une valeur de la réglementation.
             * @example iban
             */
            path: string;
            /**
             * @description En vigueur ; null si elle est nouvelle.
             * @example null
             */
            before: string | null;
            /**
             * @description Proposée ; null si elle n’est plus là.
             * @example FR•••••••••••••••••••••0189
             */
            after: string | null;
        };
        ConfirmationDto: {
            /**
             * @description Code de ce qui a été lu, si If-Match ne le donne pas.
             * @example 3f0a9c41de
             */
            code?: string;
        };
        ConfirmationView: {
            /**
             * @description Nom de ce qui attend.
             * @example payee:PEPS-01
             */
            id: string;
            /**
             * @example PAYEE
             * @enum {string}
             */
            kind: "PAYEE" | "DEBTOR" | "REGULATION" | "CANDIDATE" | "ENVELOPE" | "EXCEPTION" | "HOLD" | "DEMAND" | "REPAYMENT" | "TAKE_BACK" | "CANCELLATION" | "UNDOING" | "ANSWER";
            /**
             * @description Équipe, enveloppe, version ou campagne.
             * @example PEPS-01
             */
            subject: string;
            /**
             * @description Ce qui changerait, en clair ; vide si changes le dit.
             * @example
             */
            change: string;
            /**
             * @description Ce qui est en vigueur, en clair.
             * @example []
             */
            inForce: string[];
            /** @description Valeur par valeur. */
            changes: components["schemas"]["ConfirmationChangeView"][];
            /**
             * @description Ce qui est inhabituel.
             * @example []
             */
            warnings: string[];
            proposedBy: components["schemas"]["PersonView"];
            /** @example 2026-01-15T10:00:00.000Z */
            proposedAt: string;
            /**
             * @description Dernier jour pour confirmer.
             * @example 2026-02-14
             */
            confirmBy: string;
            /**
             * @description Rôle qui décide.
             * @example accountant
             * @enum {string}
             */
            role: "operator" | "approver" | "authorising-officer" | "accountant" | "auditor" | "team" | "service";
            /**
             * @description Si vous pouvez confirmer.
             * @example true
             */
            mayConfirm: boolean;
            /**
             * @description Pourquoi, en code.
             * @example MAY_CONFIRM
             * @enum {string}
             */
            standing: "MAY_CONFIRM" | "EXPIRED" | "ROLE" | "SAME_PERSON" | "RELEASER" | "ACCOUNT_PROPOSER";
            /**
             * @description Pourquoi pas ; null si vous pouvez.
             * @example null
             */
            because: string | null;
            /**
             * @description À donner pour confirmer (If-Match, ou code) ; null pour qui ne voit pas l’IBAN d’un compte.
             * @example 3f0a9c41de
             */
            code: string | null;
            /**
             * @description Requête qui confirme.
             * @example POST /payees/PEPS-01/confirm
             */
            confirm: string;
        };
        ConfirmationsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ConfirmationView"][];
        };
        ConfirmedAccountView: {
            /** @example Maison de santé des Tilleuls */
            name: string;
            /**
             * @description Masqué pour qui n’a pas à le voir.
             * @example FR•••••••••••••••••••••0189
             */
            iban: string;
            /** @example AGRIFRPP */
            bic: string;
            /**
             * @description Confirmé le.
             * @example 2026-01-15
             */
            since: string;
            proposedBy: components["schemas"]["PersonView"];
            confirmedBy: components["schemas"]["PersonView"];
        };
        CountChangeView: {
            /**
             * @description Absent : il n’y en avait pas.
             * @example 14
             */
            before?: number;
            /**
             * @description Absent : il n’y en a plus.
             * @example 13
             */
            after?: number;
        };
        CoverageFact: {
            /**
             * @description patient
             * @example a1b2c3d4e5f60718
             */
            patient_id: string;
            /**
             * @description coverageKind
             * @example ALD
             */
            kind: string;
            /**
             * @description integer, peut manquer ou être vide
             * @example 8
             */
            ald_number?: string;
            /**
             * @description day
             * @example 2022-04-01
             */
            from: string;
            /**
             * @description day, peut manquer ou être vide
             * @example
             */
            until?: string;
            /**
             * @description day
             * @example 2024-01-05
             */
            known_on: string;
        };
        CoverageVersionView: {
            /**
             * @description Connu le.
             * @example 2021-01-04
             */
            knownOn: string;
            /**
             * @description Position dans le journal.
             * @example 4211
             */
            position: number;
            /**
             * @example ALD
             * @enum {string}
             */
            kind: "ALD" | "C2S";
            /** @example 8 */
            aldNumber: number | null;
            /** @example 2020-01-01 */
            from: string;
            /** @example null */
            until: string | null;
        };
        CreditView: {
            /** @example 2021-02-15 */
            dueOn: string;
            /** @example Amorçage */
            label: string;
            /**
             * @description Centimes.
             * @example 1500000
             */
            amountCents: string;
        };
        CreditsFact: {
            /**
             * @description team
             * @example PEPS-01
             */
            team_id: string;
            /**
             * @description day
             * @example 2024-03-15
             */
            due_on: string;
            /**
             * @description identifier
             * @example amorçage-1
             */
            label: string;
            /**
             * @description cents, peut manquer ou être vide
             * @example 2500000
             */
            amount_cents?: string;
            /**
             * @description day
             * @example 2024-02-01
             */
            known_on: string;
        };
        DatedValueView: {
            /**
             * @description En vigueur depuis.
             * @example 2019-07-01
             */
            from: string;
            /**
             * @description Comme écrite : texte, nombre, liste ou objet.
             * @example 11/10
             */
            value: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
            /**
             * @example exact
             * @enum {string}
             */
            status: "exact" | "reconstructed" | "assumed" | "override";
            /**
             * @description D’où elle vient.
             * @example cahier des charges PEPS, annexe 2
             */
            reference: string;
        };
        /** @description La demande est abandonnée : la créance se compense de nouveau. */
        DebtDemandTakenBack: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.debt.demand-taken-back";
            /** @description La créance, ou l’échéance réduite. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:movement:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["MovementData"];
        };
        /** @description Le remboursement d’une créance est demandé. */
        DebtDemanded: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.debt.demanded";
            /** @description La créance, ou l’échéance réduite. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:movement:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["MovementData"];
        };
        /** @description Une équipe a reçu deux fois un montant : elle le doit. */
        DebtOverpaid: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.debt.overpaid";
            /** @description La créance, ou l’échéance réduite. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:movement:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["MovementData"];
        };
        /** @description Une décision reprend ce que l’équipe a déjà reçu : elle le doit. */
        DebtPosted: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.debt.posted";
            /** @description La créance, ou l’échéance réduite. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:movement:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["MovementData"];
        };
        /** @description Une créance est réduite, ou tombe avec la décision qui l’a faite. */
        DebtReduced: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.debt.reduced";
            /** @description La créance, ou l’échéance réduite. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:movement:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["MovementData"];
        };
        /** @description Une équipe a remboursé. */
        DebtRepaid: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.debt.repaid";
            /** @description La créance, ou l’échéance réduite. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:movement:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["MovementData"];
        };
        /** @description Une campagne compense une créance avec ce qui est dû à l’équipe. */
        DebtSetOff: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.debt.set-off";
            /** @description La créance, ou l’échéance réduite. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:movement:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["MovementData"];
        };
        DecidedCandidateView: {
            /**
             * @example ACCEPT
             * @enum {string}
             */
            decision: "ACCEPT" | "DECLINE";
            /**
             * @description Jour des conditions.
             * @example 2027-01-01
             */
            on: string;
            /** @example dossier complet */
            reason: string;
            conditions: components["schemas"]["ConditionView"][];
            /** @example Alice */
            proposedBy: string;
            /** @example Bruno */
            decidedBy: string;
            /** @example 2026-11-30T08:30:00.000Z */
            decidedAt: string;
        };
        DecidedInstalmentView: {
            /** @example 2021-02-15 */
            dueOn: string;
            /**
             * @description Centimes.
             * @example 253351
             */
            amountCents: string;
        };
        DecidedItemView: {
            /** @example statement-PEPS-01-2021-Q1@3#1 */
            item: string;
            /** @example 2021-02-15 */
            dueOn: string;
            /**
             * @description Décidé, en centimes.
             * @example 253351
             */
            amountCents: string;
            /**
             * @description Encore à payer, en centimes.
             * @example 0
             */
            dueCents: string;
            /**
             * @example paid
             * @enum {string}
             */
            status: "due" | "cleared" | "released" | "paid" | "returned";
            /** @description Une par tentative. */
            payments: components["schemas"]["ItemPaymentView"][];
        };
        DecidedLineView: {
            /** @example CAPITATION */
            line: string;
            /**
             * @description Centimes.
             * @example 760053
             */
            amountCents: string;
        };
        DecidedStateView: {
            /**
             * @description 0 : le décompte ; puis ses régularisations.
             * @example 0
             */
            number: number;
            /**
             * @description Centimes.
             * @example 7437
             */
            totalCents: string;
            /** @example Alice */
            submittedBy: string;
            /** @example Bruno */
            approvedBy: string;
            /** @example 2026-11-03T09:12:00.000Z */
            approvedAt: string;
        };
        DecidedStatementView: {
            /**
             * @description 0 : le décompte ; 1 et plus : ses régularisations.
             * @example 0
             */
            number: number;
            /**
             * @description Du calcul dont elle part.
             * @example a1b2c3…
             */
            digest: string;
            pin: components["schemas"]["PinView"];
            lines: components["schemas"]["DecidedLineView"][];
            /**
             * @description Centimes.
             * @example 760053
             */
            totalCents: string;
            /** @description Vide pour une régularisation, due dès l’approbation. */
            instalments: components["schemas"]["DecidedInstalmentView"][];
            submittedBy: components["schemas"]["PersonView"];
            approvedBy: components["schemas"]["PersonView"];
            /** @example 2026-11-03T09:12:00.000Z */
            approvedAt: string;
            /** @example PEPS-01 */
            team: string;
            /** @example 2021-Q1 */
            period: string;
            /** @example PEPS */
            scheme: string | null;
            /**
             * @description Son nom dans le livre des paiements.
             * @example statement-PEPS-01-2021-Q1@3
             */
            decision: string;
            /** @description Ce qui est dû un autre jour. */
            moves: components["schemas"]["MovedInstalmentView"][];
            /**
             * @description Enveloppe qui paie ; null tant que rien n’y est inscrit.
             * @example FIR-2026
             */
            envelope: string | null;
            /** @description Échéances inscrites, et leurs paiements. */
            items: components["schemas"]["DecidedItemView"][];
            /** @description Ce que l’équipe doit rendre. */
            recoveries: components["schemas"]["RecoveryView"][];
            /** @description Le calcul décidé : lignes, taux, paramètres, actes. null : l’équipe n’avait plus de décompte, ou un ancien journal ne l’a pas. */
            statement: components["schemas"]["StatementView"] | null;
        };
        DecidedSumView: {
            /** @example CAPITATION */
            line: string;
            /**
             * @description Centimes.
             * @example 7437
             */
            amountCents: string;
        };
        /** @description Une décision, ce qui est décidé en tout après elle, et le calcul sur lequel elle repose. */
        DecisionData: {
            /** @description Identifiant de l’équipe. */
            team: string;
            /** @description Trimestre (2021-Q1), ou année (2021) pour l’IPEP. */
            period: string;
            /** @description Expérimentation. */
            scheme: string | null;
            /** @description La décision approuvée, ou retirée. */
            decision: {
                /** @description 0 pour le décompte, 1 et la suite pour ses régularisations. */
                number: number;
                /** @description Les lignes. */
                lines: components["schemas"]["Line"][];
                /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
                totalCents: string;
                /** @description Les versements d’un décompte ; aucun pour une régularisation, due à son approbation. */
                instalments: {
                    /**
                     * Format: date
                     * @description Jour.
                     */
                    dueOn: string;
                    /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
                    amountCents: string;
                }[];
                /** @description D’une régularisation : ce qui est dû un autre jour que décidé, sans que le montant change. */
                moves: {
                    /** @description INSTALMENT ou STARTUP_CREDIT (crédit d’amorçage). */
                    kind: string;
                    /**
                     * Format: date
                     * @description Jour.
                     */
                    from: string;
                    /**
                     * Format: date
                     * @description Jour.
                     */
                    to: string;
                    /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
                    amountCents: string;
                }[];
            };
            /** @description Tout ce qui est décidé pour la période, cette décision prise en compte. */
            decided: {
                /** @description Les lignes. */
                lines: components["schemas"]["Line"][];
                /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
                totalCents: string;
            };
            calculation: components["schemas"]["Calculation"];
            statement: components["schemas"]["Statement"] | null;
            actLedger: components["schemas"]["ActLedger"] | null;
            links: components["schemas"]["Links"];
        };
        DecisionView: {
            /**
             * @description 0 : le décompte ; 1 et plus : ses régularisations.
             * @example 0
             */
            number: number;
            /**
             * @description Du calcul dont elle part.
             * @example a1b2c3…
             */
            digest: string;
            pin: components["schemas"]["PinView"];
            lines: components["schemas"]["DecidedLineView"][];
            /**
             * @description Centimes.
             * @example 760053
             */
            totalCents: string;
            /** @description Vide pour une régularisation, due dès l’approbation. */
            instalments: components["schemas"]["DecidedInstalmentView"][];
            submittedBy: components["schemas"]["PersonView"];
            approvedBy: components["schemas"]["PersonView"];
            /** @example 2026-11-03T09:12:00.000Z */
            approvedAt: string;
        };
        DecisionsView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2021-Q1 */
            period: string;
            /** @example PEPS */
            scheme: string | null;
            /**
             * @example APPROVED
             * @enum {string}
             */
            stage: "NONE" | "CALCULATED" | "SUBMITTED" | "APPROVED" | "REGULARISATION_DRAFTED" | "REGULARISATION_SUBMITTED";
            /** @description Ce qui attend une décision. */
            submitted: components["schemas"]["SubmittedView"] | null;
            /** @description Une régularisation préparée et pas encore soumise. */
            drafted: components["schemas"]["ProposalView"] | null;
            decisions: components["schemas"]["DecisionView"][];
            /** @description Somme de tout ce qui est décidé, par ligne. */
            decidedLines: components["schemas"]["DecidedLineView"][];
            /**
             * @description Centimes.
             * @example 760053
             */
            decidedCents: string;
            /**
             * @description Patients de ce qui est décidé qui ont été effacés depuis ; ils y comptent.
             * @example 0
             */
            erasedPatients: number;
        };
        DeclarationVersionView: {
            /**
             * @description Connu le.
             * @example 2021-01-04
             */
            knownOn: string;
            /**
             * @description Position dans le journal.
             * @example 4211
             */
            position: number;
            /**
             * @description Médecin traitant ; vide : plus aucun.
             * @example 10000000017
             */
            rpps: string;
            /** @example 2020-02-03 */
            declaredOn: string;
        };
        DeclarationsFact: {
            /**
             * @description patient
             * @example a1b2c3d4e5f60718
             */
            patient_id: string;
            /**
             * @description rpps, peut manquer ou être vide
             * @example 10000000017
             */
            rpps?: string;
            /**
             * @description day
             * @example 2024-02-12
             */
            declared_on: string;
            /**
             * @description day
             * @example 2024-02-20
             */
            known_on: string;
        };
        DeliveryList: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["DeliveryView"][];
        };
        DeliveryProgressView: {
            /**
             * @description Position jusqu’à laquelle le journal a été regardé ; null avant le premier envoi.
             * @example 178900
             */
            cursor: number | null;
            /**
             * @description Événements qui attendent d’être acceptés.
             * @example 2
             */
            waiting: number;
            /**
             * @description Position du plus ancien.
             * @example 178823
             */
            oldest: number | null;
            /**
             * @description Quand il sera essayé de nouveau, au plus tôt.
             * @example 2026-11-01T08:00:05.000Z
             */
            nextAt: string | null;
        };
        DeliveryView: {
            /**
             * @description Événement envoyé.
             * @example 178823
             */
            position: number;
            /**
             * @description Combientième essai.
             * @example 1
             */
            number: number;
            /** @example 2026-11-01T08:00:00.000Z */
            at: string;
            /**
             * @description Durée, en millisecondes.
             * @example 41
             */
            tookMs: number;
            /**
             * @description Réponse HTTP ; null sans réponse.
             * @example 204
             */
            status: number | null;
            /** @example null */
            error: string | null;
            /**
             * @example DELIVERED
             * @enum {string}
             */
            outcome: "DELIVERED" | "FAILED" | "EXHAUSTED" | "GIVEN_UP";
        };
        DemandDto: {
            /** @example PEPS-01 */
            team: string;
        };
        DialectView: {
            /**
             * @example Windows-1252
             * @enum {string}
             */
            encoding: "UTF-8" | "Windows-1252";
            /**
             * @example ;
             * @enum {string}
             */
            separator: "," | ";" | "\t";
            /**
             * @description LF : CRLF aussi.
             * @example LF
             * @enum {string}
             */
            lineBreak: "LF" | "CR";
            /**
             * @example DD/MM/YYYY
             * @enum {string}
             */
            days: "YYYY-MM-DD" | "DD/MM/YYYY";
            /**
             * @example ,
             * @enum {string}
             */
            decimal: "." | ",";
        };
        DifferenceView: {
            /**
             * @description Centimes.
             * @example 32763
             */
            beforeCents: string;
            /**
             * @description Centimes.
             * @example -25326
             */
            differenceCents: string;
            /**
             * @description En dixièmes de pour cent ; null si rien avant.
             * @example -773
             */
            tenthsOfPercent: string | null;
        };
        DifferingView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2023-Q2 */
            period: string;
            /**
             * @description Numéro de la décision ; null : le dernier calcul.
             * @example 0
             */
            decision: number | null;
            /** @example « Fidélisation » vaut 40,00 €, et 38,00 € recalculé depuis le journal */
            difference: string;
        };
        DisableDto: {
            /**
             * @description Pourquoi.
             * @example Le destinataire déménage.
             */
            reason: string;
        };
        DismissDto: {
            /**
             * @description Pourquoi il n’y a rien à en faire.
             * @example Lignes d’essai du logiciel.
             */
            reason: string;
            /**
             * @description Seulement les lignes de ce code.
             * @example DATE
             */
            code?: string;
            /** @description Une seule ligne. */
            line?: number;
        };
        DoneView: {
            /**
             * @description Événements enregistrés par cette commande.
             * @example [
             *       "EnvelopeProposed"
             *     ]
             */
            events: string[];
            /**
             * @description Position du dernier, à donner à une lecture (after) ; null si rien ne change.
             * @example 178830
             */
            position: number | null;
        };
        DossierView: {
            /**
             * @description Pseudonyme.
             * @example P0000001
             */
            patient: string;
            person: components["schemas"]["PersonVersionView"][];
            coverage: components["schemas"]["CoverageVersionView"][];
            declarations: components["schemas"]["DeclarationVersionView"][];
            acts: components["schemas"]["ActVersionView"][];
            spending: components["schemas"]["SpendingVersionView"][];
        };
        DownloadView: {
            by: components["schemas"]["PersonView"];
            /** @example 2026-11-03T09:20:00.000Z */
            at: string;
            /**
             * @example xml
             * @enum {string}
             */
            format: "xml" | "csv";
            /**
             * @description SHA-256 de ce qui a été remis.
             * @example 9f86d081884c7d65
             */
            digest: string;
        };
        DueErasuresView: {
            /**
             * @description Années de conservation ; null sans règle.
             * @example 10
             */
            years: number | null;
            /**
             * @description D’où vient cette durée.
             * @example Durée supposée…
             */
            source: string | null;
            patients: components["schemas"]["DuePatientView"][];
        };
        DuePatientView: {
            /**
             * @description Pseudonyme.
             * @example P0000001
             */
            patient: string;
            /**
             * @description Jour où le dernier fait a été connu.
             * @example 2016-05-12
             */
            lastKnownOn: string;
        };
        /** @description Une décision, ou un retrait, réduit ce qui était dû et pas encore libéré. */
        DueReduced: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.due.reduced";
            /** @description La créance, ou l’échéance réduite. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:movement:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["MovementData"];
        };
        DutiesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["PaymentDutiesView"][];
        };
        EarlyReleaseDto: {
            /**
             * @description Pourquoi.
             * @example liste à vérifier
             */
            reason: string;
            /**
             * @description Dernier jour d’échéance.
             * @example 2026-12-31
             */
            until: string;
        };
        EffectView: {
            /** @example 178824 */
            position: number;
            /** @example payment-ledger */
            stream: string;
            /** @example DuePosted */
            type: string;
            /** @example 2021-Q1 */
            effective: string;
            /** @example 2026-11-03T09:12:00.000Z */
            recordedAt: string;
            /**
             * @description NAMES : il le nomme ; REQUEST : la même demande l’a enregistré.
             * @example NAMES
             * @enum {string}
             */
            why: "NAMES" | "REQUEST";
        };
        EffectsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["EffectView"][];
        };
        EnableDto: {
            /**
             * @description Reprend après cette position, et abandonne ce qui attendait ; si rien n’est dit, reprend où il en était.
             * @example 0
             */
            from?: number;
        };
        EndedSessionView: {
            /**
             * @description Où aller ensuite, pour finir aussi la session chez le fournisseur d’identité ; null : nulle part.
             * @example https://identites.example/session/end?client_id=decompte
             */
            continueAt: string | null;
        };
        EntriesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["EntryView"][];
        };
        EntryLineView: {
            /** @example 657200 */
            account: string;
            /** @example Financement des équipes (article 51) */
            label: string;
            /**
             * @description Compte auxiliaire : équipe ou enveloppe ; vide sinon.
             * @example PEPS-01
             */
            auxiliary: string;
            /**
             * @description Centimes.
             * @example 253351
             */
            debitCents: string;
            /**
             * @description Centimes.
             * @example 0
             */
            creditCents: string;
        };
        EntryView: {
            /** @example A000001 */
            act: string;
            /** @example PEPS-01 */
            team: string;
            /** @example 2021-Q1 */
            quarter: string;
            /**
             * @example SUBSTITUTED
             * @enum {string}
             */
            class: "SUBSTITUTED" | "LEAKAGE" | "FEE_FOR_SERVICE" | "INFORMATION_ONLY";
            /**
             * @description Motif du paiement à l’acte ; vide ailleurs.
             * @example
             */
            reason: string;
            /**
             * @description Centimes.
             * @example 2500
             */
            baseCents: string;
            /**
             * @description Centimes.
             * @example 1750
             */
            paidCents: string;
        };
        EnvelopeView: {
            /** @example FIR-2026 */
            envelope: string;
            /** @description Aujourd’hui ; null : pas encore confirmée, ou pas commencée. */
            terms: components["schemas"]["TermsView"] | null;
            /** @description Tout ce qui est confirmé, par premier jour. */
            termsByDay: components["schemas"]["TermsView"][];
            /** @description Proposé, à confirmer par une autre personne. */
            proposed: components["schemas"]["ProposedTermsView"] | null;
            /**
             * @description Centimes.
             * @example 500000000
             */
            amountCents: string;
            /**
             * @description Dû, libéré ou payé, moins ce que doivent les équipes. Centimes.
             * @example 76005300
             */
            committedCents: string;
            /**
             * @description Envoyé à la banque, ou payé. Centimes.
             * @example 25335100
             */
            releasedCents: string;
            /**
             * @description Payé par la banque. Centimes.
             * @example 25335100
             */
            paidCents: string;
            /**
             * @description Remboursé par des équipes. Centimes.
             * @example 0
             */
            repaidCents: string;
            /**
             * @description Envoyé, payé ou dû à d’autres enveloppes, moins ce qui est revenu. Centimes.
             * @example 25335100
             */
            usedCents: string;
            /**
             * @description Dû à d’autres enveloppes, moins ce qu’elles lui doivent. Centimes.
             * @example 0
             */
            betweenCents: string;
            /** @description Les autres enveloppes, par des compensations. */
            between: components["schemas"]["OwedToEnvelopeView"][];
            /**
             * @description Ce qui peut encore être libéré. Centimes.
             * @example 474664900
             */
            leftCents: string;
        };
        EnvelopeWithTeamsView: {
            /** @example FIR-2026 */
            envelope: string;
            /** @description Aujourd’hui ; null : pas encore confirmée, ou pas commencée. */
            terms: components["schemas"]["TermsView"] | null;
            /** @description Tout ce qui est confirmé, par premier jour. */
            termsByDay: components["schemas"]["TermsView"][];
            /** @description Proposé, à confirmer par une autre personne. */
            proposed: components["schemas"]["ProposedTermsView"] | null;
            /**
             * @description Centimes.
             * @example 500000000
             */
            amountCents: string;
            /**
             * @description Dû, libéré ou payé, moins ce que doivent les équipes. Centimes.
             * @example 76005300
             */
            committedCents: string;
            /**
             * @description Envoyé à la banque, ou payé. Centimes.
             * @example 25335100
             */
            releasedCents: string;
            /**
             * @description Payé par la banque. Centimes.
             * @example 25335100
             */
            paidCents: string;
            /**
             * @description Remboursé par des équipes. Centimes.
             * @example 0
             */
            repaidCents: string;
            /**
             * @description Envoyé, payé ou dû à d’autres enveloppes, moins ce qui est revenu. Centimes.
             * @example 25335100
             */
            usedCents: string;
            /**
             * @description Dû à d’autres enveloppes, moins ce qu’elles lui doivent. Centimes.
             * @example 0
             */
            betweenCents: string;
            /** @description Les autres enveloppes, par des compensations. */
            between: components["schemas"]["OwedToEnvelopeView"][];
            /**
             * @description Ce qui peut encore être libéré. Centimes.
             * @example 474664900
             */
            leftCents: string;
            teams: components["schemas"]["TeamBalancesView"][];
            /** @description Par année des périodes payées. */
            years: components["schemas"]["EnvelopeYearView"][];
        };
        EnvelopeYearView: {
            /**
             * @description Année des périodes payées.
             * @example 2025
             */
            year: string;
            /**
             * @description Dû et pas encore libéré. Centimes.
             * @example 506702
             */
            dueCents: string;
            /**
             * @description À la banque, qui n’a pas répondu. Centimes.
             * @example 0
             */
            releasedCents: string;
            /**
             * @description Payé par la banque. Centimes.
             * @example 253351
             */
            paidCents: string;
            /**
             * @description Ce que des équipes doivent encore. Centimes.
             * @example 0
             */
            owedCents: string;
        };
        EnvelopesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["EnvelopeView"][];
        };
        ErasureDetailView: {
            /** @example 3a1ba39464f95fd5 */
            erasure: string;
            /**
             * @description proposed : à confirmer par une autre personne. refused, withdrawn : peut être proposé à nouveau. confirmed : en cours. completed : effacé.
             * @example proposed
             * @enum {string}
             */
            status: "proposed" | "refused" | "withdrawn" | "confirmed" | "completed";
            /**
             * @description Pseudonyme ; null une fois effacé.
             * @example P0000001
             */
            patient: string | null;
            /**
             * @description REQUEST : une demande. KEEPING_PERIOD : la durée de conservation est passée.
             * @example REQUEST
             * @enum {string}
             */
            ground: "REQUEST" | "KEEPING_PERIOD";
            /**
             * @description Pourquoi, sans le nommer.
             * @example demande reçue le 12 mars
             */
            reason: string;
            proposedBy: components["schemas"]["PersonView"];
            /** @example 2026-11-28T10:00:00.000Z */
            proposedAt: string;
            /** @description Qui l’a confirmé, refusé ou retiré. */
            decidedBy: components["schemas"]["PersonView"] | null;
            /** @example null */
            decidedAt: string | null;
            /**
             * @description Pourquoi il est refusé.
             * @example null
             */
            refusal: string | null;
            /**
             * @description Plus rien ne reste de lui depuis.
             * @example null
             */
            completedAt: string | null;
            /** @description Ce qu’il emporte et laisse. */
            effects: components["schemas"]["ErasureEffectsView"];
            /** @description À confirmer par une autre personne. */
            proposed: components["schemas"]["WaitingErasureView"] | null;
        };
        ErasureDto: {
            /**
             * @description Pseudonyme du patient.
             * @example P0000001
             */
            patient: string;
            /**
             * @description Pourquoi, sans le nommer.
             * @example demande reçue le 12 mars
             */
            reason: string;
            /**
             * @description Une demande, si rien n’est dit.
             * @example REQUEST
             * @enum {string}
             */
            ground?: "REQUEST" | "KEEPING_PERIOD";
        };
        ErasureEffectsView: {
            /**
             * @description Ses événements, qui perdent leur contenu.
             * @example 31
             */
            facts: number;
            /**
             * @description Lignes mises de côté qui le nomment.
             * @example 0
             */
            rowsSetAside: number;
            /**
             * @description Décomptes décidés où il compte : ils restent tels quels.
             * @example 4
             */
            decided: number;
            /**
             * @description Décomptes non décidés où il ne comptera plus.
             * @example 1
             */
            open: number;
        };
        ErasureView: {
            /** @example 3a1ba39464f95fd5 */
            erasure: string;
            /**
             * @description proposed : à confirmer par une autre personne. refused, withdrawn : peut être proposé à nouveau. confirmed : en cours. completed : effacé.
             * @example proposed
             * @enum {string}
             */
            status: "proposed" | "refused" | "withdrawn" | "confirmed" | "completed";
            /**
             * @description Pseudonyme ; null une fois effacé.
             * @example P0000001
             */
            patient: string | null;
            /**
             * @description REQUEST : une demande. KEEPING_PERIOD : la durée de conservation est passée.
             * @example REQUEST
             * @enum {string}
             */
            ground: "REQUEST" | "KEEPING_PERIOD";
            /**
             * @description Pourquoi, sans le nommer.
             * @example demande reçue le 12 mars
             */
            reason: string;
            proposedBy: components["schemas"]["PersonView"];
            /** @example 2026-11-28T10:00:00.000Z */
            proposedAt: string;
            /** @description Qui l’a confirmé, refusé ou retiré. */
            decidedBy: components["schemas"]["PersonView"] | null;
            /** @example null */
            decidedAt: string | null;
            /**
             * @description Pourquoi il est refusé.
             * @example null
             */
            refusal: string | null;
            /**
             * @description Plus rien ne reste de lui depuis.
             * @example null
             */
            completedAt: string | null;
            /** @description Ce qu’il emporte et laisse. */
            effects: components["schemas"]["ErasureEffectsView"];
        };
        ErasuresPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ErasureView"][];
        };
        EventInLogView: {
            /**
             * @description Rang dans le journal, à partir de 1.
             * @example 178823
             */
            position: number;
            /** @example team-PEPS-01 */
            stream: string;
            /**
             * @description Rang dans le flux, à partir de 0.
             * @example 4
             */
            revision: number;
            /** @example PhaseBegun */
            type: string;
            /** @example 1 */
            schemaVersion: number;
            /**
             * @description Fait de son contenu.
             * @example 0123456789abcdef0123456789abcdef
             */
            id: string;
            /**
             * @description Jour ou période dont il s’agit.
             * @example 2021-01-01
             */
            effective: string;
            /**
             * @description Jour où c’était connu.
             * @example 2021-01-04
             */
            knownOn: string;
            /** @example 2026-11-03T09:12:00.000Z */
            recordedAt: string;
            /**
             * @description Qui l’a enregistré.
             * @example Alice (vérifié)
             */
            actor: string;
            /**
             * @description De quoi cela fait partie.
             * @example import
             */
            correlation: string;
            /**
             * @description Ce qui l’a amené.
             * @example phases.csv
             */
            causation: string;
            /**
             * @description Contenu.
             * @example {
             *       "phase": "FORFAIT"
             *     }
             */
            data: {
                [key: string]: unknown;
            };
            /** @description Ce que la même commande a enregistré avec lui, dans l’ordre ; au plus cent avant et cent après. */
            beside: components["schemas"]["BesideView"][];
        };
        EventView: {
            /**
             * @description Rang dans le journal, à partir de 1.
             * @example 178823
             */
            position: number;
            /** @example team-PEPS-01 */
            stream: string;
            /**
             * @description Rang dans le flux, à partir de 0.
             * @example 4
             */
            revision: number;
            /** @example PhaseBegun */
            type: string;
            /** @example 1 */
            schemaVersion: number;
            /**
             * @description Fait de son contenu.
             * @example 0123456789abcdef0123456789abcdef
             */
            id: string;
            /**
             * @description Jour ou période dont il s’agit.
             * @example 2021-01-01
             */
            effective: string;
            /**
             * @description Jour où c’était connu.
             * @example 2021-01-04
             */
            knownOn: string;
            /** @example 2026-11-03T09:12:00.000Z */
            recordedAt: string;
            /**
             * @description Qui l’a enregistré.
             * @example Alice (vérifié)
             */
            actor: string;
            /**
             * @description De quoi cela fait partie.
             * @example import
             */
            correlation: string;
            /**
             * @description Ce qui l’a amené.
             * @example phases.csv
             */
            causation: string;
            /**
             * @description Contenu.
             * @example {
             *       "phase": "FORFAIT"
             *     }
             */
            data: {
                [key: string]: unknown;
            };
        };
        EventsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["EventView"][];
        };
        ExceptionDto: {
            /**
             * @description Dépassement permis, en centimes.
             * @example 1000000
             */
            amountCents: string;
            /**
             * @description Pourquoi.
             * @example crédits de mars attendus
             */
            reason: string;
        };
        ExceptionView: {
            /** @example avance-2026-03 */
            exception: string;
            /**
             * @example EXCEED_ENVELOPE
             * @enum {string}
             */
            kind: "EXCEED_ENVELOPE" | "CHANGED_ACCOUNT" | "EARLY_RELEASE";
            /**
             * @description Ce qu’elle permet.
             * @example dépasser l’enveloppe FIR-2026 de 50 000,00 €, une fois
             */
            permits: string;
            /**
             * @description Enveloppe, ou équipe.
             * @example FIR-2026
             */
            subject: string;
            /** @example décision du comité */
            reason: string;
            /**
             * @description confirmed : elle peut servir ; used : elle a servi.
             * @example used
             * @enum {string}
             */
            status: "confirmed" | "used";
            /** @description Campagne, approbation ou termes qu’elle a servis. */
            usedBy: string | null;
            proposedBy: components["schemas"]["PersonView"];
            confirmedBy: components["schemas"]["PersonView"];
            /**
             * @description Jour de la confirmation.
             * @example 2026-01-16
             */
            confirmedOn: string;
        };
        ExceptionsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ExceptionView"][];
        };
        ExplainedDecisionView: {
            /**
             * @description 0 : le décompte ; sinon le numéro de la régularisation.
             * @example 0
             */
            number: number;
            lines: components["schemas"]["PaidLineView"][];
            /** @description Échéances du décompte ; aucune pour une régularisation. */
            parts: components["schemas"]["PaidPartView"][];
            /** @description Ce qui a changé depuis la décision d’avant. */
            why: components["schemas"]["WhyView"];
        };
        ExplainedFactView: {
            /**
             * @description Rang dans le journal.
             * @example 12
             */
            position: number;
            /**
             * @description Flux du journal.
             * @example patient-P0000001
             */
            stream: string;
            /** @example ActRecorded */
            type: string;
            /** @example 2023-05-15 */
            effective: string;
            /** @example 2023-06-02 */
            knownOn: string;
            /** @example 2026-11-03T09:12:00.000Z */
            recordedAt: string;
            /** @example Alice (vérifié) */
            recordedBy: string;
            /**
             * @description Ce qui l’a amené.
             * @example acts.csv
             */
            because: string;
        };
        ExplainedLineView: {
            /**
             * @example patient
             * @enum {string}
             */
            kind: "line" | "exact" | "rounding" | "patient" | "act" | "credit" | "acts" | "gap" | "rate" | "indicator" | "amount" | "note";
            /** @example P0000001 */
            label: string;
            /**
             * @description Le chiffre, en fraction exacte.
             * @example 7437/2
             */
            exact?: string;
            /**
             * @example cents
             * @enum {string}
             */
            unit?: "cents" | "rate" | "percent" | "points" | "count";
            /**
             * @description Comment il vient, en clair.
             * @example 7437 × 1/2
             */
            formula?: string;
            /** @description S’il y en a, elles font le chiffre, exactement. */
            parts: components["schemas"]["PartView"][];
            /** @description Ce sur quoi il repose sans en être une part. */
            because: components["schemas"]["PartView"][];
            /**
             * @description Positions d’événements.
             * @example [
             *       12
             *     ]
             */
            facts: number[];
            /**
             * @description Noms de paramètres.
             * @example [
             *       "presence"
             *     ]
             */
            parameters: string[];
            /** @example CAPITATION */
            line: string;
            /**
             * @description Centimes.
             * @example 7437
             */
            amountCents: string;
        };
        ExplainedParameterView: {
            /** @example presence */
            parameter: string;
            /**
             * @description Comme écrite dans la réglementation.
             * @example FIRST_DAY
             */
            value: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
            /**
             * @description exact, reconstructed, assumed ou override.
             * @example exact
             */
            status: string;
            /**
             * @description En vigueur depuis.
             * @example 2019-07-01
             */
            from: string;
            /**
             * @description D’où elle vient.
             * @example cahier des charges PEPS, annexe 2
             */
            reference: string;
            /**
             * @description Texte en vigueur.
             * @example PEPS-2022
             */
            text: string;
        };
        ExplainedTeamVarianceView: {
            /** @example PEPS-01 */
            team: string;
            /** @example PEPS */
            scheme: string;
            /**
             * @description NONE : il n’y a plus de décompte.
             * @example SUBMITTED
             * @enum {string}
             */
            stage: "NONE" | "CALCULATED" | "SUBMITTED" | "APPROVED" | "REGULARISATION_DRAFTED" | "REGULARISATION_SUBMITTED";
            lines: components["schemas"]["VarianceLineView"][];
            /**
             * @description À expliquer : au-delà du seuil.
             * @example true
             */
            outlier: boolean;
            /** @description Ce qui n’est pas pareil. */
            why: components["schemas"]["ExplanationView"][];
            /**
             * @description Ce qui n’est pas pareil, en clair.
             * @example [
             *       "par rapport à 2023-T1, patients de la liste : 14 → 13"
             *     ]
             */
            sentences: string[];
        };
        ExplanationDto: {
            /** @example frais de tenue de compte */
            reason: string;
        };
        ExplanationLevelView: {
            /** @example PEPS-01 */
            team: string;
            /** @example Maison de santé des Tilleuls */
            teamName: string;
            /** @example 2023-Q2 */
            period: string;
            /** @example PEPS */
            scheme: string;
            /** @example FORFAIT */
            phase: string;
            /**
             * @description Centimes.
             * @example 7437
             */
            totalCents: string;
            pin: components["schemas"]["PinView"];
            /** @description Texte en vigueur le premier jour. */
            text: components["schemas"]["LegalTextView"];
            /** @description De la ligne à la part ouverte ; vide pour le décompte. */
            trail: components["schemas"]["StepView"][];
            /** @description Une page de ses parts : elles font son chiffre, exactement. */
            items: components["schemas"]["StepView"][];
            /**
             * @description Nombre de ses parts.
             * @example 311
             */
            partCount: number;
            /** @description Ce sur quoi elle repose sans en être une part. */
            because: components["schemas"]["StepView"][];
            /** @description Paramètres qu’elle nomme, avec leur source. */
            parameters: components["schemas"]["ExplainedParameterView"][];
            /** @description Les cent premiers événements qu’elle nomme. */
            events: components["schemas"]["ExplainedFactView"][];
            /**
             * @description Nombre d’événements qu’elle nomme.
             * @example 3
             */
            eventCount: number;
            /** @description Curseur de la page suivante des parts ; null à la fin. */
            next: string | null;
        };
        ExplanationSummaryView: {
            /** @example PEPS-01 */
            team: string;
            /** @example Maison de santé des Tilleuls */
            teamName: string;
            /** @example 2023-Q2 */
            period: string;
            /** @example PEPS */
            scheme: string;
            /** @example FORFAIT */
            phase: string;
            /**
             * @description Centimes.
             * @example 7437
             */
            totalCents: string;
            pin: components["schemas"]["PinView"];
            /** @description Texte en vigueur le premier jour. */
            text: components["schemas"]["LegalTextView"];
            /** @description Ligne par ligne, sans patient. */
            lines: components["schemas"]["SummaryPartView"][];
            /** @description Paramètres nommés, avec leur source. */
            parameters: components["schemas"]["ExplainedParameterView"][];
        };
        ExplanationView: {
            /**
             * @description Période comparée.
             * @example 2023-Q1
             */
            against: string;
            /** @description La ligne qui a le plus bougé. */
            line?: components["schemas"]["MovedLineView"];
            patients?: components["schemas"]["CountChangeView"];
            phase?: components["schemas"]["TextChangeView"];
            text?: components["schemas"]["TextChangeView"];
            rates: components["schemas"]["RateChangeView"][];
            /**
             * @example [
             *       "CAP_REFERENCE_MISSING"
             *     ]
             */
            flagsThatCame: string[];
            /** @example [] */
            flagsThatWent: string[];
            parameters: components["schemas"]["ParameterChangeView"][];
        };
        ExtractPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["AuditEntryView"][];
            completeness: components["schemas"]["CompletenessView"];
        };
        ExtractResultView: {
            /**
             * @example payments
             * @enum {string}
             */
            what: "payments" | "statements" | "events";
            /**
             * @description Jusqu’où le journal est lu.
             * @example 178822
             */
            position: number;
            /**
             * @description Maillon de la chaîne à cette position.
             * @example 5e88…
             */
            link: string;
            /** @description Tout. */
            whole: components["schemas"]["SumView"];
            /** @description Ce qui est choisi, de toutes les pages. */
            chosen: components["schemas"]["SumView"];
            /** @description Ce qui ne l’est pas. */
            leftOut: components["schemas"]["SumView"];
            /**
             * @description Taille du fichier.
             * @example 4096
             */
            bytes: number;
            /**
             * @description SHA-256 du fichier.
             * @example 9f86…
             */
            digest: string;
        };
        FileView: {
            /**
             * @description MsgId et PmtInfId.
             * @example R-2026-11
             */
            file: string;
            /** @example 53 */
            payments: number;
            /**
             * @description Centimes.
             * @example 25335100
             */
            totalCents: string;
            /**
             * @description SHA-256 du XML.
             * @example 9f86d081884c7d65
             */
            digest: string;
        };
        FollowedIndicatorView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2021 */
            year: number;
            /** @example FLU65 */
            indicator: string;
            /**
             * @example SOCLE
             * @enum {string}
             */
            family: "SOCLE" | "A_LA_CARTE" | "EXPERIENCE";
            /**
             * @description UP : plus est mieux.
             * @example UP
             * @enum {string}
             */
            direction: "UP" | "DOWN";
            /**
             * @description Null sans résultat cette année-là.
             * @example 69
             */
            numerator: number | null;
            /** @example 160 */
            denominator: number | null;
            /**
             * @description Seuil intermédiaire de l’année, en pour cent.
             * @example 50
             */
            intermediate: string | null;
            /**
             * @description Cible de l’année, en pour cent.
             * @example 75
             */
            target: string | null;
            /**
             * @description Note de 0 à 1, en fraction exacte ; null sans note.
             * @example 1/4
             */
            rating: string | null;
            /**
             * @description Depuis l’année d’avant, dans le sens de l’indicateur ; null sans résultat de l’une des deux.
             * @example BETTER
             * @enum {string|null}
             */
            trend: "BETTER" | "SAME" | "WORSE" | null;
            /**
             * @description Points de pourcentage depuis l’année d’avant, en fraction exacte.
             * @example 25/8
             */
            changePoints: string | null;
            /**
             * @description Le seuil à atteindre ensuite ; null à la cible, ou sans note.
             * @example INTERMEDIATE
             * @enum {string|null}
             */
            nextLevel: "INTERMEDIATE" | "TARGET" | null;
            /**
             * @description La note à ce seuil.
             * @example 1/2
             */
            nextRating: string | null;
            /**
             * @description Points de pourcentage jusqu’à ce seuil.
             * @example 55/8
             */
            pointsAway: string | null;
            /**
             * @description Combien de plus au numérateur (de moins si moins est mieux) y suffisent.
             * @example 11
             */
            casesAway: number | null;
            /**
             * @description Les décomptes qui reposent sur le score de l’année : ceux de l’année d’après, ou de l’année (IPEP).
             * @example [
             *       "2022-Q1",
             *       "2022-Q2"
             *     ]
             */
            periods: string[];
            /**
             * @description Ce qu’ils font ensemble, en centimes.
             * @example 1234567
             */
            amountCents: string | null;
            /**
             * @description Ce qu’ils feraient avec un résultat à ce seuil, tout le reste égal, en centimes.
             * @example 1240000
             */
            nextCents: string | null;
            /**
             * @description La différence : ce que vaut la note suivante, en centimes.
             * @example 5433
             */
            worthCents: string | null;
        };
        FollowedIndicatorsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["FollowedIndicatorView"][];
        };
        FormerLedgerView: {
            /** @example FIR-2025 */
            envelope: string;
            /**
             * @description Événements.
             * @example 1204
             */
            events: number;
        };
        FoundImpossibleView: {
            /** @example 178823 */
            position: number;
            /** @example payment-ledger */
            stream: string;
            /** @example PaymentReleased */
            type: string;
            /** @example RELEASED_BY_SAME_PERSON */
            code: string;
            /** @example Alice libère DCPT… après avoir soumis le décompte */
            detail: string;
        };
        FoundMisfitView: {
            /**
             * @example changed
             * @enum {string}
             */
            kind: "changed" | "missing" | "inserted" | "reordered" | "cut-off" | "remade" | "unreachable" | "unreadable" | "structure" | "checkpoint";
            /**
             * @description Absente : aucun événement en particulier.
             * @example 178823
             */
            position?: number;
            /** @example son contenu ou son maillon n’est pas celui qui a été enregistré */
            detail: string;
        };
        FoundView: {
            /**
             * @example STATEMENT
             * @enum {string}
             */
            kind: "TEAM" | "STATEMENT" | "PAYMENT" | "RUN" | "ENVELOPE";
            /** @example PEPS-01 */
            team: string | null;
            /**
             * @description Nom de l’équipe.
             * @example Maison des Tilleuls
             */
            name: string | null;
            /** @example 2023-Q2 */
            period: string | null;
            /** @example null */
            endToEndId: string | null;
            /** @example null */
            run: string | null;
            /** @example null */
            envelope: string | null;
        };
        FundedTwiceView: {
            /** @example PEPS */
            scheme: string;
            /** @example FIR-2025 */
            envelope: string;
            /** @example FIR-2026 */
            alsoBy: string;
            /**
             * @description null : depuis le début.
             * @example null
             */
            from: string | null;
        };
        GeneralLedgerPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["AccountingEntryView"][];
        };
        GridAmountView: {
            /** @example GP-2021 */
            grid: string;
            /**
             * @description Tranche d’âge, sexe, ALD, C2S.
             * @example 17-39 F ald=0 c2s=1
             */
            profile: string;
            /**
             * @description Par an, en centimes.
             * @example 9120
             */
            yearlyCents: string;
        };
        HeadView: {
            /** @example 178822 */
            position: number;
            /**
             * @description Maillon de la chaîne à cette position.
             * @example 5e88…
             */
            link: string;
        };
        HistoryEventView: {
            /**
             * @description Rang dans le journal.
             * @example 1120
             */
            position: number;
            /**
             * @description Rang dans le flux, à partir de 0.
             * @example 3
             */
            revision: number;
            /** @example StatementApproved */
            type: string;
            /** @example 2023-Q2 */
            effective: string;
            /** @example 2023-08-31 */
            knownOn: string;
            /** @example 2026-11-03T09:12:00.000Z */
            recordedAt: string;
            /** @example Bruno (vérifié) */
            recordedBy: string;
            /**
             * @description Ce qui l’a amené.
             * @example approve
             */
            because: string;
            /**
             * @description Contenu.
             * @example {}
             */
            content: {
                [key: string]: unknown;
            };
            /** @description D’une décision : qui l’a prise. */
            by?: components["schemas"]["ActorView"];
            /**
             * @description Centimes.
             * @example 7437
             */
            totalCents?: string;
        };
        HitView: {
            /**
             * @description Le centime tiré, les montants mis bout à bout ; le premier est 1.
             * @example 15321
             */
            cent: string;
            /**
             * @description Centimes de sa ligne : après celui-ci…
             * @example 0
             */
            fromCents: string;
            /**
             * @description … jusqu’à celui-ci.
             * @example 23969
             */
            toCents: string;
            entry: components["schemas"]["AuditEntryView"];
        };
        HoldDto: {
            /**
             * @description Pourquoi.
             * @example liste à vérifier
             */
            reason: string;
            /**
             * @description Jours ; 0 : aucun délai.
             * @example 0
             */
            days: number;
        };
        HoldView: {
            /**
             * @description Jours qu’un compte changé attend avant d’être payé.
             * @example 30
             */
            days: number;
            /** @description À confirmer par une autre personne. */
            proposed: components["schemas"]["ProposedHoldView"] | null;
        };
        HolderView: {
            /**
             * @description Équipe, ou enveloppe.
             * @example PEPS-01
             */
            holder: string;
            confirmed: components["schemas"]["ConfirmedAccountView"] | null;
            /** @description À confirmer par une autre personne. */
            proposed: components["schemas"]["ProposedAccountView"] | null;
        };
        HoldersPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ListedHolderView"][];
        };
        ImportEffectView: {
            /**
             * @description Jour de connaissance des deux calculs.
             * @example 2023-08-31
             */
            knownOn: string;
            /** @description Décomptes qui changeraient de montant, par période et équipe : les plus grands écarts, au plus 500. */
            changes: components["schemas"]["AmountChangeView"][];
            /**
             * @description Combien changeraient de montant, en tout.
             * @example 1
             */
            changed: number;
            /**
             * @description La somme de tous les écarts, en centimes.
             * @example -1855
             */
            differenceCents: string;
            /**
             * @description Décomptes de même montant, autrement composés.
             * @example 0
             */
            otherwise: number;
        };
        ImportResultView: {
            files: components["schemas"]["ImportedFileView"][];
            /**
             * @description Fichiers qui ne sont pas venus.
             * @example [
             *       "credits.csv"
             *     ]
             */
            absent: string[];
            /**
             * @description Fichiers laissés de côté.
             * @example []
             */
            ignored: string[];
            /** @description Enregistré quand même, mais à regarder. */
            warnings: components["schemas"]["ImportWarningView"][];
            /** @description Combien, par code. */
            warningCounts: {
                [key: string]: number;
            };
            /**
             * @description true : un essai à blanc, rien n’est enregistré.
             * @example true
             */
            dryRun?: boolean;
            /** @description D’un essai : ce que les faits changeraient aux décomptes des équipes qu’ils touchent. */
            effect?: components["schemas"]["ImportEffectView"];
        };
        ImportWarningView: {
            /** @example LATE_ACT_DIFFERS */
            code: string;
            /** @example acts.csv */
            file: string;
            /** @example 17 */
            line?: number;
            /** @example l'acte A1 est annulé une seconde fois. */
            sentence: string;
        };
        ImportedFileView: {
            /** @example acts.csv */
            file: string;
            /**
             * @description Lignes lues.
             * @example 421
             */
            read: number;
            /**
             * @description Faits enregistrés.
             * @example 419
             */
            recorded: number;
            /**
             * @description Faits déjà enregistrés.
             * @example 0
             */
            known: number;
            /**
             * @description Lignes mises de côté.
             * @example 2
             */
            setAside: number;
            /**
             * @description Comment le fichier est écrit ; absent : dans la forme décrite.
             * @example séparateur ;, dates JJ/MM/AAAA, encodage Windows-1252
             */
            readAs?: string;
            /** @description La même chose, pour un programme. */
            dialect?: components["schemas"]["DialectView"];
            /** @description Pourquoi le fichier est refusé ; rien n’en est alors enregistré. */
            refused?: string;
        };
        InexactParameterView: {
            /** @example presence */
            parameter: string;
            /**
             * @example assumed
             * @enum {string}
             */
            status: "reconstructed" | "assumed" | "override";
            /** @example FIRST_DAY */
            value: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
            /** @example 2020-10-31 */
            from: string;
            /** @example non trouvé dans les textes lus ; notre hypothèse */
            reference: string;
        };
        InstalmentView: {
            /**
             * @description Rang, à partir de 1.
             * @example 1
             */
            number: number;
            /** @example 2021-02-15 */
            dueOn: string;
            /**
             * @example INSTALMENT
             * @enum {string}
             */
            kind: "INSTALMENT" | "STARTUP_CREDIT";
            /**
             * @description Centimes.
             * @example 253351
             */
            amountCents: string;
        };
        InstalmentsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["InstalmentView"][];
        };
        ItemPaymentView: {
            /** @example DCPT0123456789ABCDEF01234567 */
            endToEndId: string;
            /**
             * @example EXECUTED
             * @enum {string}
             */
            status: "RELEASED" | "EXECUTED" | "RETURNED" | "CANCELLED";
            /** @example R-2026-11 */
            run: string;
            /**
             * @description Centimes.
             * @example 253351
             */
            amountCents: string;
            /**
             * @description Jour de la réponse de la banque, ou null.
             * @example null
             */
            answeredOn: string | null;
        };
        JobList: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["JobView"][];
        };
        JobView: {
            /** @example 576a3aee5275670b8c6b2f28 */
            id: string;
            /**
             * @example calculate
             * @enum {string}
             */
            kind: "calculate" | "replay" | "rebuild" | "payment-run" | "import" | "letters" | "simulate" | "verify" | "recompute" | "checkpoint" | "bundle" | "extract";
            /**
             * @example PENDING
             * @enum {string}
             */
            state: "PENDING" | "SUCCEEDED" | "FAILED" | "CANCELLED";
            /**
             * @description Qui l’a demandé.
             * @example Alice
             */
            requestedBy: string;
            /** @example 2026-11-26T08:30:00.000Z */
            requestedAt: string;
            /** @description null tant qu’il n’est pas terminé. */
            endedAt: string | null;
            /** @description Qui a demandé de l’arrêter ; null si personne. */
            cancelRequestedBy: string | null;
            /** @description Pourquoi il a échoué ; null s’il n’a pas échoué. */
            error: string | null;
            /**
             * @description Position de son dernier événement : une fois terminé, une lecture avec ?after= cette position voit ce qu’il a fait.
             * @example 1000
             */
            position: number;
            /** @description null une fois terminé. */
            progress: components["schemas"]["ProgressView"] | null;
        };
        LateFactView: {
            /**
             * @description Dans le journal.
             * @example 4711
             */
            position: number;
            /** @example patient-P0000001 */
            stream: string;
            /** @example ActRecorded */
            type: string;
            /**
             * @description Jour, trimestre ou année.
             * @example 2021-02-03
             */
            effective: string;
            /**
             * @description Jour où il est connu.
             * @example 2022-04-01
             */
            knownOn: string;
            /**
             * @description De l’un à l’autre.
             * @example 422
             */
            days: number;
        };
        LateFactsPageView: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["LateFactView"][];
        };
        LedgerLineView: {
            /**
             * @example SUBSTITUTED
             * @enum {string}
             */
            class: "SUBSTITUTED" | "LEAKAGE" | "FEE_FOR_SERVICE" | "INFORMATION_ONLY";
            /**
             * @description Motif du paiement à l’acte ; vide ailleurs.
             * @example
             */
            reason: string;
            /** @example 1840 */
            acts: number;
            /**
             * @description Centimes.
             * @example 4600000
             */
            baseCents: string;
            /**
             * @description Centimes.
             * @example 3220000
             */
            paidCents: string;
        };
        LedgerPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["LedgerLineView"][];
        };
        LedgerProposalView: {
            /** @example envelope:FIR-2026 */
            proposal: string;
            /**
             * @example ENVELOPE
             * @enum {string}
             */
            kind: "ENVELOPE" | "EXCEPTION" | "HOLD" | "DEMAND" | "REPAYMENT" | "TAKE_BACK" | "CANCELLATION" | "UNDOING" | "ANSWER";
            /**
             * @description Ce qui changerait.
             * @example FIR-2026 : enveloppe de 500 000,00 € pour PEPS
             */
            change: string;
            /**
             * @description Ce qui est en vigueur.
             * @example []
             */
            inForce: string[];
            proposedBy: components["schemas"]["PersonView"];
            /** @example 2026-01-15T10:00:00.000Z */
            proposedAt: string;
            /**
             * @description Dernier jour pour confirmer.
             * @example 2026-02-14
             */
            confirmBy: string;
            /**
             * @description À donner pour confirmer (If-Match, ou code).
             * @example 3f0a9c41de
             */
            code: string;
        };
        LedgerProposalsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["LedgerProposalView"][];
        };
        LeftOutView: {
            /** @example PEPS-02 */
            team: string;
            /**
             * @description Centimes, ce qui lui serait versé.
             * @example 120000
             */
            amountCents: string;
            /**
             * @example NO_ACCOUNT
             * @enum {string}
             */
            reason: "NO_ACCOUNT" | "ACCOUNT_HELD" | "NAME" | "ACCOUNT_NUMBER" | "AMOUNT";
            /** @description Payable à partir de ce jour, s’il est connu. */
            until: string | null;
            /** @example pas de compte confirmé */
            detail: string;
        };
        LegalTextView: {
            /** @example PEPS-2022 */
            id: string;
            /**
             * @description En vigueur depuis.
             * @example 2022-11-27
             */
            from: string;
            /** @example arrêté du 19 juin 2019 (JO du 3 juillet 2019) */
            reference: string;
        };
        LetterheadView: {
            /**
             * @description Absent : non réglé.
             * @example [
             *       "Caisse"
             *     ]
             */
            sender?: string[];
            /**
             * @description Absent : non réglé.
             * @example []
             */
            contact?: string[];
            /**
             * @description Absent : non réglé.
             * @example []
             */
            appeal?: string[];
        };
        LettersDto: {
            /**
             * @description Trimestre, ou année pour l’IPEP.
             * @example 2023-Q2
             */
            period: string;
        };
        LettersResultView: {
            /** @example 2023-Q2 */
            period: string;
            /** @description Ce que l’installation dit d’elle-même dans ces lettres. */
            letterhead: components["schemas"]["LetterheadView"];
            letters: components["schemas"]["ListedLetterView"][];
        };
        /** @description Une ligne du décompte. */
        Line: {
            /** @description Code de la ligne. */
            line: string;
            /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
            amountCents: string;
        };
        LineView: {
            /**
             * @description Rang, à partir de 1.
             * @example 1
             */
            position: number;
            /** @example CAPITATION */
            line: string;
            /**
             * @description Centimes.
             * @example 760053
             */
            amountCents: string;
        };
        LinesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["LineView"][];
        };
        /** @description Adresses, relatives à celle du service. */
        Links: {
            /**
             * Format: uri-reference
             * @description Le décompte.
             */
            statement: string;
        };
        ListedCandidateView: {
            /** @example PEPS-99 */
            candidate: string;
            /** @example Maison de santé des Saules */
            name: string;
            /** @example PEPS */
            scheme: string;
            /** @example ALL */
            option: string;
            /** @example GP */
            scope: string;
            /** @example MSP */
            structure: string;
            /** @example 010000024 */
            finess: string;
            /** @example 38185 */
            commune: string;
            /** @example 2027-01-01 */
            entersOn: string;
            /**
             * @description Patients qu’elle dit avoir.
             * @example 1200
             */
            patients: number;
            /**
             * @description Professionnels.
             * @example 6
             */
            members: number;
            /**
             * @example APPLIED
             * @enum {string}
             */
            status: "APPLIED" | "DECISION_PROPOSED" | "ACCEPTED" | "DECLINED" | "WITHDRAWN";
            /**
             * @description Qui l’a reçue.
             * @example Alice
             */
            appliedBy: string;
            /** @example 2026-11-29T08:30:00.000Z */
            appliedAt: string;
        };
        ListedHolderView: {
            /**
             * @description Équipe, ou enveloppe.
             * @example PEPS-01
             */
            holder: string;
            confirmed: components["schemas"]["ConfirmedAccountView"] | null;
            /** @description À confirmer par une autre personne. */
            proposed: components["schemas"]["ProposedAccountView"] | null;
            /**
             * @description payee : une équipe, payée ; debtor : une enveloppe, débitée.
             * @example payee
             * @enum {string}
             */
            side: "payee" | "debtor";
        };
        ListedLetterView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2023-Q2 */
            period: string;
            /**
             * @description 0 : le décompte ; 1 et plus : ses régularisations.
             * @example 0
             */
            number: number;
            /**
             * @description Nom dans le fichier ZIP.
             * @example PEPS-01_2023-Q2_0.pdf
             */
            file: string;
            /**
             * @description Taille.
             * @example 68211
             */
            bytes: number;
            /**
             * @description SHA-256 du PDF.
             * @example 9f86d081884c7d65
             */
            digest: string;
        };
        ListedStatementView: {
            /** @example PEPS-01 */
            team: string;
            /**
             * @description Nom de l’équipe ; null si elle n’est plus dans l’expérimentation.
             * @example Maison de santé des Tilleuls
             */
            teamName: string | null;
            /** @example 2021-Q1 */
            period: string;
            /**
             * @description false : l’équipe n’est plus dans l’expérimentation.
             * @example true
             */
            due: boolean;
            /** @example PEPS */
            scheme: string | null;
            /** @example PEPS-2019 */
            text: string | null;
            /** @example FORFAIT */
            phase: string | null;
            /** @example 2026-09-30 */
            knownOn: string;
            /** @example 5123 */
            patients: number | null;
            /**
             * @description Centimes.
             * @example 760053
             */
            totalCents: string | null;
            /**
             * @description Somme de ce qui est décidé, en centimes ; null si rien ne l’est.
             * @example 760053
             */
            decidedCents: string | null;
            /**
             * @example [
             *       "QUALITY_MISSING"
             *     ]
             */
            flags: string[];
            /**
             * @description Où il en est maintenant.
             * @example APPROVED
             * @enum {string}
             */
            stage: "NONE" | "CALCULATED" | "SUBMITTED" | "APPROVED" | "REGULARISATION_DRAFTED" | "REGULARISATION_SUBMITTED";
        };
        ListedTeamView: {
            /** @example PEPS-01 */
            team: string;
            /** @example Maison de santé des Tilleuls */
            name: string;
            /** @example PEPS */
            scheme: string;
            /** @example ALL */
            option: string;
            /** @example GP */
            scope: string;
            /** @example 38185 */
            commune: string;
            /**
             * @description Ce jour-là ; null : aucune encore.
             * @example FORFAIT
             */
            phase: string | null;
            /**
             * @description Professionnels de l’équipe ce jour-là.
             * @example 14
             */
            members: number;
        };
        LiveView: {
            /** @example true */
            live: boolean;
        };
        LoginView: {
            /**
             * @description development : une personne à choisir ; openid : un fournisseur d’identité ; tokens : personne ne se connecte ici, les programmes ont des jetons.
             * @example openid
             * @enum {string}
             */
            way: "development" | "openid" | "tokens";
            /**
             * @description En développement seulement.
             * @example []
             */
            people: components["schemas"]["PersonToChooseView"][];
            /**
             * @description Si celui qui demande est identifié : GET /session dit qui il est.
             * @example false
             */
            signedIn: boolean;
        };
        LookAlikesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["LookAlikesView"][];
        };
        LookAlikesView: {
            /**
             * @description Dont les actes s’arrêtent.
             * @example P0000001
             */
            former: string;
            /**
             * @description Dont les actes commencent ensuite.
             * @example P0000002
             */
            latter: string;
            /**
             * @description Dernier acte du premier.
             * @example 2022-11-14
             */
            lastAct: string;
            /**
             * @description Premier acte du second.
             * @example 2023-01-09
             */
            firstAct: string;
        };
        LossReportView: {
            /** @description Les témoins que le journal contredit, le plus avancé en premier. */
            lost: components["schemas"]["WitnessView"][];
            /** @description Dernier endroit, avant eux, où un témoin confirme le journal. */
            agreed: components["schemas"]["HeadView"];
            /** @description Fin du journal. */
            end: components["schemas"]["HeadView"];
            /** @description Ce qui manque, en phrases. */
            details: string[];
            /**
             * @description Ce qui s’est passé.
             * @example sauvegarde de la veille remise
             */
            reason: string;
            reportedBy: components["schemas"]["PersonView"];
            /** @example 2026-11-28T10:00:00.000Z */
            reportedAt: string;
            /**
             * @description Dernier jour pour la reconnaître.
             * @example 2026-12-28
             */
            acknowledgeBy: string;
            /**
             * @description À donner pour la reconnaître (If-Match, ou code) ; c’est aussi l’ETag.
             * @example 3f0a9c41de
             */
            code: string;
        };
        LossView: {
            /** @description Les témoins que le journal contredit, le plus avancé en premier. */
            lost: components["schemas"]["WitnessView"][];
            /** @description Dernier endroit, avant eux, où un témoin confirme le journal. */
            agreed: components["schemas"]["HeadView"];
            /** @description Fin du journal. */
            end: components["schemas"]["HeadView"];
            /** @description Ce qui manque, en phrases. */
            details: string[];
        };
        LossesView: {
            /** @description Ce que personne n’a reconnu ; null si rien ne manque. */
            loss: components["schemas"]["LossView"] | null;
            /** @description À reconnaître par une autre personne. */
            report: components["schemas"]["LossReportView"] | null;
            /** @description Dans l’ordre où elles l’ont été. */
            acknowledged: components["schemas"]["AcknowledgedLossView"][];
        };
        MarkView: {
            /**
             * @example SECONDS_APART
             * @enum {string}
             */
            mark: "SAME_PERSON" | "SAME_SESSION" | "SECONDS_APART";
            /**
             * @example [
             *       "PROPOSE_ACCOUNT",
             *       "CONFIRM_ACCOUNT"
             *     ]
             */
            duties: ("PROPOSE_ACCOUNT" | "CONFIRM_ACCOUNT" | "SUBMIT" | "APPROVE" | "EXCEPT_ACCOUNT" | "RELEASE" | "TYPE_ANSWER" | "PROPOSE_TERMS" | "CONFIRM_TERMS" | "PROPOSE_EXCEPTION" | "CONFIRM_EXCEPTION" | "PROPOSE_HOLD" | "CONFIRM_HOLD" | "PROPOSE_DEMAND" | "CONFIRM_DEMAND" | "PROPOSE_REPAYMENT" | "CONFIRM_REPAYMENT" | "PROPOSE_TAKE_BACK" | "CONFIRM_TAKE_BACK" | "PREPARE" | "ANSWER" | "CONFIRM_ANSWER")[];
            /**
             * @description Secondes entre les deux.
             * @example 12
             */
            seconds: number;
            /** @example compte proposé et compte confirmé : deux personnes, une session, à 12 s */
            detail: string;
        };
        MemberView: {
            /** @example 10000000017 */
            rpps: string;
            /** @example GP */
            profession: string;
            /** @example 2019-07-01 */
            from: string;
            /** @example null */
            until: string | null;
            /**
             * @description Ce jour-là.
             * @example true
             */
            active: boolean;
        };
        MembersFact: {
            /**
             * @description team
             * @example PEPS-01
             */
            team_id: string;
            /**
             * @description rpps
             * @example 10000000017
             */
            rpps: string;
            /**
             * @description profession
             * @example GP
             */
            profession: string;
            /**
             * @description day
             * @example 2024-01-01
             */
            from: string;
            /**
             * @description day, peut manquer ou être vide
             * @example
             */
            until?: string;
            /**
             * @description day
             * @example 2024-01-05
             */
            known_on: string;
        };
        MergeView: {
            /**
             * @description L’identifiant qui est, ou serait, celui d’un autre.
             * @example P0000002
             */
            patient: string;
            /**
             * @description L’identifiant qui nomme la personne.
             * @example P0000001
             */
            into: string;
            /**
             * @description Jour de connaissance depuis lequel ils sont une personne ; null : seulement proposé.
             * @example 2026-01-16
             */
            since: string | null;
            /** @description Ce qui attend une seconde personne. */
            waiting: components["schemas"]["WaitingMergeView"] | null;
        };
        MergesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["MergeView"][];
        };
        MovedAmountView: {
            /**
             * @example STARTUP_CREDIT
             * @enum {string}
             */
            kind: "INSTALMENT" | "STARTUP_CREDIT";
            /**
             * @description Jour décidé.
             * @example 2023-05-31
             */
            from: string;
            /**
             * @description Nouveau jour ; celui de l’approbation s’il est plus tard.
             * @example 2023-06-15
             */
            to: string;
            /**
             * @description Centimes.
             * @example 250000
             */
            amountCents: string;
        };
        MovedInstalmentView: {
            /**
             * @example STARTUP_CREDIT
             * @enum {string}
             */
            kind: "INSTALMENT" | "STARTUP_CREDIT";
            /**
             * @description Jour décidé avant.
             * @example 2023-05-31
             */
            from: string;
            /**
             * @description Nouveau jour.
             * @example 2023-06-15
             */
            to: string;
            /**
             * @description Centimes.
             * @example 250000
             */
            amountCents: string;
        };
        MovedLineView: {
            /** @example CAPITATION */
            line: string;
            /**
             * @description Centimes.
             * @example -25326
             */
            differenceCents: string;
        };
        /** @description Une créance sur une équipe, ou ce qui réduit un dû : elle naît, se compense, se demande, se rembourse. */
        MovementData: {
            /** @description Identifiant de l’équipe. */
            team: string;
            /** @description Trimestre (2021-Q1), ou année (2021) pour l’IPEP. */
            period: string | null;
            /** @description Enveloppe qui doit, ou à qui il est dû. */
            envelope: string;
            /** @description D’une compensation : l’enveloppe à qui la créance est due. */
            debtEnvelope: string | null;
            /** @description D’une compensation : la campagne. */
            run: string | null;
            /** @description L’échéance réduite, ou avec quoi la créance est compensée, dans le livre des paiements. */
            item: string | null;
            /** @description La créance, dans le livre des paiements. */
            debt: string | null;
            /** @description D’une réduction : la décision ou la réponse qui la fait ; withdrawn : une décision retirée. */
            because: string | null;
            /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
            amountCents: string;
            /** @description Période ou jour de ce dont il s’agit. */
            effective: string;
            links: components["schemas"]["Links"] | null;
        };
        MovementsView: {
            /** @example 1 */
            count: number;
            /**
             * @description Centimes.
             * @example -23969
             */
            cents: string;
        };
        NationalSpendingFact: {
            /**
             * @description year
             * @example 2024
             */
            year: string;
            /**
             * @description ageBand
             * @example 60-69
             */
            age_band: string;
            /**
             * @description sex
             * @example F
             */
            sex: string;
            /**
             * @description flag
             * @example 1
             */
            ald: string;
            /**
             * @description flag
             * @example 0
             */
            c2s: string;
            /**
             * @description cents, peut manquer ou être vide
             * @example 812000
             */
            amount_cents?: string;
            /**
             * @description day
             * @example 2025-06-01
             */
            known_on: string;
        };
        NewFactView: {
            /** @example acts */
            kind: string;
            /** @example 2023-09-15 */
            knownOn: string;
            /** @example 1012 */
            position: number;
        };
        NoLongerDueView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2023-Q2 */
            period: string;
        };
        NotCalculatedView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2023-Q4 */
            period: string;
        };
        OutcomeView: {
            /**
             * @description Événements enregistrés par cette commande.
             * @example [
             *       "EnvelopeProposed"
             *     ]
             */
            events: string[];
            /**
             * @description Position du dernier, à donner à une lecture (after) ; null si rien ne change.
             * @example 178830
             */
            position: number | null;
            /** @example PEPS-01 */
            team: string;
            /** @example 2023-Q2 */
            period: string;
            /** @description Pourquoi les règles refusent ; null si c’est fait. */
            refused: string | null;
        };
        OutcomesView: {
            outcomes: components["schemas"]["OutcomeView"][];
            /**
             * @description D’une approbation : périodes soumises qu’aucun des codes ne couvre, et qui restent soumises.
             * @example []
             */
            notCovered: string[];
        };
        OverrideView: {
            /**
             * @description Absente : toutes celles qui ont le paramètre.
             * @example PEPS
             */
            scheme?: string;
            /** @example cap_rate */
            parameter: string;
            /**
             * @description Premier jour.
             * @example 2024-01-01
             */
            from?: string;
            /**
             * @description Dernier jour.
             * @example 2024-12-31
             */
            until?: string;
            /**
             * @description Comme dans le fichier des paramètres.
             * @example 11/10
             */
            value: (string | number | Record<string, never> | unknown[]) | null;
        };
        OverridesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["AuditOverrideView"][];
        };
        OwedToEnvelopeView: {
            /** @example FIR-2025 */
            envelope: string;
            /**
             * @description Ce qui lui est dû ; moins de 0 : ce qu’elle doit. Centimes.
             * @example 4000
             */
            owedCents: string;
        };
        PaidDecisionView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2021-Q1 */
            period: string;
            /**
             * @description Le décompte tel que décidé : /statements/{team}/{period}/decisions/{number}.
             * @example 0
             */
            number: number;
            submittedBy: components["schemas"]["PersonView"];
            approvedBy: components["schemas"]["PersonView"];
            /** @example 2026-11-03T09:12:00.000Z */
            approvedAt: string;
        };
        PaidLineView: {
            /** @example CAPITATION */
            line: string;
            /**
             * @description Centimes, par les décisions d’avant.
             * @example 0
             */
            beforeCents: string;
            /**
             * @description Centimes, avec cette décision.
             * @example 253351
             */
            afterCents: string;
        };
        PaidPartView: {
            /** @example 2021-01-31 */
            dueOn: string;
            /**
             * @description Centimes.
             * @example 253351
             */
            amountCents: string;
        };
        PairDto: {
            /**
             * @description Pourquoi.
             * @example liste à vérifier
             */
            reason: string;
            /**
             * @description L’identifiant qui serait celui d’un autre.
             * @example P0000002
             */
            patient: string;
            /**
             * @description L’identifiant qui nomme la personne.
             * @example P0000001
             */
            into: string;
        };
        ParameterChangeView: {
            /** @example presence */
            parameter: string;
            /**
             * @description Absente : il n’y en avait pas.
             * @example FIRST_DAY
             */
            before?: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
            /**
             * @description Absente : il n’y en a plus.
             * @example DAYS
             */
            after?: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
        };
        ParameterView: {
            /** @example cap_rate */
            parameter: string;
            /**
             * @example exact
             * @enum {string}
             */
            status: "exact" | "reconstructed" | "assumed" | "override";
            /**
             * @description Comme écrite dans la réglementation : texte, nombre, liste ou objet.
             * @example 1.05
             */
            value: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
            /**
             * @description En vigueur depuis.
             * @example 2019-07-01
             */
            from: string;
        };
        ParametersPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ParameterView"][];
        };
        PartView: {
            /**
             * @example patient
             * @enum {string}
             */
            kind: "line" | "exact" | "rounding" | "patient" | "act" | "credit" | "acts" | "gap" | "rate" | "indicator" | "amount" | "note";
            /** @example P0000001 */
            label: string;
            /**
             * @description Le chiffre, en fraction exacte.
             * @example 7437/2
             */
            exact?: string;
            /**
             * @example cents
             * @enum {string}
             */
            unit?: "cents" | "rate" | "percent" | "points" | "count";
            /**
             * @description Comment il vient, en clair.
             * @example 7437 × 1/2
             */
            formula?: string;
            /** @description S’il y en a, elles font le chiffre, exactement. */
            parts: components["schemas"]["PartView"][];
            /** @description Ce sur quoi il repose sans en être une part. */
            because: components["schemas"]["PartView"][];
            /**
             * @description Positions d’événements.
             * @example [
             *       12
             *     ]
             */
            facts: number[];
            /**
             * @description Noms de paramètres.
             * @example [
             *       "presence"
             *     ]
             */
            parameters: string[];
        };
        PatientsFact: {
            /**
             * @description patient
             * @example a1b2c3d4e5f60718
             */
            patient_id: string;
            /**
             * @description day
             * @example 1958-06-30
             */
            birth_date: string;
            /**
             * @description sex
             * @example F
             */
            sex: string;
            /**
             * @description day, peut manquer ou être vide
             * @example
             */
            died_on?: string;
            /**
             * @description day
             * @example 2024-01-05
             */
            known_on: string;
        };
        PayingRunView: {
            /** @example R-2026-11 */
            run: string;
            /** @example FIR-2026 */
            envelope: string;
            /** @example 2026-11-05 */
            executionDay: string;
            /** @description null pour une ancienne campagne. */
            preparedBy: components["schemas"]["PersonView"] | null;
            releasedBy: components["schemas"]["PersonView"];
            /** @example 2026-11-03T09:20:00.000Z */
            releasedAt: string;
            /** @description Compte débité. */
            debtor: components["schemas"]["AccountView"];
        };
        /** @description Une réponse de la banque était fausse : le versement est de nouveau à la banque. */
        PaymentAwaitedAgain: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.payment.awaited-again";
            /** @description Référence de bout en bout du versement. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:payment:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["PaymentData"];
        };
        /** @description Un versement libéré, qui n’est pas parti, est annulé ; il est dû de nouveau. */
        PaymentCancelled: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.payment.cancelled";
            /** @description Référence de bout en bout du versement. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:payment:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["PaymentData"];
        };
        /** @description Un versement à la banque, ou ce qu’elle en dit. */
        PaymentData: {
            /** @description Identifiant de l’équipe. */
            team: string;
            /** @description Trimestre (2021-Q1), ou année (2021) pour l’IPEP. */
            period: string;
            /** @description Enveloppe qui le finance. */
            envelope: string;
            /** @description Référence de bout en bout, la même que dans le fichier de la banque. */
            payment: string;
            /** @description Ce qui est payé, dans le livre des paiements. */
            item: string;
            /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
            amountCents: string;
            /**
             * Format: date
             * @description Jour d’exécution demandé, ou jour de la réponse de la banque.
             */
            day: string;
            /** @description Campagne ; null pour une réponse de la banque. */
            run: string | null;
            /** @description Code ISO 20022 d’un retour, par exemple AC04. */
            reason: string | null;
            links: components["schemas"]["Links"];
        };
        PaymentDutiesView: {
            /**
             * @description Vide pour un changement du livre.
             * @example PEPS-01-2023-Q2-1
             */
            endToEndId: string;
            /**
             * @description Ce que deux personnes ont changé dans le livre ; null pour un paiement.
             * @example null
             */
            change: string | null;
            /** @example FIR-2026 */
            envelope: string;
            /** @example R-2026-11 */
            run: string;
            /** @example PEPS-01 */
            team: string;
            /** @example 2023-Q2 */
            period: string;
            /**
             * @description En centimes.
             * @example 23969
             */
            amountCents: string;
            /** @description Dans l’ordre du temps. */
            acts: components["schemas"]["ActView"][];
            /** @description À regarder. */
            marks: components["schemas"]["MarkView"][];
        };
        PaymentEventView: {
            /**
             * @description Rang dans le journal.
             * @example 1310
             */
            position: number;
            /** @example PaymentExecuted */
            type: string;
            /**
             * @description Jour ou période dont il s’agit ; celui de la banque pour sa réponse.
             * @example 2026-11-05
             */
            effective: string;
            /** @description Qui ; null dans un ancien journal. */
            by: components["schemas"]["PersonView"] | null;
            /** @example 2026-11-06T08:00:00.000Z */
            at: string | null;
            /**
             * @description Centimes ; null si rien ne bouge.
             * @example 253351
             */
            amountCents: string | null;
            /**
             * @description Code de la banque qui n’a pas tranché.
             * @example null
             */
            status: string | null;
            /**
             * @description Motif de la banque, ou de qui a refusé.
             * @example null
             */
            reason: string | null;
            /**
             * @description Ce que la banque en dit.
             * @example null
             */
            detail: string | null;
            /**
             * @description Ligne de la réponse de la banque.
             * @example null
             */
            answer: string | null;
            /**
             * @description Dette compensée.
             * @example null
             */
            recovery: string | null;
            /**
             * @description Ce qui la réduit : une décision, ou withdrawn.
             * @example null
             */
            because: string | null;
        };
        /** @description La banque a payé un versement. */
        PaymentExecuted: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.payment.executed";
            /** @description Référence de bout en bout du versement. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:payment:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["PaymentData"];
        };
        PaymentExplanationView: {
            /** @example DCPT0123456789ABCDEF01234567 */
            endToEndId: string;
            /** @example PEPS-01 */
            team: string;
            /** @example 2021-Q1 */
            period: string;
            /** @example 2021-01-31 */
            dueOn: string;
            /**
             * @description Centimes ; la somme de steps.
             * @example 253351
             */
            amountCents: string;
            /** @description De ce qui était dû à ce qui est payé. */
            steps: components["schemas"]["PaymentStepView"][];
            /** @description null si la décision ne tient plus. */
            decision: components["schemas"]["ExplainedDecisionView"] | null;
        };
        PaymentReadView: {
            payment: components["schemas"]["PaymentView"];
            /** @description Échéance payée, et chaque tentative. */
            item: components["schemas"]["DecidedItemView"];
            /** @description La décision payée ; null si elle ne tient plus. */
            decision: components["schemas"]["PaidDecisionView"] | null;
            run: components["schemas"]["PayingRunView"];
            /** @description Fichier où il est ; null s’il n’y en a pas. */
            file: components["schemas"]["RunFileView"] | null;
            /** @description Ce qui est arrivé à l’échéance et au paiement. */
            events: components["schemas"]["PaymentEventView"][];
            /** @description Dettes que l’échéance a compensées. */
            debts: components["schemas"]["RecoveryView"][];
        };
        /** @description Un versement part à la banque. */
        PaymentReleased: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.payment.released";
            /** @description Référence de bout en bout du versement. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:payment:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["PaymentData"];
        };
        /** @description Un versement est revenu ; il est dû de nouveau. */
        PaymentReturned: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.payment.returned";
            /** @description Référence de bout en bout du versement. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:payment:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["PaymentData"];
        };
        PaymentRunDto: {
            /**
             * @description Nom de la campagne, tel qu’il va à la banque : 1 à 35 caractères du jeu SEPA, sans barre au bord ni deux de suite.
             * @example R-2026-11
             */
            run: string;
            /** @example FIR-2026 */
            envelope: string;
            /**
             * @description Ce qui est dû à ce jour ; celui de la demande s’il manque.
             * @example 2026-01-31
             */
            dueBy?: string;
            /** @description Jour d’exécution, AAAA-MM-JJ, où les banques travaillent ; le prochain, à compter de la demande, s’il manque. */
            executionDay?: string;
            /**
             * @description Une seule équipe.
             * @example PEPS-01
             */
            team?: string;
            /**
             * @description Exceptions confirmées, qui servent à cette campagne.
             * @example [
             *       "avance-2026-03"
             *     ]
             */
            exceptions?: string[];
        };
        PaymentRunResultView: {
            /** @example R-2026-11 */
            run: string;
            /**
             * @description Paiements à envoyer à la banque.
             * @example 1
             */
            payments: number;
            /**
             * @description Centimes.
             * @example 7437
             */
            totalCents: string;
        };
        PaymentStepView: {
            /**
             * @description Rang de l’événement dans le journal.
             * @example 1310
             */
            position: number;
            /** @example DuePosted */
            type: string;
            /**
             * @description Centimes, ajoutés à ce qui est dû ou ôtés.
             * @example 253351
             */
            amountCents: string;
            /**
             * @description La décision qui réduit, withdrawn, la dette compensée, ou la référence d’une autre tentative.
             * @example null
             */
            because: string | null;
        };
        PaymentView: {
            /** @example DCP0123456789 */
            endToEndId: string;
            /** @example FIR-2026 */
            envelope: string;
            /** @example R-2026-11 */
            run: string;
            /** @example PEPS-01 */
            team: string;
            /** @example 2021-Q1 */
            period: string;
            /**
             * @description Échéance payée.
             * @example statement-PEPS-01-2021-Q1@3#1
             */
            item: string;
            /**
             * @description Centimes.
             * @example 253351
             */
            amountCents: string;
            /**
             * @example EXECUTED
             * @enum {string}
             */
            status: "RELEASED" | "EXECUTED" | "RETURNED" | "CANCELLED";
            /**
             * @description Jour de la réponse de la banque, ou null.
             * @example 2022-02-02
             */
            answeredOn: string | null;
            /**
             * @description En attente à la banque : son code, connu ou non ; sinon null.
             * @example null
             */
            waiting: string | null;
            /**
             * @description S’il est revenu : rejeté avant le débit, ou retourné après ; sinon null.
             * @example null
             * @enum {string|null}
             */
            end: "rejected" | "returned" | null;
            /**
             * @description Motif de la banque, un code, ou null.
             * @example null
             */
            reason: string | null;
            /**
             * @description Ce que la banque en dit, ou null.
             * @example null
             */
            detail: string | null;
            /** @description Retour que la banque annonce et qu’une autre personne doit confirmer : le paiement reste ce qu’il est ; sinon null. */
            announced: components["schemas"]["AnnouncedReturnView"] | null;
            /** @description Dernier retour annoncé qu’une autre personne a refusé, sinon null ; null pour une équipe. */
            refused: components["schemas"]["RefusedReturnView"] | null;
            payee: components["schemas"]["AccountView"];
        };
        PaymentsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["PaymentView"][];
        };
        PersonToChooseView: {
            /** @example alice-operator */
            id: string;
            /** @example Alice Martin */
            name: string;
            /**
             * @example [
             *       "operator"
             *     ]
             */
            roles: ("operator" | "approver" | "authorising-officer" | "accountant" | "auditor" | "team" | "service")[];
            /** @example null */
            team: string | null;
            /**
             * @description À quoi elle sert dans la démonstration.
             * @example calcule et soumet
             */
            does: string;
        };
        PersonVersionView: {
            /**
             * @description Connu le.
             * @example 2021-01-04
             */
            knownOn: string;
            /**
             * @description Position dans le journal.
             * @example 4211
             */
            position: number;
            /** @example 1954-03-12 */
            birthDate: string;
            /**
             * @example F
             * @enum {string}
             */
            sex: "F" | "M";
            /** @example null */
            diedOn: string | null;
        };
        PersonView: {
            /** @example Alice */
            name: string;
            /**
             * @description verified : prouvé par un jeton.
             * @example verified
             * @enum {string}
             */
            assurance: "asserted" | "verified";
            /**
             * @description Son identifiant (sub), si le nom en est un autre.
             * @example u-1
             */
            subject?: string;
        };
        PhaseView: {
            /** @example 2019-07-01 */
            from: string;
            /** @example FORFAIT */
            phase: string;
        };
        PhasesFact: {
            /**
             * @description team
             * @example PEPS-01
             */
            team_id: string;
            /**
             * @description phase, peut manquer ou être vide
             * @example FORFAIT
             */
            phase?: string;
            /**
             * @description day
             * @example 2024-01-01
             */
            from: string;
            /**
             * @description day
             * @example 2024-01-05
             */
            known_on: string;
        };
        PinView: {
            /**
             * @description Jour de connaissance.
             * @example 2026-09-30
             */
            knownOn: string;
            /**
             * @description Dernier événement vu.
             * @example 178822
             */
            position: number;
            /** @example 2024-1 */
            regulationVersion: string;
            /**
             * @description SHA-256 de la réglementation.
             * @example 5e884898da28…
             */
            regulationFingerprint: string;
            /** @example 2 */
            rulesVersion: string;
            /**
             * @description SHA-256 des sources des règles ; absent des premiers journaux.
             * @example 336d8d703bc4…
             */
            rulesDigest?: string;
        };
        PlannedPaymentView: {
            /** @example DCP0123456789 */
            endToEndId: string;
            /** @example PEPS-01 */
            team: string;
            /** @example 2021-Q1 */
            period: string;
            /** @example statement-PEPS-01-2021-Q1@3#1 */
            item: string;
            /**
             * @description Centimes.
             * @example 253351
             */
            amountCents: string;
            payee: components["schemas"]["AccountView"];
        };
        PlannedSetOffView: {
            /** @example PEPS-01 */
            team: string;
            /**
             * @description Échéance.
             * @example statement-PEPS-01-2021-Q1@3#1
             */
            item: string;
            /**
             * @description Période de l’échéance.
             * @example 2021-Q1
             */
            period: string;
            /**
             * @description Dette.
             * @example statement-PEPS-01-2020-Q4@5#1
             */
            recovery: string;
            /**
             * @description Période de la dette.
             * @example 2020-Q4
             */
            debtPeriod: string;
            /**
             * @description Enveloppe à qui elle est due.
             * @example FIR-2026
             */
            debtEnvelope: string;
            /**
             * @description Centimes.
             * @example 1855
             */
            amountCents: string;
        };
        PositionDto: {
            /**
             * @description Position de l’événement, comme dans le flux.
             * @example 1132
             */
            position: number;
        };
        PostingView: {
            /**
             * @description Position dans le journal.
             * @example 178823
             */
            position: number;
            /**
             * @description Rang dans le livre, à partir de 0.
             * @example 12
             */
            revision: number;
            /** @example DuePosted */
            type: string;
            /** @example PEPS-01 */
            team: string;
            /**
             * @description Période ou jour de ce dont il s’agit.
             * @example 2021-05-15
             */
            effective: string;
            /** @example charges:PEPS-01 */
            debit: string;
            /** @example due:PEPS-01 */
            credit: string;
            /**
             * @description Centimes, toujours plus de 0.
             * @example 253351
             */
            amountCents: string;
            /**
             * @description Décision passée au livre.
             * @example statement-PEPS-01-2021-Q1@3
             */
            decision: string | null;
            /**
             * @description Échéance.
             * @example statement-PEPS-01-2021-Q1@3#1
             */
            item: string | null;
            /**
             * @description Créance sur l’équipe.
             * @example null
             */
            recovery: string | null;
            /**
             * @description Campagne de paiement.
             * @example R-2026-11
             */
            run: string | null;
            /**
             * @description Paiement.
             * @example DCP0123456789
             */
            endToEndId: string | null;
            by: components["schemas"]["PersonView"] | null;
            /** @example 2026-11-03T09:12:00.000Z */
            at: string;
        };
        PostingsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["PostingView"][];
        };
        PreparedRunView: {
            /** @example R-2026-11 */
            run: string;
            /** @example FIR-2026 */
            envelope: string;
            /**
             * @description PREPARED : elle attend d’être libérée. CANCELLED : elle n’est pas partie, et ses paiements sont de nouveau dus.
             * @example RELEASED
             * @enum {string}
             */
            status: "PREPARED" | "RELEASED" | "CANCELLED";
            /** @description Qui l’a libérée ; qui l’a préparée tant qu’elle attend. */
            by: components["schemas"]["PersonView"];
            /** @example 2026-11-03T09:12:00.000Z */
            at: string;
            /** @example 2026-11-05 */
            executionDay: string;
            /**
             * @description Centimes.
             * @example 25335100
             */
            totalCents: string;
            /**
             * @description Nombre de paiements.
             * @example 53
             */
            count: number;
            /**
             * @description Paiements qui attendent la banque.
             * @example 12
             */
            released: number;
            /**
             * @description Paiements exécutés.
             * @example 40
             */
            executed: number;
            /**
             * @description Paiements revenus.
             * @example 1
             */
            returned: number;
            /**
             * @description Retours annoncés, qu’une autre personne doit confirmer ; ces paiements restent ce qu’ils sont.
             * @example 0
             */
            announced: number;
            /**
             * @description Paiements annulés avec la campagne, qui n’est pas partie.
             * @example 0
             */
            cancelled: number;
            /**
             * @description Le code qui la libère.
             * @example 3f0a9c41de
             */
            code: string;
            /**
             * @description Elle paie ce qui est dû à ce jour.
             * @example 2026-10-31
             */
            dueBy: string;
            /**
             * @description Centimes, compensés avec ce que des équipes doivent.
             * @example 0
             */
            setOffCents: string;
            files: components["schemas"]["FileView"][];
            /** @description Équipes laissées de côté, et pourquoi. */
            leftOut: components["schemas"]["LeftOutView"][];
        };
        PreparedView: {
            /**
             * @description Le code qui la libère.
             * @example 3f0a9c41de
             */
            code: string;
            /** @example 2026-10-31 */
            dueBy: string;
            /**
             * @description Centimes, compensés avec ce que des équipes doivent.
             * @example 0
             */
            setOffCents: string;
            /** @description Ce qui serait libéré maintenant. */
            payments: components["schemas"]["PlannedPaymentView"][];
            /** @description Ce qui a changé depuis qu’elle est préparée : il faut la préparer de nouveau. null sinon. */
            changed: string | null;
            /** @description Ce qui interdit de la libérer maintenant. */
            faults: string[];
        };
        /** @description Ce qui n’a pas été, selon la RFC 9457. */
        ProblemDetails: {
            /** @enum {string} */
            type: "urn:decompte:problem:invalid-shape" | "urn:decompte:problem:invalid-fact" | "urn:decompte:problem:refused" | "urn:decompte:problem:conflict" | "urn:decompte:problem:key-reused" | "urn:decompte:problem:code-required" | "urn:decompte:problem:changed" | "urn:decompte:problem:unauthenticated" | "urn:decompte:problem:forbidden" | "urn:decompte:problem:login-refused" | "urn:decompte:problem:recent-login" | "urn:decompte:problem:not-found" | "urn:decompte:problem:method-not-allowed" | "urn:decompte:problem:not-acceptable" | "urn:decompte:problem:too-large" | "urn:decompte:problem:unsupported-media-type" | "urn:decompte:problem:too-many-requests" | "urn:decompte:problem:unavailable" | "urn:decompte:problem:internal";
            title: string;
            status: number;
            /** @description Une phrase, pour une personne. */
            detail: string;
            /** @description Numéro de la requête, à donner en signalant l’erreur. */
            instance?: string;
            errors?: components["schemas"]["ProblemError"][];
        };
        /** @description Une chose qui ne va pas dans la requête. */
        ProblemError: {
            /** @description Pointeur JSON dans le corps (`/care_on`), ou nom d’un paramètre (`query.limit`) ou d’un en-tête. */
            path: string;
            /** @description `SHAPE`, ou le code du contrôle des faits. */
            code: string;
            /** @description Ce qui ne va pas, avec quoi, et ce qui irait. */
            detail: string;
        };
        ProgressView: {
            /**
             * @example running
             * @enum {string}
             */
            state: "waiting" | "delayed" | "running";
            /**
             * @description Essai en cours, à partir de 1 ; 0 avant le premier.
             * @example 1
             */
            attempt: number;
            /**
             * @description Ce qui est en train d’être fait.
             * @example dossiers
             */
            stage: string | null;
            /**
             * @description Combien est fait…
             * @example 40000
             */
            done: number;
            /**
             * @description … de combien.
             * @example 178822
             */
            total: number;
        };
        ProjectionView: {
            /** @example statements */
            name: string;
            /**
             * @description 0 : jamais construite.
             * @example 3
             */
            version: number;
            /**
             * @description Dernière position vue.
             * @example 178822
             */
            position: number;
            /**
             * @description Dernière position du journal.
             * @example 178822
             */
            end: number;
            /**
             * @description Événements enregistrés qui la concernent.
             * @example 2875
             */
            stored: number;
            /**
             * @description Événements traités.
             * @example 2875
             */
            processed: number;
            /**
             * @description Événements qu’elle n’a pas pu lire.
             * @example 0
             */
            poison: number;
            /**
             * @description Octets que ses documents prennent, comptés par le moteur.
             * @example 4194304
             */
            bytes: number;
            /**
             * @example UP_TO_DATE
             * @enum {string}
             */
            health: "NEVER_BUILT" | "UNSOUND" | "BEHIND" | "UP_TO_DATE";
            /**
             * @description La même en clair.
             * @example à jour
             */
            healthText: string;
        };
        ProjectionsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ProjectionView"][];
        };
        ProposalView: {
            /**
             * @description 0 : le décompte ; 1 et plus : ses régularisations.
             * @example 0
             */
            number: number;
            /**
             * @description Du calcul dont elle part.
             * @example a1b2c3…
             */
            digest: string;
            pin: components["schemas"]["PinView"];
            lines: components["schemas"]["DecidedLineView"][];
            /**
             * @description Centimes.
             * @example 760053
             */
            totalCents: string;
            /** @description Vide pour une régularisation, due dès l’approbation. */
            instalments: components["schemas"]["DecidedInstalmentView"][];
        };
        ProposedAccountView: {
            /** @example Maison de santé des Tilleuls */
            name: string;
            /**
             * @description Masqué pour qui n’a pas à le voir.
             * @example FR•••••••••••••••••••••0189
             */
            iban: string;
            /** @example AGRIFRPP */
            bic: string;
            proposedBy: components["schemas"]["PersonView"];
            /** @example 2026-01-15T10:00:00.000Z */
            proposedAt: string;
            /**
             * @description Dernier jour pour confirmer.
             * @example 2026-02-14
             */
            confirmBy: string;
            /**
             * @description À donner pour confirmer (If-Match, ou code) ; c’est aussi l’ETag. Null pour qui ne voit pas l’IBAN.
             * @example 3f0a9c41de
             */
            code: string | null;
            /** @description Ce qui change. */
            changes: components["schemas"]["AccountChangeView"][];
            /** @description Ce qui est inhabituel, maintenant. */
            flags: components["schemas"]["AccountFlagView"][];
            /** @description Vérification du bénéficiaire. */
            verification: components["schemas"]["VerificationView"] | null;
        };
        ProposedAnswerView: {
            /**
             * @description Proposition, à confirmer par une autre personne.
             * @example answer:3f0a9c41de01b2c3
             */
            proposal: string;
            /**
             * @description Paiements.
             * @example 2
             */
            payments: number;
        };
        ProposedCandidateDecisionView: {
            /**
             * @example ACCEPT
             * @enum {string}
             */
            decision: "ACCEPT" | "DECLINE";
            /**
             * @description Jour des conditions.
             * @example 2027-01-01
             */
            on: string;
            /** @example dossier complet */
            reason: string;
            conditions: components["schemas"]["ConditionView"][];
            /** @example Alice */
            proposedBy: string;
            /** @example 2026-11-29T08:30:00.000Z */
            proposedAt: string;
            /**
             * @description Dernier jour pour confirmer.
             * @example 2026-12-29
             */
            confirmBy: string;
            /**
             * @description À donner pour confirmer.
             * @example 3f0a9c41de
             */
            code: string;
        };
        ProposedErasureView: {
            /**
             * @description Événements enregistrés par cette commande.
             * @example [
             *       "EnvelopeProposed"
             *     ]
             */
            events: string[];
            /**
             * @description Position du dernier, à donner à une lecture (after) ; null si rien ne change.
             * @example 178830
             */
            position: number | null;
            /**
             * @description L’effacement proposé.
             * @example 3a1ba39464f95fd5
             */
            erasure: string;
        };
        ProposedHoldView: {
            /** @example 45 */
            days: number;
            /**
             * @description À donner pour confirmer hold (If-Match, ou code).
             * @example 3f0a9c41de
             */
            code: string;
        };
        ProposedTermsView: {
            /**
             * @description Premier jour ; null : depuis le début.
             * @example 2026-01-01
             */
            from: string | null;
            /**
             * @description Centimes.
             * @example 500000000
             */
            amountCents: string;
            /**
             * @example [
             *       "PEPS",
             *       "IPEP"
             *     ]
             */
            schemes: string[];
            /**
             * @description Pour un montant sous ce qui est décidé ou libéré.
             * @example null
             */
            exception: string | null;
            proposedBy: components["schemas"]["PersonView"];
            /** @example 2026-01-15T10:00:00.000Z */
            proposedAt: string;
            /**
             * @description Dernier jour pour confirmer.
             * @example 2026-02-14
             */
            confirmBy: string;
            /**
             * @description À donner pour confirmer (If-Match, ou code).
             * @example 3f0a9c41de
             */
            code: string;
        };
        ProposedVersionView: {
            /** @example 2027-1 */
            version: string;
            proposedBy: components["schemas"]["PersonView"];
            /** @example 2026-01-15T10:00:00.000Z */
            proposedAt: string;
            /**
             * @description Dernier jour pour la publier.
             * @example 2026-02-14
             */
            publishBy: string;
            /**
             * @description À donner pour la publier (If-Match, ou code) ; c’est aussi l’ETag.
             * @example 3f0a9c41de
             */
            code: string;
            /** @description Ce qui change. */
            changes: components["schemas"]["VersionChangeView"][];
        };
        PublishedVersionView: {
            /** @example 2024-1 */
            version: string;
            /**
             * @description SHA-256 de ce qui est lu.
             * @example 5e884898da28…
             */
            fingerprint: string;
            /**
             * @description Position dans le journal.
             * @example 1
             */
            position: number;
            /** @example 2026-01-05T08:00:00.000Z */
            publishedAt: string;
            /**
             * @description Qui l’a publiée.
             * @example Bob (vérifié)
             */
            publishedBy: string;
            /**
             * @example [
             *       "PEPS",
             *       "PRIMORDIAL",
             *       "IPEP"
             *     ]
             */
            schemes: string[];
            /**
             * @description En vigueur : la dernière publiée.
             * @example true
             */
            inForce: boolean;
        };
        PublishedVersionsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["PublishedVersionView"][];
        };
        QualityFact: {
            /**
             * @description team
             * @example PEPS-01
             */
            team_id: string;
            /**
             * @description year
             * @example 2024
             */
            year: string;
            /**
             * @description indicator
             * @example FLU65
             */
            indicator: string;
            /**
             * @description integer
             * @example 412
             */
            numerator: string;
            /**
             * @description integer
             * @example 600
             */
            denominator: string;
            /**
             * @description day
             * @example 2025-03-01
             */
            known_on: string;
        };
        QualityResultView: {
            /** @example FLU65 */
            indicator: string;
            /** @example 69 */
            numerator: number;
            /** @example 160 */
            denominator: number;
        };
        QualityYearView: {
            /** @example 2021 */
            year: number;
            /**
             * @description Indicateurs mesurés.
             * @example 8
             */
            indicators: number;
            /** @description Par indicateur. */
            results: components["schemas"]["QualityResultView"][];
        };
        RateChangeView: {
            /**
             * @description Absent : il n’y en avait pas.
             * @example TRANSITION
             */
            before?: string;
            /**
             * @description Absent : il n’y en a plus.
             * @example FORFAIT
             */
            after?: string;
            /** @example FIDELISATION */
            rate: string;
        };
        RateView: {
            /** @example FIDELISATION_RATE */
            name: string;
            /**
             * @description Fraction exacte.
             * @example 41/47
             */
            value: string;
        };
        RatedIndicatorView: {
            /** @example FLU65 */
            indicator: string;
            /**
             * @example SOCLE
             * @enum {string}
             */
            family: "SOCLE" | "A_LA_CARTE" | "EXPERIENCE";
            /**
             * @description UP : plus est mieux.
             * @example UP
             * @enum {string}
             */
            direction: "UP" | "DOWN";
            years: components["schemas"]["RatedYearView"][];
        };
        RatedYearView: {
            /** @example 2021 */
            year: number;
            /**
             * @description Null sans résultat cette année-là.
             * @example 69
             */
            numerator: number | null;
            /** @example 160 */
            denominator: number | null;
            /**
             * @description Seuil intermédiaire de l’année, en pour cent.
             * @example 50
             */
            intermediate: string | null;
            /**
             * @description Cible de l’année, en pour cent.
             * @example 75
             */
            target: string | null;
            /**
             * @description Jour où ces seuils sont connus.
             * @example 2020-12-01
             */
            thresholdsKnownOn: string | null;
            /**
             * @description Note de 0 à 1, en fraction exacte ; null si elle ne se calcule pas.
             * @example 3/4
             */
            rating: string | null;
        };
        ReadyView: {
            /** @example true */
            ready: boolean;
            checks: components["schemas"]["CheckView"][];
        };
        ReasonDto: {
            /**
             * @description Pourquoi.
             * @example liste à vérifier
             */
            reason: string;
        };
        ReasonedSelectionDto: {
            /**
             * @description Premier trimestre ; les années IPEP où ils sont en font partie.
             * @example 2023-Q1
             */
            from: string;
            /**
             * @description Dernier trimestre.
             * @example 2023-Q2
             */
            to: string;
            /**
             * @description Une seule équipe.
             * @example PEPS-01
             */
            team?: string;
            /**
             * @description Une seule expérimentation.
             * @example PEPS
             */
            scheme?: string;
            /**
             * @description true : seulement les régularisations.
             * @example false
             */
            regularisations?: boolean;
            /**
             * @description Pourquoi.
             * @example liste à vérifier
             */
            reason: string;
        };
        RebuildResultView: {
            /** @example dossiers */
            name: string;
            /** @example 3 */
            version: number;
            /**
             * @description Dernière position vue.
             * @example 178822
             */
            position: number;
            /**
             * @description Dernière position du journal.
             * @example 178822
             */
            end: number;
            /**
             * @description Événements enregistrés qui la concernent.
             * @example 2875
             */
            stored: number;
            /**
             * @description Événements traités.
             * @example 2875
             */
            processed: number;
            /**
             * @description Événements qu’elle n’a pas pu lire.
             * @example 0
             */
            poison: number;
        };
        ReceivedFileView: {
            /** @example import-347065d91ae7a1af */
            id: string;
            /** @example acts.csv */
            file: string;
            /**
             * @description De son contenu.
             * @example 9f86d081884c7d65…
             */
            sha256: string;
            /**
             * @description Lignes lues.
             * @example 421
             */
            rows: number;
            /**
             * @description Lignes mises de côté.
             * @example 2
             */
            setAside: number;
            /**
             * @description Pourquoi rien n’en est enregistré ; null : il est enregistré.
             * @example null
             */
            refused: string | null;
            /**
             * @description Pourquoi son refus est classé sans suite ; null s’il ne l’est pas.
             * @example null
             */
            dismissed: string | null;
            /** @description false : ses premières lignes sont enregistrées, et il n’est pas lu jusqu’au bout. */
            finished: boolean;
            /** @description Comment le fichier est écrit ; null : il est refusé. */
            dialect: components["schemas"]["DialectView"] | null;
            /**
             * @description La première fois.
             * @example 2026-11-03T09:12:00.000Z
             */
            receivedAt: string;
            /** @example os:alice */
            receivedBy: string;
        };
        ReceivedFilesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ReceivedFileView"][];
        };
        RecomputationDto: {
            /**
             * @description Premier trimestre, avec to ; sinon tous.
             * @example 2023-Q1
             */
            from?: string;
            /**
             * @description Dernier trimestre, avec from ; sinon tous.
             * @example 2023-Q2
             */
            to?: string;
            /**
             * @description Une seule équipe.
             * @example PEPS-01
             */
            team?: string;
            /** @description true : tout ce qui est enregistré, et tout le magasin de lecture. */
            whole?: boolean;
        };
        RecomputationResultView: {
            /**
             * @description Rien ne diffère.
             * @example true
             */
            fits: boolean;
            /**
             * @description Position du journal jusqu’où tout est recalculé.
             * @example 178822
             */
            position: number;
            /**
             * @description Calculs refaits.
             * @example 12
             */
            calculations: number;
            /**
             * @description Calculs de règles que ce programme n’a pas.
             * @example 0
             */
            ofOtherRules: number;
            /**
             * @description Enregistré au journal : tout est recalculé et rien ne diffère.
             * @example true
             */
            isRecorded: boolean;
            differing: components["schemas"]["DifferingView"][];
            /**
             * @description Projections dont un document diffère.
             * @example []
             */
            projections: string[];
        };
        ReconciliationView: {
            /**
             * @description Position jusqu’à laquelle il est compté.
             * @example 178822
             */
            cursor: number;
            /**
             * @description Ce qu’est le journal à cette position.
             * @example 9f86d081884c7d65
             */
            epoch: string;
            /**
             * @description Nombre d’événements publiés.
             * @example 4711
             */
            count: number;
            /**
             * @description SHA-256 de leurs id dans l’ordre du journal, chacun fini par un saut de ligne.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            digest: string;
            /** @description Par type. */
            types: components["schemas"]["TypeCountView"][];
        };
        RecordedFactView: {
            /**
             * @description Position dans le journal.
             * @example 178823
             */
            position: number;
            /**
             * @description Flux du journal.
             * @example team-PEPS-01
             */
            stream: string;
            /** @description Identifiant de l’événement, fait de son contenu. */
            eventId: string;
            /**
             * @description Ce fait était déjà enregistré.
             * @example false
             */
            known: boolean;
            /** @description Enregistré quand même, mais à regarder. */
            warnings: components["schemas"]["WarningView"][];
        };
        RecoveryView: {
            /** @example statement-PEPS-01-2021-Q1@5#1 */
            recovery: string;
            /** @example FIR-2026 */
            envelope: string;
            /** @example 2021-Q1 */
            period: string;
            /**
             * @description À rendre, en centimes.
             * @example 1855
             */
            amountCents: string;
            /**
             * @description Encore à rendre, en centimes.
             * @example 1855
             */
            leftCents: string;
            /**
             * @example owed
             * @enum {string}
             */
            status: "owed" | "set-off" | "demanded" | "repaid" | "dropped";
        };
        ReferenceRevenueFact: {
            /**
             * @description team
             * @example PEPS-01
             */
            team_id: string;
            /**
             * @description quarter
             * @example 2024-Q1
             */
            quarter: string;
            /**
             * @description cents, peut manquer ou être vide
             * @example 4125000
             */
            amount_cents?: string;
            /**
             * @description day
             * @example 2024-05-02
             */
            known_on: string;
        };
        RefusedReturnView: {
            /** @enum {string} */
            outcome: "REJECTED" | "RETURNED";
            /**
             * @description Jour de la banque.
             * @example 2026-02-04
             */
            day: string;
            /**
             * @description Motif de la banque, un code, ou null.
             * @example AC04
             */
            reason: string | null;
            /** @description Qui l’a refusé. */
            by: components["schemas"]["PersonView"];
            /** @example 2026-02-05T09:00:00.000Z */
            at: string;
            /**
             * @description Pourquoi.
             * @example le relevé ne l’a pas
             */
            because: string;
        };
        /** @description Un décompte décidé est régularisé : une différence s’ajoute à ce qui était décidé. */
        RegularisationApproved: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.regularisation.approved";
            /** @description Équipe et période : PEPS-01/2021-Q4. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:decision:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["DecisionData"];
        };
        RegularisationView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2023-Q2 */
            period: string;
            /** @example PEPS */
            scheme: string | null;
            /**
             * @description Rang de la régularisation dans sa période.
             * @example 1
             */
            number: number;
            /**
             * @description Jour de connaissance.
             * @example 2024-08-31
             */
            knownOn: string;
            lines: components["schemas"]["RegularisedLineView"][];
            /** @description Ce qui est dû un autre jour que décidé. */
            moves: components["schemas"]["MovedAmountView"][];
            /**
             * @description Centimes.
             * @example -1855
             */
            totalCents: string;
            /**
             * @description Qui l’a soumise ; null : préparée.
             * @example Alice
             */
            submittedBy: string | null;
        };
        /** @description L’approbation d’une régularisation est retirée. */
        RegularisationWithdrawn: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.regularisation.withdrawn";
            /** @description Équipe et période : PEPS-01/2021-Q4. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:decision:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["DecisionData"];
        };
        RegularisationsView: {
            regularisations: components["schemas"]["RegularisationView"][];
            /**
             * @description Centimes.
             * @example -1855
             */
            totalCents: string;
            /**
             * @description Régularisations soumises.
             * @example 1
             */
            submitted: number;
            /**
             * @description Ce qu’une approbation en nombre demande (variance) ; null si rien n’est soumis.
             * @example ed68e34f0aa8
             */
            code: string | null;
        };
        RegulariseDto: {
            /**
             * @description Jour de connaissance ; aujourd’hui s’il manque.
             * @example 2024-08-31
             */
            knownOn?: string;
        };
        RegulariseManyDto: {
            /**
             * @description Premier trimestre ; les années IPEP où ils sont en font partie.
             * @example 2023-Q1
             */
            from: string;
            /**
             * @description Dernier trimestre.
             * @example 2023-Q2
             */
            to: string;
            /**
             * @description Une seule équipe.
             * @example PEPS-01
             */
            team?: string;
            /**
             * @description Une seule expérimentation.
             * @example PEPS
             */
            scheme?: string;
            /**
             * @description Jour de connaissance ; aujourd’hui s’il manque.
             * @example 2024-08-31
             */
            knownOn?: string;
            /** @description Nom d’un rejeu gardé (POST /replays, save) : ce qu’il montrait. Sans knownOn. */
            replay?: string;
        };
        RegularisedLineView: {
            /** @example CAPITATION */
            line: string;
            /**
             * @description Centimes.
             * @example -1855
             */
            amountCents: string;
        };
        RegulationContentView: {
            /** @example 2026-12 */
            version: string;
            /**
             * @description SHA-256 de ce qui est lu.
             * @example 5e884898da28…
             */
            fingerprint: string;
            /**
             * @example [
             *       "0-6",
             *       "7-16"
             *     ]
             */
            ageBands: string[];
            schemes: components["schemas"]["RegulationSchemeView"][];
            indicators: components["schemas"]["RegulationIndicatorView"][];
            grids: components["schemas"]["GridAmountView"][];
        };
        RegulationIndicatorView: {
            /** @example vaccination */
            id: string;
            /** @example SOCLE */
            family: string;
            /**
             * @description UP : plus est mieux.
             * @example UP
             * @enum {string}
             */
            direction: "UP" | "DOWN";
            /** @example Vaccination antigrippale */
            label: string;
        };
        RegulationParameterView: {
            /** @example cap_rate */
            parameter: string;
            /** @description Par date. */
            values: components["schemas"]["DatedValueView"][];
        };
        RegulationProposalView: {
            /**
             * @description Version en vigueur.
             * @example 2026-12
             */
            inForce: string | null;
            /** @description À publier par une autre personne. */
            proposed: components["schemas"]["ProposedVersionView"] | null;
        };
        RegulationSchemeView: {
            /** @example PEPS */
            scheme: string;
            /** @example SUBSTITUTIVE */
            family: string;
            /**
             * @example [
             *       "ALL",
             *       "OVER_65"
             *     ]
             */
            options: string[];
            /**
             * @example [
             *       "GP",
             *       "GP+NURSE"
             *     ]
             */
            scopes: string[];
            /**
             * @example [
             *       "SETUP",
             *       "FORFAIT"
             *     ]
             */
            phases: string[];
            texts: components["schemas"]["RegulationTextView"][];
            parameters: components["schemas"]["RegulationParameterView"][];
        };
        RegulationTextView: {
            /** @example PEPS-2022 */
            id: string;
            /**
             * @description En vigueur depuis.
             * @example 2022-11-27
             */
            from: string;
            /** @example arrêté du 19 juin 2019 (JO du 3 juillet 2019) */
            reference: string;
        };
        RepaymentDto: {
            /** @example PEPS-01 */
            team: string;
            /**
             * @description Reçu, en centimes.
             * @example 100
             */
            amountCents: string;
            /**
             * @description Jour de la banque.
             * @example 2026-01-15
             */
            receivedOn: string;
            /**
             * @description Référence de la banque.
             * @example VIR 4711
             */
            reference: string;
        };
        ReplayDto: {
            /**
             * @description Premier trimestre ; les années IPEP où ils sont en font partie.
             * @example 2023-Q1
             */
            from: string;
            /**
             * @description Dernier trimestre.
             * @example 2023-Q2
             */
            to: string;
            /**
             * @description Jour de connaissance ; le jour de la demande s’il manque.
             * @example 2023-08-31
             */
            knownOn?: string;
            /**
             * @description Une seule équipe.
             * @example PEPS-01
             */
            team?: string;
            /**
             * @description Une version publiée ; celle en vigueur si elle manque.
             * @example 2026-12
             */
            regulation?: string;
            /**
             * @description Paramètres remplacés, du nom à la valeur.
             * @example {
             *       "presence": "DAYS"
             *     }
             */
            parameters?: Record<string, never>;
            /**
             * @description Le garde sous un nom, pour le comparer à un autre.
             * @example avant-2027
             */
            save?: string;
        };
        ReplayedLineView: {
            /** @example CAPITATION */
            line: string;
            /**
             * @description Centimes.
             * @example 7437
             */
            decidedCents: string;
            /**
             * @description Centimes.
             * @example 5582
             */
            nowCents: string;
            /**
             * @description Centimes.
             * @example -1855
             */
            differenceCents: string;
        };
        ReplayedMoveView: {
            /**
             * @example STARTUP_CREDIT
             * @enum {string}
             */
            kind: "INSTALMENT" | "STARTUP_CREDIT";
            /**
             * @description Jour décidé.
             * @example 2023-05-31
             */
            from: string;
            /**
             * @description Nouveau jour.
             * @example 2023-06-15
             */
            to: string;
            /**
             * @description Centimes.
             * @example 250000
             */
            amountCents: string;
        };
        ReplayedParameterView: {
            /** @example presence */
            parameter: string;
            /**
             * @description Absente : il n’y en avait pas.
             * @example FIRST_DAY
             */
            before?: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
            /**
             * @description Absente : il n’y en a plus.
             * @example DAYS
             */
            after?: string | number | boolean | unknown[] | {
                [key: string]: unknown;
            } | null;
        };
        ReplayedPatientView: {
            /**
             * @description Pseudonyme.
             * @example P0000001
             */
            patient: string;
            facts: components["schemas"]["NewFactView"][];
        };
        ReplayedView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2023-Q2 */
            period: string;
            /**
             * @description false : jamais décidé, tout est une différence.
             * @example true
             */
            decided: boolean;
            lines: components["schemas"]["ReplayedLineView"][];
            /**
             * @description Centimes.
             * @example -1855
             */
            differenceCents: string;
            /** @description Ce qui est dû un autre jour que décidé. */
            moves: components["schemas"]["ReplayedMoveView"][];
            why: components["schemas"]["WhyView"];
        };
        ReplaysPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["SavedReplayView"][];
        };
        RevenueView: {
            /** @example 2021-Q1 */
            quarter: string;
            /**
             * @description Centimes.
             * @example 4200000
             */
            amountCents: string;
        };
        RoleSeenView: {
            person: components["schemas"]["PersonView"];
            /**
             * @description ACT : l’un de ceux-ci ; TOKEN : tous ; aucun : rien ne le dit.
             * @example [
             *       "approver"
             *     ]
             */
            roles: ("operator" | "approver" | "authorising-officer" | "accountant" | "auditor" | "team" | "service")[];
            /**
             * @description ACT : un acte réservé à ces rôles ; TOKEN : le jeton d’une lecture le dit ; UNKNOWN : un nom saisi, qui ne prouve aucun rôle.
             * @example ACT
             * @enum {string}
             */
            source: "ACT" | "TOKEN" | "UNKNOWN";
            /**
             * @description Ce que cela prouve, en mots.
             * @example a fait ce qui est réservé à ce rôle
             */
            known: string;
            /**
             * @description La première fois.
             * @example 2026-11-03T09:12:00.000Z
             */
            first: string;
            /**
             * @description La dernière ; entre les deux, rien ne dit que c’était toujours ainsi.
             * @example 2026-11-03T09:12:00.000Z
             */
            last: string;
            /**
             * @description Combien de fois.
             * @example 4
             */
            times: number;
            /**
             * @description Jetons, ou comptes du système.
             * @example 1
             */
            sessions: number;
        };
        RolesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["RoleSeenView"][];
        };
        RulesChangeView: {
            /** @example 1 */
            before: string;
            /** @example 2 */
            after: string;
        };
        RunFileView: {
            /**
             * @description MsgId et PmtInfId.
             * @example R-2026-11
             */
            file: string;
            /** @description SHA-256 du XML ; null pour une ancienne campagne. */
            digest: string | null;
            /** @description Qui l’a pris, et quand. */
            downloads: components["schemas"]["DownloadView"][];
        };
        RunPreviewView: {
            /** @example FIR-2026 */
            envelope: string;
            /** @example 2026-01-31 */
            dueBy: string;
            /** @example 2026-02-02 */
            executionDay: string;
            /** @description Compte débité. */
            debtor: components["schemas"]["AccountView"];
            /**
             * @description Nombre de paiements.
             * @example 53
             */
            count: number;
            /**
             * @description Ce qui serait payé, en centimes.
             * @example 25335100
             */
            totalCents: string;
            /**
             * @description Ce qui serait compensé avec des dettes, en centimes.
             * @example 0
             */
            setOffCents: string;
            /**
             * @description Ce qui serait laissé de côté, en centimes.
             * @example 0
             */
            leftOutCents: string;
            payments: components["schemas"]["PlannedPaymentView"][];
            setOffs: components["schemas"]["PlannedSetOffView"][];
            /** @description Équipes laissées de côté, et pourquoi. */
            leftOut: components["schemas"]["LeftOutView"][];
            /** @description Ce qui interdirait de la libérer maintenant. */
            faults: string[];
        };
        RunView: {
            /** @example R-2026-11 */
            run: string;
            /** @example FIR-2026 */
            envelope: string;
            /**
             * @description PREPARED : elle attend d’être libérée. CANCELLED : elle n’est pas partie, et ses paiements sont de nouveau dus.
             * @example RELEASED
             * @enum {string}
             */
            status: "PREPARED" | "RELEASED" | "CANCELLED";
            /** @description Qui l’a libérée ; qui l’a préparée tant qu’elle attend. */
            by: components["schemas"]["PersonView"];
            /** @example 2026-11-03T09:12:00.000Z */
            at: string;
            /** @example 2026-11-05 */
            executionDay: string;
            /**
             * @description Centimes.
             * @example 25335100
             */
            totalCents: string;
            /**
             * @description Nombre de paiements.
             * @example 53
             */
            count: number;
            /**
             * @description Paiements qui attendent la banque.
             * @example 12
             */
            released: number;
            /**
             * @description Paiements exécutés.
             * @example 40
             */
            executed: number;
            /**
             * @description Paiements revenus.
             * @example 1
             */
            returned: number;
            /**
             * @description Retours annoncés, qu’une autre personne doit confirmer ; ces paiements restent ce qu’ils sont.
             * @example 0
             */
            announced: number;
            /**
             * @description Paiements annulés avec la campagne, qui n’est pas partie.
             * @example 0
             */
            cancelled: number;
        };
        RunWithPaymentsView: {
            /** @example R-2026-11 */
            run: string;
            /** @example FIR-2026 */
            envelope: string;
            /**
             * @description PREPARED : elle attend d’être libérée. CANCELLED : elle n’est pas partie, et ses paiements sont de nouveau dus.
             * @example RELEASED
             * @enum {string}
             */
            status: "PREPARED" | "RELEASED" | "CANCELLED";
            /** @description Qui l’a libérée ; qui l’a préparée tant qu’elle attend. */
            by: components["schemas"]["PersonView"];
            /** @example 2026-11-03T09:12:00.000Z */
            at: string;
            /** @example 2026-11-05 */
            executionDay: string;
            /**
             * @description Centimes.
             * @example 25335100
             */
            totalCents: string;
            /**
             * @description Nombre de paiements.
             * @example 53
             */
            count: number;
            /**
             * @description Paiements qui attendent la banque.
             * @example 12
             */
            released: number;
            /**
             * @description Paiements exécutés.
             * @example 40
             */
            executed: number;
            /**
             * @description Paiements revenus.
             * @example 1
             */
            returned: number;
            /**
             * @description Retours annoncés, qu’une autre personne doit confirmer ; ces paiements restent ce qu’ils sont.
             * @example 0
             */
            announced: number;
            /**
             * @description Paiements annulés avec la campagne, qui n’est pas partie.
             * @example 0
             */
            cancelled: number;
            /** @description Compte débité. */
            debtor: components["schemas"]["AccountView"];
            /** @description Vide tant qu’elle n’est que préparée. */
            payments: components["schemas"]["PaymentView"][];
            files: components["schemas"]["RunFileView"][];
            /** @description Équipes laissées de côté, et pourquoi. */
            leftOut: components["schemas"]["LeftOutView"][];
            /** @description null une fois libérée. */
            prepared: components["schemas"]["PreparedView"] | null;
        };
        RunsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["RunView"][];
        };
        SamplePage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["HitView"][];
            completeness: components["schemas"]["CompletenessView"];
            /** @example audit 2026, tirage 1 */
            seed: string;
            /**
             * @description En centimes.
             * @example 58931
             */
            intervalCents: string;
            /**
             * @description Le premier centime tiré : SHA-256 de seed comme nombre, modulo intervalCents, plus 1.
             * @example 15321
             */
            startCents: string;
            /** @description Ce dont on tire : les montants plus grands que 0. */
            population: components["schemas"]["SumView"];
            /** @description Ce dont aucun centime ne peut être tiré : les autres ; à regarder à part. */
            apart: components["schemas"]["SumView"];
            /**
             * @description Nombre de centimes tirés, de toutes les pages.
             * @example 5
             */
            hits: number;
        };
        SavedReplayView: {
            /** @example avant-2027 */
            replay: string;
            /**
             * @description null pour un ancien rejeu.
             * @example 2023-08-31
             */
            knownOn: string | null;
            /**
             * @description Périodes décidées qu’il change ; null pour un ancien rejeu.
             * @example 3
             */
            changed: number | null;
            /**
             * @description Décomptes rejoués.
             * @example 12
             */
            statements: number;
        };
        SchemeConditionsView: {
            /** @example PEPS */
            scheme: string;
            /**
             * @description Une projection : aucun texte ne la permet encore.
             * @example false
             */
            isProjection: boolean;
            /**
             * @description Toutes sont remplies.
             * @example false
             */
            areMet: boolean;
            /**
             * @description Patients que les faits lui donnent.
             * @example 1180
             */
            patients: number;
            conditions: components["schemas"]["ConditionView"][];
        };
        SchemeLineView: {
            /** @example CAPITATION */
            line: string;
            /**
             * @description Centimes.
             * @example 225000
             */
            amountCents: string;
        };
        SchemePeriodView: {
            /** @example PEPS */
            scheme: string;
            /**
             * @description Trimestre, ou année pour l’IPEP.
             * @example 2023-Q2
             */
            period: string;
            /**
             * @description Équipes qui ont un décompte.
             * @example 15
             */
            teams: number;
            /**
             * @description Équipes présentes, et absentes la période d’avant.
             * @example [
             *       "PEPS-09"
             *     ]
             */
            teamsEntered: string[];
            /**
             * @description Équipes absentes, et présentes la période d’avant.
             * @example [
             *       "PEPS-02"
             *     ]
             */
            teamsLeft: string[];
            /**
             * @description Patients des décomptes.
             * @example 57349
             */
            patients: number;
            /**
             * @description Patients d’une liste de l’expérimentation, et d’aucune la période d’avant ; null si movements n’est pas demandé.
             * @example 812
             */
            patientsEntered: number | null;
            /**
             * @description L’inverse.
             * @example 640
             */
            patientsLeft: number | null;
            /**
             * @description Passés d’une de ses équipes à une autre, sans entrer ni sortir.
             * @example 37
             */
            patientsMoved: number | null;
            /**
             * @description Des derniers calculs, en centimes.
             * @example 123456789
             */
            totalCents: string;
            /**
             * @description De ce qui est décidé, régularisations comprises, en centimes.
             * @example 120000000
             */
            decidedCents: string;
            /**
             * @description Équipes dont le forfait est versé ; null pour l’IPEP.
             * @example 12
             */
            forfaitTeams: number | null;
            /**
             * @description Leurs patients.
             * @example 43200
             */
            forfaitPatients: number | null;
            /**
             * @description Leur forfait du trimestre, de la capitation au plafond, en centimes.
             * @example 104000000
             */
            forfaitCents: string | null;
            /**
             * @description Par patient et par an, en centimes.
             * @example 9630
             */
            forfaitPerPatientYearCents: string | null;
            /**
             * @description Capitation seule, par patient et par an, en centimes.
             * @example 10100
             */
            capitationPerPatientYearCents: string | null;
            /**
             * @description Part faite hors de l’équipe de la base des actes que le forfait remplace, en fraction exacte.
             * @example 17/80
             */
            leakageShare: string | null;
            /**
             * @description Actes du périmètre par patient et par an, des équipes dont il ne compte que les médecins ; en fraction exacte.
             * @example 22/5
             */
            consultationsPerPatientYear: string | null;
            /**
             * @description Moyenne des scores de qualité, en points, arrondie au centième, en fraction.
             * @example 135/2
             */
            score: string | null;
            /**
             * @description Équipes qui ont un score.
             * @example 14
             */
            scored: number;
        };
        SchemePeriodsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["SchemePeriodView"][];
        };
        ScoreView: {
            /** @example 2021 */
            year: number;
            /**
             * @description Points, en fraction exacte ; null si aucun indicateur du socle n’est noté.
             * @example 135/2
             */
            score: string | null;
        };
        SearchView: {
            /** @description Au plus dix de chaque genre. */
            items: components["schemas"]["FoundView"][];
        };
        SelectionDto: {
            /**
             * @description Premier trimestre ; les années IPEP où ils sont en font partie.
             * @example 2023-Q1
             */
            from: string;
            /**
             * @description Dernier trimestre.
             * @example 2023-Q2
             */
            to: string;
            /**
             * @description Une seule équipe.
             * @example PEPS-01
             */
            team?: string;
            /**
             * @description Une seule expérimentation.
             * @example PEPS
             */
            scheme?: string;
            /**
             * @description true : seulement les régularisations.
             * @example false
             */
            regularisations?: boolean;
        };
        SessionView: {
            /**
             * @description Identifiant (sub), le même pour toujours.
             * @example u-1
             */
            subject: string;
            /** @example Alice Martin */
            name: string;
            /**
             * @example [
             *       "operator"
             *     ]
             */
            roles: ("operator" | "approver" | "authorising-officer" | "accountant" | "auditor" | "team" | "service")[];
            /**
             * @description Du rôle team.
             * @example null
             */
            team: string | null;
            /**
             * @description Fin, au plus tard.
             * @example 2026-11-03T20:00:00.000Z
             */
            until: string;
            /**
             * @description Minutes sans rien faire après lesquelles une session de la console finit.
             * @example 30
             */
            idleMinutes: number;
        };
        SetAsideRowView: {
            /** @example import-347065d91ae7a1af */
            import: string;
            /** @example acts.csv */
            file: string;
            /** @example 3 */
            line: number;
            /** @example DATE */
            code: string;
            /**
             * @description Ce qui ne va pas, et ce qui irait.
             * @example care_on : « 2023-02-30 » n'est pas un jour du calendrier ; écrivez AAAA-MM-JJ, par exemple 2021-03-05.
             */
            message: string;
            /**
             * @description La ligne telle que reçue.
             * @example acte-2023-000002,P0000001,10000002757,GP,1111,1,2023-02-30,2650,1855,,,2023-09-15
             */
            row: string;
            /**
             * @description Ses champs, dans la forme et l’ordre décrits ; aucun si la ligne n’en a pas autant que de colonnes.
             * @example [
             *       "acte-2023-000002",
             *       "P0000001"
             *     ]
             */
            fields: string[];
            /**
             * @description Enregistrée depuis, de son fichier ou d’un autre.
             * @example false
             */
            recorded: boolean;
            /**
             * @description OPEN : elle attend ; RECORDED : ce qui lui manquait est venu ; MENDED : un autre fichier l’a, corrigée ; DISMISSED : classée sans suite.
             * @example OPEN
             * @enum {string}
             */
            state: "OPEN" | "RECORDED" | "MENDED" | "DISMISSED";
            /**
             * @description Pourquoi elle est classée sans suite.
             * @example null
             */
            reason: string | null;
        };
        SetAsideRowsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["SetAsideRowView"][];
        };
        SetAsideWorkList: {
            items: components["schemas"]["SetAsideWorkView"][];
        };
        SetAsideWorkView: {
            /** @example import-347065d91ae7a1af */
            import: string;
            /** @example acts.csv */
            file: string;
            /** @example DATE */
            code: string;
            /**
             * @description Lignes qui attendent.
             * @example 2
             */
            rows: number;
            /**
             * @description Numéro de la première.
             * @example 3
             */
            firstLine: number;
            /**
             * @description Ce qui est dit de la première.
             * @example care_on : « 2023-02-30 » n’est pas un jour…
             */
            message: string;
            /** @example 2026-11-03T09:12:00.000Z */
            receivedAt: string;
            /** @example os:alice */
            receivedBy: string;
        };
        SignedCheckpointView: {
            /**
             * @example decompte-checkpoint-1
             * @enum {string}
             */
            format: "decompte-checkpoint-1";
            /**
             * @description Dernier événement couvert.
             * @example 178822
             */
            position: number;
            /**
             * @description Maillon de la chaîne à cette position.
             * @example 5e88…
             */
            link: string;
            /**
             * @description Racine de Merkle jusqu’à cette position.
             * @example 9f86…
             */
            root: string;
            /**
             * @description Quand il a été signé.
             * @example 2026-11-03T09:12:00.000Z
             */
            time: string;
            /**
             * @description Identifiant de la clé qui l’a signé.
             * @example 0123456789abcdef0123456789abcdef
             */
            key: string;
            /**
             * @description Ed25519, en base64.
             * @example q83v…
             */
            signature: string;
            /**
             * @description Position jusqu’où les décomptes ont été recalculés depuis le journal ; 0 : jamais.
             * @example 178822
             */
            recomputed: number;
        };
        SimulatedVersionDto: {
            /**
             * @description Nom de la version.
             * @example 2027-1
             */
            version: string;
            /**
             * @description Ce que les valeurs ont de sûr.
             * @example assumed
             * @enum {string}
             */
            status: "exact" | "reconstructed" | "assumed";
            /**
             * @description Le texte qui donne ces valeurs.
             * @example projet d’arrêté du 3 décembre 2026
             */
            reference: string;
        };
        SimulationDto: {
            /**
             * @description Premier trimestre ; les années IPEP où ils sont en font partie.
             * @example 2023-Q1
             */
            from: string;
            /**
             * @description Dernier trimestre.
             * @example 2023-Q2
             */
            to: string;
            /**
             * @description Jour de connaissance ; le jour de la demande s’il manque.
             * @example 2023-08-31
             */
            knownOn?: string;
            /**
             * @description Une seule équipe.
             * @example PEPS-01
             */
            team?: string;
            /**
             * @description La garde sous un nom, en place de l’ancienne.
             * @example presence-au-jour
             */
            simulation: string;
            /**
             * @description Paramètres remplacés, du nom à la valeur, à toute date et dans chaque expérimentation qui les a.
             * @example {
             *       "presence": "DAYS"
             *     }
             */
            parameters?: Record<string, never>;
            /**
             * @description Remplacements, dans leur ordre : chacun nomme un paramètre (parameter) et sa valeur (value), et s’il le faut l’expérimentation (scheme), le premier jour (from) et le dernier (until). Le reste garde ses valeurs publiées.
             * @example [
             *       {
             *         "scheme": "PEPS",
             *         "parameter": "cap_rate",
             *         "from": "2024-01-01",
             *         "value": "11/10"
             *       }
             *     ]
             */
            overrides?: Record<string, never>[];
            /** @description De 1 à 10 scénarios : chacun a un nom (name), et parameters ou overrides, après ceux d’à côté. Ils sont calculés ensemble, et gardés comme SIMULATION.NOM : [{"name": "plafond", "overrides": […]}, {"name": "jours", "parameters": {"presence": "DAYS"}}]. */
            scenarios?: Record<string, never>[];
        };
        SimulationView: {
            /** @example presence-au-jour */
            simulation: string;
            /**
             * @description Ce qui a été lancé : plusieurs scénarios le sont ensemble.
             * @example presence-au-jour
             */
            run: string;
            /**
             * @description Le scénario ; null s’il est seul.
             * @example null
             */
            scenario: string | null;
            /**
             * @description Qui l’a demandée.
             * @example Alice
             */
            requestedBy: string;
            /** @example 2026-11-26T08:30:00.000Z */
            requestedAt: string;
            /** @example 2023-Q1 */
            from: string;
            /** @example 2023-Q2 */
            to: string;
            /** @example 2023-08-31 */
            knownOn: string;
            /**
             * @description Une seule équipe ; null : toutes.
             * @example null
             */
            team: string | null;
            /**
             * @description Paramètres remplacés.
             * @example {
             *       "presence": "DAYS"
             *     }
             */
            parameters: Record<string, never>;
            /**
             * @description Remplacements par expérimentation et par jour.
             * @example [
             *       {
             *         "scheme": "PEPS",
             *         "parameter": "cap_rate",
             *         "from": "2024-01-01",
             *         "value": "11/10"
             *       }
             *     ]
             */
            overrides: components["schemas"]["OverrideView"][];
            /**
             * @description La version qu’elle change.
             * @example 2026-12
             */
            regulationVersion: string;
            /**
             * @description Décomptes calculés.
             * @example 120
             */
            statements: number;
            /**
             * @description Décomptes qui changent.
             * @example 31
             */
            changed: number;
            /**
             * @description Sous la réglementation en vigueur, en centimes.
             * @example 7437
             */
            beforeCents: string;
            /**
             * @description Dans la simulation, en centimes.
             * @example 5582
             */
            afterCents: string;
            /**
             * @description Centimes.
             * @example -1855
             */
            differenceCents: string;
        };
        SimulationsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["SimulationView"][];
        };
        SpendingFact: {
            /**
             * @description patient
             * @example a1b2c3d4e5f60718
             */
            patient_id: string;
            /**
             * @description year
             * @example 2024
             */
            year: string;
            /**
             * @description cents, peut manquer ou être vide
             * @example 312450
             */
            amount_cents?: string;
            /**
             * @description day
             * @example 2025-06-01
             */
            known_on: string;
        };
        SpendingVersionView: {
            /**
             * @description Connu le.
             * @example 2021-01-04
             */
            knownOn: string;
            /**
             * @description Position dans le journal.
             * @example 4211
             */
            position: number;
            /** @example 2021 */
            year: number;
            /**
             * @description Centimes ; null : inconnue, ou retirée.
             * @example 184200
             */
            amountCents: string | null;
        };
        /** @description Le décompte calculé. */
        Statement: {
            /** @description Expérimentation : PEPS, PRIMORDIAL ou IPEP. */
            scheme: string;
            /** @description Texte en vigueur le premier jour de la période. */
            text: string;
            /** @description Phase de l’équipe. */
            phase: string;
            /** @description Nombre de patients de la liste. */
            patients: number;
            /** @description Ce qui est à regarder. */
            flags: string[];
            /** @description Les lignes. */
            lines: components["schemas"]["Line"][];
            /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
            totalCents: string;
            /** @description Les versements. */
            instalments: {
                /**
                 * Format: date
                 * @description Jour.
                 */
                dueOn: string;
                /** @description INSTALMENT ou STARTUP_CREDIT (crédit d’amorçage). */
                kind: string;
                /** @description Centimes entiers, en texte : ils peuvent passer 2^53. */
                amountCents: string;
            }[];
        };
        /** @description Un décompte est approuvé : il est dû. */
        StatementApproved: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.statement.approved";
            /** @description Équipe et période : PEPS-01/2021-Q4. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:decision:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["DecisionData"];
        };
        /** @description Un décompte est calculé, avec son livre des actes. */
        StatementCalculated: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.statement.calculated";
            /** @description Équipe et période : PEPS-01/2021-Q4. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:calculation:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["CalculationData"];
        };
        StatementEffectView: {
            /** @example PEPS-01 */
            team: string;
            /** @example Maison de santé des Tilleuls */
            teamName: string | null;
            /** @example PEPS */
            scheme: string | null;
            /** @example 2023-Q2 */
            period: string;
            /**
             * @description Sous la réglementation en vigueur, en centimes.
             * @example 7437
             */
            beforeCents: string;
            /**
             * @description Dans la simulation, en centimes.
             * @example 5582
             */
            afterCents: string;
            /**
             * @description Centimes.
             * @example -1855
             */
            differenceCents: string;
        };
        StatementEffectsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["StatementEffectView"][];
        };
        StatementExplanationView: {
            /** @example PEPS-01 */
            team: string;
            /** @example Maison de santé des Tilleuls */
            teamName: string;
            /** @example 2023-Q2 */
            period: string;
            /** @example PEPS */
            scheme: string;
            /** @example FORFAIT */
            phase: string;
            pin: components["schemas"]["PinView"];
            text: components["schemas"]["LegalTextView"];
            /**
             * @description Centimes.
             * @example 7437
             */
            totalCents: string;
            /**
             * @description Positions de l’identité et de la phase de l’équipe.
             * @example [
             *       2,
             *       5
             *     ]
             */
            teamFacts: number[];
            lines: components["schemas"]["ExplainedLineView"][];
            parameters: components["schemas"]["ExplainedParameterView"][];
            /** @description Événements que nomment les parts. */
            events: components["schemas"]["ExplainedFactView"][];
        };
        StatementHistoryView: {
            /** @description Dans l’ordre du journal. */
            events: components["schemas"]["HistoryEventView"][];
            /** @description Où il en était, tel que connu alors. */
            state: components["schemas"]["StatementStateView"];
        };
        StatementInstalmentView: {
            /** @example 2021-02-15 */
            dueOn: string;
            /**
             * @example INSTALMENT
             * @enum {string}
             */
            kind: "INSTALMENT" | "STARTUP_CREDIT";
            /**
             * @description Centimes.
             * @example 253351
             */
            amountCents: string;
        };
        StatementLineView: {
            /** @example CAPITATION */
            line: string;
            /**
             * @description Centimes.
             * @example 760053
             */
            amountCents: string;
        };
        /** @description Un calcul ne trouve plus de décompte où il y en avait un : l’équipe n’est plus dans l’expérimentation. */
        StatementNoLongerDue: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.statement.no-longer-due";
            /** @description Équipe et période : PEPS-01/2021-Q4. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:calculation:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["CalculationData"];
        };
        StatementStateView: {
            /**
             * @example APPROVED
             * @enum {string}
             */
            stage: "NONE" | "CALCULATED" | "SUBMITTED" | "APPROVED" | "REGULARISATION_DRAFTED" | "REGULARISATION_SUBMITTED";
            /** @description Le dernier calcul. */
            calculated?: components["schemas"]["CalculatedStateView"];
            /**
             * @description De ce qui est soumis.
             * @example Alice
             */
            submittedBy?: string;
            decisions: components["schemas"]["DecidedStateView"][];
            /** @description Tout ce qui est décidé, par ligne. */
            decidedLines: components["schemas"]["DecidedSumView"][];
        };
        StatementSumsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["StatementSumsView"][];
        };
        StatementSumsView: {
            /** @example 2021-Q1 */
            period: string;
            /**
             * @description null : des équipes qui ne sont plus dans l’expérimentation.
             * @example PEPS
             */
            scheme: string | null;
            /**
             * @example APPROVED
             * @enum {string}
             */
            stage: "NONE" | "CALCULATED" | "SUBMITTED" | "APPROVED" | "REGULARISATION_DRAFTED" | "REGULARISATION_SUBMITTED";
            /**
             * @description Nombre de décomptes.
             * @example 53
             */
            statements: number;
            /**
             * @description Des derniers calculs, en centimes.
             * @example 760053
             */
            totalCents: string;
            /**
             * @description De ce qui est décidé, en centimes.
             * @example 760053
             */
            decidedCents: string;
        };
        StatementView: {
            /** @example PEPS-01 */
            team: string;
            /** @example Maison de santé des Tilleuls */
            teamName: string;
            /** @example 2021-Q1 */
            period: string;
            /** @example PEPS */
            scheme: string;
            /**
             * @description Texte en vigueur le premier jour.
             * @example PEPS-2019
             */
            text: string;
            /** @example FORFAIT */
            phase: string;
            /** @example 5123 */
            patients: number;
            /**
             * @example [
             *       "QUALITY_MISSING"
             *     ]
             */
            flags: string[];
            lines: components["schemas"]["StatementLineView"][];
            /**
             * @description Centimes.
             * @example 760053
             */
            totalCents: string;
            instalments: components["schemas"]["StatementInstalmentView"][];
            rates: components["schemas"]["RateView"][];
            parameters: components["schemas"]["ParameterView"][];
            ledger: components["schemas"]["LedgerLineView"][];
        };
        /** @description Une approbation est retirée. */
        StatementWithdrawn: {
            /** @constant */
            specversion: "1.0";
            /** @description Nomme l’événement avec source, aussi après une restauration : sa position, un tiret, 16 chiffres hexadécimaux de ce qui est là. */
            id: string;
            /**
             * Format: uri-reference
             * @description Nom de l’installation.
             */
            source: string;
            /** @constant */
            type: "fr.decompte.statement.withdrawn";
            /** @description Équipe et période : PEPS-01/2021-Q4. */
            subject: string;
            /**
             * Format: date-time
             * @description Quand l’événement a été enregistré.
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /** @constant */
            dataschema: "urn:decompte:feed:decision:1";
            /** @description Ordre dans le journal, et dans le flux. */
            position: number;
            /** @description Identifiant de l’équipe. */
            team: string;
            data: components["schemas"]["DecisionData"];
        };
        StatementsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ListedStatementView"][];
        };
        StepView: {
            /**
             * @description Chemin de la part.
             * @example 0.0.12
             */
            path: string;
            /**
             * @example patient
             * @enum {string}
             */
            kind: "line" | "exact" | "rounding" | "patient" | "act" | "credit" | "acts" | "gap" | "rate" | "indicator" | "amount" | "note";
            /** @example patient P0000001 */
            label: string;
            /**
             * @description Le chiffre, en fraction exacte.
             * @example 7437/2
             */
            exact: string | null;
            /**
             * @example cents
             * @enum {string|null}
             */
            unit: "cents" | "rate" | "percent" | "points" | "count" | null;
            /**
             * @description Comment il vient, en clair.
             * @example 7437 × 1/2
             */
            formula: string | null;
            /**
             * @description Parts dont il est la somme.
             * @example 12
             */
            parts: number;
            /**
             * @description Ce sur quoi il repose.
             * @example 1
             */
            because: number;
            /**
             * @description Événements qu’il nomme.
             * @example 3
             */
            facts: number;
            /**
             * @description Paramètres qu’il nomme.
             * @example [
             *       "presence"
             *     ]
             */
            parameters: string[];
        };
        SubmittedView: {
            /**
             * @description 0 : le décompte ; 1 et plus : ses régularisations.
             * @example 0
             */
            number: number;
            /**
             * @description Du calcul dont elle part.
             * @example a1b2c3…
             */
            digest: string;
            pin: components["schemas"]["PinView"];
            lines: components["schemas"]["DecidedLineView"][];
            /**
             * @description Centimes.
             * @example 760053
             */
            totalCents: string;
            /** @description Vide pour une régularisation, due dès l’approbation. */
            instalments: components["schemas"]["DecidedInstalmentView"][];
            submittedBy: components["schemas"]["PersonView"];
        };
        SubscribeDto: {
            /**
             * @description Adresse https qui recevra les événements.
             * @example https://destinataire.example/decompte
             */
            url: string;
            /**
             * @description Types voulus ; tous si rien n’est dit.
             * @example [
             *       "fr.decompte.payment.released"
             *     ]
             */
            types?: string[];
            /**
             * @description Une seule équipe ; toutes si rien n’est dit.
             * @example PEPS-01
             */
            team?: string;
            /**
             * @description Ce qui est après cette position est envoyé ; si rien n’est dit, ce qui sera publié désormais.
             * @example 0
             */
            from?: number;
        };
        SumView: {
            /**
             * @description Nombre de lignes.
             * @example 12
             */
            count: number;
            /**
             * @description Leur somme, en centimes.
             * @example 294658
             */
            sumCents: string;
            /**
             * @description SHA-256 de leurs lignes dans l’ordre du journal, chacune en JSON et finie par un saut de ligne : [position, id, status, team, period, amountCents, [noms], at].
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            digest: string;
        };
        SummaryPartView: {
            /**
             * @example line
             * @enum {string}
             */
            kind: "line" | "exact" | "rounding" | "patient" | "act" | "credit" | "acts" | "gap" | "rate" | "indicator" | "amount" | "note";
            /** @example Forfait */
            label: string;
            /**
             * @description Le chiffre, en fraction exacte.
             * @example 7437
             */
            exact: string | null;
            /**
             * @example cents
             * @enum {string|null}
             */
            unit: "cents" | "rate" | "percent" | "points" | "count" | null;
            /**
             * @description Comment il vient, en clair.
             * @example 7437 × 1/2
             */
            formula: string | null;
            /**
             * @description Patients ou actes dont il est la somme, sans les nommer.
             * @example 311
             */
            patients: number;
            parts: components["schemas"]["SummaryPartView"][];
            /** @description Ce sur quoi il repose sans en être une part. */
            because: components["schemas"]["SummaryPartView"][];
            /**
             * @description Paramètres qu’il nomme.
             * @example [
             *       "presence"
             *     ]
             */
            parameters: string[];
        };
        TakeBackDto: {
            /** @example PEPS-01 */
            team: string;
            /**
             * @description Pourquoi.
             * @example équipe dissoute
             */
            reason: string;
        };
        TakenAnswerView: {
            /**
             * @description Paiements exécutés.
             * @example 12
             */
            executed: number;
            /**
             * @description Paiements rejetés ou revenus, ceux à confirmer compris.
             * @example 1
             */
            returned: number;
            /**
             * @description En attente : rien ne change.
             * @example 0
             */
            pending: number;
            /**
             * @description À regarder : toutes les contradictions, et 100 choses à noter au plus.
             * @example []
             */
            remarks: string[];
            /**
             * @description Écritures enregistrées au livre des paiements.
             * @example 13
             */
            recorded: number;
            /**
             * @description Écritures déjà connues.
             * @example 0
             */
            known: number;
            /**
             * @description Ce qui est à noter et ne change rien.
             * @example 0
             */
            remarked: number;
            /**
             * @description Ce qui contredit le livre : rien ne change, une personne tranche.
             * @example 0
             */
            contradicted: number;
            /**
             * @description Relevés de nos comptes (camt.053) pris pour le rapprochement.
             * @example 0
             */
            statements: number;
            /**
             * @description Ce qui rendrait des paiements dus de nouveau, et un CSV, qui est saisi : rien n’en est enregistré avant qu’une autre personne ne le confirme.
             * @example null
             */
            proposed: components["schemas"]["ProposedAnswerView"] | null;
            /** @description Paiements en attente, avec le code de la banque. */
            waiting: components["schemas"]["WaitingPaymentView"][];
        };
        TakenDecisionView: {
            /**
             * @description Rang dans le journal.
             * @example 178823
             */
            position: number;
            /** @example 2026-11-03T09:12:00.000Z */
            at: string;
            by: components["schemas"]["PersonView"];
            /** @example statement-PEPS-01-2021-Q1 */
            stream: string;
            /** @example StatementApproved */
            type: string;
        };
        TakenDecisionsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["TakenDecisionView"][];
        };
        TaskGroupView: {
            /**
             * @description Période, jour ou campagne.
             * @example 2023-Q2
             */
            group: string;
            /** @example 1 */
            count: number;
            /**
             * @description Centimes ; null s’il n’y a pas de montant.
             * @example 7437
             */
            amountCents: string | null;
            /**
             * @description Ce que c’est.
             * @example [
             *       "PEPS-01 2023-Q2"
             *     ]
             */
            of: string[];
        };
        TaskView: {
            /**
             * @description Genre de tâche.
             * @example SUBMIT
             */
            kind: string;
            /** @example 1 */
            count: number;
            /**
             * @description Centimes ; null s’il n’y a pas de montant.
             * @example 7437
             */
            amountCents: string | null;
            groups: components["schemas"]["TaskGroupView"][];
            /**
             * @description Requêtes à faire ensuite ; aucune s’il n’y a qu’à attendre.
             * @example [
             *       "POST /statements/submit"
             *     ]
             */
            next: string[];
        };
        TeamBalancesView: {
            /** @example PEPS-01 */
            team: string;
            /**
             * @description Décidé. Centimes.
             * @example 760053
             */
            chargesCents: string;
            /**
             * @description Dû et pas encore libéré. Centimes.
             * @example 506702
             */
            dueCents: string;
            /**
             * @description Envoyé à la banque. Centimes.
             * @example 0
             */
            releasedCents: string;
            /**
             * @description Payé par la banque. Centimes.
             * @example 253351
             */
            paidCents: string;
            /**
             * @description Ce que doit l’équipe. Centimes.
             * @example 0
             */
            toRecoverCents: string;
            /**
             * @description Ce qui lui est demandé. Centimes.
             * @example 0
             */
            demandedCents: string;
            /**
             * @description Ce qu’elle a remboursé. Centimes.
             * @example 0
             */
            repaidCents: string;
        };
        TeamIndicatorView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2021 */
            year: number;
            /** @example FLU65 */
            indicator: string;
            /**
             * @example SOCLE
             * @enum {string}
             */
            family: "SOCLE" | "A_LA_CARTE" | "EXPERIENCE";
            /**
             * @description UP : plus est mieux.
             * @example UP
             * @enum {string}
             */
            direction: "UP" | "DOWN";
            /**
             * @description Null sans résultat cette année-là.
             * @example 69
             */
            numerator: number | null;
            /** @example 160 */
            denominator: number | null;
            /**
             * @description Seuil intermédiaire de l’année, en pour cent.
             * @example 50
             */
            intermediate: string | null;
            /**
             * @description Cible de l’année, en pour cent.
             * @example 75
             */
            target: string | null;
            /**
             * @description Note de 0 à 1, en fraction exacte ; null sans note.
             * @example 1/4
             */
            rating: string | null;
            /**
             * @description Depuis l’année d’avant, dans le sens de l’indicateur ; null sans résultat de l’une des deux.
             * @example BETTER
             * @enum {string|null}
             */
            trend: "BETTER" | "SAME" | "WORSE" | null;
            /**
             * @description Points de pourcentage depuis l’année d’avant, en fraction exacte.
             * @example 25/8
             */
            changePoints: string | null;
            /**
             * @description Le seuil à atteindre ensuite ; null à la cible, ou sans note.
             * @example INTERMEDIATE
             * @enum {string|null}
             */
            nextLevel: "INTERMEDIATE" | "TARGET" | null;
            /**
             * @description La note à ce seuil.
             * @example 1/2
             */
            nextRating: string | null;
            /**
             * @description Points de pourcentage jusqu’à ce seuil.
             * @example 55/8
             */
            pointsAway: string | null;
            /**
             * @description Combien de plus au numérateur (de moins si moins est mieux) y suffisent.
             * @example 11
             */
            casesAway: number | null;
            /**
             * @description Les décomptes qui reposent sur le score de l’année : ceux de l’année d’après, ou de l’année (IPEP).
             * @example [
             *       "2022-Q1",
             *       "2022-Q2"
             *     ]
             */
            periods: string[];
            /**
             * @description Ce qu’ils font ensemble, en centimes.
             * @example 1234567
             */
            amountCents: string | null;
            /**
             * @description Ce qu’ils feraient avec un résultat à ce seuil, tout le reste égal, en centimes.
             * @example 1240000
             */
            nextCents: string | null;
            /**
             * @description La différence : ce que vaut la note suivante, en centimes.
             * @example 5433
             */
            worthCents: string | null;
            /** @example Maison de santé des Tilleuls */
            teamName: string;
            /** @example PEPS */
            scheme: string;
        };
        TeamIndicatorsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["TeamIndicatorView"][];
        };
        TeamMonthView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2023-05 */
            month: string;
            /**
             * @description Actes du registre, sans les annulations.
             * @example 12
             */
            acts: number;
            /**
             * @description Des trois mois complets d’avant ; absent s’il y en a moins.
             * @example 38
             */
            actsOfThreeBefore?: number;
            /**
             * @description Des actes semblent manquer.
             * @example false
             */
            looksIncomplete: boolean;
        };
        TeamQualityView: {
            /** @example PEPS-01 */
            team: string;
            /** @example 2026-09-30 */
            knownOn: string;
            indicators: components["schemas"]["RatedIndicatorView"][];
            scores: components["schemas"]["ScoreView"][];
        };
        TeamRowView: {
            /** @example 2019-07-01 */
            from: string;
            /** @example Maison de santé des Tilleuls */
            name: string;
            /** @example PEPS */
            scheme: string;
            /** @example ALL */
            option: string;
            /** @example GP */
            scope: string;
            /** @example 38185 */
            commune: string;
        };
        TeamVarianceView: {
            /** @example PEPS-01 */
            team: string;
            /** @example PEPS */
            scheme: string;
            /**
             * @description NONE : il n’y a plus de décompte.
             * @example SUBMITTED
             * @enum {string}
             */
            stage: "NONE" | "CALCULATED" | "SUBMITTED" | "APPROVED" | "REGULARISATION_DRAFTED" | "REGULARISATION_SUBMITTED";
            lines: components["schemas"]["VarianceLineView"][];
            /**
             * @description À expliquer : au-delà du seuil.
             * @example true
             */
            outlier: boolean;
            /** @description Ce qui n’est pas pareil. */
            why: components["schemas"]["ExplanationView"][];
        };
        TeamView: {
            /** @example PEPS-01 */
            team: string;
            /** @example Maison de santé des Tilleuls */
            name: string;
            /** @example PEPS */
            scheme: string;
            /** @example ALL */
            option: string;
            /** @example GP */
            scope: string;
            /** @example 38185 */
            commune: string;
            /**
             * @description Ce jour-là ; null : aucune encore.
             * @example FORFAIT
             */
            phase: string | null;
            /**
             * @description Professionnels de l’équipe ce jour-là.
             * @example 14
             */
            members: number;
            /** @example 2026-09-30 */
            knownOn: string;
            rows: components["schemas"]["TeamRowView"][];
            phases: components["schemas"]["PhaseView"][];
            professionals: components["schemas"]["MemberView"][];
            quality: components["schemas"]["QualityYearView"][];
            revenue: components["schemas"]["RevenueView"][];
            credits: components["schemas"]["CreditView"][];
        };
        TeamsFact: {
            /**
             * @description team
             * @example PEPS-01
             */
            team_id: string;
            /**
             * @description day
             * @example 2024-01-01
             */
            from: string;
            /**
             * @description text
             * @example Maison de santé des Tilleuls
             */
            name: string;
            /**
             * @description scheme
             * @example PEPS
             */
            scheme: string;
            /**
             * @description option, peut manquer ou être vide
             * @example ALL
             */
            option?: string;
            /**
             * @description scope, peut manquer ou être vide
             * @example GP
             */
            scope?: string;
            /**
             * @description structure
             * @example MSP
             */
            structure: string;
            /**
             * @description finess
             * @example 010000024
             */
            finess: string;
            /**
             * @description commune
             * @example 38185
             */
            commune: string;
            /**
             * @description day
             * @example 2024-01-05
             */
            known_on: string;
        };
        TeamsPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["ListedTeamView"][];
        };
        TemplateColumnView: {
            /** @example care_on */
            name: string;
            /**
             * @description Ce que la colonne contient.
             * @example le jour des soins
             */
            holds: string;
            /** @example false */
            mayBeEmpty: boolean;
            /**
             * @description Elle nomme le fait, avec les autres qui le font.
             * @example false
             */
            isKey: boolean;
            /** @example 2024-03-15 */
            example: string;
        };
        TemplateView: {
            /** @example acts.csv */
            file: string;
            /** @example Une ligne de soins payée à l’acte, ou l’annulation d’une autre. */
            about: string;
            columns: components["schemas"]["TemplateColumnView"][];
        };
        TemplatesView: {
            items: components["schemas"]["TemplateView"][];
        };
        TermsDto: {
            /**
             * @description Montant en centimes.
             * @example 50000000
             */
            amountCents: string;
            /**
             * @description Expérimentations financées ; vide pour une enveloppe qui ne finance plus rien de nouveau.
             * @example [
             *       "PEPS",
             *       "PRIMORDIAL",
             *       "IPEP"
             *     ]
             */
            schemes: string[];
            /**
             * @description Premier jour ; s’il manque, change ce qui est en vigueur, et vaut depuis le début la première fois.
             * @example 2020-01-01
             */
            from?: string;
            /** @description Exception confirmée à deux, pour un montant sous ce qui est décidé ou libéré. */
            exception?: string;
        };
        TermsView: {
            /**
             * @description Premier jour ; null : depuis le début.
             * @example 2026-01-01
             */
            from: string | null;
            /**
             * @description Centimes.
             * @example 500000000
             */
            amountCents: string;
            /**
             * @example [
             *       "PEPS",
             *       "IPEP"
             *     ]
             */
            schemes: string[];
        };
        TextChangeView: {
            /**
             * @description Absent : il n’y en avait pas.
             * @example TRANSITION
             */
            before?: string;
            /**
             * @description Absent : il n’y en a plus.
             * @example FORFAIT
             */
            after?: string;
        };
        ThresholdsFact: {
            /**
             * @description indicator
             * @example FLU65
             */
            indicator: string;
            /**
             * @description year
             * @example 2024
             */
            year: string;
            /**
             * @description percent
             * @example 55
             */
            intermediate: string;
            /**
             * @description percent
             * @example 75
             */
            target: string;
            /**
             * @description day
             * @example 2024-01-05
             */
            known_on: string;
        };
        TodoView: {
            /**
             * @description À ce jour.
             * @example 2026-09-30
             */
            asOf: string;
            /** @description Dans l’ordre où une semaine les fait. */
            tasks: components["schemas"]["TaskView"][];
            /** @description Complétude des actes par équipe et mois. */
            completeness: components["schemas"]["TeamMonthView"][];
        };
        TypeCountView: {
            /** @example fr.decompte.payment.released */
            type: string;
            /** @example 12 */
            count: number;
        };
        TypedAnswerDto: {
            /**
             * @description Pourquoi.
             * @example liste à vérifier
             */
            reason: string;
            /**
             * @description Nom de la réponse, neuf.
             * @example correction-1
             */
            answer: string;
            entries: components["schemas"]["TypedEntryDto"][];
        };
        TypedEntryDto: {
            /**
             * @description Identifiant de bout en bout.
             * @example DCPT58B9E5F1A6C6199A711CAF7C
             */
            endToEndId: string;
            /**
             * @description EXECUTED : payé. REJECTED : refusé avant le débit. RETURNED : revenu. RELEASED : encore à la banque. EXECUTED_TWICE : débité deux fois, l’équipe en doit un.
             * @example RELEASED
             * @enum {string}
             */
            outcome: "EXECUTED" | "REJECTED" | "RETURNED" | "RELEASED" | "EXECUTED_TWICE";
            /**
             * @description Jour de la banque.
             * @example 2026-02-02
             */
            day: string;
            /**
             * @description Centimes, tels que libérés.
             * @example 7437
             */
            amountCents: string;
            /**
             * @description Motif de la banque.
             * @example AC04
             */
            reason?: string;
        };
        UndoDto: {
            /**
             * @description Pourquoi.
             * @example liste à vérifier
             */
            reason: string;
            /**
             * @description La décision tenue à part, par son nom dans le livre des paiements (GET /payment-ledger/carry-over, as).
             * @example statement-PEPS-01-2026-Q1@3~FIR-2027
             */
            decision: string;
        };
        VarianceLineView: {
            /**
             * @description TOTAL, puis les lignes.
             * @example TOTAL
             */
            line: string;
            /**
             * @description Centimes.
             * @example 7437
             */
            amountCents: string;
            /** @description null : il n’y avait pas de décompte. */
            previous: components["schemas"]["DifferenceView"] | null;
            /** @description null : il n’y avait pas de décompte. */
            yearBefore: components["schemas"]["DifferenceView"] | null;
        };
        VariancePageView: {
            /** @example 2023-Q2 */
            period: string;
            /**
             * @description Période d’avant.
             * @example 2023-Q1
             */
            previous: string | null;
            /**
             * @description La même un an avant.
             * @example 2022-Q2
             */
            yearBefore: string;
            /**
             * @description Ce qu’une approbation en nombre demande ; null si rien n’est soumis.
             * @example ed68e34f0aa8
             */
            code: string | null;
            /**
             * @description Décomptes soumis.
             * @example 1
             */
            submitted: number;
            /**
             * @description Centimes.
             * @example 7437
             */
            submittedCents: string;
            /**
             * @description Équipes du rapport.
             * @example 1400
             */
            teams: number;
            /**
             * @description Équipes à expliquer.
             * @example 31
             */
            outliers: number;
            items: components["schemas"]["ExplainedTeamVarianceView"][];
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
        };
        VarianceView: {
            /** @example 2023-Q2 */
            period: string;
            /**
             * @description Période d’avant.
             * @example 2023-Q1
             */
            previous: string | null;
            /**
             * @description La même un an avant.
             * @example 2022-Q2
             */
            yearBefore: string;
            /**
             * @description Ce qu’une approbation en nombre demande ; null si rien n’est soumis.
             * @example ed68e34f0aa8
             */
            code: string | null;
            /**
             * @description Décomptes soumis.
             * @example 1
             */
            submitted: number;
            /**
             * @description Centimes.
             * @example 7437
             */
            submittedCents: string;
            teams: components["schemas"]["TeamVarianceView"][];
        };
        VerificationResultView: {
            /**
             * @description Rien n’est en cause.
             * @example true
             */
            fits: boolean;
            /**
             * @description Événements qui conviennent, depuis le premier.
             * @example 178822
             */
            events: number;
            /**
             * @description Maillon du dernier.
             * @example 5e88…
             */
            link: string;
            /**
             * @description À la fin, sans maillon encore.
             * @example 0
             */
            uncovered: number;
            /**
             * @description Points de contrôle qui conviennent.
             * @example 3
             */
            checkpoints: number;
            /**
             * @description Position du dernier ; 0 : aucun.
             * @example 178000
             */
            checkpointed: number;
            /**
             * @description Leurs signatures ont été vérifiées par une clé publique.
             * @example true
             */
            signatures: boolean;
            /** @description Le premier événement en cause vient en premier. */
            misfits: components["schemas"]["FoundMisfitView"][];
            /** @description Ce que les règles ne permettent pas. */
            impossible: components["schemas"]["FoundImpossibleView"][];
            /** @description Ce qu’aucune règle d’alors ne refusait. */
            remarks: components["schemas"]["FoundImpossibleView"][];
        };
        VerificationView: {
            /**
             * @example MATCH
             * @enum {string}
             */
            result: "MATCH" | "CLOSE_MATCH" | "NO_MATCH" | "NOT_POSSIBLE";
            /** @example 2026-01-15 */
            on: string;
            /** @example Service VoP de la banque */
            by: string;
        };
        VersionChangeView: {
            /**
             * @description La valeur.
             * @example schemes.PEPS.cap_rate.values[2024-07-04].value
             */
            path: string;
            /**
             * @description En vigueur ; null si elle est nouvelle.
             * @example 11/10
             */
            before: string | null;
            /**
             * @description Proposée ; null si elle n’est plus là.
             * @example 6/5
             */
            after: string | null;
        };
        VersionChangesPage: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["VersionChangeView"][];
        };
        VersionDto: {
            /** @description Texte de parameters.json ; celui livré avec le programme s’il manque. */
            parameters?: string;
            /** @description Texte de grids.csv ; celui livré avec le programme s’il manque. */
            grids?: string;
        };
        WaitingErasureView: {
            /**
             * @description À donner pour confirmer (If-Match, ou code) ; c’est aussi l’ETag.
             * @example 3f0a9c41de
             */
            code: string;
            /**
             * @description Dernier jour pour confirmer.
             * @example 2026-12-28
             */
            confirmBy: string;
        };
        WaitingMergeView: {
            /**
             * @description SEPARATION : défaire une réunion.
             * @example MERGE
             * @enum {string}
             */
            kind: "MERGE" | "SEPARATION";
            /** @example liste à vérifier */
            reason: string;
            proposedBy: components["schemas"]["PersonView"];
            /** @example 2026-01-15T10:00:00.000Z */
            proposedAt: string;
            /**
             * @description Dernier jour pour le confirmer.
             * @example 2026-02-14
             */
            confirmBy: string;
            /**
             * @description À donner pour confirmer (If-Match, ou code).
             * @example 3f0a9c41de
             */
            code: string;
        };
        WaitingPaymentView: {
            /**
             * @description Identifiant de bout en bout.
             * @example DCPT58B9E5F1A6C6199A711CAF7C
             */
            endToEndId: string;
            /**
             * @description Code de la banque, connu ou non.
             * @example RCVC
             */
            status: string;
            /**
             * @description Code du motif, ou null.
             * @example null
             */
            reason: string | null;
            /**
             * @description Ce que la banque en dit, ou null.
             * @example null
             */
            detail: string | null;
        };
        WarningView: {
            /** @example RPPS_KEY */
            code: string;
            /** @example le numéro RPPS 10000000018 a une clé fausse. */
            sentence: string;
        };
        WebhookDetailView: {
            /** @example 6f1d0c5b2a9e4f7d8c3b */
            id: string;
            /** @example https://destinataire.example/decompte */
            url: string;
            /** @example null */
            types: string[] | null;
            /** @example PEPS-01 */
            team: string | null;
            /**
             * @description Ce qui est après cette position est envoyé.
             * @example 178822
             */
            from: number;
            /**
             * @example ENABLED
             * @enum {string}
             */
            status: "ENABLED" | "DISABLED" | "REMOVED";
            /**
             * @description Pourquoi il est désactivé.
             * @example null
             */
            reason: string | null;
            /**
             * @description Combien de secrets il a eus.
             * @example 1
             */
            generation: number;
            /**
             * @description Depuis quand son secret est celui-là.
             * @example 2026-11-01T08:00:00.000Z
             */
            secretSince: string;
            /** @example Alice */
            subscribedBy: string;
            /** @example 2026-11-01T08:00:00.000Z */
            subscribedAt: string;
            progress: components["schemas"]["DeliveryProgressView"];
        };
        WebhookList: {
            /** @description Curseur de la page suivante ; null à la fin. */
            next: string | null;
            items: components["schemas"]["WebhookView"][];
        };
        WebhookSecretView: {
            /** @example 6f1d0c5b2a9e4f7d8c3b */
            id: string;
            /** @example https://destinataire.example/decompte */
            url: string;
            /** @example null */
            types: string[] | null;
            /** @example PEPS-01 */
            team: string | null;
            /**
             * @description Ce qui est après cette position est envoyé.
             * @example 178822
             */
            from: number;
            /**
             * @example ENABLED
             * @enum {string}
             */
            status: "ENABLED" | "DISABLED" | "REMOVED";
            /**
             * @description Pourquoi il est désactivé.
             * @example null
             */
            reason: string | null;
            /**
             * @description Combien de secrets il a eus.
             * @example 1
             */
            generation: number;
            /**
             * @description Depuis quand son secret est celui-là.
             * @example 2026-11-01T08:00:00.000Z
             */
            secretSince: string;
            /** @example Alice */
            subscribedBy: string;
            /** @example 2026-11-01T08:00:00.000Z */
            subscribedAt: string;
            /**
             * @description Le secret des signatures : montré cette fois-ci seulement, gardez-le.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret: string;
        };
        WebhookView: {
            /** @example 6f1d0c5b2a9e4f7d8c3b */
            id: string;
            /** @example https://destinataire.example/decompte */
            url: string;
            /** @example null */
            types: string[] | null;
            /** @example PEPS-01 */
            team: string | null;
            /**
             * @description Ce qui est après cette position est envoyé.
             * @example 178822
             */
            from: number;
            /**
             * @example ENABLED
             * @enum {string}
             */
            status: "ENABLED" | "DISABLED" | "REMOVED";
            /**
             * @description Pourquoi il est désactivé.
             * @example null
             */
            reason: string | null;
            /**
             * @description Combien de secrets il a eus.
             * @example 1
             */
            generation: number;
            /**
             * @description Depuis quand son secret est celui-là.
             * @example 2026-11-01T08:00:00.000Z
             */
            secretSince: string;
            /** @example Alice */
            subscribedBy: string;
            /** @example 2026-11-01T08:00:00.000Z */
            subscribedAt: string;
        };
        WhyView: {
            /** @description Si les règles du programme ont changé. */
            rules?: components["schemas"]["RulesChangeView"];
            parameters: components["schemas"]["ReplayedParameterView"][];
            patients: components["schemas"]["ReplayedPatientView"][];
            teamFacts: components["schemas"]["NewFactView"][];
        };
        WithdrawalDto: {
            /**
             * @description Pourquoi.
             * @example liste à vérifier
             */
            reason: string;
            /** @description Exception confirmée à deux, si engager de nouveau ce qui avait été repris dépasse l’enveloppe. */
            exception?: string;
        };
        WithdrawalSelectionDto: {
            /**
             * @description Premier trimestre ; les années IPEP où ils sont en font partie.
             * @example 2023-Q1
             */
            from: string;
            /**
             * @description Dernier trimestre.
             * @example 2023-Q2
             */
            to: string;
            /**
             * @description Une seule équipe.
             * @example PEPS-01
             */
            team?: string;
            /**
             * @description Une seule expérimentation.
             * @example PEPS
             */
            scheme?: string;
            /**
             * @description true : seulement les régularisations.
             * @example false
             */
            regularisations?: boolean;
            /**
             * @description Pourquoi.
             * @example liste à vérifier
             */
            reason: string;
            /** @description Exception confirmée à deux, si engager de nouveau ce qui avait été repris dépasse l’enveloppe. */
            exception?: string;
        };
        WitnessView: {
            /** @example 178822 */
            position: number;
            /**
             * @description Maillon de la chaîne à cette position.
             * @example 5e88…
             */
            link: string;
            /**
             * @description Point de contrôle, projection du magasin de lecture, fin notée par une commande, fichier remis pour la banque, ou copie mise à l’écart.
             * @example CHECKPOINT
             * @enum {string}
             */
            kind: "CHECKPOINT" | "READ_STORE" | "END" | "BANK_FILE" | "COPY";
            /** @example checkpoint-178822.json */
            name: string;
        };
    };
    responses: {
        /** @description Rien n’a changé (If-None-Match). */
        NotModified: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                ETag: components["headers"]["ETag"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Decompte-Position": components["headers"]["Decompte-Position"];
                Link: components["headers"]["Link"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description La requête est mal formée */
        Problem400: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Decompte-Position": components["headers"]["Decompte-Position"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:invalid-shape",
                 *       "title": "La requête est mal formée",
                 *       "status": 400,
                 *       "detail": "La requête n’a pas la forme attendue ; errors dit tout ce qui ne va pas."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Il faut un jeton valable */
        Problem401: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:unauthenticated",
                 *       "title": "Il faut un jeton valable",
                 *       "status": 401,
                 *       "detail": "Présentez un jeton : Authorization: Bearer …."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Ce rôle ne suffit pas, ou : Identifiez-vous à nouveau */
        Problem403: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Decompte-Position": components["headers"]["Decompte-Position"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:forbidden",
                 *       "title": "Ce rôle ne suffit pas",
                 *       "status": 403,
                 *       "detail": "Cette adresse est pour operator, approver."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Il n’y a rien à cette adresse */
        Problem404: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Decompte-Position": components["headers"]["Decompte-Position"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:not-found",
                 *       "title": "Il n’y a rien à cette adresse",
                 *       "status": 404,
                 *       "detail": "L’équipe PEPS-99 n’existe pas."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Cette méthode n’est pas prévue ici */
        Problem405: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:method-not-allowed",
                 *       "title": "Cette méthode n’est pas prévue ici",
                 *       "status": 405,
                 *       "detail": "Cette adresse se demande par GET, HEAD."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Ce format n’est pas proposé */
        Problem406: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Decompte-Position": components["headers"]["Decompte-Position"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:not-acceptable",
                 *       "title": "Ce format n’est pas proposé",
                 *       "status": 406,
                 *       "detail": "Ce format n’est pas proposé ; demandez application/json ou, pour une liste, text/csv."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description La requête est mal formée */
        Problem408: {
            headers: {
                /** @description Numéro de la requête, à donner en signalant une erreur. */
                "X-Request-Id"?: string;
                /** @description Numéro de la suite de requêtes à laquelle celle-ci appartient : celui qu’elle a donné, ou le sien. */
                "X-Correlation-Id"?: string;
                /** @description Trace de la requête (W3C Trace Context), si le service en tient. */
                Traceparent?: string;
                /** @description Qui peut garder la réponse. */
                "Cache-Control"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:invalid-shape",
                 *       "title": "La requête est mal formée",
                 *       "status": 408,
                 *       "detail": "Le corps n’est pas arrivé en entier à temps ; envoyez-le d’un trait, ou un fichier à /imports."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Quelqu’un d’autre est passé avant, ou : La clé a déjà servi */
        Problem409: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:conflict",
                 *       "title": "Quelqu’un d’autre est passé avant",
                 *       "status": 409,
                 *       "detail": "La clé 3f1c a déjà servi pour une autre commande ; donnez une clé neuve à celle-ci."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Ce que vous confirmez a changé */
        Problem412: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:changed",
                 *       "title": "Ce que vous confirmez a changé",
                 *       "status": 412,
                 *       "detail": "Ce code n’est pas celui de ce qui est proposé maintenant ; relisez le compte proposé pour PEPS-01."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description La requête est trop grande */
        Problem413: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:too-large",
                 *       "title": "La requête est trop grande",
                 *       "status": 413,
                 *       "detail": "La requête dépasse la taille permise."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description La requête est trop grande */
        Problem414: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:too-large",
                 *       "title": "La requête est trop grande",
                 *       "status": 414,
                 *       "detail": "L’adresse a 5012 caractères ; 4096 au plus."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Ce type de contenu n’est pas lu */
        Problem415: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:unsupported-media-type",
                 *       "title": "Ce type de contenu n’est pas lu",
                 *       "status": 415,
                 *       "detail": "Ce type de contenu n’est pas lu ici ; envoyez du JSON (application/json)."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description La requête est mal formée */
        Problem417: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:invalid-shape",
                 *       "title": "La requête est mal formée",
                 *       "status": 417,
                 *       "detail": "L’en-tête expect ne peut valoir que 100-continue ; ôtez-le."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Le fait n’est pas recevable, ou : Les règles refusent */
        Problem422: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Decompte-Position": components["headers"]["Decompte-Position"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:invalid-fact",
                 *       "title": "Le fait n’est pas recevable",
                 *       "status": 422,
                 *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Il manque le code de ce que vous confirmez */
        Problem428: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:code-required",
                 *       "title": "Il manque le code de ce que vous confirmez",
                 *       "status": 428,
                 *       "detail": "Pour confirmer, donnez le code de ce que vous avez lu : If-Match, ou code dans le corps."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Trop de requêtes */
        Problem429: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Decompte-Position": components["headers"]["Decompte-Position"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:too-many-requests",
                 *       "title": "Trop de requêtes",
                 *       "status": 429,
                 *       "detail": "Trop de requêtes ; attendez, puis réessayez."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description La requête est trop grande */
        Problem431: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:too-large",
                 *       "title": "La requête est trop grande",
                 *       "status": 431,
                 *       "detail": "Les en-têtes dépassent 16384 octets."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Une erreur de notre côté */
        Problem500: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Decompte-Position": components["headers"]["Decompte-Position"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:internal",
                 *       "title": "Une erreur de notre côté",
                 *       "status": 500,
                 *       "detail": "L’erreur est consignée sous le numéro de la requête ; donnez-le en la signalant."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Pas encore */
        Problem503: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                Traceparent: components["headers"]["Traceparent"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Decompte-Position": components["headers"]["Decompte-Position"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:decompte:problem:unavailable",
                 *       "title": "Pas encore",
                 *       "status": 503,
                 *       "detail": "La lecture en est à la position 178820, pas encore à 178822."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Numéro de la requête, à donner en signalant une erreur. */
        "X-Request-Id": string;
        /** @description Numéro de la suite de requêtes à laquelle celle-ci appartient : celui qu’elle a donné, ou le sien. */
        "X-Correlation-Id": string;
        /** @description Trace de la requête (W3C Trace Context), si le service en tient. */
        Traceparent: string;
        /** @description Version de la réponse, à redonner dans If-None-Match. */
        ETag: string;
        /** @description Qui peut garder la réponse. */
        "Cache-Control": string;
        /** @description D’une lecture avec after : position que la réponse a vue. */
        "Decompte-Position": number;
        /** @description D’une page : où lire ensuite. */
        "Decompte-Cursor": number;
        /** @description D’une page : ce qu’est le journal à Decompte-Cursor ; va avec lui. */
        "Decompte-Epoch": string;
        /** @description D’une page : dernière position du journal. */
        "Decompte-End": number;
        /** @description Page suivante (rel="next"), s’il y en a une. */
        Link: string;
        /**
         * @description Adresse du travail.
         * @example /jobs/576a3aee5275670b8c6b2f28
         */
        Location: string;
        /** @description Nom du fichier. */
        "Content-Disposition": string;
        /** @description Secondes à attendre. */
        "Retry-After": number;
        /** @description Comment présenter un jeton. */
        "WWW-Authenticate": string;
        /** @description Méthodes prévues à cette adresse. */
        Allow: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readAccountHold: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeAccountException: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example c218886c-9e31-ca50-1ca2-4d8cf48b58ce
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example compte-2026-03 */
                exception: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier",
                 *       "team": "PEPS-01"
                 *     }
                 */
                "application/json": components["schemas"]["AccountExceptionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeAccountHold: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 20495f2d-09fb-ce3e-904d-f9468580916d
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier",
                 *       "days": 0
                 *     }
                 */
                "application/json": components["schemas"]["HoldDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldersPage"];
                    /** @example side,holder,name,iban,bic,since,proposed_iban */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readAccruals: {
        parameters: {
            query: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Exercice, clos le 31 décembre. */
                year: string;
                /** @description Seulement les calculs connus ce jour-là ; les derniers si rien n’est dit. */
                knownOn?: string;
                /** @description true : aussi ce qui reste ouvert des années d’avant. */
                earlier?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description En JSON, ou les écritures de clôture en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccrualsView"];
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listAccesses: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Ce qui a été lu : un pseudonyme, un compte ou un fichier, tel que ids le donne. */
                id?: string;
                /** @description Une seule personne, par son identifiant (sub). */
                subject?: string;
                /** @description Une seule sorte. */
                kind?: "PATIENT" | "ACCOUNT" | "FILE" | "RECORD" | "ROLES" | "LOST";
                /** @description Premier jour, UTC. */
                from?: string;
                /** @description Dernier jour, UTC. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessesPage"];
                    /** @example at,subject,name,roles,address,request,kind,ids,count */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    makeBundle: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example d03a5551-f59a-733c-0b73-65c3f80ded08
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "events": [
                 *         1,
                 *         2
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["BundleDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readBundle: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example 576a3aee5275670b8c6b2f28 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une valeur JSON par ligne : l’en-tête, puis les événements ; elle se vérifie hors ligne. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": Blob;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            /** @description Le travail n’a pas abouti. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:invalid-fact",
                     *       "title": "Le fait n’est pas recevable",
                     *       "status": 422,
                     *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listCheckpoints: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckpointsPage"];
                    /** @example position,time,key,link,root,signature */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    signCheckpoint: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 3fad68f8-716b-f3a9-8778-f48f16481ab5
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readCheckpoint: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Position que couvre le point de contrôle.
                 * @example 178822
                 */
                position: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckpointView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listTakenDecisions: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description true : seulement celles dont le nom est déclaré, non vérifié par un jeton. */
                asserted?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenDecisionsPage"];
                    /** @example position,at,by,assurance,stream,type */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listDuties: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Une seule équipe. */
                team?: string;
                /** @description Une seule campagne. */
                run?: string;
                /** @description true : seulement les paiements à regarder. */
                marked?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DutiesPage"];
                    /** @example end_to_end_id,change,envelope,run,team,period,amount_cents,acts,marks */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listOverrides: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Une seule sorte. */
                kind?: "EXCEPTION_PROPOSED" | "EXCEPTION_GIVEN" | "HOLD_PROPOSED" | "HOLD_CHANGED" | "DECISION_WITHDRAWN" | "SUBMISSION_REJECTED" | "CANCELLATION_PROPOSED" | "PAYMENT_CANCELLED" | "ANSWER_CORRECTED" | "ANSWER_CONTRADICTED" | "PAID_TWICE" | "TAKE_BACK_PROPOSED" | "DEMAND_TAKEN_BACK" | "UNDO_PROPOSED" | "POSTING_UNDONE" | "PROPOSAL_REFUSED" | "PROPOSAL_WITHDRAWN" | "DIFFERENCE_EXPLAINED" | "ROWS_DISMISSED" | "EXCEPTION_USED" | "PAYMENT_HELD" | "ANSWER_TYPED";
                /** @description Une seule équipe. */
                team?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverridesPage"];
                    /** @example position,kind,stream,envelope,team,period,about,amount_cents,by,at,reason */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    makeExtract: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example c04d5557-8c85-cd0a-5dc9-88d7d23aaadd
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "what": "payments",
                 *       "from": "2020-01-01",
                 *       "to": "2099-12-31"
                 *     }
                 */
                "application/json": components["schemas"]["ChoiceDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readExtract: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example 576a3aee5275670b8c6b2f28 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une ligne par versement, décision ou événement, dans l’ordre du journal. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": Blob;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            /** @description Le travail n’a pas abouti. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:invalid-fact",
                     *       "title": "Le fait n’est pas recevable",
                     *       "status": 422,
                     *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listExtract: {
        parameters: {
            query: {
                /** @description payments : les versements ; statements : les décisions ; events : tout ce que des personnes ont fait. */
                what: "payments" | "statements" | "events";
                /** @description Une seule équipe. */
                team?: string;
                /** @description Année de la période ; sans période, du jour où c’est fait. */
                year?: string;
                /** @description Une des personnes, par son nom. */
                person?: string;
                /** @description Premier jour, en France, où c’est fait. */
                from?: string;
                /** @description Dernier jour, en France, où c’est fait. */
                to?: string;
                /** @description Montant le plus petit, en centimes. */
                minCents?: string;
                /** @description Montant le plus grand, en centimes. */
                maxCents?: string;
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtractPage"];
                    /** @example position,id,status,team,period,amount_cents,people,at */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listLateFacts: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Connus au moins tant de jours après le jour, ou la fin de la période, où ils valent. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LateFactsPageView"];
                    /** @example position,stream,type,effective,known_on,days */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readLosses: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LossesView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    acknowledgeLoss: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 49398b6d-1474-0359-0437-d568d023d2a4
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    refuseLossReport: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 5bda9950-5888-66ec-f7c1-e92ecec42ec2
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    reportLoss: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example f9ce8016-a522-f76b-3153-df9f0ffd86ba
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawLossReport: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example daaf1241-72e4-63be-7266-a7b8c020123b
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recompute: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 82311627-2fd0-60c1-0a98-b57a557c0d5c
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2023-Q1",
                 *       "to": "2023-Q2",
                 *       "team": "PEPS-01"
                 *     }
                 */
                "application/json": components["schemas"]["RecomputationDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listRoles: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolesPage"];
                    /** @example person,subject,assurance,roles,source,first,last,times,sessions */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    drawSample: {
        parameters: {
            query: {
                /** @description payments : les versements ; statements : les décisions ; events : tout ce que des personnes ont fait. */
                what: "payments" | "statements" | "events";
                /** @description Une seule équipe. */
                team?: string;
                /** @description Année de la période ; sans période, du jour où c’est fait. */
                year?: string;
                /** @description Une des personnes, par son nom. */
                person?: string;
                /** @description Premier jour, en France, où c’est fait. */
                from?: string;
                /** @description Dernier jour, en France, où c’est fait. */
                to?: string;
                /** @description Montant le plus petit, en centimes. */
                minCents?: string;
                /** @description Montant le plus grand, en centimes. */
                maxCents?: string;
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Un texte au choix, noté avant le tirage : le même tire toujours la même chose. */
                seed: string;
                /** @description Un centime tiré tous les tant de centimes ; ou size. */
                intervalCents?: string;
                /** @description Combien de centimes tirer, au moins ; ou intervalCents. */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SamplePage"];
                    /** @example cent,from,to,position,id,status,team,period,amount_cents,at */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            /** @description Rien à tirer, ou trop. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:invalid-fact",
                     *       "title": "Le fait n’est pas recevable",
                     *       "status": 422,
                     *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    verifyLog: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 00b3a62d-b523-9c0e-63eb-bd1a0491d409
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listBankAccounts: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankAccountsPage"];
                    /** @example id,account,days,unexplained */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    explainDifference: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example e8cdbe23-f39b-6206-6e6c-1fe1e01ccc1a
                 */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Écart, tel que le rapprochement le montre.
                 * @example 40514b658db63afd
                 */
                difference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "frais de tenue de compte"
                 *     }
                 */
                "application/json": components["schemas"]["ExplanationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listBankAccountDays: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path: {
                /** @example 2847f6106ab6f0da */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDaysPage"];
                    /** @example day,opening_cents,executed,executed_cents,returned,returned_cents,other,other_cents,closing_cents,unexplained,unexplained_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listBankAccountDifferences: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path: {
                /** @example 2847f6106ab6f0da */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDifferencesPage"];
                    /** @example difference,kind,day,cents,of,reason */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    calculate: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example edca249d-8d1f-9a5b-7d1a-0f3ef54e3969
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2023-Q1",
                 *       "to": "2023-Q2",
                 *       "knownOn": "2023-08-31",
                 *       "team": "PEPS-01"
                 *     }
                 */
                "application/json": components["schemas"]["CalculationDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listCandidates: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidatesPage"];
                    /** @example candidate,name,scheme,option,scope,commune,enters_on,patients,members,status */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readCandidate: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Tel que connu ce jour-là. */
                knownOn?: string;
                /** @description Conditions de ce jour ; sinon du jour d’entrée. */
                on?: string;
            };
            header?: never;
            path: {
                /** @example PEPS-99 */
                candidate: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    applyCandidate: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 5e27e5d6-7ad3-ad3f-deff-44dc3742bd32
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-99 */
                candidate: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Maison de santé des Saules",
                 *       "scheme": "PEPS",
                 *       "option": "ALL",
                 *       "scope": "GP",
                 *       "structure": "MSP",
                 *       "finess": "010000024",
                 *       "commune": "38185",
                 *       "entersOn": "2027-01-01",
                 *       "patients": 1200,
                 *       "members": [
                 *         {
                 *           "rpps": "10000000017",
                 *           "profession": "GP",
                 *           "from": "2027-01-01"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ApplicationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    compareSchemesForCandidate: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Tel que connu ce jour-là. */
                knownOn?: string;
                /** @description De 1 à 10 régimes, séparés par des virgules ; FEE_FOR_SERVICE est le paiement à l’acte. Tous sinon. */
                schemes?: string;
                /** @description Premier trimestre ; sinon l’entrée de l’équipe. */
                from?: string;
                /** @description Dernier trimestre ; sinon le dernier fini. */
                to?: string;
                /** @description Option, où le régime l’a ; sinon celle de l’équipe. */
                option?: string;
                /** @description Périmètre, où le régime l’a ; sinon celui de l’équipe. */
                scope?: string;
            };
            header?: never;
            path: {
                /** @example PEPS-99 */
                candidate: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmCandidate: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 737ed02f-115b-8679-0733-0abe16b6157e
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example PEPS-99 */
                candidate: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawCandidate: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example f4006517-1034-faf4-1d15-91e0afdfd9d5
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-99 */
                candidate: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeCandidate: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 9d2cb1bc-066e-de4a-db4a-091a3d1182d5
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-99 */
                candidate: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier",
                 *       "decision": "ACCEPT"
                 *     }
                 */
                "application/json": components["schemas"]["CandidateDecisionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    refuseCandidateDecision: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example eb57970c-a784-242c-0e07-ee2bf4b7cdfb
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-99 */
                candidate: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawCandidateDecision: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 3215aff2-cc6c-1955-b7dc-cb3b09707f17
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-99 */
                candidate: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listConfirmations: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmationsPage"];
                    /** @example id,kind,subject,change,proposed_by,proposed_at,confirm_by,role,standing,code */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readDebtor: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HolderView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmDebtor: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 7ffa2f86-c1d3-24f4-1971-686318f2c920
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeDebtor: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 41f14471-c822-5758-f0d4-fa998cdd24b1
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Maison de santé des Tilleuls",
                 *       "iban": "FR76 3000 6000 0112 3456 7890 189",
                 *       "bic": "AGRIFRPP",
                 *       "verification": "MATCH",
                 *       "verifiedOn": "2026-01-15",
                 *       "verifiedBy": "Service VoP de la banque"
                 *     }
                 */
                "application/json": components["schemas"]["AccountDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    refuseDebtor: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example a90c64aa-6bfb-82f2-6196-fc628282b87f
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawDebtor: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example b188a9d2-e8b5-faf7-a04e-382c410da9fb
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listDueErasures: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DueErasuresView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listLookAlikes: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookAlikesPage"];
                    /** @example former,latter,last_act,first_act */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    dismissLookAlike: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example b706ee49-5b89-cf1d-1155-34981445e0e2
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier",
                 *       "patient": "P0000002",
                 *       "into": "P0000001"
                 *     }
                 */
                "application/json": components["schemas"]["PairDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listEnvelopes: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopesPage"];
                    /** @example envelope,schemes,amount_cents,committed_cents,released_cents,paid_cents,between_cents,left_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readEnvelope: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvelopeWithTeamsView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmEnvelope: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 069538df-5a63-a71f-9223-1e27b1a84ae7
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    demandRepayment: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example bfce397f-0b6f-d121-3024-097d7074ae3c
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "team": "PEPS-01"
                 *     }
                 */
                "application/json": components["schemas"]["DemandDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    takeBackDemand: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 7e6f3cdf-61d8-21bd-3a3a-25e3da57b587
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "team": "PEPS-01",
                 *       "reason": "équipe dissoute"
                 *     }
                 */
                "application/json": components["schemas"]["TakeBackDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readDemandLetter: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example FIR-2026 */
                envelope: string;
                /** @example PEPS-01 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description En texte, ou en PDF accessible avec Accept: application/pdf. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    /** @description Nom du fichier. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "application/pdf": Blob;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeEarlyRelease: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 09b55b98-933f-2a14-f1f4-b74bb092cb3c
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
                /** @example avance-2026-12 */
                exception: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier",
                 *       "until": "2026-12-31"
                 *     }
                 */
                "application/json": components["schemas"]["EarlyReleaseDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmException: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 522825ca-a30f-eed9-8ca7-bbc67afd53e9
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
                /** @example avance-2026-03 */
                exception: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeException: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example e7fa103c-a6f4-5460-d8eb-6ca6e41fd773
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
                /** @example avance-2026-03 */
                exception: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amountCents": "1000000",
                 *       "reason": "crédits de mars attendus"
                 *     }
                 */
                "application/json": components["schemas"]["ExceptionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeEnvelope: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example bf065cb4-6a51-843f-93b4-c1522f676698
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amountCents": "50000000",
                 *       "schemes": [
                 *         "PEPS",
                 *         "PRIMORDIAL",
                 *         "IPEP"
                 *       ],
                 *       "from": "2020-01-01"
                 *     }
                 */
                "application/json": components["schemas"]["TermsDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordRepayment: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 4503a998-f5ab-2d0e-b554-4c5d0a3353c1
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "team": "PEPS-01",
                 *       "amountCents": "100",
                 *       "receivedOn": "2026-01-15",
                 *       "reference": "VIR 4711"
                 *     }
                 */
                "application/json": components["schemas"]["RepaymentDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    previewPaymentRun: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Ce qui est dû à ce jour ; aujourd’hui s’il manque. */
                dueBy?: string;
                /** @description Jour d’exécution ; le prochain où les banques travaillent s’il manque. */
                executionDay?: string;
                /** @description Une seule équipe. */
                team?: string;
                /** @description Exceptions confirmées qui serviraient, séparées par des virgules. */
                exception?: string;
            };
            header?: never;
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPreviewView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            /** @description L’enveloppe n’a pas de compte à débiter. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:invalid-fact",
                     *       "title": "Le fait n’est pas recevable",
                     *       "status": 422,
                     *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listErasures: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasuresPage"];
                    /** @example erasure,status,patient,ground,reason,proposed_at,completed_at,facts,decided */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeErasure: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example b147420b-2269-2f90-535e-464e405fd2af
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patient": "P0000001",
                 *       "reason": "demande reçue le 12 mars",
                 *       "ground": "REQUEST"
                 *     }
                 */
                "application/json": components["schemas"]["ErasureDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposedErasureView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readErasure: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Effacement.
                 * @example 3a1ba39464f95fd5
                 */
                erasure: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureDetailView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmErasure: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 12548832-2417-30de-2f55-7fa51376c38c
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Effacement.
                 * @example 3a1ba39464f95fd5
                 */
                erasure: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    refuseErasure: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example a5a9fd34-f330-c1d5-bf30-9f022fde6171
                 */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Effacement.
                 * @example 3a1ba39464f95fd5
                 */
                erasure: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawErasure: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 31583f72-9340-5362-ca6d-267e8b93605f
                 */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description Effacement.
                 * @example 3a1ba39464f95fd5
                 */
                erasure: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                position: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventInLogView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listEventEffects: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path: {
                /** @example 1 */
                position: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectsPage"];
                    /** @example position,stream,type,effective,recorded_at,why */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listExceptions: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExceptionsPage"];
                    /** @example exception,kind,permits,reason,status,used_by,proposed_by,confirmed_by,confirmed_on */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordActsFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 97577a77-d987-6cc0-6642-0b6f70bd8cc2
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "act_id": "acte-2024-000001",
                 *       "patient_id": "a1b2c3d4e5f60718",
                 *       "executant_rpps": "10000000017",
                 *       "profession": "GP",
                 *       "act_code": "1111",
                 *       "quantity": "1",
                 *       "care_on": "2024-03-15",
                 *       "base_cents": "2650",
                 *       "paid_cents": "1855",
                 *       "qualifier": "",
                 *       "reverses": "",
                 *       "known_on": "2024-04-02"
                 *     }
                 */
                "application/json": components["schemas"]["ActsFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordCommunesFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 214897ab-1ac0-00a2-ce04-089243fa05e4
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "commune": "38185",
                 *       "name": "Grenoble",
                 *       "year": "2021",
                 *       "poverty_rate": "19.2",
                 *       "known_on": "2024-01-05"
                 *     }
                 */
                "application/json": components["schemas"]["CommunesFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordCoverageFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example d8f62c0a-06b0-ebcf-b269-c06554301647
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patient_id": "a1b2c3d4e5f60718",
                 *       "kind": "ALD",
                 *       "ald_number": "8",
                 *       "from": "2022-04-01",
                 *       "until": "",
                 *       "known_on": "2024-01-05"
                 *     }
                 */
                "application/json": components["schemas"]["CoverageFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordCreditsFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 0e07c294-e64e-1fb5-8328-9400de3c500c
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "team_id": "PEPS-01",
                 *       "due_on": "2024-03-15",
                 *       "label": "amorçage-1",
                 *       "amount_cents": "2500000",
                 *       "known_on": "2024-02-01"
                 *     }
                 */
                "application/json": components["schemas"]["CreditsFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordDeclarationsFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 9f33bb26-e45f-f024-2cda-5a86ada78ce5
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patient_id": "a1b2c3d4e5f60718",
                 *       "rpps": "10000000017",
                 *       "declared_on": "2024-02-12",
                 *       "known_on": "2024-02-20"
                 *     }
                 */
                "application/json": components["schemas"]["DeclarationsFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordMembersFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 0d480aca-7129-fcee-fcdf-2a54dd8a2b83
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "team_id": "PEPS-01",
                 *       "rpps": "10000000017",
                 *       "profession": "GP",
                 *       "from": "2024-01-01",
                 *       "until": "",
                 *       "known_on": "2024-01-05"
                 *     }
                 */
                "application/json": components["schemas"]["MembersFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordNationalSpendingFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example a828f18b-abaf-6dbd-e783-d5821dbc90a7
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "year": "2024",
                 *       "age_band": "60-69",
                 *       "sex": "F",
                 *       "ald": "1",
                 *       "c2s": "0",
                 *       "amount_cents": "812000",
                 *       "known_on": "2025-06-01"
                 *     }
                 */
                "application/json": components["schemas"]["NationalSpendingFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordPatientsFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 8b732da3-28b3-238c-b0d9-5079ee94b093
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patient_id": "a1b2c3d4e5f60718",
                 *       "birth_date": "1958-06-30",
                 *       "sex": "F",
                 *       "died_on": "",
                 *       "known_on": "2024-01-05"
                 *     }
                 */
                "application/json": components["schemas"]["PatientsFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordPhasesFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 44380469-49f6-10e6-e8de-c3640996af13
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "team_id": "PEPS-01",
                 *       "phase": "FORFAIT",
                 *       "from": "2024-01-01",
                 *       "known_on": "2024-01-05"
                 *     }
                 */
                "application/json": components["schemas"]["PhasesFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordQualityFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example c99da889-3ebb-a32a-50cc-12e9600b0f7e
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "team_id": "PEPS-01",
                 *       "year": "2024",
                 *       "indicator": "FLU65",
                 *       "numerator": "412",
                 *       "denominator": "600",
                 *       "known_on": "2025-03-01"
                 *     }
                 */
                "application/json": components["schemas"]["QualityFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordReferenceRevenueFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 5c018021-4198-9a30-40e8-2f7c422726dc
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "team_id": "PEPS-01",
                 *       "quarter": "2024-Q1",
                 *       "amount_cents": "4125000",
                 *       "known_on": "2024-05-02"
                 *     }
                 */
                "application/json": components["schemas"]["ReferenceRevenueFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordSpendingFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 62ffcac4-71e4-33b4-d58e-8b0c11b1841c
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patient_id": "a1b2c3d4e5f60718",
                 *       "year": "2024",
                 *       "amount_cents": "312450",
                 *       "known_on": "2025-06-01"
                 *     }
                 */
                "application/json": components["schemas"]["SpendingFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordTeamsFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 7e1e4eb3-a966-36a6-e967-027bf2acfe95
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "team_id": "PEPS-01",
                 *       "from": "2024-01-01",
                 *       "name": "Maison de santé des Tilleuls",
                 *       "scheme": "PEPS",
                 *       "option": "ALL",
                 *       "scope": "GP",
                 *       "structure": "MSP",
                 *       "finess": "010000024",
                 *       "commune": "38185",
                 *       "known_on": "2024-01-05"
                 *     }
                 */
                "application/json": components["schemas"]["TeamsFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordThresholdsFact: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 175d9362-6db5-bd26-61fa-4d625462646d
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "indicator": "FLU65",
                 *       "year": "2024",
                 *       "intermediate": "55",
                 *       "target": "75",
                 *       "known_on": "2024-01-05"
                 *     }
                 */
                "application/json": components["schemas"]["ThresholdsFact"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedFactView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readFeed: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Position jusqu’à laquelle le flux a été lu (decompte-cursor de la réponse d’avant) ; 0, ou rien, pour le début. À ne pas confondre avec after, que la réponse doit avoir vue. */
                cursor?: number;
                /** @description Celui que decompte-epoch donnait avec ce curseur : 409 si le journal n’est plus le même à cette position, comme après une restauration. Un curseur sans epoch est pris tel quel. */
                epoch?: string;
                /** @description Nombre d’événements d’une page, de 1 à 500 ; sans effet sur un flux continu. */
                limit?: number;
                /** @description Types voulus, séparés par des virgules ; tous si rien n’est dit. */
                types?: string;
                /** @description Une seule équipe. */
                team?: string;
            };
            header?: {
                /** @description D’un flux continu : identifiant du dernier événement reçu ; passe avant cursor. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Événements CloudEvents 1.0. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    /** @description Version de la réponse, à redonner dans If-None-Match. */
                    ETag?: string;
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Decompte-Cursor": components["headers"]["Decompte-Cursor"];
                    "Decompte-Epoch": components["headers"]["Decompte-Epoch"];
                    "Decompte-End": components["headers"]["Decompte-End"];
                    Link: components["headers"]["Link"];
                    /** @description D’un flux continu : no. */
                    "X-Accel-Buffering"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/cloudevents-batch+json": (components["schemas"]["StatementCalculated"] | components["schemas"]["StatementNoLongerDue"] | components["schemas"]["StatementApproved"] | components["schemas"]["StatementWithdrawn"] | components["schemas"]["RegularisationApproved"] | components["schemas"]["RegularisationWithdrawn"] | components["schemas"]["PaymentReleased"] | components["schemas"]["PaymentExecuted"] | components["schemas"]["PaymentReturned"] | components["schemas"]["PaymentAwaitedAgain"] | components["schemas"]["PaymentCancelled"] | components["schemas"]["DueReduced"] | components["schemas"]["DebtSetOff"] | components["schemas"]["DebtPosted"] | components["schemas"]["DebtOverpaid"] | components["schemas"]["DebtReduced"] | components["schemas"]["DebtDemanded"] | components["schemas"]["DebtDemandTakenBack"] | components["schemas"]["DebtRepaid"])[];
                    "text/event-stream": string;
                };
            };
            /** @description Rien n’a changé (If-None-Match). */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Decompte-Cursor": components["headers"]["Decompte-Cursor"];
                    "Decompte-Epoch": components["headers"]["Decompte-Epoch"];
                    "Decompte-End": components["headers"]["Decompte-End"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            /** @description Le journal n’est plus celui de ce curseur (epoch). */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:conflict",
                     *       "title": "Quelqu’un d’autre est passé avant",
                     *       "status": 409,
                     *       "detail": "La clé 3f1c a déjà servi pour une autre commande ; donnez une clé neuve à celle-ci."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            /** @description Trop de flux ouverts. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:unavailable",
                     *       "title": "Pas encore",
                     *       "status": 503,
                     *       "detail": "La lecture en est à la position 178820, pas encore à 178822."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    reconcileFeed: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Position jusqu’à laquelle le flux a été lu (decompte-cursor de la réponse d’avant) ; 0, ou rien, pour le début. À ne pas confondre avec after, que la réponse doit avoir vue. */
                cursor?: number;
                /** @description Celui que decompte-epoch donnait avec ce curseur : 409 si le journal n’est plus le même à cette position, comme après une restauration. Un curseur sans epoch est pris tel quel. */
                epoch?: string;
                /** @description Types voulus, séparés par des virgules ; tous si rien n’est dit. */
                types?: string;
                /** @description Une seule équipe. */
                team?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            /** @description Le journal n’est plus celui de ce curseur (epoch). */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:conflict",
                     *       "title": "Quelqu’un d’autre est passé avant",
                     *       "status": 409,
                     *       "detail": "La clé 3f1c a déjà servi pour une autre commande ; donnez une clé neuve à celle-ci."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listGeneralLedger: {
        parameters: {
            query: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Premier jour d’enregistrement. */
                from: string;
                /** @description Dernier jour d’enregistrement. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON ; toute la plage en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GeneralLedgerPage"];
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadyView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            /** @description checks dit ce qui ne va pas. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadyView"];
                };
            };
        };
    };
    listImportTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatesView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    downloadImportTemplate: {
        parameters: {
            query?: {
                /** @description true : avec une ligne d’exemple sous l’en-tête. */
                example?: "true" | "false";
            };
            header?: never;
            path: {
                /** @example acts.csv */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listImports: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Un seul nom de fichier. */
                file?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedFilesPage"];
                    /** @example id,file,sha256,rows,set_aside,refused,received_at,received_by */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    importFacts: {
        parameters: {
            query?: {
                /** @description JJ/MM/AAAA : ainsi sont les dates d’un fichier qui ne dit pas si le jour vient avant le mois. */
                dates?: "JJ/MM/AAAA";
                /** @description true : vérifie tout et n’enregistre rien ; le résultat du travail dit ce qui serait. */
                dryRun?: "true" | "false";
            };
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 0ba55407-bdee-a4d9-d3ac-f399300791d4
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    "teams.csv"?: Blob;
                    /** Format: binary */
                    "phases.csv"?: Blob;
                    /** Format: binary */
                    "members.csv"?: Blob;
                    /** Format: binary */
                    "patients.csv"?: Blob;
                    /** Format: binary */
                    "coverage.csv"?: Blob;
                    /** Format: binary */
                    "declarations.csv"?: Blob;
                    /** Format: binary */
                    "acts.csv"?: Blob;
                    /** Format: binary */
                    "quality.csv"?: Blob;
                    /** Format: binary */
                    "thresholds.csv"?: Blob;
                    /** Format: binary */
                    "communes.csv"?: Blob;
                    /** Format: binary */
                    "reference_revenue.csv"?: Blob;
                    /** Format: binary */
                    "credits.csv"?: Blob;
                    /** Format: binary */
                    "spending.csv"?: Blob;
                    /** Format: binary */
                    "national_spending.csv"?: Blob;
                    /** Format: binary */
                    "manifest.csv"?: Blob;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readImport: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example import-347065d91ae7a1af */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedFileView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    dismissSetAside: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example ad354d99-938c-b2a0-be38-d094625bc57a
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example import-347065d91ae7a1af */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Lignes d’essai du logiciel.",
                 *       "code": "DATE"
                 *     }
                 */
                "application/json": components["schemas"]["DismissDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listIndicators: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Une seule expérimentation. */
                scheme?: string;
                /** @description Une seule année de résultats. */
                year?: string;
                /** @description Tels que connus ce jour-là ; aujourd’hui si rien n’est dit. */
                knownOn?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamIndicatorsPage"];
                    /** @example team_id,year,indicator,family,direction,numerator,denominator,intermediate,target,rating,trend,change_points,next_level,next_rating,points_away,cases_away,periods,amount_cents,next_cents,worth_cents,team_name,scheme */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Lequel vient d’abord : le dernier demandé (newest, ce qui vaut si rien n’est dit) ou le premier. */
                order?: "newest" | "oldest";
                state?: "PENDING" | "SUCCEEDED" | "FAILED" | "CANCELLED";
                kind?: "calculate" | "replay" | "rebuild" | "payment-run" | "import" | "letters" | "simulate" | "verify" | "recompute" | "checkpoint" | "bundle" | "extract";
            };
            header?: {
                /** @description D’un flux continu : le dernier reçu. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv ; avec Accept: text/event-stream, chaque élément qui change. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    /** @description D’un flux continu : no. */
                    "X-Accel-Buffering"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                    /** @example id,kind,state,requested_by,requested_at,ended_at,error */
                    "text/csv": string;
                    "text/event-stream": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            /** @description Trop de flux ouverts. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:unavailable",
                     *       "title": "Pas encore",
                     *       "status": 503,
                     *       "detail": "La lecture en est à la position 178820, pas encore à 178822."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 576a3aee5275670b8c6b2f28 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example ff662670-bd6c-45af-7a7e-57576871fd13
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 576a3aee5275670b8c6b2f28 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getJobResult: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 576a3aee5275670b8c6b2f28 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Selon le genre du travail : ce que donne --json à la ligne de commande. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleResultView"] | components["schemas"]["CalculationResultView"] | components["schemas"]["ExtractResultView"] | components["schemas"]["SignedCheckpointView"] | components["schemas"]["ImportResultView"] | components["schemas"]["LettersResultView"] | components["schemas"]["PaymentRunResultView"] | components["schemas"]["RebuildResultView"] | components["schemas"]["RecomputationResultView"] | components["schemas"]["ReplayedView"][] | components["schemas"]["VerificationResultView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            /** @description Le travail a échoué, ou a été arrêté. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:invalid-fact",
                     *       "title": "Le fait n’est pas recevable",
                     *       "status": 422,
                     *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listLedgerProposals: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerProposalsPage"];
                    /** @example proposal,kind,change,proposed_by,proposed_at,confirm_by,code */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmLedgerProposal: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example ac515af9-89fb-43c6-44ca-56dffcfd4ffe
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example hold */
                proposal: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    refuseLedgerProposal: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 5a31c983-4274-462a-b8ed-84fadd281ed7
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example hold */
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawLedgerProposal: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 82db0317-dc46-08a7-7824-a8a2fee919ae
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example hold */
                proposal: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listLetters: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example b30d00b6-588f-9792-a53f-1e02776a793d
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "period": "2023-Q2"
                 *     }
                 */
                "application/json": components["schemas"]["LettersDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readLetters: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example 576a3aee5275670b8c6b2f28 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Chaque PDF avec l’empreinte de la liste, et la liste, lettres.csv. Rien n’est gardé : le fichier est refait. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": Blob;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            /** @description Le travail n’a pas abouti, ou une lettre n’est plus la même. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:invalid-fact",
                     *       "title": "Le fait n’est pas recevable",
                     *       "status": 422,
                     *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listMonitoring: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Les calculs faits comme connus ce jour-là exactement, et les équipes d’alors ; les derniers, et celles d’aujourd’hui si rien n’est dit. */
                knownOn?: string;
                /** @description Une seule expérimentation. */
                scheme?: string;
                /** @description Premier trimestre. */
                from?: string;
                /** @description Dernier trimestre. */
                to?: string;
                /** @description true compte aussi les patients entrés et sortis, ce qui relit tous les dossiers. */
                movements?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemePeriodsPage"];
                    /** @example scheme,period,teams,teams_entered,teams_left,patients,patients_entered,patients_left,patients_moved,total_cents,decided_cents,forfait_teams,forfait_patients,forfait_cents,forfait_per_patient_year_cents,capitation_per_patient_year_cents,leakage_share,consultations_per_patient_year,score,scored */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listPublishedFigures: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Les calculs faits comme connus ce jour-là exactement, et les équipes d’alors ; les derniers, et celles d’aujourd’hui si rien n’est dit. */
                knownOn?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BesidePublishedPage"];
                    /** @example figure,scheme,measure,from,to,published,measured,ratio,periods,source,source_read */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listPatientMerges: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergesPage"];
                    /** @example patient,into,since,waiting,proposed_by,proposed_at,confirm_by */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposePatientMerge: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example c8590dbe-9f4d-f257-abc8-811600ab7942
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier",
                 *       "patient": "P0000002",
                 *       "into": "P0000001"
                 *     }
                 */
                "application/json": components["schemas"]["PairDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmPatientMerge: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 6fc231ae-984b-0d8f-ea00-7dd9ff069648
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description L’identifiant qui est, ou serait, celui d’un autre.
                 * @example P0000002
                 */
                patient: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    refusePatientMerge: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example b5e84751-9676-fe9b-c3cb-15c4ecec27e1
                 */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description L’identifiant qui est, ou serait, celui d’un autre.
                 * @example P0000002
                 */
                patient: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposePatientSeparation: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example c31418ae-4b55-c5a6-0397-822b71d0596e
                 */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description L’identifiant qui est, ou serait, celui d’un autre.
                 * @example P0000002
                 */
                patient: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawPatientMerge: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example f8b7ccf5-f072-8904-0d10-12a455578097
                 */
                "Idempotency-Key": string;
            };
            path: {
                /**
                 * @description L’identifiant qui est, ou serait, celui d’un autre.
                 * @example P0000002
                 */
                patient: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readPatient: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Tel que connu ce jour-là. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /** @example P0000001 */
                pseudonym: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readPayee: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example PEPS-01 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HolderView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmPayee: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example d5b3d2fb-5ba8-245e-6de9-7c7bd21a3f95
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example PEPS-01 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposePayee: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 07204bfe-2d3d-0298-3a2d-f08d19e692cf
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-01 */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Maison de santé des Tilleuls",
                 *       "iban": "FR76 3000 6000 0112 3456 7890 189",
                 *       "bic": "AGRIFRPP",
                 *       "verification": "MATCH",
                 *       "verifiedOn": "2026-01-15",
                 *       "verifiedBy": "Service VoP de la banque"
                 *     }
                 */
                "application/json": components["schemas"]["AccountDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    refusePayee: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 970c7373-3be2-e783-1709-98b9449accff
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-01 */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawPayee: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 743d6acc-9d1d-1742-ac45-fdf44dc429b8
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-01 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    takeBankAnswer: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example c5846e9a-f37c-771c-f48d-80f97f2f0e0b
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example <?xml version="1.0" encoding="UTF-8"?>
                 *     <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
                 *       <BkToCstmrStmt>
                 *         <GrpHdr><MsgId>REL-1</MsgId><CreDtTm>2026-02-03T06:00:00+01:00</CreDtTm></GrpHdr>
                 *         <Stmt>
                 *           <Id>REL-1</Id><CreDtTm>2026-02-03T06:00:00+01:00</CreDtTm>
                 *           <Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>
                 *           <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">5000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-02</Dt></Dt></Bal>
                 *           <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">4997.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-02</Dt></Dt></Bal>
                 *           <Ntry>
                 *             <Amt Ccy="EUR">2.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                 *             <BookgDt><Dt>2026-02-02</Dt></BookgDt><AddtlNtryInf>FRAIS DE TENUE DE COMPTE</AddtlNtryInf>
                 *           </Ntry>
                 *         </Stmt>
                 *       </BkToCstmrStmt>
                 *     </Document>
                 */
                "application/xml": string;
                /**
                 * @example end_to_end_id,status,day,amount_cents,reason
                 *     DCPT0123456789ABCDEF01234567,EXECUTED,2026-02-02,7437,
                 */
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenAnswerView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    typeBankAnswer: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 0794a001-1995-d8a0-e5e9-e8b08ab4bf5a
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier",
                 *       "answer": "correction-1",
                 *       "entries": [
                 *         {
                 *           "endToEndId": "DCPT58B9E5F1A6C6199A711CAF7C",
                 *           "outcome": "RELEASED",
                 *           "day": "2026-02-02",
                 *           "amountCents": "7437",
                 *           "reason": "AC04"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TypedAnswerDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readCarryOver: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarryOverView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmCarryOver: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 53ac95b2-b702-7308-8c91-2115557fe403
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    undoPosting: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 466f4580-99f9-ee2c-bbb0-5179b29de7b6
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier",
                 *       "decision": "statement-PEPS-01-2026-Q1@3~FIR-2027"
                 *     }
                 */
                "application/json": components["schemas"]["UndoDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listPaymentLedgerEntries: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Une seule équipe. */
                team?: string;
            };
            header?: never;
            path: {
                /** @example FIR-2026 */
                envelope: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostingsPage"];
                    /** @example position,revision,type,team_id,effective,debit,credit,amount_cents,decision,item,recovery,run,end_to_end_id,by,at */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listPaymentRuns: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Une seule enveloppe. */
                envelope?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunsPage"];
                    /** @example run,envelope,status,by,at,execution_day,total_cents,released,executed,returned,cancelled */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    preparePaymentRun: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 52f6f547-5eaf-9a9b-dd95-9a44e1746852
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "run": "R-2026-11",
                 *       "envelope": "FIR-2026",
                 *       "dueBy": "2026-01-31",
                 *       "team": "PEPS-01",
                 *       "exceptions": [
                 *         "avance-2026-03"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PaymentRunDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreparedRunView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readPaymentRun: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example R-2026-11 */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunWithPaymentsView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeRunCancellation: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example d2341068-0a75-f5c9-7e1d-3dcf8b49765f
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example R-2026-11 */
                run: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    dropPaymentRun: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 630b6a71-b08f-c34e-5ee3-49f026cc5390
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example R-2026-11 */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readPaymentFile: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                format?: "xml" | "csv";
                /** @description Nom du fichier, s’il y en a plusieurs. */
                file?: string;
            };
            header?: never;
            path: {
                /** @example R-2026-11 */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ISO 20022 pain.001.001.09, ou le même en CSV avec format=csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": string;
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            /** @description La campagne n’est pas libérée, ou n’a rien à envoyer à la banque. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:invalid-fact",
                     *       "title": "Le fait n’est pas recevable",
                     *       "status": 422,
                     *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    releasePaymentRun: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example c125dad0-41d7-6981-cd7f-bec51414f411
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @example R-2026-11 */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listPayments: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Une seule équipe. */
                team?: string;
                /** @description Une seule enveloppe. */
                envelope?: string;
                /** @description Une seule campagne. */
                run?: string;
                status?: "RELEASED" | "EXECUTED" | "RETURNED" | "CANCELLED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentsPage"];
                    /** @example end_to_end_id,envelope,run,team_id,period,item,amount_cents,status,answered_on,waiting,end,reason,announced,payee_name,payee_iban,payee_bic */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readPayment: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Référence de bout en bout.
                 * @example DCPT0123456789ABCDEF01234567
                 */
                endToEndId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description De la référence à la décision qu’elle paie. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentReadView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    explainPayment: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Référence de bout en bout.
                 * @example DCPT0123456789ABCDEF01234567
                 */
                endToEndId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Les étapes donnent le montant au centime. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentExplanationView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listProjections: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectionsPage"];
                    /** @example name,version,position,end,stored,processed,poison,bytes,health */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    rebuildProjection: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example e4a2e320-987a-2630-c2b9-891d8f1d385e
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example dossiers */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listRegularisations: {
        parameters: {
            query: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Premier trimestre ; les années IPEP où ils sont en font partie. */
                from: string;
                /** @description Dernier trimestre. */
                to: string;
                /** @description Une seule équipe. */
                team?: string;
                /** @description Une seule expérimentation. */
                scheme?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Par période puis par équipe. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegularisationsView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readProposedRegulation: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegulationProposalView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readProposedRegulationContent: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegulationContentView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeRegulation: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example c1546968-3e63-21a9-d6fd-6b1fb667a942
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["VersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    publishRegulation: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 8586585a-52ca-2576-af9f-d20b2c85f06a
                 */
                "Idempotency-Key": string;
                /**
                 * @description Code de ce qui a été lu et que cette commande confirme, entre guillemets ; ou code dans le corps. Sans lui : 428 ; celui d’autre chose : 412.
                 * @example "3f0a9c41de"
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "3f0a9c41de"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    refuseRegulation: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example b4f53550-b394-2cee-7d17-c9704396e17d
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listRegulationVersions: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedVersionsPage"];
                    /** @example version,fingerprint,position,published_at,published_by,schemes,in_force */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readRegulationVersion: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Version publiée, par son nom.
                 * @example 2026-12
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegulationContentView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    compareRegulationVersions: {
        parameters: {
            query: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Version publiée à laquelle comparer. */
                from: string;
            };
            header?: never;
            path: {
                /**
                 * @description Version publiée, par son nom.
                 * @example 2026-12
                 */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionChangesPage"];
                    /** @example path,before,after */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawRegulation: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 763a077d-b1b6-66b1-1e43-44002ad52751
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listReplays: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplaysPage"];
                    /** @example replay,known_on,changed,statements */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    replay: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example ac203c98-43b5-bd8c-883e-07039ff82820
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2023-Q1",
                 *       "to": "2023-Q2",
                 *       "knownOn": "2023-08-31",
                 *       "team": "PEPS-01",
                 *       "regulation": "2026-12",
                 *       "parameters": {
                 *         "presence": "DAYS"
                 *       },
                 *       "save": "avant-2027"
                 *     }
                 */
                "application/json": components["schemas"]["ReplayDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    compareReplays: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path: {
                /** @example avant-2027 */
                first: string;
                /** @example avant-2027 */
                second: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparedLinesPage"];
                    /** @example team_id,period,line,first_cents,second_cents,difference_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Nom ou identifiant d’équipe, « équipe 2023-Q2 », référence de paiement, campagne, enveloppe. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSessionView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSetAsideRows: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Un seul nom de fichier. */
                file?: string;
                /** @description Un seul code. */
                code?: string;
                /** @description Enregistrées depuis, ou non ; toutes si rien n’est dit. */
                recorded?: "true" | "false";
                /** @description Où elle en est. */
                state?: "OPEN" | "RECORDED" | "MENDED" | "DISMISSED";
                /** @description D’un seul fichier reçu. */
                import?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetAsideRowsPage"];
                    /** @example file,line,code,message,row,recorded,import,state,reason */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    downloadRowsToMend: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example acts.csv */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    summariseSetAside: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetAsideWorkList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSimulations: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulationsPage"];
                    /** @example simulation,requested_by,requested_at,from,to,known_on,statements,changed,before_cents,after_cents,difference_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    simulate: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example b9efe395-5cb8-a70c-bf8c-d2a31afa1e97
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2023-Q1",
                 *       "to": "2023-Q2",
                 *       "knownOn": "2023-08-31",
                 *       "team": "PEPS-01",
                 *       "simulation": "presence-au-jour",
                 *       "parameters": {
                 *         "presence": "DAYS"
                 *       },
                 *       "overrides": [
                 *         {
                 *           "scheme": "PEPS",
                 *           "parameter": "cap_rate",
                 *           "from": "2024-01-01",
                 *           "value": "11/10"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SimulationDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    compareScenarios: {
        parameters: {
            query: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description De 1 à 10 simulations, séparées par des virgules. */
                simulations: string;
                /** @description Par quoi les grouper. */
                by?: "total" | "scheme" | "team" | "period" | "profile";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparedGroupsPage"];
                    /** @example scheme,group,name,simulation,before_cents,after_cents,difference_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    compareSimulations: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path: {
                /** @example presence-au-jour */
                first: string;
                /** @example presence-au-jour */
                second: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparedEffectsPage"];
                    /** @example team_id,team_name,scheme,period,first_cents,second_cents,difference_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeSimulation: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example b3707d15-daf6-a105-d5fe-0dbe4d7064b5
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example presence-au-jour */
                simulation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "2027-1",
                 *       "status": "assumed",
                 *       "reference": "projet d’arrêté du 3 décembre 2026"
                 *     }
                 */
                "application/json": components["schemas"]["SimulatedVersionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSimulationEffects: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path: {
                /** @example presence-au-jour */
                simulation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementEffectsPage"];
                    /** @example team_id,team_name,scheme,period,before_cents,after_cents,difference_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listStatements: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Une seule équipe. */
                team?: string;
                /** @description Une seule expérimentation. */
                scheme?: string;
                /** @description Premier trimestre. */
                from?: string;
                /** @description Dernier trimestre ; une année en est si l’un de ses trimestres en est. */
                to?: string;
                /** @description Où il en est maintenant. */
                stage?: "NONE" | "CALCULATED" | "SUBMITTED" | "APPROVED" | "REGULARISATION_DRAFTED" | "REGULARISATION_SUBMITTED";
                /** @description Ce qui est à savoir. */
                flag?: string;
                /** @description Seulement ce qui est calculé comme connu ce jour-là exactement (pin.knownOn) ; les derniers calculs si rien n’est dit. */
                knownOn?: string;
                /** @description Partie du nom ou de l’identifiant de l’équipe. */
                q?: string;
                /** @description Ordre ; du plus grand au plus petit avec « - ». */
                sort?: "period" | "-period" | "team" | "-team" | "name" | "-name" | "total" | "-total" | "decided" | "-decided" | "patients" | "-patients" | "stage" | "-stage";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementsPage"];
                    /** @example team_id,period,scheme,text,phase,known_on,patients,total_cents,flags,stage,team_name,decided_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    approveStatements: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 987668ff-67ca-a176-96ec-6d2fa98f8248
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2023-Q1",
                 *       "to": "2023-Q2",
                 *       "team": "PEPS-01",
                 *       "scheme": "PEPS",
                 *       "regularisations": false,
                 *       "variance": [
                 *         "2b8befff3a39",
                 *         "ed68e34f0aa8"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ApprovalDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomesView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    regulariseStatements: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 71dabbaa-2521-018a-0875-a4a9ae598509
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2023-Q1",
                 *       "to": "2023-Q2",
                 *       "team": "PEPS-01",
                 *       "scheme": "PEPS",
                 *       "knownOn": "2024-08-31"
                 *     }
                 */
                "application/json": components["schemas"]["RegulariseManyDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomesView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    rejectStatements: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 8917abdf-b114-3323-a0e2-5c1a22c060ce
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2023-Q1",
                 *       "to": "2023-Q2",
                 *       "team": "PEPS-01",
                 *       "scheme": "PEPS",
                 *       "regularisations": false,
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonedSelectionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomesView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    submitStatements: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 56c3e632-b869-3d37-cc64-453e1f11b6ea
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2023-Q1",
                 *       "to": "2023-Q2",
                 *       "team": "PEPS-01",
                 *       "scheme": "PEPS",
                 *       "regularisations": false
                 *     }
                 */
                "application/json": components["schemas"]["SelectionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomesView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    sumStatements: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Une seule équipe. */
                team?: string;
                /** @description Une seule expérimentation. */
                scheme?: string;
                /** @description Premier trimestre. */
                from?: string;
                /** @description Dernier trimestre ; une année en est si l’un de ses trimestres en est. */
                to?: string;
                /** @description Où il en est maintenant. */
                stage?: "NONE" | "CALCULATED" | "SUBMITTED" | "APPROVED" | "REGULARISATION_DRAFTED" | "REGULARISATION_SUBMITTED";
                /** @description Ce qui est à savoir. */
                flag?: string;
                /** @description Seulement ce qui est calculé comme connu ce jour-là exactement (pin.knownOn) ; les derniers calculs si rien n’est dit. */
                knownOn?: string;
                /** @description Partie du nom ou de l’identifiant de l’équipe. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementSumsPage"];
                    /** @example period,scheme,stage,statements,total_cents,decided_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawStatements: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example cc1f8148-7d69-d9ab-70e7-863118c971e2
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2023-Q1",
                 *       "to": "2023-Q2",
                 *       "team": "PEPS-01",
                 *       "scheme": "PEPS",
                 *       "regularisations": false,
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["WithdrawalSelectionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomesView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readStatement: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Le calcul fait comme connu ce jour-là exactement (pin.knownOn) ; un jour d’avant ou d’après n’en tient pas lieu. Le dernier calcul si rien n’est dit. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Équipe.
                 * @example PEPS-01
                 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Le décompte et ce qui le fixe. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalculatedStatementView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listActLedger: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Le calcul fait comme connu ce jour-là exactement (pin.knownOn) ; un jour d’avant ou d’après n’en tient pas lieu. Le dernier calcul si rien n’est dit. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Équipe.
                 * @example PEPS-01
                 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerPage"];
                    /** @example class,reason,acts,base_cents,paid_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listActLedgerEntries: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Le calcul fait comme connu ce jour-là exactement (pin.knownOn) ; un jour d’avant ou d’après n’en tient pas lieu. Le dernier calcul si rien n’est dit. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Équipe.
                 * @example PEPS-01
                 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntriesPage"];
                    /** @example act_id,team_id,quarter,class,reason,base_cents,paid_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            /** @description Les actes refaits ne font pas le registre du décompte. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:invalid-fact",
                     *       "title": "Le fait n’est pas recevable",
                     *       "status": 422,
                     *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    approveStatement: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 92096b2a-6a1f-67c9-be79-f4710ca6dcc6
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-01 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["BeyondDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomeView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readDecisions: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Équipe.
                 * @example PEPS-01
                 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Étape, ce qui est soumis et ce qui est décidé. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionsView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readDecision: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example PEPS-01 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
                /**
                 * @description 0 : le décompte ; 1 et plus : ses régularisations.
                 * @example 0
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description La décision, le calcul qu’elle prend et ses échéances. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedStatementView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readDecisionLetter: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example PEPS-01 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
                /**
                 * @description 0 : le décompte ; 1 et plus : ses régularisations.
                 * @example 0
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description PDF accessible (PDF/UA-1), en français, sans patient. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    explainStatement: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Le calcul fait comme connu ce jour-là exactement (pin.knownOn) ; un jour d’avant ou d’après n’en tient pas lieu. Le dernier calcul si rien n’est dit. */
                knownOn?: string;
                /** @description Une seule ligne ; toutes si rien n’est dit. */
                line?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Équipe.
                 * @example PEPS-01
                 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ligne par ligne ; les parts d’un chiffre font ce chiffre, en fractions exactes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementExplanationView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            /** @description Le décompte n’a pas cette ligne, ou ne peut pas être expliqué. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:invalid-fact",
                     *       "title": "Le fait n’est pas recevable",
                     *       "status": 422,
                     *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    explainStatementPart: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description La part à ouvrir : le rang de sa ligne, puis celui de chaque part (b devant pour ce sur quoi elle repose) ; le décompte si rien n’est dit. */
                path?: string;
                /** @description Le calcul de cette décision (0 : le décompte) ; le dernier calcul si rien n’est dit. */
                decision?: string;
                /** @description Le calcul connu ce jour-là exactement. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /** @example PEPS-01 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplanationLevelView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            /** @description Le décompte ne peut pas être expliqué. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:invalid-fact",
                     *       "title": "Le fait n’est pas recevable",
                     *       "status": 422,
                     *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    explainStatementSummary: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Le calcul de cette décision (0 : le décompte) ; le dernier calcul si rien n’est dit. */
                decision?: string;
            };
            header?: never;
            path: {
                /** @example PEPS-01 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplanationSummaryView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            /** @description Le décompte ne peut pas être expliqué. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:decompte:problem:invalid-fact",
                     *       "title": "Le fait n’est pas recevable",
                     *       "status": 422,
                     *       "detail": "Le décompte de PEPS-01 pour 2023-Q2 est déjà approuvé."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readStatementHistory: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Tel que connu ce jour-là. */
                knownOn?: string;
                /** @description Jusqu’à cette position du journal. */
                position?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Équipe.
                 * @example PEPS-01
                 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Événements, dans l’ordre, et l’état tel que connu alors. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementHistoryView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listStatementInstalments: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Le calcul fait comme connu ce jour-là exactement (pin.knownOn) ; un jour d’avant ou d’après n’en tient pas lieu. Le dernier calcul si rien n’est dit. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Équipe.
                 * @example PEPS-01
                 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstalmentsPage"];
                    /** @example number,due_on,kind,amount_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readProvisionalLetter: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Le calcul fait comme connu ce jour-là exactement (pin.knownOn) ; un jour d’avant ou d’après n’en tient pas lieu. Le dernier calcul si rien n’est dit. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /** @example PEPS-01 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description PDF accessible (PDF/UA-1), marqué provisoire sur chaque page. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listStatementLines: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Le calcul fait comme connu ce jour-là exactement (pin.knownOn) ; un jour d’avant ou d’après n’en tient pas lieu. Le dernier calcul si rien n’est dit. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Équipe.
                 * @example PEPS-01
                 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinesPage"];
                    /** @example position,line,amount_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listStatementParameters: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Le calcul fait comme connu ce jour-là exactement (pin.knownOn) ; un jour d’avant ou d’après n’en tient pas lieu. Le dernier calcul si rien n’est dit. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Équipe.
                 * @example PEPS-01
                 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParametersPage"];
                    /** @example parameter,status,value,from */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    regulariseStatement: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example bbaad941-8cd1-ead7-dd0d-668a69f89b77
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-01 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "knownOn": "2024-08-31"
                 *     }
                 */
                "application/json": components["schemas"]["RegulariseDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    rejectStatement: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 75e916e6-15c7-78d5-a1cd-e0e004c55a6d
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-01 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomeView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    submitStatement: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example d5929fc0-35c8-c51a-b814-6a0a6d4e6af3
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-01 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomeView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawStatement: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 33643497-cffa-a3f2-be79-049494a5f87c
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example PEPS-01 */
                team: string;
                /**
                 * @description Trimestre, ou année pour l’IPEP.
                 * @example 2023-Q2
                 */
                period: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "liste à vérifier"
                 *     }
                 */
                "application/json": components["schemas"]["WithdrawalDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutcomeView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listStreamEvents: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Du premier au dernier, ou l’inverse. */
                order?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @example team-PEPS-01 */
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsPage"];
                    /** @example position,stream,revision,type,schema_version,id,effective,known_on,recorded_at,actor,correlation,causation,data */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listTeams: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Une seule expérimentation. */
                scheme?: string;
                /** @description Une seule phase, ce jour-là. */
                phase?: string;
                /** @description Une seule commune (code INSEE). */
                commune?: string;
                /** @description Telles que connues ce jour-là ; aujourd’hui si rien n’est dit. */
                knownOn?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamsPage"];
                    /** @example team_id,name,scheme,option,scope,commune,phase,members */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readTeam: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Tel que connu ce jour-là. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /** @example PEPS-01 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    compareSchemes: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Tel que connu ce jour-là. */
                knownOn?: string;
                /** @description De 1 à 10 régimes, séparés par des virgules ; FEE_FOR_SERVICE est le paiement à l’acte. Tous sinon. */
                schemes?: string;
                /** @description Premier trimestre ; sinon l’entrée de l’équipe. */
                from?: string;
                /** @description Dernier trimestre ; sinon le dernier fini. */
                to?: string;
                /** @description Option, où le régime l’a ; sinon celle de l’équipe. */
                option?: string;
                /** @description Périmètre, où le régime l’a ; sinon celui de l’équipe. */
                scope?: string;
            };
            header?: never;
            path: {
                /** @example PEPS-01 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listTeamIndicators: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Tels que connus ce jour-là ; aujourd’hui si rien n’est dit. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /** @example PEPS-01 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowedIndicatorsPage"];
                    /** @example team_id,year,indicator,family,direction,numerator,denominator,intermediate,target,rating,trend,change_points,next_level,next_rating,points_away,cases_away,periods,amount_cents,next_cents,worth_cents */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readTeamQuality: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Tel que connu ce jour-là. */
                knownOn?: string;
            };
            header?: never;
            path: {
                /** @example PEPS-01 */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamQualityView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readYearLetter: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
            };
            header?: never;
            path: {
                /** @example PEPS-01 */
                team: string;
                /**
                 * @description En quatre chiffres.
                 * @example 2023
                 */
                year: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description PDF accessible (PDF/UA-1), daté de la dernière décision ou du dernier virement. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readTodo: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description À ce jour ; aujourd’hui si rien n’est dit. */
                asOf?: string;
                /** @description Mois de soins à comparer aux précédents. */
                months?: number;
                /** @description Noms donnés par groupe, au plus (count compte tout) ; tous si rien n’est dit. */
                names?: number;
                /** @description Donner aussi la complétude des actes. */
                completeness?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tâches et complétude des actes par équipe et mois. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TodoView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readVariance: {
        parameters: {
            query: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Trimestre, ou année pour l’IPEP. */
                period: string;
                /** @description Une seule expérimentation. */
                scheme?: string;
                /** @description Pourcentage au-delà duquel un total est à expliquer. */
                threshold?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description En JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VarianceView"];
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listVariance: {
        parameters: {
            query: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Trimestre, ou année pour l’IPEP. */
                period: string;
                /** @description Une seule expérimentation. */
                scheme?: string;
                /** @description Pourcentage au-delà duquel un total est à expliquer. */
                threshold?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Le code est celui du rapport entier. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VariancePageView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                    /** @example id,url,types,team,from,status,reason,subscribed_by,subscribed_at */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    subscribeWebhook: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 0eb3fe25-c825-6dec-18be-b008deb3a9cf
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://destinataire.example/decompte",
                 *       "types": [
                 *         "fr.decompte.payment.released"
                 *       ],
                 *       "team": "PEPS-01",
                 *       "from": 0
                 *     }
                 */
                "application/json": components["schemas"]["SubscribeDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecretView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0d1077b67aee632bb4ac */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDetailView"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    removeWebhook: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 92320f38-377f-f5eb-f9f9-c9e98477ae31
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 0d1077b67aee632bb4ac */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas. */
                after?: number;
                /** @description Taille de page, de 1 à 500. */
                limit?: number;
                /** @description Curseur de la page suivante, tel que donné par `next`. */
                cursor?: string;
                /** @description En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe. */
                raw?: "true" | "false";
                /** @description En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros. */
                excel?: "true" | "false";
                /** @description Les envois d’un seul événement. */
                position?: number;
            };
            header?: never;
            path: {
                /** @example 0d1077b67aee632bb4ac */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Une page, en JSON, ou en CSV avec Accept: text/csv. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Decompte-Position": components["headers"]["Decompte-Position"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                    /** @example position,number,at,took_ms,status,outcome,error */
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    disableWebhook: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example d72bb030-e73d-e0d5-3f5c-c8596b1612fd
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 0d1077b67aee632bb4ac */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Le destinataire déménage."
                 *     }
                 */
                "application/json": components["schemas"]["DisableDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    enableWebhook: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 03a72fed-9af4-4482-b839-04a6686b24f4
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 0d1077b67aee632bb4ac */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": 0
                 *     }
                 */
                "application/json": components["schemas"]["EnableDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    redeliverToWebhook: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example e92b9cde-bf50-6911-2219-b3fa10bcf04c
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 0d1077b67aee632bb4ac */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "position": 1132
                 *     }
                 */
                "application/json": components["schemas"]["PositionDto"];
            };
        };
        responses: {
            /** @description Demandé ; les envois (deliveries) disent ce qu’il en est. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example 9bc185ef-2dce-c30a-7846-04cdb85673b9
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 0d1077b67aee632bb4ac */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecretView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    skipWebhookDelivery: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Neuve à chaque commande, la même pour la répéter : 1 à 200 caractères ASCII sans espace.
                 * @example e61e25b4-64e1-e8af-3641-4f814983e133
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @example 0d1077b67aee632bb4ac */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "position": 1132
                 *     }
                 */
                "application/json": components["schemas"]["PositionDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    Traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            414: components["responses"]["Problem414"];
            415: components["responses"]["Problem415"];
            417: components["responses"]["Problem417"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
}
