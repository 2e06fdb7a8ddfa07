package io.cloakpool.authenticators.check;

import io.cloakpool.authenticators.signup.SignUpRules;
import java.util.List;
import java.util.Set;

/**
 * What a realm's flows use, and what of it is there. Steps stand in the order in which they run.
 *
 * @param browserSteps ids of the enabled steps of the browser flow and its sub-flows
 * @param directGrantSteps ids of the enabled steps of the direct grant flow and its sub-flows
 * @param recoverySteps ids of the enabled steps of the flow for lost passwords and its sub-flows
 * @param signUpSteps ids of the enabled steps and form actions of the registration flow; none where the realm allows no registration
 * @param linkSteps ids of the enabled steps of the flow for first sign-ins by another provider; none where the realm has no provider
 * @param registered ids of the required actions that are registered
 * @param actions ids of those of them that are enabled
 * @param mailServer whether one is set
 * @param smsSenders how many are enabled
 * @param smsCountries how many countries text messages may go to
 * @param bruteForceDetection whether it is on
 * @param resetPassword whether the realm offers the flow for lost passwords
 * @param verifyEmail whether addresses have to be confirmed
 * @param devices whether users' devices are to be remembered
 * @param restrictedClients whether some client is for users with certain roles only
 * @param ungatedProviders aliases of enabled identity providers whose users pass no claims gate
 * @param userEditable attributes that users may edit themselves
 * @param signUp by what people may sign up where the realm allows registration
 * @param notices whether users are told of changes
 * @param claimSources what mappers give out
 */
public record RealmWiring(
        List<String> browserSteps,
        List<String> directGrantSteps,
        List<String> recoverySteps,
        List<String> signUpSteps,
        List<String> linkSteps,
        Set<String> registered,
        Set<String> actions,
        boolean mailServer,
        int smsSenders,
        int smsCountries,
        boolean bruteForceDetection,
        boolean resetPassword,
        boolean verifyEmail,
        boolean devices,
        boolean restrictedClients,
        Set<String> ungatedProviders,
        Set<String> userEditable,
        SignUpRules signUp,
        boolean notices,
        Set<ClaimSource> claimSources) {}
