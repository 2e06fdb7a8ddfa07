package io.cloakpool.identitypool.role;

import io.cloakpool.identitypool.pool.MappingLimits;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The session tags of logins. A claim that is absent, empty, a list of several values or an object gives no tag; one whose text is
 * no value of a tag is refused, as STS refuses it: a tag that went missing could void a Deny.
 */
final class PrincipalTags {
    private final TrustedClaims claims;

    PrincipalTags(TrustedClaims claims) {
        this.claims = claims;
    }

    /**
     * Tags by name. The first login that gives a tag decides its value; names differ by more than case.
     *
     * @param given tags that are there already, and stay
     * @throws Refused {@code INVALID_PARAMETER} for a value that cannot be one of a tag, and for more than
     *     {@value MappingLimits#TAG_BYTES} bytes or {@value MappingLimits#TAGS} tags
     */
    Map<String, String> of(Iterable<RoleLogin> logins, Map<String, String> given) {
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tags.putAll(given);
        for (RoleLogin login : logins) {
            TagMapping mapping = login.binding().tagMapping();
            if (mapping != null) {
                add(tags, login, mapping);
            }
        }
        requireSize(tags);
        return tags;
    }

    private void add(Map<String, String> tags, RoleLogin login, TagMapping mapping) {
        if (mapping.useDefaults()) {
            // Not by claim: what the verifier found to be user and client cannot be another one's.
            put(
                    tags,
                    TagMapping.USER_TAG,
                    login.login().subject(),
                    TagMapping.userClaim(login.binding().provider().kind()));
            Optional.ofNullable(login.login().client())
                    .ifPresent(client -> put(tags, TagMapping.CLIENT_TAG, client, "aud"));
        } else {
            mapping.tags()
                    .forEach((tag, claim) -> value(login, claim).ifPresent(value -> put(tags, tag, value, claim)));
        }
    }

    private Optional<String> value(RoleLogin login, String claim) {
        return ClaimValues.of(login.login().claims().get(claim))
                .flatMap(ClaimValues::single)
                .filter(value -> claims.writer(login, claim).isEmpty());
    }

    private static void put(Map<String, String> tags, String tag, String value, String claim) {
        if (!MappingLimits.isTagValue(value)) {
            throw new Refused(
                    Reason.INVALID_PARAMETER,
                    "The claim '" + claim + "' of the login cannot be the value of a session tag: at most "
                            + MappingLimits.TAG_VALUE + " letters, digits, spaces and _.:/=+-@.");
        }
        tags.putIfAbsent(tag, value);
    }

    private static void requireSize(Map<String, String> tags) {
        if (!MappingLimits.fit(tags)) {
            throw new Refused(
                    Reason.INVALID_PARAMETER,
                    "The session has at most " + MappingLimits.TAGS + " tags, and their values at most "
                            + MappingLimits.TAG_BYTES + " bytes together.");
        }
    }
}
