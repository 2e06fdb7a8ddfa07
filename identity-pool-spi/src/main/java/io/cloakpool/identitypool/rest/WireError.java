package io.cloakpool.identitypool.rest;

/** An error of a protocol: HTTP status and the code that its clients switch on. */
public record WireError(int status, String code) {}
