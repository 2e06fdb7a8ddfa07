package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.s3.Target;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.authorize.GuardedService.Question;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.Secret;
import io.cloakpool.identitypool.pool.Sha256;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides about a signed request that a gateway describes: who signed it, is it whole, and do the policies allow it. */
public final class GatewayAuthorizer {
    private static final Set<String> CACHEABLE_METHODS = Set.of("GET", "HEAD");
    private static final int MAX_CACHE_SECONDS = 1;
    /** What a shown secret is compared with where there is no gateway. */
    private static final Secret NOBODY = randomSecret();

    private static final String OPERATION = "Authorize";

    private final PoolRepository pools;
    private final SessionAuthenticator sessions;
    private final DecisionLog log;
    private final InstantSource clock;

    public GatewayAuthorizer(
            PoolRepository pools, SessionAuthenticator sessions, DecisionLog log, InstantSource clock) {
        this.pools = pools;
        this.sessions = sessions;
        this.log = log;
        this.clock = clock;
    }

    private static Secret randomSecret() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new Secret(random);
    }

    /**
     * The gateway that asks. Only a refusal is recorded: what the gateway then asks for makes a record of its own.
     *
     * @param shownSecret what it shows; null when it shows nothing
     * @throws Refused with NOT_AUTHORIZED when there is no such gateway, it is disabled, or its secret is another; the three
     *     cannot be told apart
     */
    public Gateway gateway(String name, @Nullable String shownSecret) {
        Optional<Gateway> gateway = pools.gateway(name).filter(Gateway::enabled);
        Secret expected = gateway.map(Gateway::secret).orElse(NOBODY);
        byte[] shown = shownSecret == null ? new byte[0] : shownSecret.getBytes(StandardCharsets.UTF_8);
        boolean same = MessageDigest.isEqual(Sha256.of(shown), Sha256.of(expected.bytes()));
        return gateway.filter(found -> same)
                .orElseThrow(() -> unknown(gateway.map(Gateway::name).orElse(null)));
    }

    private Refused unknown(@Nullable String name) {
        Refused refused = new Refused(Reason.NOT_AUTHORIZED, "This gateway is not known here");
        log.refused(
                DecisionLog.Subject.unproven(DecisionLog.Door.AUTHORIZE, OPERATION, name),
                refused.reason(),
                refused.getMessage());
        return refused;
    }

    /**
     * Decides, and records the decision.
     *
     * @param subRequest all headers of the gateway's sub-request
     * @param body reads the sub-request's own body, at most 2 MiB; empty when it has none. Asked for a multi-delete only
     * @throws Refused with the reason for the client
     */
    public Permit decide(Gateway gateway, Headers subRequest, Supplier<Optional<byte[]>> body) {
        return Attempt.run(log, DecisionLog.Door.AUTHORIZE, OPERATION, attempt -> {
            attempt.askedBy(gateway.name());
            return decide(gateway, subRequest, body, attempt);
        });
    }

    private Permit decide(Gateway gateway, Headers subRequest, Supplier<Optional<byte[]>> body, Attempt attempt) {
        ClientRequest client = ClientRequest.read(gateway.dialect(), subRequest);
        attempt.from(client.remoteAddress());
        RawRequest request = client.raw();
        GuardedService service = GuardedService.behind(gateway, pools.realm(), request);
        SigningClaim claim = SignatureRefusals.translate(() -> SigningClaim.parse(request));
        ProvenSession session = sessions.authenticate(
                request, claim, service.rules(), Set.of(service.scope()), bodyHash(client, claim), attempt);
        Question question = service.question(request, () -> body.get().filter(bytes -> isSigned(bytes, claim)));
        attempt.judged(question.operation());
        requireAllowed(
                question, new SessionDecision(session, RequestFacts.of(client, claim, session, clock.instant())));
        return new Permit(
                session.principalArn(),
                session.credential().identityId().toString(),
                session.credential().poolId().toString(),
                session.roleArn(),
                question.operation(),
                cacheSeconds(request, session));
    }

    /**
     * The hash that stands for the body. A request that says nothing about its body is decided only when it has none or when the
     * gateway buffered it: otherwise nothing would tie what is forwarded to what was signed.
     */
    private static @Nullable String bodyHash(ClientRequest client, SigningClaim claim) {
        if (client.payloadSha256() != null) {
            return client.payloadSha256();
        }
        return claim.payload().kind() == Payload.Kind.ABSENT && !client.mayHaveBody() ? Payload.EMPTY_SHA256 : null;
    }

    /**
     * Whether a multi-delete's body is the signed one. Without a signed hash it is what the gateway will forward, byte for byte, so
     * it may be judged as well; a streaming body is framed and is not.
     */
    private static boolean isSigned(byte[] body, SigningClaim claim) {
        return switch (claim.payload().kind()) {
            case HASH -> {
                if (!claim.payload().sha256().orElseThrow().equals(Sha256.hex(body))) {
                    throw new Refused(Reason.PAYLOAD_MISMATCH, "The body is not the one that was signed");
                }
                yield true;
            }
            case UNSIGNED, ABSENT -> true;
            case STREAMING -> false;
        };
    }

    private static void requireAllowed(Question question, SessionDecision decision) {
        for (Target target : question.targets()) {
            boolean allowed = question.unseen()
                    ? decision.allowsEvery(target.action(), target.resourceArn(), target.context())
                    : decision.allows(target.action(), target.resourceArn(), target.context());
            if (!allowed) {
                throw new Refused(Reason.ACCESS_DENIED, "Access Denied");
            }
        }
    }

    private int cacheSeconds(RawRequest request, ProvenSession session) {
        Instant soon = clock.instant().plusSeconds(MAX_CACHE_SECONDS);
        boolean lives = session.credential().expiresAt().isAfter(soon);
        return lives && CACHEABLE_METHODS.contains(request.method()) ? MAX_CACHE_SECONDS : 0;
    }
}
