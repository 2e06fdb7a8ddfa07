package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.settings.WholeNumber;
import io.cloakpool.authenticators.sms.SmsPolicy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/** Where and how many text messages a realm sends, by its attributes. What cannot be read sends nothing. */
final class SmsSettings {
    /** ISO 3166 codes, separated by commas. */
    static final String COUNTRIES = "cloakpool.sms.countries";

    static final String PER_RANGE = "cloakpool.sms.hourlyPerRange";
    static final String PER_COUNTRY = "cloakpool.sms.hourlyPerCountry";
    static final String PER_REALM = "cloakpool.sms.dailyPerRealm";

    private static final Logger LOG = Logger.getLogger(SmsSettings.class);

    private SmsSettings() {}

    static SmsPolicy of(RealmModel realm) {
        try {
            return new SmsPolicy(
                    countries(realm.getAttribute(COUNTRIES)),
                    limit(realm, PER_RANGE, SmsPolicy.DEFAULT_PER_RANGE),
                    limit(realm, PER_COUNTRY, SmsPolicy.DEFAULT_PER_COUNTRY),
                    limit(realm, PER_REALM, SmsPolicy.DEFAULT_PER_REALM));
        } catch (IllegalArgumentException e) {
            LOG.warnf(
                    "Realm %s sends no text messages: its attributes cloakpool.sms.* say that %s",
                    realm.getName(), e.getMessage());
            return SmsPolicy.of(Set.of());
        }
    }

    private static Set<String> countries(@Nullable String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(",", -1))
                        .map(code -> code.strip().toUpperCase(Locale.ROOT))
                        .filter(code -> !code.isEmpty())
                        .collect(Collectors.toSet());
    }

    private static int limit(RealmModel realm, String name, int otherwise) {
        return WholeNumber.read(name, realm.getAttribute(name), 1, SmsPolicy.MAX_LIMIT, otherwise);
    }
}
