package io.cloakpool.testsuite.userpool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.testframework.realm.ManagedRealm;

/** What a test switches in a realm of a recipe, and puts back. */
final class Steps implements AutoCloseable {
    private final ManagedRealm realm;
    private final Deque<Runnable> before = new ArrayDeque<>();

    Steps(ManagedRealm realm) {
        this.realm = realm;
    }

    /** Changes the requirement of a step. */
    Steps require(String flow, String step, String requirement) {
        AuthenticationExecutionInfoRepresentation execution = step(flow, step);
        String was = execution.getRequirement();
        execution.setRequirement(requirement);
        realm.admin().flows().updateExecutions(flow, execution);
        before.push(() -> {
            AuthenticationExecutionInfoRepresentation now = step(flow, step);
            now.setRequirement(was);
            realm.admin().flows().updateExecutions(flow, now);
        });
        return this;
    }

    /** Switches a required action. */
    Steps action(String alias, boolean enabled) {
        boolean was = switched(alias, enabled);
        before.push(() -> switched(alias, was));
        return this;
    }

    private boolean switched(String alias, boolean enabled) {
        RequiredActionProviderRepresentation action = realm.admin().flows().getRequiredAction(alias);
        boolean was = action.isEnabled();
        action.setEnabled(enabled);
        realm.admin().flows().updateRequiredAction(alias, action);
        return was;
    }

    /** Sets attributes of the realm. */
    Steps attributes(Map<String, String> attributes) {
        RealmRepresentation changed = realm.admin().toRepresentation();
        Map<String, String> was = Map.copyOf(changed.getAttributes());
        changed.getAttributes().putAll(attributes);
        realm.admin().update(changed);
        before.push(() -> {
            RealmRepresentation again = realm.admin().toRepresentation();
            attributes.keySet().forEach(name -> again.getAttributes().put(name, was.getOrDefault(name, "")));
            realm.admin().update(again);
        });
        return this;
    }

    /** Asks the question of the example of a custom challenge in place of the password. */
    Steps challenge() {
        String flow = "user pool browser";
        String question = "cloakpool-custom-challenge";
        UPConfig profile = realm.admin().users().userProfile().getConfiguration();
        profile.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ADMIN_EDIT);
        realm.admin().users().userProfile().update(profile);
        if (realm.admin().flows().getExecutions(flow).stream()
                .noneMatch(step -> question.equals(step.getProviderId()))) {
            realm.admin().flows().addExecution("user pool factors", Map.of("provider", question));
        }
        return require(flow, "cloakpool-password", "DISABLED").require(flow, question, "REQUIRED");
    }

    /** Id of a step. */
    String execution(String flow, String step) {
        return step(flow, step).getId();
    }

    private AuthenticationExecutionInfoRepresentation step(String flow, String step) {
        return realm.admin().flows().getExecutions(flow).stream()
                .filter(execution -> step.equals(execution.getProviderId()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        before.forEach(Runnable::run);
    }
}
