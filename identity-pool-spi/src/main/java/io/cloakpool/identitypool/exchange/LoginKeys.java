package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The providers of stored logins by the names that the AWS API gives them: the keys of {@code Logins}. */
public final class LoginKeys {
    private final ProviderNames names;

    public LoginKeys(ProviderNames names) {
        this.names = names;
    }

    /** The names of the providers, each once, in order. */
    public List<String> of(Collection<LoginName> logins) {
        return logins.stream().map(this::of).distinct().sorted().toList();
    }

    /**
     * What the claim {@code amr} of a signed-in user says: the kind, and of each login the provider and the form that API Gateway
     * exposes ({@code …:CognitoSignIn:{sub}} for a realm).
     */
    List<String> amr(List<LoginName> logins, PoolId pool) {
        Stream<String> each = logins.stream().flatMap(login -> Stream.of(of(login), of(login) + detail(login, pool)));
        return Stream.concat(Stream.of(Amr.AUTHENTICATED.value()), each).toList();
    }

    private static String detail(LoginName login, PoolId pool) {
        if (login.isDeveloper()) {
            return ":" + pool + ":" + login.subject();
        }
        return (PoolRealm.isRealm(login.provider()) ? ":CognitoSignIn:" : ":") + login.subject();
    }

    /**
     * Those logins whose providers are named.
     *
     * @throws Refused {@code INVALID_PARAMETER} for a name that none of them has, and {@code NOT_AUTHORIZED} for that of a developer
     *     provider, whose users the back end alone unlinks
     */
    List<LoginName> named(List<LoginName> logins, Set<String> providers) {
        for (String provider : providers) {
            if (logins.stream().noneMatch(login -> isNamed(login, provider))) {
                throw new Refused(Reason.INVALID_PARAMETER, "The identity has no login of provider " + provider + ".");
            }
        }
        List<LoginName> named = logins.stream()
                .filter(login -> providers.stream().anyMatch(provider -> isNamed(login, provider)))
                .toList();
        if (named.stream().anyMatch(LoginName::isDeveloper)) {
            throw new Refused(Reason.NOT_AUTHORIZED, "Only the back end can unlink a developer user.");
        }
        return named;
    }

    private boolean isNamed(LoginName login, String provider) {
        return of(login).equals(provider)
                || names.byId(login.provider())
                        .filter(facts -> facts.keys().contains(provider))
                        .isPresent();
    }

    /** The name of the provider that vouches for a login; the internal one where there is no other any more. */
    public String of(LoginName login) {
        return login.developerProvider()
                .orElseGet(() ->
                        names.byId(login.provider()).map(ProviderFacts::key).orElse(login.provider()));
    }
}
