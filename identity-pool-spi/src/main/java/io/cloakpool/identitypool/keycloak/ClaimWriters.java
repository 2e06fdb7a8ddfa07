package io.cloakpool.identitypool.keycloak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserModel;
import org.keycloak.organization.protocol.mappers.oidc.OrganizationGroupMembershipMapper;
import org.keycloak.organization.protocol.mappers.oidc.OrganizationMembershipMapper;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.mappers.AddressMapper;
import org.keycloak.protocol.oidc.mappers.ClaimsParameterTokenMapper;
import org.keycloak.protocol.oidc.mappers.ClaimsParameterWithValueIdTokenMapper;
import org.keycloak.protocol.oidc.mappers.FullNameMapper;
import org.keycloak.protocol.oidc.mappers.GroupMembershipMapper;
import org.keycloak.protocol.oidc.mappers.HardcodedClaim;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.UserClientRoleMappingMapper;
import org.keycloak.protocol.oidc.mappers.UserPropertyMapper;
import org.keycloak.protocol.oidc.mappers.UserRealmRoleMappingMapper;
import org.keycloak.protocol.oidc.mappers.UserSessionNoteMapper;
import org.keycloak.representations.IDToken;
import org.keycloak.utils.JsonUtils;

/**
 * Which claims protocol mappers fill with what a user writes. Mappers of other kinds than Keycloak's own are understood when they
 * say {@code user.attribute} and {@code claim.name} as those do; and the one for Cognito's custom attributes, which lists names.
 */
final class ClaimWriters {
    private static final String PARAMETERIZED_SCOPE = "oidc-parameterized-scope";
    /** Kind, key and prefix of claims of the mapper of the user pools; a test of both together holds them to each other. */
    private static final String CUSTOM_ATTRIBUTES = "oidc-cloakpool-custom-attributes-mapper";

    private static final String CUSTOM_NAMES = "custom.attributes";
    private static final String CUSTOM_CLAIM = "custom:";
    /**
     * Keycloak's own kinds that name their claim and read no attribute, whatever they say: the client scopes of a new realm bring
     * mappers of roles that say {@code foo}. Any other kind may read what it says.
     */
    private static final Set<String> WITHOUT_ATTRIBUTE = Set.of(
            UserRealmRoleMappingMapper.PROVIDER_ID,
            UserClientRoleMappingMapper.PROVIDER_ID,
            GroupMembershipMapper.PROVIDER_ID,
            OrganizationMembershipMapper.PROVIDER_ID,
            OrganizationGroupMembershipMapper.PROVIDER_ID,
            HardcodedClaim.PROVIDER_ID,
            UserSessionNoteMapper.PROVIDER_ID);

    private static final Set<String> INCLUDED_IN = Set.of(
            OIDCAttributeMapperHelper.INCLUDE_IN_ID_TOKEN,
            OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN,
            OIDCAttributeMapperHelper.INCLUDE_IN_LIGHTWEIGHT_ACCESS_TOKEN);
    /** What of a user's model an administrator's attribute could also be called. */
    private static final Set<String> PROPERTIES =
            Set.of(UserModel.USERNAME, UserModel.EMAIL, UserModel.FIRST_NAME, UserModel.LAST_NAME);

    private static final List<String> NAMES = List.of(UserModel.FIRST_NAME, UserModel.LAST_NAME);

    private static final Map<String, List<String>> PARAMETER_CLAIMS = Map.of(
            IDToken.NAME, NAMES,
            IDToken.GIVEN_NAME, List.of(UserModel.FIRST_NAME),
            IDToken.FAMILY_NAME, List.of(UserModel.LAST_NAME),
            IDToken.PREFERRED_USERNAME, List.of(UserModel.USERNAME),
            IDToken.EMAIL, List.of(UserModel.EMAIL));

    /** Claims that whoever asks for a token fills, without any mapper. */
    private static final Set<String> OF_THE_REQUEST = Set.of("nonce", "scope");

    private final Predicate<String> editable;
    private final List<Owned> mappers = new ArrayList<>();
    private final Map<String, Optional<String>> known = new HashMap<>();

    private record Owned(String owner, ProtocolMapperModel mapper) {}

