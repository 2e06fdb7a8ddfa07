package io.cloakpool.testsuite.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Users alike but for their name, as each way to import them wants to have them. Nobody signs in with their password. */
record ImportedUsers(String prefix, int from, int number) {
    static final String CSV_HEADER =
            "cognito:username,email,email_verified,given_name,family_name,locale,cognito:password_hash\n";

    private static final String HASH = "$2b$12$R2ePkvvUBu3IFxklDap8j.JcjgbciiG6DPwVHuE96U.yD3t7tiGcO";

    /** As partial import and {@code kc.sh import} take them. */
    List<Map<String, Object>> representations() {
        return names().map(ImportedUsers::representation).toList();
    }

    /** Lines below {@link #CSV_HEADER}. */
    Stream<String> csv() {
        return names().map(name -> name + "," + name + "@example.com,true,First,Last,en," + HASH + "\n");
    }

    private Stream<String> names() {
        return IntStream.range(from, from + number).mapToObj(i -> prefix + "-" + i);
    }

    private static Map<String, Object> representation(String name) {
        return Map.of(
                "username",
                name,
                "enabled",
                true,
                "email",
                name + "@example.com",
                "emailVerified",
                true,
                "firstName",
                "First",
                "lastName",
                "Last",
                "attributes",
                Map.of("locale", List.of("en")),
                "credentials",
                List.of(Map.of(
                        "type",
                        "password",
                        "credentialData",
                        "{\"algorithm\":\"foreign-bcrypt\",\"hashIterations\":1}",
                        "secretData",
                        "{\"value\":\"" + HASH + "\"}")));
    }
}
