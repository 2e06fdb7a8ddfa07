package io.cloakpool.identitypool.authorize;

import static io.cloakpool.identitypool.authorize.Chains.ALLOW_STS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.exchange.Narrowing;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** For random policies and requests: what a chain allows, every part of it that stood before allowed as well. */
final class ChainPropertyTest {
    private static final long SEED = 20_261_129;
    private static final int WORLDS = 60;
    private static final int REQUESTS = 60;
    private static final String BUCKET = "arn:aws:s3:::bkt/";
    private static final List<String> ROLES = List.of("job", "part", "rest");

    private final Random random = new Random(SEED);

    @Test
    void chain_never_allows_what_a_part_of_it_denies() {
        int allowed = 0;
        int narrowed = 0;
        for (int world = 0; world < WORLDS; world++) {
            Chains chains = new Chains();
            List<ProvenSession> chain = chain(chains);
            for (int i = 0; i < REQUESTS; i++) {
                String action = "s3:" + pick("GetObject", "PutObject", "DeleteObject");
                String resource = BUCKET + pick("a", "b", "a/b", "x");
                String address = pick("192.0.2.7", "198.51.100.9");
                boolean before = chains.allows(chain.get(0), action, resource, address);
                for (ProvenSession session : chain.subList(1, chain.size())) {
                    boolean now = chains.allows(session, action, resource, address);
                    assertThat(now && !before)
                            .as(
                                    "seed %d, world %d: %s on %s by %s",
                                    SEED, world, action, resource, session.principalArn())
                            .isFalse();
                    narrowed += before && !now ? 1 : 0;
                    before = now;
                }
                allowed += before ? 1 : 0;
            }
        }
        assertThat(allowed).as("requests that whole chains allowed").isGreaterThan(WORLDS);
        assertThat(narrowed).as("requests that a later role took away").isGreaterThan(WORLDS);
    }

    /** The sessions of a user and of what it takes one after the other. */
    private List<ProvenSession> chain(Chains chains) {
        chains.role("user", policy());
        String holder = "user";
        for (String role : ROLES) {
            chains.role(role, policy(), holder);
            holder = role;
        }
        IssuedCredentials credentials = chains.user();
        List<ProvenSession> chain = new ArrayList<>(List.of(chains.session(credentials)));
        for (String role : ROLES) {
            Optional<IssuedCredentials> next = taken(chains, credentials, role);
            if (next.isEmpty()) {
                break;
            }
            credentials = next.get();
            chain.add(chains.session(credentials));
        }
        return chain;
    }

    private Optional<IssuedCredentials> taken(Chains chains, IssuedCredentials credentials, String role) {
        Narrowing narrowing = random.nextInt(3) == 0 ? new Narrowing(null, null, policy()) : Narrowing.NONE;
        Map<String, String> tags = random.nextInt(3) == 0 ? Map.of("team", pick("a", "b")) : Map.of();
        try {
            return Optional.of(chains.assume(credentials, role, narrowing, tags).credentials());
        } catch (Refused e) {
            // A tag that is there already.
            assertThat(e.reason()).isEqualTo(Reason.INVALID_PARAMETER);
            return Optional.empty();
        }
    }

    private String policy() {
        List<String> statements = new ArrayList<>(List.of(ALLOW_STS));
        for (int n = random.nextInt(3); n >= 0; n--) {
            statements.add(statement("Allow"));
        }
        if (random.nextInt(3) == 0) {
            statements.add(statement("Deny"));
        }
        return Chains.document(statements.toArray(String[]::new));
    }

    private String statement(String effect) {
        String plain = Chains.statement(
                effect,
                pick("s3:*", "s3:Get*", "s3:GetObject", "s3:PutObject"),
                pick("*", BUCKET + "*", BUCKET + "a*", BUCKET + "${aws:PrincipalTag/team}", BUCKET + "b"));
        String condition = pick(
                "",
                "",
                "\"StringEquals\":{\"aws:PrincipalTag/team\":\"a\"}",
                "\"StringNotEquals\":{\"aws:PrincipalTag/team\":\"b\"}",
                "\"ArnLike\":{\"aws:PrincipalArn\":\"" + Chains.arn(pick("*", "user", "job", "part")) + "\"}",
                "\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}");
        return condition.isEmpty()
                ? plain
                : plain.substring(0, plain.length() - 1) + ",\"Condition\":{" + condition + "}}";
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
