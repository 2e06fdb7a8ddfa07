package io.cloakpool.identitypool.login;

/** What the verification of logins needs from its surroundings, for the realm of one request. */
public record LoginPorts(
        ProviderDirectory directory,
        ProviderApi api,
        FacebookApps facebookApps,
        CustomVerifiers verifiers,
        AssertionUses assertionUses) {}
