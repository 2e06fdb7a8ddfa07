package io.cloakpool.authenticators.claims;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProviderTypeTest {
    @ParameterizedTest
    @CsvSource({
        "google, Google",
        "facebook, Facebook",
        "amazon, LoginWithAmazon",
        "apple, SignInWithApple",
        "saml, SAML",
        "oidc, OIDC",
        "keycloak-oidc, OIDC"
    })
    void kinds_have_the_names_that_cognito_gives_them(String providerId, String text) {
        assertThat(ProviderType.of(providerId).text()).isEqualTo(text);
    }

    @Test
    void who_issues_stands_where_the_protocol_has_it() {
        assertThat(ProviderType.SAML.issuerKey()).isEqualTo("idpEntityId");
        assertThat(ProviderType.GOOGLE.issuerKey()).isEqualTo("issuer");
    }
}