    /** @param editable which attributes users may write; asked about those only that stand behind a claim in question */
    ClaimWriters(Predicate<String> editable) {
        this.editable = editable;
    }

    /**
     * All are added before the first question.
     *
     * @param owner the client or client scope, as messages name it
     */
    void add(String owner, ProtocolMapperModel mapper) {
        if (isInToken(mapper)) {
            mappers.add(new Owned(owner, mapper));
        }
    }

    /** How users write a claim; empty when no mapper that was added lets them. */
    Optional<String> of(String claim) {
        return known.computeIfAbsent(claim, this::find);
    }

    private Optional<String> find(String claim) {
        return OF_THE_REQUEST.contains(claim)
                ? Optional.of("the request for a token sets it")
                : mappers.stream().flatMap(owned -> how(owned, claim).stream()).findFirst();
    }

    private Optional<String> how(Owned owned, String claim) {
        ProtocolMapperModel mapper = owned.mapper();
        Optional<List<String>> sources = sources(mapper.getProtocolMapper(), mapper.getConfig(), claim);
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        String by = "mapper '" + mapper.getName() + "' of " + owned.owner() + " takes it from ";
        return sources.get().isEmpty()
                ? Optional.of(by + "the request for a token")
                : sources.get().stream()
                        .filter(editable)
                        .findFirst()
                        .map(attribute -> by + "their attribute '" + attribute + "'");
    }

    private static boolean isInToken(ProtocolMapperModel mapper) {
        return INCLUDED_IN.stream()
                .anyMatch(token -> Boolean.parseBoolean(mapper.getConfig().get(token)));
    }

    /** The attributes from which a mapper fills a claim, none of them where it is the request; empty when it does not fill it. */
    private static Optional<List<String>> sources(String type, Map<String, String> config, String claim) {
        if (type.startsWith(PARAMETERIZED_SCOPE) || type.equals(ClaimsParameterWithValueIdTokenMapper.PROVIDER_ID)) {
            return isWritten(config, claim) ? Optional.of(List.of()) : Optional.empty();
        }
        List<String> attributes = attributes(type, config, claim);
        return attributes.isEmpty() ? Optional.empty() : Optional.of(attributes);
    }

    private static List<String> attributes(String type, Map<String, String> config, String claim) {
        String attribute = config.getOrDefault(ProtocolMapperUtils.USER_ATTRIBUTE, "");
        boolean written = isWritten(config, claim);
        return switch (type) {
            case FullNameMapper.PROVIDER_ID -> written || claim.equals(IDToken.NAME) ? NAMES : List.of();
            case AddressMapper.PROVIDER_ID -> claim.equals(IDToken.ADDRESS) ? partsOfAddress(config) : List.of();
            case CUSTOM_ATTRIBUTES -> customAttributes(config, claim);
            case ClaimsParameterTokenMapper.PROVIDER_ID -> PARAMETER_CLAIMS.getOrDefault(claim, List.of());
            case UserPropertyMapper.PROVIDER_ID ->
                written && PROPERTIES.contains(attribute) ? List.of(attribute) : List.of();
            default ->
                written && !attribute.isEmpty() && !WITHOUT_ATTRIBUTE.contains(type) ? List.of(attribute) : List.of();
        };
    }

    private static List<String> partsOfAddress(Map<String, String> config) {
        return config.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(ProtocolMapperUtils.USER_ATTRIBUTE + "."))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static List<String> customAttributes(Map<String, String> config, String claim) {
        return Arrays.stream(config.getOrDefault(CUSTOM_NAMES, "").split("[\\s,]+", -1))
                .filter(name -> claim.equals(name.startsWith(CUSTOM_CLAIM) ? name : CUSTOM_CLAIM + name))
                .toList();
    }

    /** Whether a mapper writes a claim at the top of the token, or writes into it. */
    private static boolean isWritten(Map<String, String> config, String claim) {
        String name = config.get(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME);
        if (name == null || name.isBlank()) {
            return false;
        }
        // Splitting costs more than all the rest, and most names are no paths.
        boolean path = name.indexOf('.') >= 0 || name.indexOf('\\') >= 0;
        return claim.equals(path ? JsonUtils.splitClaimPath(name).get(0) : name);
    }
}
