package io.cloakpool.aws.arn;

/** A text that is no ARN, or a name that cannot stand in one. The message never repeats the text, which may be hostile. */
public final class InvalidArnException extends IllegalArgumentException {
    InvalidArnException(String message) {
        super(message);
    }
}
