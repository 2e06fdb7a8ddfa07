package io.cloakpool.aws.s3;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.MalformedTargetException;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.s3.S3Operation.Feature;
import io.cloakpool.aws.s3.S3Operation.Need;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Says what a signed S3 request asks for, in the terms of an IAM policy. Nothing is normalised: the key that the policy
 * sees is the path of the request, percent-decoded once, and every request that some S3 server could take for another
 * operation or another object is refused. {@code docs/s3-operations.md} has the whole table. Thread-safe.
 *
 * <p>The signature must be verified already, and with it that {@code host} and all {@code x-amz-*} headers are signed.
 */
public final class S3RequestMapper {
    private final List<String> baseDomains;

    /**
     * A mapper for the S3 servers behind one gateway.
     *
     * @param baseDomains host names without port. At such a host a path starts with a bucket; at {@code bucket.} before
     *     it the path is the key; any other host is refused. Without any, every host is path style; the S3 server must
     *     then know no domain for virtual hosts either
     */
    public S3RequestMapper(List<String> baseDomains) {
        this.baseDomains = baseDomains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * What a request asks for. A multi-delete ({@code POST ?delete}) asks for every object of its bucket here; where
     * its body is known, {@link #mapDelete} judges the keys.
     *
     * @throws S3RequestRefused when no policy has to be asked
     */
    public S3Access map(RawRequest request) {
        return guarded(() -> {
            Call call = read(request);
            return access(call, call.operation().needs());
        });
    }

    /**
     * What a multi-delete asks for: {@code s3:DeleteObject} for each key, {@code s3:DeleteObjectVersion} for each key
     * with a version.
     *
     * @param body the whole body; the caller has compared its SHA-256 with the signed one
     * @throws S3RequestRefused when the request is no multi-delete or its body is refused
     */
    public S3Access mapDelete(RawRequest request, byte[] body) {
        return guarded(() -> {
            Call call = read(request);
            if (!call.operation().name().equals("DeleteObjects")) {
                throw new S3RequestRefused(Kind.NOT_IN_TABLE, "A body is judged for DeleteObjects only");
            }
            if (request.headers().first("content-encoding").isPresent()) {
                throw S3Headers.refused("content-encoding", "is not served for DeleteObjects");
            }
            String bucket = call.address().bucket().orElseThrow();
            Set<String> extras = S3Headers.actions(call.headers(), call.operation());
            List<Target> targets = new ArrayList<>();
            for (DeleteBody.Entry entry : DeleteBody.parse(body)) {
                String arn = S3Names.objectArn(bucket, entry.key());
                String action = entry.versionId().isPresent() ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
                targets.add(new Target(action, arn, versionContext(entry.versionId())));
                for (String extra : extras) {
                    targets.add(new Target(extra, arn, versionContext(entry.versionId())));
                }
            }
            return new S3Access(call.operation().name(), targets);
        });
    }

    /** A request whose operation is known. */
    private record Call(
            S3Operation operation,
            S3Address address,
            Map<String, String> parameters,
            Headers headers,
            Optional<CopySource> source) {}

    private Call read(RawRequest request) {
        Headers headers = request.headers();
        S3Headers.check(headers);
        S3Address address = S3Address.of(request, baseDomains);
        Map<String, String> parameters = S3Parameters.of(request.rawQuery());
        Optional<String> copySource = headers.first(CopySource.HEADER);
        S3Operation operation =
                S3Operations.find(request.method(), address.level(), parameters.keySet(), copySource.isPresent());
        S3Parameters.checkForms(parameters);
        if (request.method().equals("POST") && isForm(headers)) {
            throw new S3RequestRefused(Kind.NOT_IN_TABLE, "Uploads by HTML form are not in the table");
        }
        return new Call(operation, address, parameters, headers, copySource.map(CopySource::parse));
    }

    private static S3Access access(Call call, List<Need> needs) {
        List<Target> targets = new ArrayList<>();
        for (Need need : needs) {
            targets.add(target(call, need));
        }
        for (String action : S3Headers.actions(call.headers(), call.operation())) {
            targets.add(target(call, new Need(action, needs.get(0).on())));
        }
        return new S3Access(call.operation().name(), targets);
    }

    private static Target target(Call call, Need need) {
        String bucket = call.address().bucket().orElse("");
        String key = call.address().key().orElse("");
        return switch (need.on()) {
            case ALL_BUCKETS -> new Target(need.action(), S3Names.bucketArn("*"), Map.of());
            case BUCKET -> new Target(need.action(), S3Names.bucketArn(bucket), context(call, need));
            case OBJECT -> new Target(need.action(), S3Names.objectArn(bucket, key), context(call, need));
            case EVERY_OBJECT -> new Target(need.action(), S3Names.objectArn(bucket, ""), Map.of());
            case SOURCE -> source(call.source().orElseThrow());
        };
    }

    private static Target source(CopySource source) {
        return new Target(
                source.versionId().isPresent() ? "s3:GetObjectVersion" : "s3:GetObject",
                S3Names.objectArn(source.bucket(), source.key()),
                versionContext(source.versionId()));
    }

    private static Map<String, List<String>> versionContext(Optional<String> version) {
        return version.map(id -> Map.of("s3:VersionId", List.of(id))).orElseGet(Map::of);
    }

    /** As AWS does, a parameter or header that is absent leaves its condition key absent. */
    private static Map<String, List<String>> context(Call call, Need need) {
        Map<String, List<String>> context = new LinkedHashMap<>();
        for (String parameter : need.parameters()) {
            String value = call.parameters().get(parameter);
            if (value != null) {
                context.put(S3Operations.CONDITION_KEYS.getOrDefault(parameter, parameter), List.of(value));
            }
        }
        if (call.operation().features().contains(Feature.NEW_OBJECT)) {
            for (String header : S3Headers.CONDITION_HEADERS) {
                call.headers().first(header).ifPresent(value -> context.put("s3:" + header, List.of(value)));
            }
        }
        call.source().ifPresent(source -> context.put("s3:x-amz-copy-source", List.of(source.plain())));
        return context;
    }

    private static boolean isForm(Headers headers) {
        return headers.all("content-type").stream()
                .anyMatch(type -> type.toLowerCase(Locale.ROOT).contains("multipart/form-data"));
    }

    private static S3Access guarded(Supplier<S3Access> reading) {
        try {
            return reading.get();
        } catch (MalformedTargetException e) {
            throw new S3RequestRefused(Kind.MALFORMED, "The request is refused: " + e.getMessage());
        }
    }
}
