package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.query.QueryInput;
import io.cloakpool.aws.query.QueryInputException;
import io.cloakpool.aws.query.XmlFields;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.identitypool.authorize.Assumption;
import io.cloakpool.identitypool.authorize.Attempt;
import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.authorize.RoleWish;
import io.cloakpool.identitypool.authorize.SignatureRefusals;
import io.cloakpool.identitypool.exchange.ChainedRole;
import io.cloakpool.identitypool.exchange.Narrowing;
import io.cloakpool.identitypool.exchange.RoleChaining;
import io.cloakpool.identitypool.pool.MappingLimits;
import io.cloakpool.identitypool.pool.PoolId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Credentials of another role for whoever signs with a pool's credentials. */
final class AssumeRole implements StsOperation {
    private static final StringRule TAG_KEY = StringRule.length(1, 128);
    private static final StringRule TAG_VALUE = StringRule.length(0, MappingLimits.TAG_VALUE);

    /** Proves who signed, and decides whether it may take the role. */
    @FunctionalInterface
    interface Holders {
        Assumption require(RawRequest head, SigningClaim claim, byte[] body, Supplier<RoleWish> wish, Attempt attempt);
    }

    /** What is asked for. */
    private record Wanted(RoleWish role, String sessionName, Narrowing narrowing) {
        static Wanted of(QueryInput input) {
            // Each of them would limit the session or prove more. Whoever sends one counts on it.
            input.refuse(
                    "PolicyArns",
                    "TransitiveTagKeys",
                    "ExternalId",
                    "SerialNumber",
                    "TokenCode",
                    "SourceIdentity",
                    "ProvidedContexts");
            return new Wanted(
                    new RoleWish(StsParameters.roleArn(input), tags(input)),
                    StsParameters.sessionName(input),
                    StsParameters.narrowing(input));
        }

        private static Map<String, String> tags(QueryInput input) {
            Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (QueryInput tag : input.structureList("Tags", MappingLimits.TAGS)) {
                if (tags.put(tag.requiredString("Key", TAG_KEY), tag.requiredString("Value", TAG_VALUE)) != null) {
                    throw new QueryInputException(
                            QueryInputException.Kind.VALIDATION,
                            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
                }
            }
            return tags;
        }
    }

    private final Holders holders;
    private final RoleChaining chaining;
    private final DecisionLog log;

    AssumeRole(Holders holders, RoleChaining chaining, DecisionLog log) {
        this.holders = holders;
        this.chaining = chaining;
        this.log = log;
    }

    @Override
    public String action() {
        return "AssumeRole";
    }

    @Override
    public XmlFields run(QueryInput input, RawRequest head, byte[] body, Consumer<PoolId> located) {
        Assumption assumption = Attempt.run(log, DecisionLog.Door.ASSUME_ROLE, action(), attempt -> {
            attempt.telling(located);
            SigningClaim claim = SignatureRefusals.translate(() -> SigningClaim.parse(head));
            return holders.require(head, claim, body, () -> Wanted.of(input).role(), attempt);
        });
        Wanted wanted = Wanted.of(input);
        ChainedRole chained = chaining.assume(
                assumption.parent(), assumption.role(), wanted.sessionName(), wanted.narrowing(), assumption.tags());
        XmlFields answer = new XmlFields()
                .put("AssumedRoleUser", StsFields.assumedRoleUser(chained.assumedRoleArn(), chained.assumedRoleId()))
                .put("Credentials", StsFields.credentials(chained.credentials()));
        return StsFields.packedPolicySize(answer, chained.packedPercent());
    }
}
