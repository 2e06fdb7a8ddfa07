package io.cloakpool.identitypool.rest.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.MappingSyntaxException;
import io.cloakpool.identitypool.pool.MappingText;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.TagMapping;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A login binding; field names are those of its component.
 *
 * @param roleMapping as in the component's configuration, see {@link MappingText}
 * @param tagMapping likewise
 * @param recipients null for what is no SAML identity provider, like {@code idpInitiated}
 */
record BindingJson(
        @Nullable String name,
        @Nullable String provider,
        @Nullable String providerName,
        @Nullable String baseUrl,
        @Nullable List<String> clientIds,
        @Nullable Boolean serverSideCheck,
        @Nullable JsonNode roleMapping,
        @Nullable JsonNode tagMapping,
        @Nullable List<String> recipients,
        @Nullable Boolean idpInitiated) {
    static BindingJson of(BindingSettings binding) {
        LoginProvider provider = binding.provider();
        RoleMapping roles = binding.roleMapping();
        TagMapping tags = binding.tagMapping();
        boolean isSaml = provider.kind() == Kind.SAML;
        return new BindingJson(
                binding.name(),
                Choice.text(provider.kind()),
                provider.name(),
                provider.baseUrl() == null ? null : provider.baseUrl().toString(),
                binding.clientIds().stream().sorted().toList(),
                binding.serverSideCheck(),
                roles == null ? null : MappingText.json(roles),
                tags == null ? null : MappingText.json(tags),
                isSaml ? binding.saml().recipients().stream().sorted().toList() : null,
                isSaml ? binding.saml().idpInitiated() : null);
    }

    BindingSettings settings() {
        return new BindingSettings(
                Fields.required("bindings.name", name),
                new LoginProvider(kind(), providerName, Fields.url("bindings.baseUrl", baseUrl)),
                Fields.set("bindings.clientIds", clientIds),
                Fields.flag(serverSideCheck, true),
                mapping("bindings.roleMapping", roleMapping, MappingText::roleMapping),
                mapping("bindings.tagMapping", tagMapping, MappingText::tagMapping),
                new SamlSettings(Fields.set("bindings.recipients", recipients), Fields.flag(idpInitiated, false)));
    }

    private Kind kind() {
        return provider == null ? Kind.REALM : Enums.parse(Kind.class, "bindings.provider", provider);
    }

    private static <T> @Nullable T mapping(String field, @Nullable JsonNode json, Function<JsonNode, T> parser) {
        if (json == null || json.isNull()) {
            return null;
        }
        try {
            return parser.apply(json);
        } catch (MappingSyntaxException e) {
            throw Fields.invalid(field + " " + e.getMessage());
        }
    }
}
