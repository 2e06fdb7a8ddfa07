package io.cloakpool.migration.keycloak;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;

/** What an operator may set of imports. */
final class ImportsAdminFactoryTest {
    @ParameterizedTest
    @ValueSource(strings = {"uploadSeconds", "fileBytes", "realmBytes", "progressSeconds"})
    void with_an_option_below_what_is_possible_the_server_does_not_start(String option) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ImportsAdminFactory().init(scope(option, -1)));
    }

    @Test
    void progress_may_be_told_after_each_piece() {
        assertThatCode(() -> new ImportsAdminFactory().init(scope("progressSeconds", 0)))
                .doesNotThrowAnyException();
    }

    private static Config.Scope scope(String option, long value) {
        return (Config.Scope) Proxy.newProxyInstance(
                ImportsAdminFactoryTest.class.getClassLoader(),
                new Class<?>[] {Config.Scope.class},
                (self, method, arguments) ->
                        method.getName().equals("getLong") && option.equals(arguments[0]) ? value : null);
    }
}
