package io.cloakpool.migration.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.migration.rest.UnusableAnswerException;
import io.cloakpool.migration.rest.UserDocument;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rows of JSON: the document by which the old system describes a user, and what only an import can have. */
final class NdjsonRows implements RowReader {
    private static final String NAME = "username";
    private static final String HASH = "passwordHash";
    private static final String LINKS = "federatedLinks";
    private static final String STATUS = "status";
    private static final String SEEDS = "totps";
    private static final Set<String> OWN = Set.of(HASH, LINKS, STATUS);
    private static final Set<String> OF_A_LINK = Set.of("identityProvider", "userId", "userName");

    @Override
    public ImportRow read(Line line) throws RowException {
        JsonNode document;
        try {
            document = UserDocument.object(line.text());
        } catch (UnusableAnswerException e) {
            throw unusable(e);
        }
        try {
            return row(line, document);
        } catch (RowException e) {
            throw e.of(document.path(NAME).textValue());
        }
    }

    private ImportRow row(Line line, JsonNode document) throws RowException {
        known(document);
        try {
            return RowRules.checked(
                    new ImportRow(
                            line.row(),
                            UserDocument.read(document),
                            text(document, HASH),
                            links(document.path(LINKS)),
                            RowRules.status(text(document, STATUS), STATUS)),
                    this);
        } catch (UnusableAnswerException e) {
            throw unusable(e);
        }
    }

    private static RowException unusable(UnusableAnswerException e) {
        return new RowException(e.field(), String.valueOf(e.getMessage()));
    }

    @Override
    public String column(String field) {
        return field;
    }

    /** A field with a spelling mistake would be lost without a word. */
    private static void known(JsonNode document) throws RowException {
        for (Iterator<String> names = document.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!UserDocument.FIELDS.contains(name) && !OWN.contains(name)) {
                throw new RowException(Printable.name(name), "no field is called so");
            }
        }
        for (JsonNode seed : document.path(SEEDS)) {
            only(UserDocument.FIELDS_OF_A_SEED, seed, SEEDS);
        }
    }

    private static void only(Set<String> known, JsonNode value, String field) throws RowException {
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            if (!known.contains(names.next())) {
                throw new RowException(field, "has other fields than " + new TreeSet<>(known));
            }
        }
    }

    private static @Nullable String text(JsonNode document, String field) throws RowException {
        JsonNode value = document.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new RowException(field, "is no text");
        }
        return value.textValue();
    }

    private static List<FederatedLink> links(JsonNode values) throws RowException {
        List<FederatedLink> links = new ArrayList<>();
        if (values.isMissingNode() || values.isNull()) {
            return links;
        }
        if (!values.isArray()) {
            throw new RowException(LINKS, "is no list");
        }
        for (JsonNode value : values) {
            links.add(link(value));
        }
        return links;
    }

    private static FederatedLink link(JsonNode value) throws RowException {
        only(OF_A_LINK, value, LINKS);
        String provider = value.path("identityProvider").textValue();
        String userId = value.path("userId").textValue();
        JsonNode userName = value.path("userName");
        if (provider == null || provider.isBlank() || userId == null || userId.isBlank()) {
            throw new RowException(LINKS, "needs the texts identityProvider and userId");
        }
        if (!userName.isMissingNode() && !userName.isNull() && !userName.isTextual()) {
            throw new RowException(LINKS, "has a userName that is no text");
        }
        return new FederatedLink(provider, userId, userName.textValue());
    }
}
