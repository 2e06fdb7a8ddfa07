package io.cloakpool.testsuite.pool;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Policies over one bucket, made by chance of what two evaluators read alike: actions and resources with wildcards, resources that
 * are not meant, conditions of each kind, both effects. The same seed makes the same policies. What Ceph reads in a way of its own is
 * left out here; {@link PolicyOracleTest} has it.
 */
final class RandomPolicies {
    static final String BUCKET = "oracle";

    private static final String OBJECTS = "arn:aws:s3:::" + BUCKET;
    private static final List<String> ACTIONS = List.of(
            "s3:GetObject",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:ListBucket",
            "s3:Get*",
            "s3:*Object",
            "s3:?etObject",
            "s3:List*",
            "s3:*");
    private static final List<String> RESOURCES = List.of(
            OBJECTS,
            OBJECTS + "/*",
            OBJECTS + "/a/*",
            OBJECTS + "/a/1",
            OBJECTS + "/*/1",
            OBJECTS + "/?/1",
            OBJECTS + "*",
            "arn:aws:s3:::*",
            "*");
    private static final List<String> CONDITIONS = List.of(
            "'StringEquals':{'s3:prefix':['a/','c']}",
            "'StringLike':{'s3:prefix':'a*'}",
            "'StringEqualsIgnoreCase':{'s3:prefix':'A/'}",
            "'StringEqualsIfExists':{'s3:prefix':'a/'}",
            "'StringLikeIfExists':{'s3:prefix':'?/'}",
            "'Null':{'s3:prefix':'true'}",
            "'NumericLessThanEquals':{'s3:max-keys':'5'}",
            "'NumericGreaterThan':{'s3:max-keys':'5'}",
            "'NumericEqualsIfExists':{'s3:max-keys':'5'}",
            "'IpAddress':{'aws:SourceIp':['10.0.0.0/8','127.0.0.0/8']}",
            "'IpAddress':{'aws:SourceIp':'192.0.2.1'}",
            "'NotIpAddress':{'aws:SourceIp':'127.0.0.1'}",
            "'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}",
            "'StringNotEqualsIfExists':{'s3:prefix':'a/'}",
            "'StringNotLikeIfExists':{'s3:prefix':['a*','b*']}",
            "'Bool':{'aws:SecureTransport':'true'}",
            "'DateGreaterThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'}",
            "'DateLessThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'}");

    private final Random random;

    RandomPolicies(long seed) {
        this.random = new Random(seed);
    }

    /** A document without spaces. */
    String next() {
        int statements = 1 + random.nextInt(3);
        return IntStream.range(0, statements)
                .mapToObj(number -> statement(number == 0))
                .collect(Collectors.joining(",", "{'Version':'2012-10-17','Statement':[", "]}"))
                .replace('\'', '"');
    }

    /** The first allows, or there were little to compare. */
    private String statement(boolean first) {
        String effect = first || random.nextInt(3) > 0 ? "Allow" : "Deny";
        String resource = random.nextInt(6) == 0 ? "NotResource" : "Resource";
        String condition = random.nextInt(3) == 0 ? ",'Condition':{" + one(CONDITIONS) + "}" : "";
        return "{'Effect':'" + effect + "'," + element("Action", ACTIONS) + "," + element(resource, RESOURCES)
                + condition + "}";
    }

    private String element(String name, List<String> values) {
        return IntStream.range(0, 1 + random.nextInt(2))
                .mapToObj(number -> "'" + one(values) + "'")
                .distinct()
                .collect(Collectors.joining(",", "'" + name + "':[", "]"));
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
