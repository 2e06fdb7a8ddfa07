package io.cloakpool.authenticators.federation;

import io.cloakpool.authenticators.signup.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a provider says of somebody.
 *
 * @param documents the claims of each document that it sent: ID token, profile, SAML assertion; values as text
 * @param address the e-mail address that would be stored; mappers may have taken it from elsewhere
 * @param trusted whether the realm takes addresses of this provider for verified where it does not say
 */
public record Claims(List<Map<String, List<String>>> documents, Optional<String> address, boolean trusted) {
    private static final String EMAIL = "email";
    private static final String VERIFIED = "email_verified";

    public Claims {
        documents = List.copyOf(documents);
    }

    /** Every e-mail address of the documents and the one that would be stored, in lower case. */
    public Set<String> addresses() {
        Set<String> all = new TreeSet<>();
        documents.forEach(document -> all.addAll(addresses(document)));
        address.map(Claims::lower).ifPresent(all::add);
        return all;
    }

    /** Whether each address is written in its one form. One that only looks like another one is a mailbox of its own, or a trick. */
    boolean arePlain() {
        return addresses().stream().allMatch(Spelling::isPlain);
    }

    /** Whether a document says that its address is not verified. */
    private boolean isDisowned() {
        return documents.stream()
                .flatMap(document -> document.getOrDefault(VERIFIED, List.of()).stream())
                .anyMatch(value -> !isTrue(value));
    }

    /**
     * The addresses that the provider vouches for, in lower case: those of a document that calls them verified, or where none says
     * anything of it, those of a provider that the realm trusts. None at all when one document contradicts, or when an address has not its one
     * form: it would not be that of the account which it looks like.
     */
    public Set<String> verifiedAddresses() {
        Set<String> verified = new TreeSet<>();
        if (isDisowned() || !arePlain()) {
            return verified;
        }
        boolean said = documents.stream().anyMatch(document -> document.containsKey(VERIFIED));
        for (Map<String, List<String>> document : documents) {
            if (document.containsKey(VERIFIED) || (!said && trusted)) {
                verified.addAll(addresses(document));
            }
        }
        boolean stated = documents.stream().anyMatch(document -> document.containsKey(EMAIL));
        if (!stated && !said && trusted) {
            address.map(Claims::lower).ifPresent(verified::add);
        }
        return verified;
    }

    /** Whether each document that has a claim has one of these values in it, and one has it. */
    boolean has(String claim, Set<String> values) {
        List<List<String>> said = documents.stream()
                .filter(document -> document.containsKey(claim))
                .map(document -> document.getOrDefault(claim, List.of()))
                .toList();
        return !said.isEmpty() && said.stream().allMatch(one -> one.stream().anyMatch(values::contains));
    }

    private static List<String> addresses(Map<String, List<String>> document) {
        return document.getOrDefault(EMAIL, List.of()).stream()
                .map(Claims::lower)
                .toList();
    }

    /** Apple sends the word. */
    private static boolean isTrue(String value) {
        return value.equalsIgnoreCase("true");
    }

    private static String lower(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
