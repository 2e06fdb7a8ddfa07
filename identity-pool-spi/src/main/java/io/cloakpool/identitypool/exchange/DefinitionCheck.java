package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.exchange.ReferenceCheck.Problem;
import io.cloakpool.identitypool.exchange.ReferenceCheck.Reference;
import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolSettings;
import io.cloakpool.identitypool.role.ClaimTrust;
import io.cloakpool.identitypool.role.MappingReview;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold between a pool and the rest of its realm before it is stored. Single values are judged by the store. */
final class DefinitionCheck {
    private final PoolRepository pools;
    private final ProviderNames providers;
    private final ReferenceCheck references;
    private final MappingReview mappings;

    DefinitionCheck(PoolRepository pools, ClaimTrust trust, ProviderNames providers) {
        this.pools = pools;
        this.providers = providers;
        this.references = new ReferenceCheck(pools);
        this.mappings = new MappingReview(trust);
    }

    /**
     * @param stored the pool as it is; null for a new one
     * @throws Refused naming the setting that is wrong
     */
    void require(PoolId id, PoolDefinition definition, @Nullable IdentityPool stored) {
        PoolSettings settings = definition.settings();
        requireFreeName(id, settings.name());
        requireBindings(definition.bindings());
        requireNewProviders(definition.bindings(), stored);
        requireIssuer(settings);
        definition.roles().forEach(references::requireIssuer);
        definition.roles().forEach(role -> references.requireTrust(role, settings.name(), definition.bindings()));
        requireSameDeveloperProvider(settings, stored);
        requireNewReferences(definition, stored);
        requireTrustedClaims(definition, stored);
        if (stored == null && pools.pools().size() >= PoolAdministration.MAX_POOLS) {
            throw new Refused(
                    Reason.LIMIT_EXCEEDED, "A realm has at most " + PoolAdministration.MAX_POOLS + " identity pools.");
        }
    }

    /** What will not work as it stands. */
    List<String> warnings(PoolDefinition definition) {
        return Stream.of(
                        definition.bindings().stream().flatMap(binding -> problem(binding).stream()),
                        references.problems(definition.settings(), definition.bindings(), definition.roles()).stream()
                                .map(Problem::message),
                        references.trustProblems(
                                definition.settings().name(), definition.bindings(), definition.roles()),
                        mappings.userWritable(definition.bindings()).values().stream(),
                        mappings.advice(definition.bindings()).stream())
                .flatMap(Function.identity())
                .toList();
    }

    private void requireFreeName(PoolId id, String name) {
        if (pools.pools().stream().anyMatch(p -> p.name().equals(name) && !p.id().equals(id))) {
            throw new Refused(Reason.CONFLICT, "The realm has another identity pool named '" + name + "'.");
        }
    }

    private static void requireBindings(List<BindingSettings> bindings) {
        for (BindingSettings binding : bindings) {
            if (binding.clientIds().isEmpty() && !binding.provider().kind().hasOwnClient()) {
                throw invalid("clientIds of binding '" + binding.name() + "' must not be empty.");
            }
        }
        if (bindings.stream().map(BindingSettings::name).distinct().count() < bindings.size()) {
            throw invalid("The names of a pool's bindings must differ.");
        }
        for (BindingSettings binding : bindings) {
            if (isAccepted(bindings, binding.provider(), 2)) {
                throw invalid("A pool has one binding for each provider at most.");
            }
        }
    }

    private static boolean isAccepted(List<BindingSettings> bindings, LoginProvider provider, int times) {
        return bindings.stream()
                        .filter(other -> other.provider().isSameAs(provider))
                        .count()
                >= times;
    }

    /** A provider that was deleted since keeps no other change from being stored: its binding matches nothing. */
    private void requireNewProviders(List<BindingSettings> bindings, @Nullable IdentityPool stored) {
        List<BindingSettings> known = stored == null ? List.of() : settings(stored);
        bindings.stream()
                .filter(binding -> !isAccepted(known, binding.provider(), 1))
                .flatMap(binding -> problem(binding).stream())
                .findFirst()
                .ifPresent(problem -> {
                    throw invalid(problem + ".");
                });
    }

    private Optional<String> problem(BindingSettings binding) {
        Optional<ProviderFacts> facts = providers.facts(binding.provider());
        return facts.isPresent() && facts.get().enabled()
                ? Optional.empty()
                : Optional.of("providerName of binding '" + binding.name() + "' names no "
                        + (facts.isPresent() ? "enabled " : "")
                        + binding.provider().kind().label());
    }

    private void requireIssuer(PoolSettings settings) {
        if (settings.allowClassicFlow() && !pools.realm().hostnameConfigured()) {
            throw invalid("allowClassicFlow needs a server whose hostname is configured.");
        }
    }

    private void requireSameDeveloperProvider(PoolSettings settings, @Nullable IdentityPool stored) {
        String before = stored == null ? null : stored.settings().developerProviderName();
        if (before != null && !before.equals(settings.developerProviderName())) {
            throw invalid("developerProviderName cannot be changed once it is set.");
        }
        String now = settings.developerProviderName();
        if (before == null && now != null && isTaken(now)) {
            throw invalid("developerProviderName is the name of a provider that vouches for its own users.");
        }
    }

    /** Whoever reads the name in a token or a policy must not take a back end's users for those of somebody else. */
    private boolean isTaken(String name) {
        return name.equals(WebIdentities.LOGIN_KEY)
                || providers.parse(name, kind -> true).isPresent();
    }

    private void requireNewReferences(PoolDefinition definition, @Nullable IdentityPool stored) {
        Set<Reference> known =
                stored == null ? Set.of() : ReferenceCheck.references(stored.settings(), settings(stored));
        references.problems(definition.settings(), definition.bindings(), definition.roles()).stream()
                .filter(problem -> !known.contains(problem.reference()))
                .findFirst()
                .ifPresent(problem -> {
                    throw invalid(problem.message() + ".");
                });
    }

    /** A claim that somebody made writable since keeps no other change from being stored: at use it does not count. */
    private void requireTrustedClaims(PoolDefinition definition, @Nullable IdentityPool stored) {
        Set<String> known = stored == null
                ? Set.of()
                : mappings.userWritable(settings(stored)).keySet();
        mappings.userWritable(definition.bindings()).entrySet().stream()
                .filter(found -> !known.contains(found.getKey()))
                .findFirst()
                .ifPresent(found -> {
                    throw invalid(found.getValue() + ".");
                });
    }

    private static List<BindingSettings> settings(IdentityPool pool) {
        return pool.bindings().stream().map(LoginBinding::settings).toList();
    }

    private static Refused invalid(String message) {
        return new Refused(Reason.INVALID_PARAMETER, message);
    }
}
