package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Optional;

/** What somebody brings to the security token service to prove a login, without the key that {@code Logins} has. */
public interface Presented {
    /**
     * The user that it is about, where a binding could prove it.
     *
     * @return empty where it is not one of the binding's provider, or not for one of the clients that count
     * @throws Refused as {@link #prove}, for what no binding of its provider could prove
     */
    Optional<String> subject(LoginBinding binding);

    /**
     * The login that it proves. What serves one use is not used up by that: see {@link PresentedAssertion#claim}.
     *
     * @param binding one that has a {@link #subject}
     * @throws Refused {@code LOGIN_INVALID} or {@code LOGIN_EXPIRED} for what proves nothing, {@code EXTERNAL_SERVICE} when nobody
     *     can say what it is
     */
    ProvenLogin prove(LoginBinding binding);

    /** Why it proves nothing where no binding of the realm could prove it. */
    Refused refusal();
}
