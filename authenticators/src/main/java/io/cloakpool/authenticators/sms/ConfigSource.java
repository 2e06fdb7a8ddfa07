package io.cloakpool.authenticators.sms;

import java.util.List;

/** The flat configuration of a component: each key has any number of values. */
@FunctionalInterface
public interface ConfigSource {
    /** The values of a key; empty when it is not there. */
    List<String> values(String key);
}
