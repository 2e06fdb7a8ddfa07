package io.cloakpool.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

final class S3Requests {
    private S3Requests() {}

    static RawRequest request(String method, String target, String... headers) {
        return RawRequest.of(method, target, Headers.of(headers));
    }

    /** A request written as method, space, target. */
    static RawRequest parse(String line) {
        int space = line.indexOf(' ');
        return request(line.substring(0, space), line.substring(space + 1));
    }

    static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call, Kind kind) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(S3RequestRefused.class, e -> assertThat(e.kind())
                .as(e.getMessage())
                .isEqualTo(kind));
    }
}
