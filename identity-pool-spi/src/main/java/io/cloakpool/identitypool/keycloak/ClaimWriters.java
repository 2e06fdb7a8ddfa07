package io.cloakpool.identitypool.keycloak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.mappers.AddressMapper;
import org.keycloak.protocol.oidc.mappers.ClaimsParameterTokenMapper;
import org.keycloak.protocol.oidc.mappers.ClaimsParameterWithValueIdTokenMapper;
import org.keycloak.protocol.oidc.mappers.FullNameMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.UserPropertyMapper;
import org.keycloak.representations.IDToken;
import org.keycloak.utils.JsonUtils;

/**
 * Which claims protocol mappers fill with what a user writes. Mappers of other kinds than Keycloak's own are understood when they
 * say {@code user.attribute} and {@code claim.name} as those do.
 */
final class ClaimWriters {
    private static final String PARAMETERIZED_SCOPE = "oidc-parameterized-scope";
    private static final Set<String> INCLUDED_IN = Set.of(
            OIDCAttributeMapperHelper.INCLUDE_IN_ID_TOKEN,
            OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN,
            OIDCAttributeMapperHelper.INCLUDE_IN_LIGHTWEIGHT_ACCESS_TOKEN);
    /** What of a user's model an administrator's attribute could also be called. */
    private static final Set<String> PROPERTIES =
            Set.of(UserModel.USERNAME, UserModel.EMAIL, UserModel.FIRST_NAME, UserModel.LAST_NAME);

    private static final List<String> NAMES = List.of(UserModel.FIRST_NAME, UserModel.LAST_NAME);

    private static final Map<String, String> PARAMETER_CLAIMS = Map.of(
            IDToken.GIVEN_NAME, UserModel.FIRST_NAME,
            IDToken.FAMILY_NAME, UserModel.LAST_NAME,
            IDToken.PREFERRED_USERNAME, UserModel.USERNAME,
            IDToken.EMAIL, UserModel.EMAIL);

    /** Claims that whoever asks for a token fills, without any mapper. */
    private static final Set<String> OF_THE_REQUEST = Set.of("nonce", "scope");

    private final Predicate<String> editable;
    private final Map<String, String> writers = new HashMap<>();

    /** @param editable which attributes users may write */
    ClaimWriters(Predicate<String> editable) {
        this.editable = editable;
        OF_THE_REQUEST.forEach(claim -> writers.put(claim, "the request for a token sets it"));
    }

    /** How users write a claim; empty when no mapper that was added lets them. */
    Optional<String> of(String claim) {
        return Optional.ofNullable(writers.get(claim));
    }

    /** @param owner the client or client scope, as messages name it */
    void add(String owner, ProtocolMapperModel mapper) {
        Map<String, String> config = mapper.getConfig();
        if (INCLUDED_IN.stream().noneMatch(token -> Boolean.parseBoolean(config.get(token)))) {
            return;
        }
        String by = "mapper '" + mapper.getName() + "' of " + owner + " ";
        String attribute = config.getOrDefault(ProtocolMapperUtils.USER_ATTRIBUTE, "");
        String type = mapper.getProtocolMapper();
        if (type.startsWith(PARAMETERIZED_SCOPE) || type.equals(ClaimsParameterWithValueIdTokenMapper.PROVIDER_ID)) {
            claims(mapper).forEach(claim -> writers.putIfAbsent(claim, by + "takes it from the request for a token"));
            return;
        }
        switch (type) {
            case FullNameMapper.PROVIDER_ID ->
                addAll(
                        by,
                        Stream.concat(Stream.of(IDToken.NAME), claims(mapper)).toList(),
                        NAMES);
            case AddressMapper.PROVIDER_ID ->
                addAll(
                        by,
                        List.of(IDToken.ADDRESS),
                        config.entrySet().stream()
                                .filter(entry -> entry.getKey().startsWith(ProtocolMapperUtils.USER_ATTRIBUTE + "."))
                                .map(Map.Entry::getValue)
                                .toList());
            case ClaimsParameterTokenMapper.PROVIDER_ID -> {
                addAll(by, List.of(IDToken.NAME), NAMES);
                PARAMETER_CLAIMS.forEach((claim, property) -> addAll(by, List.of(claim), List.of(property)));
            }
            case UserPropertyMapper.PROVIDER_ID -> {
                if (PROPERTIES.contains(attribute)) {
                    addAll(by, claims(mapper).toList(), List.of(attribute));
                }
            }
            default -> {
                if (!attribute.isEmpty()) {
                    addAll(by, claims(mapper).toList(), List.of(attribute));
                }
            }
        }
    }

    private void addAll(String by, List<String> claims, List<String> attributes) {
        attributes.stream()
                .filter(editable)
                .findFirst()
                .ifPresent(attribute -> claims.forEach(
                        claim -> writers.putIfAbsent(claim, by + "takes it from their attribute '" + attribute + "'")));
    }

    /** The claim at the top of the token that a mapper writes, or writes into. */
    private static Stream<String> claims(ProtocolMapperModel mapper) {
        String name = mapper.getConfig().get(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME);
        return name == null || name.isBlank()
                ? Stream.empty()
                : Stream.of(JsonUtils.splitClaimPath(name).get(0));
    }
}
