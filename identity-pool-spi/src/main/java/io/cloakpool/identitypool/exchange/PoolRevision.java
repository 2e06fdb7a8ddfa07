package io.cloakpool.identitypool.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.MappingText;
import io.cloakpool.identitypool.pool.PoolSettings;
import io.cloakpool.identitypool.pool.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The revision of a pool: SHA-256 over its definition, the same on every node. */
final class PoolRevision {
    private static final JsonMapper JSON = new JsonMapper();

    private PoolRevision() {}

    /** @param bindings by name */
    static String of(PoolSettings settings, List<BindingSettings> bindings) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("name", settings.name());
        parts.put("allowGuests", settings.allowGuests());
        parts.put("guestProof", settings.guestProof().name());
        parts.put("guestLifetime", settings.guestLifetime().toString());
        parts.put("allowClassicFlow", settings.allowClassicFlow());
        parts.put("developerProviderName", String.valueOf(settings.developerProviderName()));
        parts.put("developerClients", new TreeSet<>(settings.developerClients()));
        parts.put("authenticatedRole", String.valueOf(settings.authenticatedRole()));
        parts.put("unauthenticatedRole", String.valueOf(settings.unauthenticatedRole()));
        parts.put("requestableRoles", settings.requestableRoles());
        parts.put("credentialLifetime", settings.credentialLifetime().toString());
        parts.put("endWithSession", settings.endWithSession());
        parts.put("serviceAccounts", settings.serviceAccounts());
        parts.put("tags", new TreeMap<>(settings.tags()));
        parts.put("bindings", bindings.stream().map(PoolRevision::parts).toList());
        return hash(parts);
    }

    private static List<Object> parts(BindingSettings binding) {
        List<Object> parts = new ArrayList<>(List.of(
                binding.name(),
                binding.provider().kind().name(),
                new TreeSet<>(binding.clientIds()),
                binding.serverSideCheck()));
        if (binding.provider().name() != null) {
            parts.add(Map.of("providerName", binding.provider().name()));
        }
        if (binding.provider().baseUrl() != null) {
            parts.add(Map.of("baseUrl", binding.provider().baseUrl().toString()));
        }
        if (binding.roleMapping() != null) {
            parts.add(Map.of("roleMapping", MappingText.json(binding.roleMapping())));
        }
        if (binding.tagMapping() != null) {
            parts.add(Map.of("tagMapping", MappingText.json(binding.tagMapping())));
        }
        return parts;
    }

    private static String hash(Map<String, Object> parts) {
        try {
            return Sha256.hex(JSON.writeValueAsBytes(parts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists are always JSON", e);
        }
    }
}
