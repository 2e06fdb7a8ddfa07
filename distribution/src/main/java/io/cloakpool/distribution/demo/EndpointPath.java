package io.cloakpool.distribution.demo;

import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Puts the path of an endpoint back. The STS client of the AWS SDK for Java 2.54 keeps host and port of an overridden endpoint and
 * posts to {@code /}; its clients for the JSON protocol and for S3 keep the path. Runs before the request is signed.
 */
public final class EndpointPath implements ExecutionInterceptor {
    private final String path;

    /** @param endpoint with the path that requests must have */
    public EndpointPath(URI endpoint) {
        this.path = endpoint.getRawPath();
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().copy(request -> request.encodedPath(path));
    }
}
