package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.issuer.sts.FormPost;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A security token service that answers what it was told to, in turn; the last answer stays. */
public final class FakeSts implements FormPost {
    private final List<String> journal;
    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    /** The forms as they arrived. */
    public final List<String> forms = new ArrayList<>();
    /** Where they arrived. */
    public final List<URI> endpoints = new ArrayList<>();

    public FakeSts(List<String> journal) {
        this.journal = journal;
        outcomes.add(answer(200, success(FakeClock.START.plusSeconds(900).toString())));
    }

    /** Replaces what is answered. */
    public void answers(Outcome... next) {
        outcomes.clear();
        outcomes.addAll(List.of(next));
    }

    public static Outcome answer(int status, String body) {
        return new Outcome.Answered(status, body);
    }

    /** An answer of success as Ceph RGW gives it. */
    public static String success(String expiration) {
        return "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>"
                + "<AccessKeyId>remoteKey0123456789</AccessKeyId><SecretAccessKey>remote/secret+key</SecretAccessKey>"
                + "<SessionToken>remote-session-token==</SessionToken><Expiration>" + expiration
                + "</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>";
    }

    @Override
    public Outcome post(URI endpoint, String form, Duration connectTimeout, Duration timeout, int maxBody) {
        journal.add("sts");
        endpoints.add(endpoint);
        forms.add(form);
        Outcome outcome = outcomes.element();
        if (outcomes.size() > 1) {
            outcomes.remove();
        }
        return outcome;
    }

    /** A field of the last form. */
    public String field(String name) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : forms.get(forms.size() - 1).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields.getOrDefault(name, "");
    }
}
