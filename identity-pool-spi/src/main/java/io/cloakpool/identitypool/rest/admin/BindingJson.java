package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.LoginBinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A login binding; field names are those of its component. */
record BindingJson(
        @Nullable String name,
        @Nullable String provider,
        @Nullable List<String> clientIds,
        @Nullable Boolean serverSideCheck) {
    static BindingJson of(BindingSettings binding) {
        return new BindingJson(
                binding.name(),
                Enums.text(binding.provider()),
                binding.clientIds().stream().sorted().toList(),
                binding.serverSideCheck());
    }

    BindingSettings settings() {
        return new BindingSettings(
                Fields.required("bindings.name", name),
                provider == null
                        ? LoginBinding.Provider.REALM
                        : Enums.parse(LoginBinding.Provider.class, "bindings.provider", provider),
                Fields.set("bindings.clientIds", clientIds),
                Fields.flag(serverSideCheck, true));
    }
}
